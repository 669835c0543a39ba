"""Clauses of a sentence and their content words: which part of a cited sentence a claim speaks of."""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.retrieval.tokens import analyse

_BREAK = re.compile(
    r"[;；。，]|,(?!\d)|[:：](?!\d)|\s[–—]\s|\((?!\d{4}\))|\)|"
    r"\b(?:but|while|whereas|although|though|however|aber|während|obwohl|pero|aunque|mientras|mais|alors que)\b|但|而"
)


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    start: int
    end: int
    words: frozenset[str]


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, with offsets into it.

    >>> [c.text for c in clauses("Acme led the round, but Bolt did not take part.")]
    ['Acme led the round', ' Bolt did not take part.']
    """
    cuts = [0]
    for match in _BREAK.finditer(text):
        cuts += [match.start(), match.end()]
    cuts.append(len(text))
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    return tuple(Clause(text[a:b], a, b, content(text[a:b])) for a, b in spans if text[a:b].strip())


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The analysed words of a text (stems, Chinese bigrams), figures among them."""
    return frozenset(analyse(text))


def overlap(claim: str, text: str) -> float:
    """The share of a claim's words that a text holds."""
    words = content(claim)
    return len(words & content(text)) / len(words) if words else 0.0
