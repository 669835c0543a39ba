"""Numbers written in words: "half a billion", "zwölf", "several hundred million", "a dozen"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from service.figures.name_words import NOT_NAMES
from service.figures.number import Number, vague
from service.figures.words import ARTICLES, DOZEN, NUMBER_WORDS, SCALES, SEVERAL, VAGUE

_HALVES = {"en": ("half",), "de": ("halbe", "halben"), "es": ("medio", "media"), "fr": ("demi",)}
_HALF = Decimal("0.5")
_ONE = frozenset({"one"})
_AND = {"en": "and", "de": "und", "es": "y", "fr": "et"}
_SHORT = frozenset(
    "k m b t mm mn bn tn cr md mil mille cent cents mio mrd mds mdd mld mln bln tsd lac".split()
)
_LOCAL_SCALES = {"es": ("mil", "cien"), "fr": ("mille", "cent", "cents"), "de": ("hundert", "tausend")}


@cache
def _scales(language: str) -> frozenset[str]:
    return frozenset(word for word in SCALES if word not in _SHORT) | set(_LOCAL_SCALES.get(language, ()))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """A run of number words; "and" only between two of them."""
    several = sorted(SEVERAL[language], key=len, reverse=True)
    words = {
        *NUMBER_WORDS[language],
        *_scales(language),
        *VAGUE,
        *DOZEN,
        *ARTICLES[language],
        *_HALVES[language],
    }
    words -= {"cero", "score", "zero"}
    word = "|".join(map(re.escape, [*several, *sorted(words, key=len, reverse=True)]))
    joint = rf"(?:[\s\u00a0]+{_AND[language]}[\s\u00a0]+|[\s\u00a0]+of[\s\u00a0]+|[\s\u00a0]+de[\s\u00a0]+|[\s\u00a0]+|-)"
    return re.compile(rf"(?<![\w-])(?:{word})(?:{joint}(?:{word})(?!\w))*(?!\w)", re.IGNORECASE)


_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+(?:-vingts?)?")


@cache
def _telling(language: str) -> frozenset[str]:
    """Words without one of which there is no number: a cheap test that saves the long pattern."""
    return frozenset({*NUMBER_WORDS[language], *_scales(language), *VAGUE, *DOZEN, *_HALVES[language]})


def find(text: str, language: str) -> Iterator[Number]:
    if language not in NUMBER_WORDS or _telling(language).isdisjoint(_WORD.findall(text.lower())):
        return
    for match in _pattern(language).finditer(text):
        if not _in_a_name(text, match):
            after_digits = text[: match.start()].rstrip(" -\u00a0")[-1:].isdigit()
            yield from _read(match.group(), match.start(), language, after_digits)


def _in_a_name(text: str, match: re.Match[str]) -> bool:
    """ "Four Dragons", "Zero One Universe": capitalised words before a capitalised word."""
    if not match.group()[0].isupper():
        return False
    after = text[match.end() : match.end() + 2]
    before = text[: match.start()].rstrip(" ")[-1:]
    inside = match.start() > 0 and bool(before) and before not in ".!?:;\"“”'\n。"
    if inside:
        return True
    following = _WORD.match(text, match.end() + 1)
    named = after[:1] in {" ", "-"} and after[1:2].isupper()
    return named and not (following and following.group().lower() in NOT_NAMES)


def _read(run: str, start: int, language: str, after_digits: bool) -> Iterator[Number]:
    tokens = [(m.group().lower(), start + m.start(), start + m.end()) for m in _TOKEN.finditer(run)]
    while after_digits and tokens and _scale(tokens[0][0], language):
        tokens = tokens[1:]  # the scale of "1.5 billion" belongs to the digits
    while tokens:
        number, used = _evaluate(tokens, language)
        if number is not None:
            yield number
        tokens = tokens[max(used, 1) :]


def _evaluate(tokens: list[tuple[str, int, int]], language: str) -> tuple[Number | None, int]:
    words = [token[0] for token in tokens]
    begin, ends = tokens[0][1], [token[2] for token in tokens]
    several = _several(words, language)
    if several or words[0] in VAGUE:
        return _vague(words, several, begin, ends, language)
    amount, used = _amount(words, language)
    lone = used == 1 and (words[0] in _HALVES[language] or words[0] in _ONE)
    if lone or amount in (Decimal(0), Decimal("0.5")):
        return None, used
    scale = _scale(words[used - 1], language) or Decimal(1)
    return Number(
        begin, ends[used - 1], amount, scale=scale if scale >= 1000 else Decimal(1), word=True
    ), used


def _amount(words: list[str], language: str) -> tuple[Decimal, int]:
    """The value of the longest number that the words begin with, and how many words it takes."""
    total = current = Decimal(0)
    scale_before: Decimal | None = None
    used = 0
    for position, word in enumerate(words):
        scale, value = _scale(word, language), _value(word, language)
        if word in _fillers(language):
            continue
        if word in _HALVES[language]:
            total, current = (total + scale_before / 2, current) if scale_before else (total, current + _HALF)
        elif word in DOZEN:
            current = (current or Decimal(1)) * DOZEN[word]
        elif scale == 100:
            current = (current or Decimal(1)) * 100
        elif scale is not None:
            total = total * scale if scale_before else total + (current or Decimal(1)) * scale
            current = Decimal(0)
        elif value is not None and current % (10 if value < 10 else 100) == 0 and (value or not current):
            current += value
        else:
            break
        scale_before = scale if scale and scale > 100 else None
        used = position + 1
    return total + current, used


@cache
def _fillers(language: str) -> frozenset[str]:
    return frozenset({_AND[language], "of", "de", *ARTICLES[language]}) - _ONE


def _several(words: list[str], language: str) -> int:
    """How many words of the run say "several"."""
    for phrase in SEVERAL[language]:
        parts = phrase.split()
        if words[: len(parts)] == parts:
            return len(parts)
    return 0


def _vague(
    words: list[str], several: int, begin: int, ends: list[int], language: str
) -> tuple[Number | None, int]:
    """ "Several hundred million", "tens of millions", "a few dozen"."""
    low, high = (2, 9) if several else VAGUE[words[0]]
    scale, used = Decimal(1), several or 1
    for position in range(used, len(words)):
        word = words[position]
        factor = _scale(word, language) or DOZEN.get(word)
        if word in VAGUE:
            factor = (
                Decimal(VAGUE[word][0]) / (24 if word == "dozens" else 2) * (12 if word == "dozens" else 1)
            )
        if factor is None:
            if word in {"of", "de"}:
                continue
            break
        scale, used = scale * factor, position + 1
    if several and used == several:
        return None, used
    return vague(begin, ends[used - 1], scale, low, high), used


def _value(word: str, language: str) -> int | None:
    if word in _ONE:
        return 1
    return NUMBER_WORDS[language].get(word)


def _scale(word: str, language: str) -> Decimal | None:
    if word not in _scales(language):
        return None
    if language in {"de", "fr"} and word in {"billion", "billions"}:
        return Decimal(10**12)
    return SCALES[word]
