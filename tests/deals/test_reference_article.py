"""The card of a real, dirty article, where a checkout has one beside it."""

from pathlib import Path

import pytest

from service.deals.card import card
from service.deals.doubts import doubts
from service.domain.article import Posted
from service.domain.deal import Basis, DealCard
from service.domain.evidence import EvidenceSentence
from service.reading.read import read
from tests.deals.reading import said

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "stepstar-series-b.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not beside this checkout")


@pytest.fixture(scope="module")
def sentences() -> list[EvidenceSentence]:
    reading = read(Posted(text=ARTICLE.read_text("utf-8")), lambda text: len(text) // 4)
    citable = (s for s in reading.sentences if s.role.citable)
    return [
        EvidenceSentence(
            number=number, article_id="a", version=1, metadata=reading.metadata, sentence=s,
            text=reading.text[s.start : s.end], hit=1,
        )
        for number, s in enumerate(citable, 1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def told(sentences: list[EvidenceSentence]) -> DealCard:
    found = card("a", sentences[0].metadata.title or "", sentences)
    assert found is not None
    return found


def test_the_deal_is_read(told: DealCard) -> None:
    """Company, stage, place and founding month are those of the article."""
    assert said(told.company) == "StepStar"
    assert said(told.stage) == "Series B"
    assert said(told.founded_on) == "2023-04"
    assert "Shanghai" in str(said(told.headquarters))


def test_the_amount_is_no_made_up_number(told: DealCard) -> None:
    """Several hundred million dollars stay words."""
    assert said(told.amount) == (None, "USD", "several")
    assert told.amount.raw == "several hundred million dollars"


def test_the_four_investors_are_named_and_nobody_else(told: DealCard) -> None:
    """Shanghai's state capital, Tencent, Wuyuan and Qiming; who is only rumoured is no investor."""
    named = [str(f.value) for f in (*told.lead_investors, *told.other_investors)]
    assert len(named) == 4
    for part in ("state-owned capital", "Tencent", "Wuyuan", "Qiming"):
        assert any(part in name for name in named)
    assert said(told.rumoured_parties) == ["Alibaba"]


def test_the_founder_is_named_with_his_role(told: DealCard) -> None:
    """A name glued to its title is still a name."""
    ((name, role),) = said(told.people)  # type: ignore[misc]
    assert name == "Jiang Daxin"
    assert "Microsoft" in role


def test_the_valuation_is_only_reported_and_its_conversion_doubted(
    told: DealCard, sentences: list[EvidenceSentence]
) -> None:
    """An estimate is reported, and the conversion beside it is off by ten."""
    assert told.valuation.basis is Basis.REPORTED
    (conflict,) = doubts(sentences)
    assert [value.value for value in conflict.values] == ["$2 billion", "140 billion RMB"]


def test_every_value_stands_in_a_sentence_it_cites(told: DealCard, sentences: list[EvidenceSentence]) -> None:
    """The words a value was read from are verbatim in a cited sentence."""
    for name in told.__dataclass_fields__:
        value = getattr(told, name)
        for field in value if isinstance(value, tuple) and name != "article_ids" else [value]:
            if getattr(field, "raw", None):
                assert any(field.raw in sentences[n - 1].text for n in field.citations), (name, field)
