"""Names and phrases in running text."""

import re
from functools import lru_cache

from evals.fold import bare
from evals.sentences import sentence_spans

_LEGAL = re.compile(
    r"\b(?:inc|ltd|llc|plc|gmbh|ag|sa|ab|as|asa|nv|bv|spa|co|corp|kk|oy|oyj|limited|corporation|company)$"
)
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at for by with from and or as is are was were be been being it its that this"
        " these those he she they his her their them had has have not will would which who whom than then"
        " so into over after before",
    )
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return f" {bare(text)} "


def names(text: str, name: str) -> bool:
    """Whether the name stands in the text as whole words, legal form, case and diacritics aside.

    >>> names("sold by Göran Vissel.", "Goran Vissel AB"), names("Lumenary raised", "Lumen")
    (True, False)
    """
    wanted = bare(name)
    core = _LEGAL.sub("", wanted).strip() or wanted
    core = core.removeprefix("the ") or core
    inside = core.replace(" ", "") in _plain(text).replace(" ", "") if _CJK.search(core) else False
    return inside or f" {core} " in _plain(text)


def phrases(text: str, phrase: str) -> bool:
    """Whether the phrase is said: literally, or with all its content words in one sentence.

    A phrase with a letter for a word ("Series D") must stand literally.

    >>> phrases("It traced the failure to a valve from an outside supplier.", "valve, outside supplier")
    True
    """
    if names(text, phrase):
        return True
    wanted = _content(phrase)
    loose = len(wanted) > 1 and all(len(word) > 1 or not word.isascii() for word in wanted)
    return loose and any(wanted <= _content(text[a:b]) for a, b in sentence_spans(text))


@lru_cache(maxsize=8192)
def _content(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in bare(text).split() if word not in _STOP)


def _stem(word: str) -> str:
    """A light English stem: plural, past and participle endings off long enough words."""
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
