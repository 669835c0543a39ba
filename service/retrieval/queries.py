"""From a question's text to the terms that are searched."""

import re
from collections.abc import Mapping, Sequence

from service.retrieval.tokens import analyse

_WORDS = re.compile(r"([^\w'’-]+)")


def query_terms(text: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The terms of a question, stemmed as in each language of the library, without repeats.

    >>> query_terms("inversiones privadas", ["en", "es"])
    ('inversion', 'privada', 'priv')
    """
    return tuple(dict.fromkeys(term for language in languages for term in analyse(text, language)))


def mended(text: str, repairs: Mapping[str, str]) -> str:
    """The text with each misspelt word replaced.

    >>> mended("who owns umbrejack?", {"umbrejack": "umberjack"})
    'who owns umberjack?'
    """
    return "".join(_mended(word, repairs) for word in _WORDS.split(text))


def _mended(word: str, repairs: Mapping[str, str]) -> str:
    terms = analyse(word)
    return repairs.get(terms[0], word) if terms else word
