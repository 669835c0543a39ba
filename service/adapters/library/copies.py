"""Which stored articles repeat which, kept true with every article that comes, changes or goes.

Articles with words in common share a band of their signatures; whether one repeats the other is then
decided on their texts.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from service.adapters.library.database import Writing
from service.adapters.library.rows import read_sentences
from service.adapters.library.schema import bands, texts, versions
from service.retrieval.copies import Content, content, placed


def insert_bands(connection: Connection, version_key: int, numbers: Sequence[int]) -> None:
    if numbers:
        rows = [{"band": number, "version_key": version_key} for number in dict.fromkeys(numbers)]
        connection.execute(bands.insert(), rows)


def settle(writing: Writing, version_key: int, waiting: Sequence[int] = ()) -> None:
    """Point an article at the one it repeats, or those that repeat it at this one; `waiting` are not looked at."""
    row = writing.connection.execute(select(versions).where(versions.c.key == version_key)).one()
    near = [other for other in _near(writing.connection, row) if other.key not in waiting]
    if not near:
        return
    contents = [(other.article_id, _content(writing.connection, other)) for other in near]
    original, copies = placed(_content(writing.connection, row), contents)
    if original is not None:
        _point(writing, [row.article_id], original)
    elif copies:
        _point(writing, [*copies, *_pointing_at(writing.connection, copies)], row.article_id)


def release(writing: Writing, article_id: str) -> None:
    """Find anew what those repeat that were copies of an article which has changed or gone."""
    freed = _pointing_at(writing.connection, [article_id])
    _point(writing, freed, None)
    query = select(versions.c.key).where(versions.c.article_id.in_(freed), versions.c.current)
    keys = writing.connection.execute(query.order_by(versions.c.key)).scalars().all()
    for place, key in enumerate(keys, 1):
        settle(writing, key, waiting=keys[place:])


def _near(connection: Connection, row: Row[Any]) -> Sequence[Row[Any]]:
    """Current articles with the same text or a band in common that are no copies themselves, oldest first."""
    own = select(bands.c.band).where(bands.c.version_key == row.key)
    sharing = select(bands.c.version_key).where(bands.c.band.in_(own))
    alike = or_(versions.c.text_hash == row.text_hash, versions.c.key.in_(sharing))
    query = select(versions).where(alike, versions.c.current, versions.c.duplicate_of.is_(None))
    return connection.execute(query.where(versions.c.key != row.key).order_by(versions.c.key)).all()


def _content(connection: Connection, row: Row[Any]) -> Content:
    text = connection.execute(select(texts.c.text).where(texts.c.version_key == row.key)).scalar_one()
    return content(text, read_sentences(connection, [row.key])[row.key], row.source, row.language)


def _pointing_at(connection: Connection, article_ids: Sequence[str]) -> list[str]:
    query = select(versions.c.article_id).where(versions.c.duplicate_of.in_(article_ids), versions.c.current)
    return list(connection.execute(query).scalars())


def _point(writing: Writing, article_ids: Sequence[str], original: str | None) -> None:
    update = versions.update().where(versions.c.article_id.in_(article_ids), versions.c.current)
    writing.connection.execute(update.values(duplicate_of=original))
    writing.change.articles.update(article_ids)
