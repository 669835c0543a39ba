"""Other names are taken from what sentences state, and never from likeness."""

import pytest

from service.retrieval.aliases import stated_aliases


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Northwind Labs, formerly Boreal Robotics, raised $5m.", "Northwind Labs", "Boreal Robotics"),
        ("Tidal Sensors (formerly known as Bathos) was sold.", "Tidal Sensors", "Bathos"),
        ("Zhizhu AI, also known as Zhihu AI, raised 3 billion RMB.", "Zhizhu AI", "Zhihu AI"),
        ("Calder Marine (NYSE: CALD) is buying it.", "Calder Marine", "CALD"),
        ("Plimsoll Freight Limited (“Plimsoll”) has signed.", "Plimsoll Freight Limited", "Plimsoll"),
    ],
)
def test_a_stated_alias_is_taken(text: str, name: str, alias: str) -> None:
    """Former names, other spellings, tickers and short forms."""
    assert stated_aliases([text]) == {name: frozenset({alias})}


@pytest.mark.parametrize(
    "text",
    [
        "Ostrakon Capital and Ostrakon Credit both bid.",
        "He was formerly chief executive of Calder Marine.",
        'Calder Marine ("the Company") has signed.',
        "Zhizhu AI and Zhihu AI are rivals.",
    ],
)
def test_look_alikes_are_not_merged(text: str) -> None:
    """Two companies that look alike, a former role, and a defined term give no alias."""
    assert stated_aliases([text]) == {}
