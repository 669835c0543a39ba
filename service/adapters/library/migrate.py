"""Brings a library file to the schema of this release, forwards only, inside the caller's transaction."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection

from service.domain.errors import StoreUnavailable

DIRECTORY = Path(__file__).parent / "migrations"


def migrate(connection: Connection, path: Path) -> None:
    """Run the migrations that the library at `path` has not seen yet."""
    context = MigrationContext.configure(connection)
    scripts = ScriptDirectory(str(DIRECTORY))
    current = context.get_current_revision()
    try:
        steps = list(scripts.iterate_revisions("head", current or "base"))
    except (CommandError, RevisionError) as unknown:
        raise StoreUnavailable(
            f"The library {path} was written by a newer dealbrief (schema {current}). "
            "Use that release or a later one, or another data directory."
        ) from unknown
    with Operations.context(context):
        for step in reversed(steps):
            step.module.upgrade()
            context.stamp(scripts, step.revision)
