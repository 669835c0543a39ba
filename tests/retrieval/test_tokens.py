"""What is indexed and what is asked are analysed alike, so they meet."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.retrieval.tokens import analyse, fold


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("stepstar's valuation", "StepStar valuations"),
        ("step star", "StepStar"),
        ("$40m", "40 million"),
        ("€1.5 bn", "1.5 billion"),
        ("1500000 shares", "1,500,000 share"),
        ("Sao Paulo", "São Paulo"),
        ("THORDUR", "Þórður"),
        ("seed money", "pre-seed money"),
        ("preseed", "pre-seed"),
        ("the USA", "U.S."),
        ("融资", "完成B轮融资"),
    ],
)
def test_spellings_of_one_thing_meet(asked: str, written: str) -> None:
    """Every term of the question stands in the text, whatever the spelling."""
    assert set(analyse(asked)) <= set(analyse(written))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Series A", "Series B"), ("40 million", "41 million"), ("5G", "5 G"), ("us", "US")],
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    """What may not be confused has different terms."""
    assert analyse(one) != analyse(other)


@given(st.text())
def test_any_text_is_analysed(text: str) -> None:
    """Terms hold no white space and no capital, are not too long, and come out the same each time."""
    terms = analyse(text)
    assert terms == analyse(text)
    assert all(term and not any(c.isspace() for c in term) and len(term) <= 200 for term in terms)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    """`fold` gives a form that stays as it is."""
    assert fold(fold(text)) == fold(text)


def test_threads_share_the_stemmers() -> None:
    """Twenty threads at once stem like one: a Snowball stemmer by itself mixes words up."""
    words = [f"acquisition{letter * n}ing" for letter in "abcdefghij" for n in range(1, 60)]
    with ThreadPoolExecutor(20) as threads:
        together = list(threads.map(analyse, words))
    assert together == [analyse(word) for word in words]


def test_stop_words_of_every_language_are_left_out() -> None:
    """A question's small words say nothing about which article answers it."""
    assert analyse("who did what to the") == analyse("cuánto de la") == analyse("wer von der") == []


@pytest.mark.parametrize("written", ["a Series B round", "its Series-B", "the series b"])
def test_a_round_is_one_term(written: str) -> None:
    """However it is joined, the round's letter is no loose letter."""
    assert "series-b" in analyse(written)
    assert "series-a" not in analyse(written)
