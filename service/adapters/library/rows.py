"""From domain values to rows and back; every function works inside the caller's transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from service.adapters.library import schema
from service.adapters.library.blobs import sentences_blob, text_hash, whole_blob
from service.adapters.library.scope import day, folded
from service.domain.article import DateSource, Metadata, Passage, Role, Sentence
from service.ports import ArticleSummary, PassageVectors, Prepared

LONGEST_NAME = 200
ChangedMetadata = dict[str, str | int | None]
ROLES = {role.value: role for role in Role}


def metadata_columns(metadata: Metadata) -> ChangedMetadata:
    return {
        "title": metadata.title,
        "source": metadata.source,
        "source_folded": folded(metadata.source),
        "url": metadata.url,
        "published_at": metadata.published_at,
        "published_day": day(metadata),
        "date_source": metadata.date_source.value,
        "language": metadata.language,
    }


def metadata_of(row: Row[Any]) -> Metadata:
    return Metadata(
        title=row.title,
        source=row.source,
        url=row.url,
        published_at=row.published_at,
        date_source=DateSource(row.date_source),
        language=row.language,
    )


def summary_of(row: Row[Any]) -> ArticleSummary:
    return ArticleSummary(
        id=row.article_id,
        version=row.version,
        metadata=metadata_of(row),
        sentences=row.sentence_count,
        passages=row.passage_count,
        duplicate_of=row.duplicate_of,
    )


def passage_of(row: Row[Any]) -> Passage:
    return Passage(row.ordinal, tuple(row.sentences), row.start, row.end, row.text, row.heading)


def insert_version(connection: Connection, prepared: Prepared, version: int) -> int:
    """The row of a version, its text and its grid; returns its key."""
    reading = prepared.reading
    row = {
        "article_id": prepared.id,
        "version": version,
        "current": True,
        "text_hash": text_hash(reading.text),
        "sentence_count": len(reading.sentences),
        "passage_count": len(reading.passages),
        **metadata_columns(reading.metadata),
    }
    key = int(connection.execute(schema.versions.insert().returning(schema.versions.c.key), row).scalar_one())
    connection.execute(schema.texts.insert(), {"version_key": key, "text": reading.text})
    _insert_sentences(connection, key, reading.sentences)
    return key


def _insert_sentences(connection: Connection, version_key: int, sentences: Iterable[Sentence]) -> None:
    rows = [
        {
            "version_key": version_key,
            "ordinal": sentence.ordinal,
            "start": sentence.start,
            "end": sentence.end,
            "role": sentence.role.value,
        }
        for sentence in sentences
    ]
    if rows:
        connection.execute(schema.sentences.insert(), rows)


def read_sentences(connection: Connection, version_keys: Sequence[int]) -> dict[int, list[Sentence]]:
    """The grids of versions, by version key."""
    table = schema.sentences.c
    query = (
        select(table.version_key, table.ordinal, table.start, table.end, table.role)
        .where(table.version_key.in_(version_keys))
        .order_by(table.version_key, table.ordinal)
    )
    grids: dict[int, list[Sentence]] = {key: [] for key in version_keys}
    for key, ordinal, start, end, role in connection.execute(query):
        grids[key].append(Sentence(ordinal, start, end, ROLES[role]))
    return grids


def insert_aliases(connection: Connection, version_key: int, pairs: Iterable[tuple[str, str]]) -> None:
    """The other names that a version's text gives; one too long to be a name is left out."""
    rows = [
        {"version_key": version_key, "name": name, "alias": alias}
        for name, alias in dict.fromkeys(pairs)
        if max(len(name), len(alias)) <= LONGEST_NAME
    ]
    if rows:
        connection.execute(schema.aliases.insert(), rows)


def insert_passages(connection: Connection, version_key: int, passages: Sequence[Passage]) -> list[int]:
    """The rows of a current version's passages; returns their keys in order."""
    rows = [
        {
            "version_key": version_key,
            "ordinal": passage.ordinal,
            "current": True,
            "start": passage.start,
            "end": passage.end,
            "sentences": list(passage.sentences),
            "text_hash": text_hash(passage.text),
            "heading": passage.heading,
            "text": passage.text,
        }
        for passage in passages
    ]
    if not rows:
        return []
    insertion = schema.passages.insert().returning(schema.passages.c.key, sort_by_parameter_order=True)
    return list(connection.execute(insertion, rows).scalars())


def read_passages(connection: Connection, version_keys: Sequence[int]) -> dict[int, list[Passage]]:
    """The passages of versions, by version key."""
    table = schema.passages
    query = select(table).where(table.c.version_key.in_(version_keys))
    packed: dict[int, list[Passage]] = {key: [] for key in version_keys}
    for row in connection.execute(query.order_by(table.c.version_key, table.c.ordinal)):
        packed[row.version_key].append(passage_of(row))
    return packed


def passage_keys(connection: Connection, version_key: int) -> list[int]:
    table = schema.passages.c
    query = select(table.key).where(table.version_key == version_key).order_by(table.ordinal)
    return list(connection.execute(query).scalars())


def insert_vectors(connection: Connection, embedder: str, vectors: dict[str, PassageVectors]) -> None:
    """Keep vectors by passage text; one that is stored already stays as it is."""
    if not vectors:
        return
    table = schema.vectors
    by_hash = {text_hash(text): passage for text, passage in vectors.items()}
    rows = [
        {"embedder": embedder, "text_hash": key, "whole": whole_blob(passage.whole)}
        for key, passage in by_hash.items()
    ]
    new = insert(table).on_conflict_do_nothing().returning(table.c.key, table.c.text_hash)
    stored = [(key, by_hash[found].sentences) for key, found in connection.execute(new, rows)]
    if pooled := [{"vector_key": key, "rows": sentences_blob(s)} for key, s in stored if s is not None]:
        connection.execute(schema.sentence_vectors.insert(), pooled)
