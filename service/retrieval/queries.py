"""From a question's text to the terms that are searched."""

import re
from collections.abc import Mapping, Sequence

from service.retrieval.equivalents import equivalents_of
from service.retrieval.tokens import analyse

_WORDS = re.compile(r"([^\w'’-]+)")


def query_terms(text: str, languages: Sequence[str], *, equivalents: bool = False) -> tuple[str, ...]:
    """The terms of a question, stemmed as in each language of the library, without repeats.

    With `equivalents` also what a deal word or a country is called elsewhere: "Kenyan", "Kenya"; "Finanzierung", "funding".

    >>> query_terms("inversiones privadas", ["en", "es"])
    ('inversion', 'privada', 'priv')
    >>> query_terms("a Kenyan firm", ["en"], equivalents=True)
    ('kenyan', 'firm', 'kenya')
    """
    terms = dict.fromkeys(term for language in languages for term in analyse(text, language))
    others = equivalents_of(terms, languages) if equivalents else ()
    return tuple(dict.fromkeys((*terms, *others)))


def mended(text: str, repairs: Mapping[str, str]) -> str:
    """The text with each misspelt word replaced.

    >>> mended("who owns umbrejack?", {"umbrejack": "umberjack"})
    'who owns umberjack?'
    """
    return "".join(_mended(word, repairs) for word in _WORDS.split(text))


def _mended(word: str, repairs: Mapping[str, str]) -> str:
    terms = analyse(word)
    return repairs.get(terms[0], word) if terms else word
