"""A question set read into a library of its own, with vectors kept between runs.

A folder holds a set of our own form or of the plain one; docs/retrieval.md says which keys it needs.
"""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals.case import Case as Posed
from evals.case import Span
from evals.sets import load_set, read_lines
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
    """A question with, for each piece of evidence, the keys of the passages that hold it and its sentences."""

    question: str
    asked_before: tuple[str, ...]
    filters: dict[str, Any]
    as_of: str | None
    kind: str
    gold: tuple[frozenset[int], ...]
    sentences: tuple[frozenset[str], ...]


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


def build(folder: Path, library_path: Path, cache: VectorCache, terms: Terms) -> Library:
    """A new library of the set's articles, indexed by the given terms."""
    library = open_library(library_path, cache.embedder.name)
    for row in load_set(folder).articles:
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
    """The answerable questions that make sense over the whole set; of several proofs the first counts."""
    keys = library.passages.current_keys()
    stored = library.passages.passages(keys).values()
    by_article: dict[str, list[tuple[int, Passage]]] = {}
    copies: dict[str, set[int]] = {}
    for one in stored:
        by_article.setdefault(one.article_id, []).append((one.key, one.passage))
        copies.setdefault(one.passage.text, set()).add(one.key)
    same = {key: frozenset(group) for group in copies.values() for key in group}
    articles = {article_id: library.articles.find(article_id) for article_id in by_article}

    def gold(piece: Span) -> frozenset[int]:
        article = articles[piece.article_id]
        held = (key for key, passage in by_article[piece.article_id] if _holds(article, passage, piece))
        return frozenset(key for one in held for key in same[one])

    apart = _needing_their_article(folder)
    return [
        Case(
            posed.question,
            tuple(turn["content"] for turn in posed.history if turn["role"] == "user"),
            {key: value for key, value in posed.filters.items() if not apart or key != "article_ids"},
            posed.as_of,
            posed.kind,
            tuple(gold(piece) for piece in _pieces(posed)),
            tuple(_sentences(articles[piece.article_id], piece) for piece in _pieces(posed)),
        )
        for posed in load_set(folder).cases
        if posed.answerable and posed.evidence and apart.get(posed.id, True)
    ]


def said(text: str) -> str:
    """A sentence as it is compared: copies differ in white space."""
    return " ".join(text.split())


def _pieces(posed: Posed) -> tuple[Span, ...]:
    """All spans where each is the answer by itself, else the first group that proves it."""
    single = all(len(group) == 1 for group in posed.evidence)
    return tuple(group[0] for group in posed.evidence) if single else posed.evidence[0]


def _needing_their_article(folder: Path) -> dict[str, bool]:
    """Sets written about one article each: whether a question makes sense without being told which."""
    path = folder / "cases.jsonl"
    rows = read_lines(path) if path.exists() else ()
    return {row["id"]: row.get("standalone", True) for row in rows if row.get("context_article_id")}


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


def _holds(article: Article, passage: Passage, piece: Span) -> bool:
    span = _located(article.text, piece.quote)
    if span is None:
        return False
    wanted = _letters(article.text, *span)
    held = (article.sentences[ordinal - 1] for ordinal in passage.sentences)
    overlaps = ((max(s.start, span[0]), min(s.end, span[1])) for s in held)
    return sum(_letters(article.text, a, b) for a, b in overlaps if a < b) >= ENOUGH * wanted


def _sentences(article: Article, piece: Span) -> frozenset[str]:
    """The sentences that a quote touches."""
    span = _located(article.text, piece.quote)
    start, end = span or (0, 0)
    touched = (s for s in article.sentences if s.start < end and start < s.end and s.role.citable)
    return frozenset(said(article.quote(s.start, s.end)) for s in touched)


def _located(text: str, quote: str) -> tuple[int, int] | None:
    """Where the words of a quote follow one another."""
    found = re.search(r"\s*".join(map(re.escape, quote.split())), text)
    return found.span() if found else None


def _letters(text: str, start: int, end: int) -> int:
    return sum(not character.isspace() for character in text[start:end])
