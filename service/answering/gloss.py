"""A text of another language with its commoner words in English, for a pair scorer that was taught in English.

Word for word and in the text's own order, which is no translation; names and figures stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from service.answering.gloss_words import WORDS
from service.figures.language import guess
from service.retrieval.equivalents import COUNTRIES
from service.retrieval.tokens import analyse, fold

_LANGUAGES = ("en", "de", "es", "fr", "zh")
_WORD = re.compile(r"[^\W\d_]+")


_ASKING = ("who", "how much", "how many", "when", "where", "why")


@lru_cache(maxsize=50_000)
def glossed(text: str) -> str:
    """The text in English words where they are known; a text in English as it is.

    >>> glossed("¿Quién lideró la ronda de Almerikon?"), glossed("Who led it?")
    ('who led by the round of Almerikon?', 'Who led it?')
    >>> glossed("蓝桥物流花多少钱收购佑山冷链？")
    'how much 蓝桥物流 pay money acquire 佑山冷链？'
    """
    language = guess(text)
    if language == "zh":
        return " ".join(_asking_first(list(_chinese(text))))
    if language not in _LANGUAGES or language == "en":
        return text
    known = _known(language)

    def english(found: re.Match[str]) -> str:
        word = found[0]
        return known.get(fold(word)) or known.get(_stem(word, language)) or word

    return _WORD.sub(english, text).replace("how how", "how").replace("¿", "")


def _chinese(text: str) -> Iterator[str]:
    """The longest known words, from left to right, and what stands between them."""
    known = _known("zh")
    start = end = 0
    while end < len(text):
        word = next((text[end : end + n] for n in (4, 3, 2, 1) if text[end : end + n] in known), "")
        if word:
            yield from filter(None, (text[start:end].strip(), known[word]))
            start = end + len(word)
        end += len(word) or 1
    yield from filter(None, (text[start:].strip(),))


def _asking_first(words: list[str]) -> list[str]:
    """What asks stands first in English."""
    asking = next((word for word in words if word in _ASKING), None)
    return [asking, *(word for word in words if word != asking)] if asking else words


@cache
def _known(language: str) -> Mapping[str, str]:
    """English by the forms of the language, and by their stems where no form as such is known."""
    column = _LANGUAGES.index(language)
    forms, stems = dict[str, str](), dict[str, str]()
    for line, length in (
        *((line, None) for line in _lines(WORDS)),
        *((line, 1) for line in _lines(COUNTRIES)),
    ):
        english, words = " ".join(line[0].split()[:length]), line[column].split()
        for word in words:
            forms.setdefault(fold(word), english)
            stems.setdefault(_stem(word, language), english)
    return stems | forms


def _lines(table: str) -> Iterator[list[str]]:
    return (line.split("|") for line in table.strip().splitlines())


def _stem(word: str, language: str) -> str:
    return next(iter(analyse(word, language)), fold(word))
