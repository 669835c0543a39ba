"""Articles and questions of a set, and which passages hold a question's evidence."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import article
from service.adapters.library.opening import Library
from service.domain.article import Article, Format, Passage, Posted

ENOUGH = 0.9  # of a quote's letters lie in a passage that holds it
Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A question that stands alone, and its evidence: any one group of quotes will do."""

    question: str
    groups: tuple[tuple[dict[str, str], ...], ...]


def articles(folder: Path) -> Iterator[Posted]:
    """The set's articles; the bundled one includes the samples."""
    for path in _named(folder, "articles", "articles.jsonl"):
        rows = json.loads(path.read_text("utf-8")) if path.suffix == ".json" else _lines(path)
        for row in rows:
            text = row.get("text") or (path.parent / "articles" / row["file"]).read_text("utf-8")
            known = {name: row.get(name) for name in ("id", "title", "source", "url", "published_at")}
            yield Posted(text=text, format=Format(row.get("format", "text")), **known)


def cases(folder: Path) -> list[Case]:
    """The answerable questions without history or filters, since a peer's search has neither."""
    rows = (row for path in _named(folder, "cases", "cases.jsonl") for row in _lines(path))
    return [
        Case(row["question"], groups)
        for row in rows
        if (groups := _groups(row))
        and not row.get("history")
        and not any((row.get("filters") or {}).values())
        if row.get("standalone", True) and not row.get("as_of")
    ]


def filler(count: int) -> Iterator[Posted]:
    """Invented articles that make the haystack larger."""
    return (Posted(**article(number).posted()) for number in range(count))


def gold(case: Case, library: Library) -> list[list[list[Address]]]:
    """Per group and quote the addresses of the passages that hold it."""
    return [[_holders(library.articles.find(q["article_id"]), q["quote"]) for q in g] for g in case.groups]


def _groups(row: dict[str, Any]) -> tuple[tuple[dict[str, str], ...], ...]:
    evidence: Sequence[Any] = row.get("evidence") or ()
    if not evidence or row.get("answerable") is False or row.get("expect") == "abstain":
        return ()
    return tuple(map(tuple, evidence)) if isinstance(evidence[0], list) else (tuple(evidence),)


def _holders(found: Article, quote: str) -> list[Address]:
    match = re.search(r"\s*".join(map(re.escape, quote.split())), found.text)
    if match is None:
        return []
    wanted = _letters(found.text, *match.span())
    return [
        (found.id, passage.ordinal)
        for passage in found.passages
        if _held(found, passage, *match.span()) >= ENOUGH * wanted
    ]


def _held(found: Article, passage: Passage, start: int, end: int) -> int:
    spans = (found.sentences[ordinal - 1] for ordinal in passage.sentences)
    return sum(_letters(found.text, max(s.start, start), min(s.end, end)) for s in spans)


def _letters(text: str, start: int, end: int) -> int:
    return sum(not letter.isspace() for letter in text[start:end]) if start < end else 0


def _named(folder: Path, key: str, default: str) -> list[Path]:
    """The files that the set's own description names, else the usual one."""
    about = folder / "set.json"
    names = json.loads(about.read_text("utf-8"))[key] if about.exists() else [default]
    return [folder / name for name in names]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
