"""The library: the one place where truth is stored, in SQL. All of SQLAlchemy and Alembic is in this package.

Reading order: `schema`, `database`, `articles` (with `rows`), `passages`, `lexical`, `catalogue`, `journal`;
`opening.open_library` puts them together. docs/storage.md tells the story.
"""
