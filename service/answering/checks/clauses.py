"""Clauses of a sentence and their content words: which part of a cited sentence a claim speaks of."""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.answering.checks.forms import IRREGULAR
from service.figures.find import find_figures
from service.figures.names import find_names
from service.retrieval.tokens import analyse

_BREAK = re.compile(
    r"[;；。，]|,(?!\d)|[:：](?!\d)|\s[–—]\s|\((?!\d{4}\))|\)|"
    r"\b(?:but|while|whereas|although|though|however|aber|während|obwohl|pero|aunque|mientras|mais|alors que)\b|但|而|\band (?=(?:not|no|never|neither|none)\b)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    start: int
    end: int
    words: frozenset[str]


@lru_cache(maxsize=4096)
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
    return frozenset(IRREGULAR.get(term, term) for term in analyse(text))


def predicate(text: str) -> frozenset[str]:
    """The content words of a text, names and figures apart: what it says about them."""
    spans = [(name.start, name.end) for name in find_names(text)]
    spans += [(figure.start, figure.end) for figure in find_figures(text)]
    kept = "".join(" " if any(a <= place < b for a, b in spans) else char for place, char in enumerate(text))
    return content(kept)


def overlap(words: frozenset[str], text: str) -> float:
    """The share of a claim's words that a text holds, or begins alike ("investor", "invested")."""
    theirs = content(_spelt_out(text))
    stems = {word[:_STEM] for word in predicate(_spelt_out(text)) if len(word) >= _STEM}
    held = [word for word in words if word in theirs or word[:_STEM] in stems]
    return len(held) / len(words) if words else 0.0


_STEM = 5
_TITLES = {
    "CEO": "chief executive",
    "CFO": "chief financial officer finance chief",
    "CTO": "chief technology officer",
}


def _spelt_out(text: str) -> str:
    """The text with its titles in full and abbreviated, so that either form is found."""
    forms = [
        f"{short} {long}" for short, long in _TITLES.items() if short in text or long.split()[-1] in text
    ]
    return " ".join([text, *forms])
