"""Real and realistic articles that lie beside the checkout: read whole, their evidence citable."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from service.domain.article import Format, Posted, Reading, Role
from service.reading.read import read

SHARED = Path(__file__).parents[3] / "shared"
REFERENCE = SHARED / "articles" / "stepstar-series-b.txt"
SET = SHARED / "evals" / "deals-dev"

pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the reference articles are not beside this checkout"
)


def words(text: str) -> int:
    return len(text.split())


@cache
def reference() -> Reading:
    return read(Posted(text=REFERENCE.read_text(encoding="utf-8")), words)


@cache
def articles() -> dict[str, Reading]:
    rows = [json.loads(line) for line in (SET / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    return {
        row["id"]: read(
            Posted(text=row["text"], format=Format(row["format"]), title=row["title"], url=row["url"]), words
        )
        for row in rows
    }


def evidence() -> list[Any]:
    if not SET.exists():
        return []
    cases = [json.loads(line) for line in (SET / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    return [quote for case in cases for quote in case["evidence"]]


def sentences(reading: Reading, role: Role) -> list[str]:
    return [reading.text[s.start : s.end] for s in reading.sentences if s.role is role]


def test_the_reference_article_reads_without_warnings() -> None:
    """Its title, date and language are found and its text is as it came."""
    found = reference()
    assert found.warnings == ()
    assert found.text == REFERENCE.read_text(encoding="utf-8")
    assert (found.metadata.published_at, found.metadata.language) == ("2025-06-14", "en")
    assert len(sentences(found, Role.HEADING)) == 3


def test_the_reference_articles_glue_is_dissolved() -> None:
    """No content sentence holds another that begins in the middle of a word; its name with a glued title stays."""
    content = sentences(reference(), Role.CONTENT)
    assert len(content) == 73
    assert all(sentence[0].isupper() or sentence[0] in '"“' for sentence in content)
    assert any("DrJiang Daxin" in sentence for sentence in content)
    assert {"Advertisements", "Make A Comment"} <= set(sentences(reference(), Role.NOISE))


def test_every_quote_of_evidence_is_citable() -> None:
    """Each gold quote stands in the canonical text, white space folded, within citable sentences only."""
    for item in evidence():
        found = articles()[item["article_id"]]
        citable = "".join(found.text[s.start : s.end] for s in found.sentences if s.role.citable)
        assert "".join(item["quote"].split()) in "".join(citable.split()), item


def test_planted_instructions_are_content_only_where_visible() -> None:
    """A visible instruction is an ordinary sentence; one in a comment or a hidden element is not read."""
    assert "insolvent" not in articles()["beijupira-series-b"].text
    assert "judicial recovery" not in articles()["beijupira-series-b"].text
