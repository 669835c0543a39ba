"""What the vector index has yet to be told, and which index generations there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from service.adapters.library.database import Database
from service.adapters.library.schema import index_generation, index_journal

UPSERT: Literal["upsert"] = "upsert"
DELETE: Literal["delete"] = "delete"
State = Literal["building", "serving", "broken", "retired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One numbered build of the vector index."""

    number: int
    embedder: str
    passage_rule: str
    state: State
    created: float


class SqlJournal:
    """A passage key stays in the journal from the transaction that changed it until the index has it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending_keys(self) -> tuple[int, ...]:
        """Keys of passages that the index has yet to take in, oldest first."""
        return self._keys(UPSERT)

    def removed_keys(self) -> tuple[int, ...]:
        """Keys of passages that the index may still hold and must drop."""
        return self._keys(DELETE)

    def mark_ready(self, keys: Sequence[int], action: Literal["upsert", "delete"] = UPSERT) -> None:
        """The index has done this with these keys; what was asked of them since stays pending."""
        done = index_journal.c.passage_key.in_(keys) & (index_journal.c.action == action)
        with self._database.writing() as writing:
            writing.connection.execute(index_journal.delete().where(done))

    def generations(self) -> tuple[Generation, ...]:
        """Every generation on record, oldest first."""
        query = select(index_generation).order_by(index_generation.c.number)
        with self._database.reading() as connection:
            return tuple(Generation(**row) for row in connection.execute(query).mappings())

    def add_generation(self, embedder: str, passage_rule: str, created: float) -> Generation:
        """Record a generation that is about to be built; its number is never used again."""
        row = {"embedder": embedder, "passage_rule": passage_rule, "state": "building", "created": created}
        with self._database.writing() as writing:
            new = index_generation.insert().returning(index_generation)
            return Generation(**writing.connection.execute(new, row).mappings().one())

    def set_state(self, number: int, state: State) -> None:
        """Move a generation on; one that begins to serve retires the one before in the same transaction."""
        table = index_generation
        with self._database.writing() as writing:
            if state == "serving":
                before = table.update().where(table.c.state == "serving").values(state="retired")
                writing.connection.execute(before)
            writing.connection.execute(table.update().where(table.c.number == number).values(state=state))

    def forget_generation(self, number: int) -> None:
        """Drop the record of a generation whose files are gone."""
        with self._database.writing() as writing:
            writing.connection.execute(index_generation.delete().where(index_generation.c.number == number))

    def _keys(self, action: str) -> tuple[int, ...]:
        query = select(index_journal.c.passage_key).where(index_journal.c.action == action)
        with self._database.reading() as connection:
            return tuple(connection.execute(query.order_by(index_journal.c.passage_key)).scalars())


def note(connection: Connection, keys: Sequence[int], action: Literal["upsert", "delete"]) -> None:
    """Put keys into the journal, inside the transaction that changes their passages."""
    if keys:
        upsert = insert(index_journal)
        latest = {"action": upsert.excluded.action}
        connection.execute(
            upsert.on_conflict_do_update(index_elements=["passage_key"], set_=latest),
            [{"passage_key": key, "action": action} for key in keys],
        )
