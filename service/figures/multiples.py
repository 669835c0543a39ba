"""Multiples: "3x", "12 times earnings", "threefold", "doubled"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from service.domain.figures import Multiple
from service.figures.number import Number

_AFTER = re.compile(
    r"(?:[xX×](?![A-Za-z\d])|[ -]?times\b(?! a | an | per )|-?fold\b|[ ]?倍|[ ]veces\b|[ ]fois\b|[ ]?[- ]?fach\b|[ ]Mal\b)"
)
_FOLD = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_WORDS = {
    "doubl": 2, "tripl": 3, "quadrupl": 4, "quintupl": 5, "duplic": 2, "verdoppel": 2, "verdreifach": 3,
    "vervierfach": 4, "dupliqu": 2, "翻番": 2, "翻一番": 2, "翻了一番": 2, "twice": 2, "thrice": 3,
    "zweimal": 2, "dreimal": 3,
}  # fmt: skip
_WORD = re.compile(
    r"(?<![\w-])(?:(?P<fold>"
    + "|".join(_FOLD)
    + r")-?fold|(?P<verb>doubl|tripl|quadrupl|quintupl)(?:e|ed|es|ing)|"
    r"(?P<other>duplic|verdoppel|verdreifach|vervierfach)\w*|(?P<adverb>twice|thrice|zweimal|dreimal)(?= (?:the|as|its|what|their|so|a)\b))"
    r"(?!\w|-digit|-blind)|(?P<zh>翻(?:了?一)?番)",
    re.IGNORECASE,
)
_CUES = ("fold", "oubl", "ripl", "rupl", "ntupl", "duplic", "verd", "vervier", "twice", "thrice", "mal", "翻")


def read_multiple(text: str, number: Number) -> Multiple | None:
    """The multiple that a number states, or None.

    >>> read_multiple("4.2x revenue", Number(0, 3, Decimal("4.2"))).raw
    '4.2x'
    """
    match = _AFTER.match(text, number.end)
    if not match:
        return None
    return Multiple(
        raw=text[number.start : match.end()], start=number.start, end=match.end(), amount=number.amount,
        low=number.low, high=number.high,
    )  # fmt: skip


def find_words(text: str) -> Iterator[Multiple]:
    """Multiples in one word: "tripled", "twofold"."""
    lowered = text.lower()
    if not any(cue in lowered for cue in _CUES):
        return
    for match in _WORD.finditer(text):
        word = next(value for value in match.groupdict().values() if value).lower()
        amount = _FOLD.get(word) or _WORDS.get(word, 2)
        yield Multiple(raw=match.group(), start=match.start(), end=match.end(), amount=Decimal(amount))
