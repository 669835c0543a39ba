"""Where to look first: the sources, names and days that a question names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.retrieval.tokens import fold

_PARTS = re.compile(r"\s*[|:–—]\s+|\s+[|–—-]\s+")
_ARTICLE = re.compile(r"^the\s+")
_SHORTEST = 3
LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a library by the ways they may be written, folded."""

    spellings: Mapping[str, tuple[str, ...]]

    def named_in(self, question: str) -> tuple[str, ...]:
        """The sources that a question names, in order; a one-word source must have its capital.

        >>> sources_of(["The Verge", "Fortune"]).named_in("Did the Verge say who made a fortune?")
        ('The Verge',)
        """
        words = [(m.start(), fold(m[0])) for m in re.finditer(r"[^\W_]+(?:[&.'’-][^\W_]+)*", question)]
        named: dict[str, None] = {}
        for first in range(len(words)):
            for length in range(min(LONGEST_NAME, len(words) - first), 0, -1):
                spelling = " ".join(word for _, word in words[first : first + length])
                if spelling in self.spellings and (length > 1 or question[words[first][0]].isupper()):
                    named |= dict.fromkeys(self.spellings[spelling])
                    break
        return tuple(named)


def sources_of(names: Iterable[str | None]) -> Sources:
    """All ways to write the sources: whole, without "The", each part of "A | B"."""
    spellings: dict[str, dict[str, None]] = {}
    for name in filter(None, names):
        for part in {name, *_PARTS.split(name)}:
            words = " ".join(re.findall(r"[^\W_]+(?:[&.'’-][^\W_]+)*", fold(part)))
            for spelling in {words, _ARTICLE.sub("", words)}:
                if len(spelling) >= _SHORTEST:
                    spellings.setdefault(spelling, {})[name] = None
    return Sources({spelling: tuple(names) for spelling, names in spellings.items()})
