"""Misspelt words repaired from the corpus' own vocabulary: its names are in no dictionary."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.retrieval.stopwords import STOP_WORDS

_SHORTEST = 4
_MOST = 6  # spellings equally near; more of them say that the word is no name of this corpus


_HEARD = str.maketrans("zy", "si")
_FIRST_LETTERS = ("ckq", "sz", "fp", "iy")  # that a sound may be written with


def nearest(term: str, vocabulary: Sequence[str]) -> list[str]:
    """The vocabulary's spellings nearest to an unknown term, within one error, or two in a long word.

    An error is a letter too many, missing, wrong, or two letters swapped; the first letter is taken to
    be right. A word that only sounds the same may have two errors whatever its length, and another first letter.
    Numbers, and words that are a stop word but for one error, are left alone.

    >>> nearest("ogbonagrid", ["ogbonogrid", "orbit", "umberjack"]), nearest("umbrejack", ["umberjack"])
    (['ogbonogrid'], ['umberjack'])
    >>> nearest("akuir", ["acquir", "alkali"]), nearest("cathputli", ["kathputli"])
    (['acquir'], ['kathputli'])
    >>> nearest("2025", ["2024"]), nearest("sicne", ["sicker"])
    ([], [])
    """
    if len(term) < _SHORTEST or not term.isalpha() or not term.isascii() or _is_stop_word(term):
        return []
    most = 1 if len(term) < 7 else 2
    found = _within(term, _opening_with(term[0], vocabulary), most) or _sounding_like(term, vocabulary)
    least = min(found.values(), default=0)
    equal = [word for word, distance in found.items() if distance == least]
    return equal if len(equal) <= _MOST else []


def sound(word: str) -> str:
    """A word as it is heard, roughly: letters that people take for each other become one.

    >>> sound("acquir"), sound("akuir"), sound("phizz"), sound("fiz")
    ('akuir', 'akuir', 'fis', 'fis')
    """
    heard = re.sub("ph", "f", re.sub("ck|cq|[cq]", "k", word)).translate(_HEARD)
    return re.sub(r"(.)\1", r"\1", heard)


def _within(term: str, words: Sequence[str], most: int, limit: int | None = _MOST + 1) -> dict[str, float]:
    found = process.extract(term, words, scorer=OSA.distance, score_cutoff=most, limit=limit)
    return {word: distance for word, distance, _ in found if word.isalpha() and len(word) >= _SHORTEST}


def _sounding_like(term: str, vocabulary: Sequence[str]) -> dict[str, float]:
    letters = next((group for group in _FIRST_LETTERS if term[0] in group), term[0])
    near = (_within(term, _opening_with(letter, vocabulary), 2, None) for letter in letters)
    heard = sound(term)
    return {word: distance for found in near for word, distance in found.items() if sound(word) == heard}


def _opening_with(letter: str, vocabulary: Sequence[str]) -> Sequence[str]:
    return vocabulary[bisect_left(vocabulary, letter) : bisect_left(vocabulary, chr(ord(letter) + 1))]


def repaired(
    unknown: Sequence[str], vocabulary: Sequence[str], count: Callable[[Sequence[str]], Mapping[str, int]]
) -> dict[str, str]:
    """The likeliest known spelling of each unknown term that has one: the nearest, then the most frequent.

    >>> repaired(["akquir", "qqqqq"], ["acquir", "aquifer"], lambda terms: dict.fromkeys(terms, 1))
    {'akquir': 'acquir'}
    """
    near = {term: nearest(term, vocabulary) for term in unknown}
    counts = count([word for words in near.values() for word in words])
    return {term: max(words, key=lambda word: (counts[word], word)) for term, words in near.items() if words}


def _is_stop_word(term: str) -> bool:
    alike = (word for word in STOP_WORDS if word[0] == term[0] and len(word) >= _SHORTEST)
    return process.extractOne(term, alike, scorer=OSA.distance, score_cutoff=1) is not None
