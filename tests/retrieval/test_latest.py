"""Which questions want the newest article, and how they read without saying so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.retrieval.entities import Name
from service.retrieval.latest import asks_for_latest, newest_about, without_latest


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Who led Acme's latest funding round?", "Who led Acme's funding round?"),
        ("How much did Acme raise in its most recent round?", "How much did Acme raise in its round?"),
        ("Who led Acme's last Series B round?", "Who led Acme's Series B round?"),
        ("What is the current valuation of Acme?", "What is the valuation of Acme?"),
        ("How many people does Acme currently employ?", "How many people does Acme employ?"),
        ("Who is the CEO of Acme now?", "Who is the CEO of Acme?"),
        ("What is Acme worth today?", "What is Acme worth?"),
        ("Wie hoch war Acmes letzte Finanzierungsrunde?", "Wie hoch war Acmes Finanzierungsrunde?"),
        ("¿Quién lideró la última ronda de Acme?", "¿Quién lideró la ronda de Acme?"),
        ("Qui a mené la dernière levée de fonds d'Acme ?", "Qui a mené la levée de fonds d'Acme?"),
        ("Acme目前的估值是多少？", "Acme的估值是多少？"),
    ],
)
def test_the_newest_is_asked_for(question: str, plain: str) -> None:
    """In the words people use for it; without them the question reads as of one article."""
    assert asks_for_latest(question)
    assert without_latest(question) == plain


@pytest.mark.parametrize(
    "question",
    [
        "Who led Acme's round?",
        "Who led Acme's round last year?",
        "What were Acme's current liabilities?",
        "When was break-even expected in 2024, and when is it expected now?",
        "How has Acme's valuation changed from the first to the latest round?",
        "Is Acme's current valuation higher than before?",
        "What was Acme's latest valuation in March 2024?",
        "Who is known to back Acme?",
        "Who is Acme's last remaining founder?",
    ],
)
def test_another_time_or_none_is_asked_for(question: str) -> None:
    """A comparison wants both times, a date its own, and a plain question whatever answers it."""
    assert not asks_for_latest(question)


@given(st.text())
def test_any_text_can_be_read(question: str) -> None:
    """However odd, it only ever gets shorter."""
    assert len(without_latest(question)) <= len(question)


def test_the_newest_of_the_articles_that_are_about_the_name() -> None:
    """A newer article that only mentions the company is not the latest about it; undated ones are never."""
    name = Name(1.0, {"old": 1.0, "new": 1.0, "aside": 0.6, "undated": 1.0})
    days = {"old": date(2023, 3, 14), "new": date(2025, 6, 2), "aside": date(2025, 9, 1), "undated": None}
    assert newest_about([name], days) == {"new"}
    assert newest_about([Name(1.0, {"undated": 1.0}), Name(0.5, {})], days) == frozenset()
