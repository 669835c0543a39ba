"""One analyser for what is indexed and what is asked, so that the two always meet.

Lower case, accents folded, stop words out, words stemmed (Snowball, https://snowballstem.org),
numbers kept whole, Chinese and Japanese as pairs of neighbouring characters.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock

import snowballstemmer

from service.retrieval.stopwords import STOP_WORDS

STEMMERS = {
    "en": "english",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
"""Languages with a stemmer here; every other one is stemmed as English."""

_SCALES = {"k": "thousand", "m": "million", "mn": "million", "mm": "million", "mln": "million"}
_SCALES |= {"b": "billion", "bn": "billion", "bln": "billion", "t": "trillion", "tn": "trillion"}
_SYNONYMS = {
    "mn": "million",
    "mln": "million",
    "mio": "million",
    "bn": "billion",
    "bln": "billion",
    "mrd": "billion",
}
_UNITED_STATES = frozenset({"US", "U.S", "USA", "U.S.A"})

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_NUMBER = r"\d{1,3}(?:[,’' ]\d{3}(?!\d))+(?:\.\d+)?|\d+(?:[.,]\d+)*"
_WORD = rf"[^\W\d_{_IDEOGRAPHS}](?:[^\W_{_IDEOGRAPHS}]|[.&'’\-‐‑](?=[^\W_{_IDEOGRAPHS}]))*"
_PIECE = re.compile(
    rf"(?P<ideographs>[{_IDEOGRAPHS}]+)"
    rf"|(?P<number>{_NUMBER})(?:(?P<scale>k|mn|mm|mln|m|bln|bn|b|tn|t)\b)?(?P<unit>{_WORD})?"
    rf"|(?P<word>{_WORD})",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_JOINTS = re.compile(r"[.&'’\-‐‑]+")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z]")
_ROUND = re.compile(r"\bseries[ \-]([a-k])\b", re.IGNORECASE)
_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_MARKS = {"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " "}
_PLAIN = str.maketrans(_LETTERS | _MARKS)
_ACCENTED = re.compile(r"[^\x00-\x7f]")
_LONGEST_WORD = 40


def analyse(text: str, language: str | None = None) -> list[str]:
    """The terms of a text, in order, with repeats.

    >>> analyse("StepStar's $2.5bn Series B was led by Qiming.")
    ['stepstar', 'step', 'star', '2.5', 'billion', 'seri', 'b', 'led', 'qime', 'series-b']
    >>> analyse("阶跃星辰 raised 1,500 million kronur (krónur)")
    ['阶跃', '跃星', '星辰', 'rais', '1500', 'million', 'kronur', 'kronur']
    """
    normal = unicodedata.normalize("NFKC", text)
    terms = [_stem(word, language or "en") for word in _words(normal) if word not in STOP_WORDS]
    return terms + [f"series-{letter.lower()}" for letter in _ROUND.findall(normal)]


def fold(text: str) -> str:
    """Lower case without accents, typographic marks as the keyboard has them.

    >>> fold("Þórður Ørsted’s, São Paulo, Straße")
    "thordur orsted's, sao paulo, strasse"
    """
    lowered = text.casefold().translate(_PLAIN)
    return lowered if lowered.isascii() else _ACCENTED.sub(lambda found: _fold_character(found[0]), lowered)


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    spread = unicodedata.normalize("NFKD", character)
    return unicodedata.normalize("NFC", "".join(c for c in spread if not unicodedata.combining(c)))


def _words(text: str) -> Iterator[str]:
    for piece in _PIECE.finditer(text):
        match piece.lastgroup:
            case "ideographs":
                yield from _pairs(piece[0])
            case "word":
                yield from _parts(piece[0])
            case _:
                yield from _number(piece)


def _pairs(run: str) -> list[str]:
    """Neighbouring characters two by two; a single character alone.

    >>> _pairs("融资额")
    ['融资', '资额']
    """
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _number(piece: re.Match[str]) -> Iterator[str]:
    """A number without its thousands separators, with its unit; a scale is spelled out.

    >>> analyse("$1,250m, a 5G network, 10-12 firms")
    ['1250', 'million', '5g', 'network', '10', '12', 'firm']
    """
    digits, scale = re.sub(r"[,’' ](?=\d{3}(?!\d))", "", piece["number"]), piece["scale"]
    yield digits + fold(piece["unit"] or "")[:_LONGEST_WORD]
    if scale:
        yield _SCALES[scale.lower()]


@lru_cache(maxsize=200_000)
def _parts(word: str) -> tuple[str, ...]:
    """A word; if it is a compound or a camel-case name, also what it is made of.

    >>> _parts("Step-1"), _parts("U.S."), _parts("GmbH"), _parts("HarbourPay")
    (('step1', 'step', '1'), ('us',), ('gmbh',), ('harbourpay', 'harbour', 'pay'))
    """
    if word in _UNITED_STATES:
        word = "USA"  # else it is the pronoun "us", a stop word
    word = _POSSESSIVE.sub("", word)
    pieces = [piece for piece in _JOINTS.split(word) if piece]
    whole = fold("".join(pieces))[:_LONGEST_WORD]
    return (_SYNONYMS.get(whole, whole), *_inner(word, pieces))


def _inner(word: str, pieces: Sequence[str]) -> Iterator[str]:
    if len(pieces) > 1:
        yield from (fold(piece)[:_LONGEST_WORD] for piece in pieces if len(piece) > 1 or piece.isdigit())
    elif _CAMEL.match(word):
        humps = _HUMPS.findall(word)
        yield from (hump.lower()[:_LONGEST_WORD] for hump in humps if min(map(len, humps)) > 1)


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    if not word.isalpha() or not word[0].isascii():
        return word
    with _ONE_AT_A_TIME:  # a Snowball stemmer keeps the word it works on in itself
        return str(_stemmer(STEMMERS.get(language, "english")).stemWord(word))


@lru_cache(maxsize=len(STEMMERS))
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)


_ONE_AT_A_TIME = Lock()
