"""An answer shows what its own quotes say that cannot be."""

from service.answering.compose import write
from service.answering.stated import Stated
from service.domain.evidence import Evidence
from service.stories.ask import _inner
from tests.deals.reading import evidence

ODD = "It is valued at $2 billion (approximately 140 billion RMB)."
FAIR = "It was founded in Leith."


def test_a_doubtful_conversion_in_a_quote_is_a_conflict_of_the_answer() -> None:
    """Only sentences that the answer cites are doubted, by their evidence numbers."""
    offered = Evidence(standalone_question="q", queries=(), hits=(), sentences=tuple(evidence(FAIR, ODD)))
    text = f"{FAIR} {ODD}"

    def quote(article_id: str, version: int, start: int, end: int) -> str:
        return text[start:end]

    (clash,) = _inner(write([Stated(ODD, (2,))], offered, quote), offered)
    assert clash.internal
    assert clash.values == (("$2 billion", 2), ("140 billion RMB", 2))
    assert _inner(write([Stated(FAIR, (1,))], offered, quote), offered) == []
