"""Small named facts about the library itself, such as the passage rule it was cut by."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from service.adapters.library.database import Database
from service.adapters.library.schema import notes


class SqlNotes:
    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, name: str) -> str | None:
        with self._database.reading() as connection:
            return connection.execute(select(notes.c.value).where(notes.c.name == name)).scalar_one_or_none()

    def remember(self, name: str, value: str) -> None:
        upsert = insert(notes).values(name=name, value=value)
        with self._database.writing() as writing:
            writing.connection.execute(
                upsert.on_conflict_do_update(index_elements=["name"], set_={"value": value})
            )
