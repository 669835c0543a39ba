"""Plain sentences as the evidence that cards are read from."""

from service.deals.card import card
from service.domain.article import DateSource, Metadata, Role, Sentence
from service.domain.deal import DealCard, Field, MoneyValue, Person
from service.domain.evidence import EvidenceSentence


def evidence(*texts: str, title: str = "", published_at: str | None = "2025-06-14") -> list[EvidenceSentence]:
    """One article of these sentences."""
    start, found = 0, []
    source = DateSource.GIVEN if published_at else DateSource.NONE
    metadata = Metadata(title=title, published_at=published_at, date_source=source, language="en")
    for number, text in enumerate(texts, 1):
        sentence = Sentence(number, start, start + len(text), Role.CONTENT)
        found.append(
            EvidenceSentence(
                number=number,
                article_id="a",
                version=1,
                metadata=metadata,
                sentence=sentence,
                text=text,
                hit=1,
            )
        )
        start += len(text) + 1
    return found


def read_card(title: str, *texts: str, published_at: str | None = "2025-06-14") -> DealCard:
    """The card of one article; a test that expects none calls `card` itself."""
    found = card("a", title, evidence(*texts, title=title, published_at=published_at))
    assert found is not None, "no deal was seen"
    return found


def said(value: Field | tuple[Field, ...]) -> object:
    """A field as a test compares it: money as amount, currency and qualifier, a person as name and role."""
    if isinstance(value, tuple):
        return [said(one) for one in value]
    if isinstance(value.value, MoneyValue):
        return (value.value.amount, value.value.currency, value.value.qualifier)
    if isinstance(value.value, Person):
        return (value.value.name, value.value.role)
    return value.value
