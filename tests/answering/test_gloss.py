"""What is read beside English sentences is put in English words first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.answer_type import Kind, wanted
from service.answering.gloss import glossed
from service.answering.respelling import respelt
from tests.answering.test_extractive import evidence


@pytest.mark.parametrize(
    ("question", "kind", "word"),
    [
        ("¿Quién lideró la ronda de Harbinger Looms?", Kind.PERSON, "round"),
        ("Wie viel Umsatz hat Harbinger Looms im letzten Jahr gemacht?", Kind.MONEY, "revenue"),
        ("Combien de salariés Harbinger Looms a-t-elle à Penryn ?", Kind.MONEY, "employees"),
        ("Harbinger Looms 是什么时候成立的？", Kind.DATE, "founded"),
        ("Warum kauft Pellew Partners die Anteile?", Kind.REASON, "buy"),
    ],
)
def test_a_question_in_another_language_wants_what_it_says(question: str, kind: Kind, word: str) -> None:
    """Its kind of answer and its deal words are those of the English question."""
    assert wanted(glossed(question)).kind is kind
    assert word in glossed(question)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=80))
def test_figures_outlive_a_gloss(text: str) -> None:
    """No digit is lost or moved, whatever the language is taken to be."""
    digits = [c for c in text if c.isdigit()]
    assert [c for c in glossed(f"{text} der die das Umsatz") if c.isdigit()] == digits


def test_a_misspelt_question_is_read_as_the_articles_spell_it() -> None:
    """The words are those of the articles, not the stems that were searched; other words stay as typed."""
    question = "hw many peple does harbingr empoly?"
    offered = replace(evidence(question), repairs={"harbingr": "harbing", "empoli": "employ"})
    assert respelt(question, offered) == "hw many peple does Harbinger employs?"
    assert respelt(question, evidence(question)) == question
