"""The words of a sentence as what is said of them: affirmed or denied, done or still open.

"Bolt did not sell, but may list" denies "sell" and leaves "list" open. A denial or a condition reaches to the
end of its clause.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.answering.checks.clauses import clauses
from service.answering.checks.forms import PAST, key_of
from service.figures.find import find_figures
from service.figures.hedges import find_negations
from service.figures.names import find_names


@dataclass(frozen=True, slots=True)
class Word:
    """A content word. `key` is what its forms share; `past` whether it stands as a past form."""

    key: str
    raw: str
    start: int
    denied: bool
    open: bool
    past: bool


_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DENIALS = re.compile(
    r"\b(?:den(?:y|ies|ied)|declin(?:e|es|ed) to|refus(?:e|es|ed) to|reject(?:s|ed)?|waiv(?:e|es|ed)|g[ai]ve(?:s|n)? up|fail(?:s|ed)? to|"
    r"rul(?:es|ed) out|yet to|keeps? \w+ from|unable to)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:more|less|fewer|later|longer) than\b|\bbefore\b(?! *[.,;]| *$)|\buntil\b", re.IGNORECASE
)
_CONDITIONS = re.compile(
    r"\b(?:if|unless|once|provided|needs?|requires?|subject to|pending|awaits?|option)\b", re.IGNORECASE
)
_PLANS = re.compile(
    r"\b(?:may|might|must|could|would|will|shall|should|can|to be|is to|are to|plans?|intends?|expects?|expected|hopes?|wants?|proposed|seeks?|considers?|"
    r"aims?|due|(?:agreed(?: [^,;.]{2,25})?|understood|said|believed|thought|undertaken|agreement|deal|talks|right|set|ready|able|asked|offered|offer|continue[sd]?|meant) to)\b",
    re.IGNORECASE,
)


_WANTING = re.compile(r"[\w-]+ (?:is|are) (?:still )?(?:needed|required)\b", re.IGNORECASE)
"""What is needed has not come yet: "Approvals are needed"."""


@lru_cache(maxsize=4096)
def said_words(text: str, language: str) -> tuple[Word, ...]:
    """The content words of a text outside its names and figures, in order.

    >>> [(w.raw, w.denied, w.open) for w in said_words("Bolt did not sell, but may list.", "en")]
    [('Bolt', False, False), ('sell', True, False), ('may', False, False), ('list', False, True)]
    """
    taken = [(n.start, n.end) for n in find_names(text, language=language) if n.sure]
    taken += [(figure.start, figure.end) for figure in find_figures(text, language)]
    denied = _reach(text, _denying(text, language)) + _before_nothing(text, language)
    asked, planned = _reach(text, _starts(_CONDITIONS, text)), _reach(text, _starts(_PLANS, text))
    asked += [match.span() for match in _WANTING.finditer(text)]
    words = []
    for match in _TOKEN.finditer(text):
        place, key = match.start(), key_of(match.group(), language)
        if key is None or _within(place, taken):
            continue
        past = _is_past(text, match)
        open_ = _within(place, asked) or (_within(place, planned) and (not past or _never_was(text, place)))
        words.append(Word(key, match.group(), place, _within(place, denied), open_, past))
    return tuple(words)


def _denying(text: str, language: str) -> list[int]:
    """A "without" after a "not" lets through what it names, "no more than" bounds it: neither denies."""
    hard = [n for n in find_negations(text, language) if n.hard]
    alone = [
        n.end
        for at, n in enumerate(hard)
        if not (at and n.raw.lower() == "without") and not _BOUND.search(text, n.end)
    ]
    return [*alone, *(_starts(_DENIALS, text) if language == "en" else [])]


_NOTHING = re.compile(
    r"(?P<verb>[a-z]+) (?:nothing|nobody|no one|none)\b(?! (?:but|other|more|less|except))", re.IGNORECASE
)


def _before_nothing(text: str, language: str) -> list[tuple[int, int]]:
    """ "Received nothing" denies "received", the word right before it."""
    return [match.span("verb") for match in _NOTHING.finditer(text)] if language == "en" else []


_NEVER_WAS = re.compile(r"\b(?:would|could|might|should) (?:\w+ )?have (?:been )?(?:\w+ )?$")


def _never_was(text: str, place: int) -> bool:
    """ "Would have stopped" did not stop."""
    return bool(_NEVER_WAS.search(text[:place]))


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.end() for match in pattern.finditer(text)]


def _reach(text: str, places: list[int]) -> list[tuple[int, int]]:
    """From each place to the end of its clause."""
    spans = []
    for place in places:
        end = next((clause.end for clause in clauses(text) if clause.start <= place <= clause.end), len(text))
        stop = _STOP.search(text, place, end)
        spans.append((place, stop.start() if stop else end))
    return spans


_STOP = re.compile(r"[.!?][\"”»]?\s|\b(?:who|what|whether|how|why)\b")


def _is_past(text: str, match: re.Match[str]) -> bool:
    form = match.group().lower() in PAST or match.group().endswith("ed")
    return form and not _UNDERWAY.search(text[: match.start()])


_UNDERWAY = re.compile(r"\b(?:be|being|is|are) (?:\w+ )?$")


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
