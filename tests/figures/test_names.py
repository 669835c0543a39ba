"""Names: found in running text, and compared by their telling parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.figures.names import find_names, mentions, same_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The round was led by Qiming Venture Partners.", ["Qiming Venture Partners"]),
        ("In June, StepStar raised a Series B.", ["StepStar"]),
        ("Leeds-based Glimmerfen hired Dr Ada Byrd.", ["Leeds", "Glimmerfen", "Ada Byrd"]),
        ("Lüttfeld's owner, Calabash & Finch, sold.", ["Lüttfeld", "Calabash & Finch"]),
        ("本轮由临江资本领投。", ["临江资本"]),
        ("CEO Amara Tolliver spoke to The Times on Monday.", ["Amara Tolliver", "The Times"]),
    ],
)
def test_found(text: str, names: list[str]) -> None:
    """Runs of capitalised words are names; sentence openers, titles, months and rounds are not."""
    assert [name.raw for name in find_names(text)] == names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Qiming", "Qiming Venture Partners"),
        ("Mr Jiang", "Jiang Daxin"),
        ("Göran Vissel", "Goran Vissel’s"),
        ("Tjurskalle Spel AB", "Tjurskalle"),
        ("NYSE", "New York Stock Exchange"),
        ("Håkon Brekkhus", "Brekkhus"),
    ],
)
def test_same_name(a: str, b: str) -> None:
    """Short forms, titles, legal forms, accents and initialisms do not make another name."""
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ostrakon Capital", "Ostrakon Credit"),
        ("Acme Capital", "Bolt Capital"),
        ("Capital", "Acme Capital"),
        ("Efraín Arámburo", "Joel Arámburo"),
        ("Lumpfish", "Lumpsucker"),
    ],
)
def test_other_name(a: str, b: str) -> None:
    """A shared generic word, surname or beginning does not make two names one."""
    assert not same_name(a, b)


def test_aliases() -> None:
    """A known alias counts as the name, in both directions."""
    aliases = {"Zhipu AI": frozenset({"Zhizhu AI", "Zhihu AI"})}
    assert same_name("Zhizhu AI", "Zhipu AI", aliases)
    assert mentions("Zhihu AI raised 3 billion RMB.", "Zhipu AI", aliases)
    assert not mentions("Zhihu AI raised 3 billion RMB.", "Zhipu AI")


def test_fuller_name() -> None:
    """A claim may complete a name with a generic word, not with a telling one."""
    assert mentions("Qiming joined the round.", "Qiming Venture Partners")
    assert not mentions("Qiming joined the round.", "Qiming Zorrendal")


@given(st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_spans(text: str) -> None:
    """Whatever the text, a name's span quotes it."""
    for name in find_names(text):
        assert text[name.start : name.end] == name.raw
