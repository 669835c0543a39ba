"""Whatever an article says, a card is read from it or none is: no text makes reading fail."""

from hypothesis import example, given
from hypothesis import strategies as st

from service.deals.card import card
from service.deals.doubts import doubts
from service.deals.facts import people_in
from tests.deals.reading import evidence

WORDS = (
    "USD US The Series Ms. Dr. One AI CEO IPO president founder chief executive chair co-founder and or of at the a by "
    "Lanternfish Orrery Vale Capital Inke Brodersen raised raises bought acquires sold led founded said joined advised based in "
    "headquartered stake valuation valued round seed merger listing talks $40m €3 million 40% 2019 Q1 31 February 2025 , . ; : — “ ” ( ) ’s 's - % 融资 亿美元"
).split()
SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4
)


@given(SENTENCES)
@example(["USD president Foji raised $4 million."])
@example(["Orrery Vale raises $4 million.", "It was founded by The and Inke Brodersen."])
def test_no_text_makes_reading_a_card_fail(sentences: list[str]) -> None:
    """Names that are no names once trimmed, roles without owners, dates that are none: each is left out."""
    read = evidence(*sentences, title=sentences[0])
    doubts(read)
    card("a", sentences[0], read)
    assert all(name for sentence in sentences for name, _, _ in people_in(sentence))
