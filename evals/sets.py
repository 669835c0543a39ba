"""A question set on disk: articles, cases, and a fingerprint that says whether two sets are the same."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from evals.case import BrokenCase, Case, parse_case

BUNDLED = Path(__file__).parent / "sets" / "deals"
SCHEMA = Path(__file__).parent / "sets" / "case.schema.json"
POSTED = ("id", "text", "format", "title", "source", "url", "published_at", "language")


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """`articles` are bodies of `POST /v1/articles`. Only a `gated` set has a baseline. `deals`: see `cards.py`."""

    name: str
    articles: tuple[dict[str, Any], ...]
    cases: tuple[Case, ...]
    gated: bool = False
    deals: Path | None = None

    @property
    def fingerprint(self) -> str:
        """Of everything that decides a score: articles, and cases with their gold."""
        blob = json.dumps([self.articles, [repr(case) for case in self.cases]], sort_keys=True)
        return hashlib.sha256(blob.encode()).hexdigest()[:16]


def load_set(folder: Path) -> QuestionSet:
    """The set in a folder: our own form where it has a `set.json`, else the plain form."""
    if (folder / "set.json").exists():
        return _own(folder)
    if (folder / "cases.jsonl").exists():
        from evals.plain import load_plain  # noqa: PLC0415  (plain.py builds on this module)

        return load_plain(folder)
    raise BrokenCase(f"{folder} is no question set: it has neither set.json nor cases.jsonl")


def _own(folder: Path) -> QuestionSet:
    about = json.loads((folder / "set.json").read_text("utf-8"))
    articles = [article for name in about["articles"] for article in _articles((folder / name).resolve())]
    rows = [row for name in about["cases"] for row in _valid(folder / name)]
    return QuestionSet(
        about["name"], tuple(articles), tuple(map(parse_case, rows)), about["gated"], folder / "cards.jsonl"
    )


def _valid(path: Path) -> Iterator[dict[str, Any]]:
    validator = Draft202012Validator(schema())
    for at, row in enumerate(read_lines(path), 1):
        for wrong in validator.iter_errors(row):
            where = "/".join(str(part) for part in wrong.absolute_path)
            raise BrokenCase(f"{path.name} line {at} ({row.get('id')}): {where}: {wrong.message[:200]}")
        yield row


def schema() -> dict[str, Any]:
    """The JSON Schema of one case."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return loaded


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    """Articles of a JSONL file, or of a manifest beside a folder of article files."""
    if path.suffix == ".jsonl":
        yield from (posted(row) for row in read_lines(path))
        return
    for entry in json.loads(path.read_text("utf-8")):
        text = (path.parent / "articles" / entry["file"]).read_bytes().decode("utf-8")
        yield posted(entry | {"text": text})


def posted(row: dict[str, Any]) -> dict[str, Any]:
    """What of an article's row is posted."""
    return {key: row[key] for key in POSTED if row.get(key) is not None}


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file; a broken line is named."""
    with path.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as wrong:
                    raise BrokenCase(f"{path.name} line {at} is not JSON: {wrong}") from wrong
