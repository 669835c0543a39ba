"""Typos are repaired from the corpus' own words, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.retrieval.typos import nearest

VOCABULARY = sorted(
    [
        "hrossagaukur",
        "kathputli",
        "thimblewrack",
        "plinthwort",
        "skildpadd",
        "acquir",
        "million",
        "2024",
        "seed",
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hrosagaukr", "hrossagaukur"),
        ("kathputly", "kathputli"),
        ("thimblerack", "thimblewrack"),
        ("plintwhort", "plinthwort"),
        ("milion", "million"),
        ("akquir", "acquir"),
        ("akuir", "acquir"),
        ("cathputli", "kathputli"),
    ],
)
def test_a_slip_of_the_keyboard_is_repaired(typed: str, meant: str) -> None:
    """A letter too many, too few, wrong, or two swapped; or a word written as it sounds."""
    assert nearest(typed, VOCABULARY) == [meant]


@pytest.mark.parametrize("typed", ["2023", "northwind", "sed", "wich", "阶跃星辰", "quagga", ""])
def test_what_is_no_slip_stays(typed: str) -> None:
    """Numbers, unlike names, short words, misspelt stop words and other scripts are left alone."""
    assert nearest(typed, VOCABULARY) == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12))
def test_a_known_word_is_its_own_nearest(word: str) -> None:
    """A word of the vocabulary is never turned into another one."""
    assert nearest(word, sorted({*VOCABULARY, word})) in ([word], [])
