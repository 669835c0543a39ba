"""Misspelt words repaired from the corpus' own vocabulary: its names are in no dictionary."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.retrieval.stopwords import STOP_WORDS

_SHORTEST = 4
_MOST = 6  # spellings equally near; more of them say that the word is no name of this corpus


def nearest(term: str, vocabulary: Sequence[str]) -> list[str]:
    """The vocabulary's spellings nearest to an unknown term, within one error, or two in a long word.

    An error is a letter too many, missing, wrong, or two letters swapped; the first letter is taken to
    be right. Numbers, and words that are a stop word but for one error, are left alone.

    >>> nearest("ogbonagrid", ["ogbonogrid", "orbit", "umberjack"]), nearest("umbrejack", ["umberjack"])
    (['ogbonogrid'], ['umberjack'])
    >>> nearest("2025", ["2024"]), nearest("sicne", ["sicker"])
    ([], [])
    """
    if len(term) < _SHORTEST or not term.isalpha() or not term.isascii() or _is_stop_word(term):
        return []
    first = bisect_left(vocabulary, term[0])
    last = bisect_left(vocabulary, chr(ord(term[0]) + 1))
    most = 1 if len(term) < 7 else 2
    found = process.extract(
        term, vocabulary[first:last], scorer=OSA.distance, score_cutoff=most, limit=_MOST + 1
    )
    words = [(word, distance) for word, distance, _ in found if word.isalpha() and len(word) >= _SHORTEST]
    least = min((distance for _, distance in words), default=0)
    equal = [word for word, distance in words if distance == least]
    return equal if len(equal) <= _MOST else []


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
