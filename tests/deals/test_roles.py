"""Whose role it is: people of a card against what a question asks for."""

import pytest

from service.deals.facts import people_in
from service.deals.roles import of_another


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "“It fits,” said Tessaly's chief executive, Claire Aubrac.",
            ("Claire Aubrac", "Tessaly's chief executive"),
        ),
        (
            "Claire Aubrac, Tessaly’s new chief executive, agreed.",
            ("Claire Aubrac", "Tessaly’s new chief executive"),
        ),
        (
            "Amadou Kessler, chief executive of Tidewell, agreed.",
            ("Amadou Kessler", "chief executive of Tidewell"),
        ),
        (
            "It was no mistake, said Brackenmoor chair Dame Ottoline Fairweather.",
            ("Ottoline Fairweather", "Brackenmoor chair"),
        ),
        ("Chief executive Jonah Prideaux agreed.", ("Jonah Prideaux", "Chief executive")),
        ("Lazlo Wens, who founded Orrin in 1998, will stay.", ("Lazlo Wens", "founder")),
    ],
)
def test_a_role_keeps_its_owner(sentence: str, said: tuple[str, str]) -> None:
    """Word for word as the sentence has it."""
    assert [(name, role) for name, role, _ in people_in(sentence)] == [said]


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("Who is the CEO of Orrin?", "“It fits,” said Tessaly's chief executive, Claire Aubrac.", True),
        ("Who is the CEO of Tessaly?", "“It fits,” said Tessaly's chief executive, Claire Aubrac.", False),
        ("Who is the chair of Orrin?", "It was no mistake, said Brackenmoor chair Dame Ottoline Fairweather.", True),
        ("Who is the CFO of Orrin?", "“It fits,” said Tessaly CFO Claire Aubrac.", True),
        ("Who is the CEO of Orrin?", "Orrin has cash for a year, according to its CFO, Claire Aubrac.", True),
        ("Who is the CEO of Orrin?", "Claire Aubrac, who became chief executive when the CFO, Lazlo Wens, left, agreed.", False),
        ("Who runs Orrin?", "Chief executive Jonah Prideaux agreed.", False),
        ("Who is the CEO of Orrin?", "Orrin keeps its chief, said Tessaly's chief executive, Claire Aubrac.", False),
        ("Who is the CEO of Orrin?", "Orrin sells bread.", False),
        ("What does Tessaly's chief executive say of Orrin?", "“It fits,” said Tessaly's chief executive, Claire Aubrac.", False),
    ],
)  # fmt: skip
def test_a_sentence_about_another_companys_chief(question: str, sentence: str, another: bool) -> None:
    """Only where its owner is stated, and nothing in it is about the company asked for."""
    assert of_another(question, sentence) is another
