"""The cards of the sample articles against cards filled by hand: little is missed, hardly anything is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.deals.card import card
from service.deals.names import same
from service.domain.article import Posted
from service.domain.deal import DealCard, Field, MoneyValue
from service.domain.evidence import EvidenceSentence
from service.reading.read import read
from service.samples import samples

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "sample_cards.jsonl").read_text("utf-8").splitlines()
]
FIELDS = (
    "company", "headquarters", "founded_on", "kind", "stage", "deal_status", "amount", "total_raised", "valuation",
    "stake", "lead_investors", "other_investors", "rumoured_parties", "acquirer", "target",
)  # fmt: skip
LEAST_RECALL, LEAST_PRECISION = 0.7, 0.9
Said = tuple[str, str, str]


def told(posted: Posted) -> DealCard | None:
    reading = read(posted, lambda text: len(text) // 4)
    citable = [s for s in reading.sentences if s.role.citable]
    sentences = [
        EvidenceSentence(
            number=number, article_id="a", version=1, metadata=reading.metadata, sentence=s,
            text=reading.text[s.start : s.end], hit=1,
        )
        for number, s in enumerate(citable, 1)
    ]  # fmt: skip
    return card("a", reading.metadata.title or "", sentences)


def said(article: str, found: DealCard | None) -> Iterator[Said]:
    for name in FIELDS if found else ():
        value = getattr(found, name)
        for field in (value,) if isinstance(value, Field) else value:
            if isinstance(field.value, MoneyValue):
                yield article, name, " ".join(filter(None, (field.value.amount, field.value.currency)))
            elif field.value is not None:
                yield article, name, str(field.value)


@pytest.fixture(scope="module")
def results() -> tuple[list[Said], list[Said]]:
    """What the cards say, and what they should."""
    posted = {one.id: one for one in samples()}
    found = [item for gold in GOLD for item in said(gold["id"], told(posted[gold["id"]]))]
    wanted = [(gold["id"], name, value) for gold in GOLD for name in FIELDS for value in gold.get(name, [])]
    return found, wanted


def agrees(one: Said, other: Said) -> bool:
    return one[:2] == other[:2] and (
        one[2] == other[2] or (not one[2][0].isdigit() and same(one[2], other[2]))
    )


def test_hardly_any_value_is_wrong(results: tuple[list[Said], list[Said]]) -> None:
    """Of the values that cards state, nine in ten or more are right."""
    found, wanted = results
    wrong = [item for item in found if not any(agrees(item, right) for right in wanted)]
    assert 1 - len(wrong) / len(found) >= LEAST_PRECISION, wrong


def test_little_is_missed(results: tuple[list[Said], list[Said]]) -> None:
    """Of the values that the articles state, seven in ten or more are found."""
    found, wanted = results
    missed = [item for item in wanted if not any(agrees(item, one) for one in found)]
    assert 1 - len(missed) / len(wanted) >= LEAST_RECALL, missed
