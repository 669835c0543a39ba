"""Every name that has another one, found quickly in a question or in sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from service.retrieval.aliases import Aliases, Pair, grouped
from service.retrieval.tokens import fold

MOST_OTHERS = 3
"""A name that stands for more others than this, such as an abbreviation, tells nobody apart."""
MOST_RENAMED = 4
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Renamed:
    """A question with a name that it asks by (`asked`) put as the articles have it (`found`)."""

    text: str
    asked: str
    found: str


@dataclass(frozen=True)
class KnownNames:
    """Pairs of a name and another name of the same company or person."""

    pairs: tuple[Pair, ...] = ()

    def in_texts(self, texts: Iterable[str]) -> Aliases:
        """The aliases of which both or either name stands in the texts."""
        found: list[Pair] = []
        for text in texts:
            for name in self._names_in(text):
                found += [(name, other) for other in self._others[name]]
        return grouped(found)

    def renamed(self, question: str) -> tuple[Renamed, ...]:
        """The question under each other name of those it asks by; what it says already is not said again.

        >>> names = KnownNames((("Northwind Labs", "Boreal Robotics"),))
        >>> [one.text for one in names.renamed("Who bought Boreal Robotics?")]
        ['Who bought Northwind Labs?']
        """
        told = [
            Renamed(_put(question, name, other), name, other)
            for name in self._names_in(question)
            for other in sorted(self._others[name])
            if len(self._others[name]) <= MOST_OTHERS and not _said(question, other)
        ]
        return tuple(told[:MOST_RENAMED])

    def _names_in(self, text: str) -> list[str]:
        """The known names that a text holds, the longest first, none inside another."""
        words = {fold(word) for word in _WORD.findall(text)}
        near = (name for word in words for name in self._by_first_word.get(word, ()))
        held = sorted({name for name in near if _said(text, name)}, key=lambda name: (-len(name), name))
        return [name for i, name in enumerate(held) if not any(name in longer for longer in held[:i])]

    @cached_property
    def _others(self) -> dict[str, set[str]]:
        others: defaultdict[str, set[str]] = defaultdict(set)
        for name, alias in self.pairs:
            if min(len(name), len(alias)) >= LEAST_LETTERS:
                others[name].add(alias)
                others[alias].add(name)
        return others

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        names: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._others:
            if first := _WORD.search(name):
                names[fold(first[0])].append(name)
        return names


def _pattern(name: str) -> re.Pattern[str]:
    """A name as whole words; one in capitals only, such as a ticker, in capitals only."""
    edges = ("", "") if _HAN.search(name) else (r"(?<!\w)", r"(?!\w)")
    exact = name.isupper() and len(name) < 7
    return re.compile(edges[0] + re.escape(name) + edges[1], 0 if exact else re.IGNORECASE)


def _said(text: str, name: str) -> bool:
    return bool(_pattern(name).search(text))


def _put(text: str, name: str, other: str) -> str:
    return _pattern(name).sub(lambda _: other, text)
