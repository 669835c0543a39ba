"""Names are found in questions, and the articles about them in the library."""

import pytest

from service.domain.article import Passage
from service.ports import StoredPassage
from service.retrieval.entities import about, name_candidates


def stored(article_id: str, text: str) -> StoredPassage:
    passage = Passage(1, (1,), 0, len(text), text)
    return StoredPassage(key=len(text), article_id=article_id, version=1, passage=passage)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who led Kathputli's Series C?", ("Kathputli",)),
        ("What did Jean de Vries tell Alder Pyne in March?", ("Jean de Vries", "Alder Pyne")),
        ("How much did iFixit raise?", ("iFixit",)),
        ("UJAK would trade on which exchange?", ("UJAK",)),
        ("Is Órbita's satellite heavier than Sawyer-2?", ("Órbita", "Sawyer-2")),
        ("what is the valuation of stepstar", ("valuation", "stepstar")),
        ("", ()),
    ],
)
def test_names_of_a_question(question: str, names: tuple[str, ...]) -> None:
    """Runs of capitals, without question words, rounds, months and possessives."""
    assert name_candidates(question) == names


def test_an_article_is_about_the_names_it_writes() -> None:
    """The title counts most, then how often; an article that shares one word of a name is not about it."""
    passages = [
        stored("a", "Alder Pyne advised. Alder Pyne was paid."),
        stored("b", "Wren Pyne did not."),
        stored("c", "Alder Pyne"),
    ]
    shares = about("Alder Pyne", passages, {"c": "alder pyne hires"})
    assert set(shares) == {"a", "c"}
    assert shares["c"] > shares["a"]


def test_a_word_written_small_is_no_name() -> None:
    """A capitalised "Trace" opens the question with a capital; the articles write it as a word."""
    assert about("Trace", [stored("a", "They trace the loans. A trace of it.")], {}) == {}


def test_case_and_accents_of_the_question_do_not_matter() -> None:
    """A name in lower case and without accents is the same name."""
    assert set(about("orbita", [stored("a", "La empresa Quebracho Órbita cerró una ronda.")], {})) == {"a"}
