"""A question set read into a library of its own, with vectors kept between runs.

A folder holds `articles.jsonl` and `cases.jsonl`; docs/retrieval.md says which keys they need.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from service.adapters.embed_minilm import MiniLm
from service.adapters.library.opening import Library, open_library
from service.domain.article import Article, Format, Metadata, Passage, Posted, Reading
from service.ports import PassageVectors, Prepared
from service.reading.read import read
from service.stories.annotate import spans_in

Terms = Callable[[Passage, Metadata], tuple[str, ...]]
ENOUGH = 0.9  # of a quote's letters have to lie in a passage for the passage to hold it


@dataclass(frozen=True, slots=True)
class Case:
    """A question with, for each piece of evidence, the keys of the passages that hold it."""

    question: str
    asked_before: tuple[str, ...]
    filters: dict[str, Any]
    kind: str
    gold: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class VectorCache:
    """Passage vectors on disk, by model and text: a set is embedded once."""

    path: Path
    embedder: MiniLm

    def vectors(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[PassageVectors]:
        with closing(sqlite3.connect(self.path)) as cache, cache:
            cache.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, rows BLOB)")
            known = [self._known(cache, text) for text in texts]
            missing = [place for place, found in enumerate(known) if found is None]
            fresh = self.embedder.embed_passages([texts[i] for i in missing], [spans[i] for i in missing])
            for place, made in zip(missing, fresh, strict=True):
                known[place] = made
                rows = made.whole[None] if made.sentences is None else np.vstack([made.whole, made.sentences])
                cache.execute(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)", (self._key(texts[place]), rows.tobytes())
                )
            return [found for found in known if found is not None]

    def _known(self, cache: sqlite3.Connection, text: str) -> PassageVectors | None:
        row = cache.execute("SELECT rows FROM vectors WHERE key = ?", (self._key(text),)).fetchone()
        if row is None:
            return None
        rows = np.frombuffer(row[0], np.float32).reshape(-1, self.embedder.dimensions)
        return PassageVectors(rows[0], rows[1:])

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self.embedder.name}\n{text}".encode()).hexdigest()


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def build(folder: Path, library_path: Path, cache: VectorCache, terms: Terms) -> Library:
    """A new library of the set's articles, indexed by the given terms."""
    library = open_library(library_path, cache.embedder.name)
    for row in lines(folder / "articles.jsonl"):
        posted = Posted(
            text=row["text"],
            format=Format(row.get("format", "text")),
            id=row["id"],
            title=row.get("title"),
            source=row.get("source"),
            url=row.get("url"),
            published_at=row.get("published_at"),
        )
        reading = read(posted, cache.embedder.count_tokens)
        library.articles.save(_prepared(row["id"], reading, cache, terms))
    return library


def cases(folder: Path, library: Library) -> list[Case]:
    """The answerable questions that make sense over the whole set."""
    keys = library.passages.current_keys()
    stored = library.passages.passages(keys).values()
    by_article: dict[str, list[tuple[int, Passage]]] = {}
    copies: dict[str, set[int]] = {}
    for one in stored:
        by_article.setdefault(one.article_id, []).append((one.key, one.passage))
        copies.setdefault(one.passage.text, set()).add(one.key)
    same = {key: frozenset(group) for group in copies.values() for key in group}
    articles: dict[str, Article] = {}

    def gold(piece: dict[str, Any]) -> frozenset[int]:
        article_id = piece["article_id"]
        article = articles.setdefault(article_id, library.articles.find(article_id))
        held = (key for key, passage in by_article[article_id] if _holds(article, passage, piece))
        return frozenset(key for one in held for key in same[one])

    return [
        Case(
            row["question"],
            tuple(turn["content"] for turn in row.get("history", ()) if turn["role"] == "user"),
            row.get("filters") or {},
            row["kind"],
            tuple(gold(piece) for piece in row["evidence"]),
        )
        for row in lines(folder / "cases.jsonl")
        if row["answerable"] and row["evidence"] and row.get("standalone", True)
    ]


def _prepared(article_id: str, reading: Reading, cache: VectorCache, terms: Terms) -> Prepared:
    passages = {passage.text: passage for passage in reading.passages}
    spans = [spans_in(passage, reading.sentences) for passage in passages.values()]
    vectors = cache.vectors(list(passages), spans)
    return Prepared(
        id=article_id,
        reading=reading,
        embedder=cache.embedder.name,
        vectors=dict(zip(passages, vectors, strict=True)),
        lexical=tuple(terms(passage, reading.metadata) for passage in reading.passages),
    )


def _holds(article: Article, passage: Passage, piece: dict[str, Any]) -> bool:
    span = _located(article.text, piece)
    if span is None:
        return False
    wanted = _letters(article.text, *span)
    held = (article.sentences[ordinal - 1] for ordinal in passage.sentences)
    overlaps = ((max(s.start, span[0]), min(s.end, span[1])) for s in held)
    return sum(_letters(article.text, a, b) for a, b in overlaps if a < b) >= ENOUGH * wanted


def _located(text: str, piece: dict[str, Any]) -> tuple[int, int] | None:
    """Where a quote stands: at its stated offsets, else wherever its words follow one another."""
    quote, start, end = piece["quote"], piece.get("start"), piece.get("end")
    if start is not None and end is not None and text[start:end] == quote:
        return start, end
    found = re.search(r"\s*".join(map(re.escape, quote.split())), text)
    return found.span() if found else None


def _letters(text: str, start: int, end: int) -> int:
    return sum(not character.isspace() for character in text[start:end])
