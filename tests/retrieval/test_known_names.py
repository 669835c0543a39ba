"""Questions are searched under every name that is known."""

import pytest

from service.retrieval.known_names import KnownNames

NAMES = KnownNames(
    (
        ("Northwind Labs", "Boreal Robotics"),
        ("Calder Marine", "CALD"),
        ("StepStar", "阶跃星辰"),
        ("Plimsoll Freight", "Plimsoll"),
    )
)


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Who bought Boreal Robotics?", ["Who bought Northwind Labs?"]),
        ("who bought boreal robotics?", ["who bought Northwind Labs?"]),
        ("Who led Northwind Labs' round?", ["Who led Boreal Robotics' round?"]),
        ("What is CALD paying?", ["What is Calder Marine paying?"]),
        ("阶跃星辰融资了多少？", ["StepStar融资了多少？"]),
        ("Is Northwind Labs the former Boreal Robotics?", []),
        ("Who bought Borealis Robotics?", []),
        ("What is cald in Latin?", []),
    ],
)
def test_a_question_is_put_under_the_other_names(question: str, texts: list[str]) -> None:
    """Whole names only, tickers in capitals only, and nothing that the question says already."""
    assert [one.text for one in NAMES.renamed(question)] == texts


def test_a_name_for_many_tells_nobody_apart() -> None:
    """An abbreviation that four articles explain otherwise is not searched for."""
    many = KnownNames(tuple((f"{word} Software Corp", "ASC") for word in ("Alder", "Acme", "Aspen", "Abbot")))
    assert many.renamed("Who owns ASC?") == ()


def test_names_in_texts_come_with_their_others() -> None:
    """Only the names that stand in the texts are told, with both directions."""
    assert NAMES.in_texts(["Boreal Robotics was sold."]) == {"Boreal Robotics": frozenset({"Northwind Labs"})}
