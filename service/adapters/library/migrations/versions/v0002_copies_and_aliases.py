"""Bands of signatures, by which an article finds those that it may be a copy of; names that articles give."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column(
            "version_key", sa.Integer, sa.ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Index("bands_by_version", "version_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "aliases",
        sa.Column(
            "version_key", sa.Integer, sa.ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("alias", sa.String(200), primary_key=True),
        sqlite_with_rowid=False,
    )
