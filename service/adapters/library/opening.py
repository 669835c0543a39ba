"""Opens a library file and puts its parts together."""

from dataclasses import dataclass
from pathlib import Path

from service.adapters.library.articles import SqlArticles
from service.adapters.library.catalogue import SqlCatalogue
from service.adapters.library.database import Database
from service.adapters.library.journal import SqlJournal
from service.adapters.library.lexical import SqlLexicalIndex
from service.adapters.library.notes import SqlNotes
from service.adapters.library.passages import SqlPassages


@dataclass(frozen=True, slots=True)
class Library:
    """One open library; each part is safe to use from many threads."""

    articles: SqlArticles
    passages: SqlPassages
    catalogue: SqlCatalogue
    lexical: SqlLexicalIndex
    journal: SqlJournal
    notes: SqlNotes
    database: Database

    def close(self) -> None:
        self.database.close()


def open_library(path: Path, embedder: str) -> Library:
    """Open or create the library file and migrate it; `embedder` names the vectors that `passages` gives."""
    database = Database(path)
    catalogue = SqlCatalogue(database)
    return Library(
        articles=SqlArticles(database, catalogue),
        passages=SqlPassages(database, embedder),
        catalogue=catalogue,
        lexical=SqlLexicalIndex(database),
        journal=SqlJournal(database),
        notes=SqlNotes(database),
        database=database,
    )
