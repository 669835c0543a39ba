"""Other names are taken from what articles state, and never from likeness alone."""

import pytest

from service.retrieval.aliases import stated_aliases


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Northwind Labs, formerly Boreal Robotics, raised $5m.", "Northwind Labs", "Boreal Robotics"),
        ("Tidal Sensors (formerly known as Bathos) was sold.", "Tidal Sensors", "Bathos"),
        ("Zhizhu AI, also known as Zhihu AI, raised 3 billion RMB.", "Zhizhu AI", "Zhihu AI"),
        ("Calder Marine (NYSE: CALD) is buying it.", "Calder Marine", "CALD"),
        ("Calder Marine, Inc. (NYSE: CALD) is buying it.", "Calder Marine", "CALD"),
        ("Plimsoll Freight Limited (“Plimsoll”) has signed.", "Plimsoll Freight Limited", "Plimsoll"),
        ("Norrholm Group, doing business as Fjordcart, has signed.", "Norrholm Group", "Fjordcart"),
        ("Norrholm Group, trading as Fjordcart, has signed.", "Norrholm Group", "Fjordcart"),
        ("Boreal Robotics has changed its name to Northwind Labs.", "Boreal Robotics", "Northwind Labs"),
        ("The Ostrom Development Finance (ODF) is lending.", "Ostrom Development Finance", "ODF"),
        ("StepStar (阶跃星辰) has closed a round.", "StepStar", "阶跃星辰"),
    ],
)
def test_a_stated_alias_is_taken(text: str, name: str, alias: str) -> None:
    """Former names, trade names, other spellings and scripts, tickers, abbreviations and short forms."""
    assert stated_aliases([text]) == {name: frozenset({alias})}


@pytest.mark.parametrize(
    "text",
    [
        "Ostrakon Capital and Ostrakon Credit both bid.",
        "He was formerly chief executive of Calder Marine.",
        'Calder Marine ("the Company") has signed.',
        "Zhizhu AI and Zhihu AI are rivals.",
        "Calder Marine (CALD) and Ostrom Capital (USD) are shown.",
        "It was called in May to account for the loss.",
    ],
)
def test_look_alikes_are_not_merged(text: str) -> None:
    """Two companies that look alike, a former role, a defined term, a bracket that spells out nothing."""
    assert stated_aliases([text]) == {}


def test_a_former_name_of_it_is_the_article_s_company() -> None:
    """ "The company was called" is said of the company that title and opening are about."""
    texts = ["Northwind Labs has signed a Series B.", "The company was called Boreal Robotics until 2021."]
    assert stated_aliases(texts, "Northwind Labs signs") == {"Northwind Labs": frozenset({"Boreal Robotics"})}


def test_a_latin_name_behind_an_unspaced_one_is_its_name() -> None:
    """The name before the bracket is as long as the article repeats it."""
    texts = ["总部位于奥斯陆的储能企业星河能源（Xinghe Energy）宣布融资。", "星河能源成立于2017年。"]
    assert stated_aliases(texts, "星河能源获融资") == {"星河能源": frozenset({"Xinghe Energy"})}


def test_two_spellings_in_the_same_company_are_one() -> None:
    """A list told twice with one name spelt otherwise gives an alias."""
    texts = [
        "The five are Zhihu AI, Moonlit, Baichuan, MiniMax and Zero One.",
        "Reporters name Zhizhu, Moonlit, Baichuan, MiniMax and Zero One.",
    ]
    assert stated_aliases(texts) == {"Zhihu": frozenset({"Zhizhu"})} or stated_aliases(texts) == {
        "Zhihu AI": frozenset({"Zhizhu"})
    }


@pytest.mark.parametrize(
    "second",
    [
        "Reporters name Zhizhu, Alder, Birch, Cedar and Dogwood.",
        "Reporters name Zhihu AI, Zhizhu, Moonlit, Baichuan, MiniMax and Zero One.",
        "Reporters name Ostrom, Moonlit, Baichuan, MiniMax and Zero One.",
    ],
)
def test_look_alikes_in_other_company_are_two(second: str) -> None:
    """Other company, both side by side, or no likeness: two names stay two."""
    texts = ["The five are Zhihu AI, Moonlit, Baichuan, MiniMax and Zero One.", second]
    assert stated_aliases(texts) == {}
