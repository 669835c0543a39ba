"""Where to look first: the sources that a question names, and what it asks of each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from service.retrieval.tokens import fold

_PARTS = re.compile(r"\s*[|:–—]\s+|\s+[|–—-]\s+")
_ARTICLE = re.compile(r"^the\s+")
_WORD = re.compile(r"[^\W_]+(?:[&.'’-][^\W_]+)*")
_CUT = re.compile(r"[,;:]\s|\s(?:while|whereas|and|but)\s")
_SHORTEST = 3
LONGEST_NAME = 6
LEAST_ASKED = 4  # words; a shorter part says too little to be searched by itself


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a question names a source, and which sources that spelling stands for."""

    start: int
    end: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a library by the ways they may be written, folded."""

    spellings: Mapping[str, tuple[str, ...]]

    def named_in(self, question: str) -> tuple[str, ...]:
        """The sources that a question names, in order; a one-word source must have its capital.

        >>> sources_of(["The Verge", "Fortune"]).named_in("Did the Verge say who made a fortune?")
        ('The Verge',)
        """
        mentions = self.mentions(question)
        return tuple(dict.fromkeys(source for mention in mentions for source in mention.sources))

    def mentions(self, question: str) -> tuple[Mention, ...]:
        """Each place where a source is named, the longest spelling first; they never overlap."""
        words, found, first = list(_WORD.finditer(question)), list[Mention](), 0
        while first < len(words):
            length = self._length(question, words[first : first + LONGEST_NAME])
            if length:
                spelling = _spelling(words[first : first + length])
                end = words[first + length - 1].end()
                found.append(Mention(words[first].start(), end, self.spellings[spelling]))
            first += length or 1
        return tuple(found)

    def _length(self, question: str, words: list[re.Match[str]]) -> int:
        """How many of the words, from the first on, name a source."""
        lengths = range(len(words), 0, -1) if words[0][0][0].isupper() else range(len(words), 1, -1)
        return next((n for n in lengths if _spelling(words[:n]) in self.spellings), 0)


def parts_by_source(question: str, mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    """What a question asks of each of several sources: it is cut before each further one.

    >>> told = "Does Fortune call it a loss, while the Verge speaks of a small gain?"
    >>> parts_by_source(told, sources_of(["The Verge", "Fortune"]).mentions(told))
    {'Fortune': ('Does Fortune call it a loss',), 'The Verge': ('while the Verge speaks of a small gain?',)}
    """
    named = list(mentions)
    if len({mention.sources for mention in named}) < 2:
        return {}
    cuts = [0, *(_cut(question, one.end, other.start) for one, other in pairwise(named)), len(question)]
    found: dict[str, tuple[str, ...]] = {}
    for mention, (start, end) in zip(named, pairwise(cuts), strict=True):
        part = question[start:end].strip(" ,;:")
        if len(part.split()) >= LEAST_ASKED:
            found |= {source: (*found.get(source, ()), part) for source in mention.sources}
    return found


def sources_of(names: Iterable[str | None]) -> Sources:
    """All ways to write the sources: whole, without "The", each part of "A | B"."""
    spellings: dict[str, dict[str, None]] = {}
    for name in filter(None, names):
        for part in {name, *_PARTS.split(name)}:
            words = " ".join(_WORD.findall(fold(part)))
            for spelling in {words, _ARTICLE.sub("", words)}:
                if len(spelling) >= _SHORTEST:
                    spellings.setdefault(spelling, {})[name] = None
    return Sources({spelling: tuple(names) for spelling, names in spellings.items()})


def _cut(question: str, after: int, before: int) -> int:
    """The last place between two mentions where a clause begins, else right after the first one."""
    return max((found.start() for found in _CUT.finditer(question, after, before)), default=after)


def _spelling(words: Iterable[re.Match[str]]) -> str:
    return " ".join(fold(word[0]) for word in words)
