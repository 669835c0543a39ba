"""Questions with their evidence, as the reader would be given it, and which sentences are right."""

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from service.adapters.memory import memory_library
from service.answering.conversation import Standalone, standalone
from service.domain.article import Format, Posted
from service.domain.evidence import Evidence
from service.domain.question import Filters, Question, Turn
from service.ports import Embedder
from service.reading.read import read
from service.retrieval.tokens import analyse
from service.samples import samples
from service.stories.find import Find
from service.stories.ingest import Ingest

Place = tuple[str, int]
BUNDLED = Path(__file__).parent.parent / "evals" / "sets" / "deals"


@dataclass(frozen=True, slots=True)
class Case:
    """A question with evidence; `gold` has the addresses of right sentences per piece of evidence.

    `also` answers as well; `correction` shows that the question assumes what is not so.
    """

    id: str
    cluster: str
    question: str
    answerable: bool
    evidence: Evidence
    gold: tuple[frozenset[Place], ...]
    also: frozenset[Place] = frozenset()
    correction: frozenset[Place] = frozenset()
    kind: str = ""
    set: str = ""

    @property
    def right(self) -> frozenset[Place]:
        """Every sentence that answers."""
        return self.also.union(*self.gold)


class Corpus:
    """Articles of one set in a library in memory, searched as the service searches."""

    def __init__(self, articles: Iterable[Posted], embedder: Embedder) -> None:
        library = memory_library(embedder.name)
        self.articles = library.articles
        ingest = Ingest(
            read=read,
            articles=library.articles,
            passages=library.passages,
            journal=library.journal,
            embedder=embedder,
            index=library.vectors,
        )
        self.ids = [ingest.add(posted).id for posted in articles]
        self._find = Find(
            catalogue=library.catalogue,
            lexical=library.lexical,
            vectors=library.vectors,
            passages=library.passages,
            articles=library.articles,
            embedder=embedder,
        )

    @classmethod
    def of(cls, path: Path, embedder: Embedder) -> "Corpus":
        """The articles of a set."""
        return cls(_articles(path), embedder)

    def evidence(self, alone: Standalone, filters: Filters) -> Evidence:
        return self._find(Question(text=alone.text, filters=filters), alone.text, alone.queries[1:])

    def holding(self, article_id: str, quote: str) -> frozenset[Place]:
        """The sentences that hold most of a quote, found by its letters and digits alone."""
        text = self.articles.find(article_id)
        at = [i for i, c in enumerate(text.text) if c.isalnum()]
        found = "".join(text.text[i] for i in at).find("".join(c for c in quote if c.isalnum()))
        if found < 0:
            return frozenset()
        start, end = at[found], at[found + sum(c.isalnum() for c in quote) - 1] + 1
        overlaps = ((s, min(end, s.end) - max(start, s.start)) for s in text.sentences if s.role.citable)
        return frozenset(
            (article_id, s.ordinal) for s, o in overlaps if o >= 0.5 * min(s.end - s.start, end - start)
        )


def deals(path: Path, corpus: Corpus) -> list[Case]:
    """Every question of a set of deal news."""
    return [replace(_deal_case(row, corpus), set=path.name) for row in _rows(path / "cases.jsonl")]


def unanswered(questions: Iterable[str], corpus: Corpus) -> list[Case]:
    """Questions that the corpus is not about."""
    asked = [(text, corpus.evidence(Standalone(text, (text,)), Filters())) for text in questions]
    return [Case(text, "", text, answerable=False, evidence=found, gold=()) for text, found in asked]


def bundled(embedder: Embedder) -> list[Case]:
    """The bundled questions that are there to develop on; the others stay unseen."""
    corpora = {
        "deals.jsonl": Corpus(_articles(BUNDLED), embedder),
        "samples.jsonl": Corpus(samples(), embedder),
    }
    return [
        _bundled_case(row, corpus)
        for name, corpus in corpora.items()
        for row in _rows(BUNDLED / name)
        if row["split"] == "dev"
    ]


def paragraphs(path: Path, embedder: Embedder, size: int, seed: int) -> list[Case]:
    """A sample of questions on one paragraph each, half of them unanswerable."""
    rows = list(_rows(path / "cases.jsonl"))
    random.Random(seed).shuffle(rows)
    corpus = Corpus(_articles(path), embedder)
    return [_paragraph_case(row, corpus) for row in rows[:size]]


def _deal_case(row: dict[str, Any], corpus: Corpus) -> Case:
    turns = [Turn(turn["role"], turn["content"]) for turn in row["history"]]
    alone = standalone(row["question"], turns)
    gold = tuple(corpus.holding(e["article_id"], e["quote"]) for e in row["evidence"])
    evidence = corpus.evidence(alone, _filters(row["filters"] or {}))
    return Case(
        row["id"],
        _cluster(row, corpus),
        alone.text,
        row["answerable"],
        evidence,
        gold,
        also=_places(row.get("also", ()), corpus),
        correction=_places(row.get("correction", ()), corpus),
        kind=row["kind"],
    )


def _places(quotes: Iterable[Mapping[str, str]], corpus: Corpus) -> frozenset[Place]:
    return frozenset().union(*(corpus.holding(q["article_id"], q["quote"]) for q in quotes))


def _bundled_case(row: dict[str, Any], corpus: Corpus) -> Case:
    """A case of evals/sets: the first group of evidence that proves the answer is gold."""
    turns = [Turn(turn["role"], turn["content"]) for turn in row.get("history", ())]
    alone = standalone(row["question"], turns)
    group = row["evidence"][0] if row.get("evidence") else []
    gold = tuple(corpus.holding(e["article_id"], e["quote"]) for e in group)
    evidence = corpus.evidence(alone, _filters(row.get("filters") or {}))
    return Case(row["id"], row["cluster"], alone.text, bool(row["answers"]), evidence, gold, kind=row["kind"])


def _paragraph_case(row: dict[str, Any], corpus: Corpus) -> Case:
    home = row["context_article_id"]
    text = corpus.articles.find(home).text
    gold = tuple(corpus.holding(home, text[e["start"] : e["end"]]) for e in row["evidence"])
    evidence = corpus.evidence(Standalone(row["question"], ()), Filters(article_ids=(home,)))
    return Case(row["id"], row["group"], row["question"], row["answerable"], evidence, gold)


def _cluster(row: dict[str, Any], corpus: Corpus) -> str:
    """The company a question is about: the first word of an article id that the case names."""
    said = " ".join([*(e["article_id"] for e in row["evidence"]), *analyse(row["question"]), row["id"]])
    heads = sorted({i.split("-")[0] for i in corpus.ids})
    return next((head for head in heads if head[:7] in said), "other")


def _filters(given: dict[str, Any]) -> Filters:
    return Filters(
        article_ids=tuple(given.get("article_ids", ())),
        published_after=_day(given.get("published_after")),
        published_before=_day(given.get("published_before")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _articles(path: Path) -> Iterator[Posted]:
    return (_posted(row) for row in _rows(path / "articles.jsonl"))


def _posted(row: dict[str, Any]) -> Posted:
    given = {key: row.get(key) for key in ("id", "title", "source", "published_at")}
    return Posted(text=row["text"], format=Format(row.get("format") or "text"), **given)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
