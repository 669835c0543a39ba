"""The words of a sentence as what is said of them: affirmed or denied, done or still open.

"Bolt did not sell, but may list" denies "sell" and leaves "list" open. A denial or a condition reaches to the
end of its clause.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.answering.checks.clauses import clauses
from service.figures.find import find_figures
from service.figures.hedges import find_negations
from service.figures.names import find_names
from service.retrieval.tokens import analyse


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
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "buy": "bought", "sell": "sold sale sales", "lead": "led", "hold": "held", "pay": "paid payable", "take": "took taken", "make": "made",
        "give": "gave given", "get": "got gotten", "keep": "kept", "leave": "left", "lend": "lent", "lose": "lost loss losses",
        "become": "became", "rise": "rose risen", "fall": "fell fallen", "grow": "grew grown", "win": "won", "withdraw": "withdrew withdrawn",
        "speak": "spoke spoken", "find": "found", "bring": "brought", "begin": "began begun", "put": "puts", "say": "said", "run": "ran",
        "tell": "told", "know": "known knew", "build": "built", "spend": "spent", "write": "wrote written", "choose": "chose chosen",
        "decision": "decided decide", "meet": "met", "seek": "sought", "think": "thought", "stand": "stood", "send": "sent",
    }.items()
    for form in forms.split()
}  # fmt: skip
_PAST = frozenset(
    "bought sold led held paid took taken made gave given got kept left lent lost became rose fell grew won withdrew spoke brought "
    "began built spent wrote chose met sought sent".split()
)
_LIGHT = frozenset("be do have make get take will say give go come use include company firm year day".split())
"""Too common to tell what a sentence denies."""
_SAME = 6
"""Forms of a word are taken to share so many letters: "clearance" and "cleared", "approval" and "approve"."""
_DENIALS = re.compile(
    r"\b(?:den(?:y|ies|ied)|declin(?:e|es|ed) to|refus(?:e|es|ed) to|reject(?:s|ed)?|waiv(?:e|es|ed)|g[ai]ve(?:s|n)? up|fail(?:s|ed)? to|"
    r"rul(?:es|ed) out|yet to|keeps? \w+ from|unable to)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:more|less|fewer|later|longer) than\b|\bbefore\b(?! *[.,;]| *$)|\buntil\b", re.IGNORECASE
)
_OPENERS = re.compile(
    r"\b(?:if|unless|once|provided|needs?|requires?|subject to|may|might|could|would|will|shall|should|can|to be|is to|are to|(?:agreed|understood|said|believed|thought|undertaken|agreement|deal|talks|right|set|ready|able|asked|offered|offer|continue[sd]?|meant) to|"
    r"plans?|intends?|expects?|expected|hopes?|wants?|option|proposed|seeks?|considers?|pending|awaits?|aims?|due)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def said_words(text: str, language: str) -> tuple[Word, ...]:
    """The content words of a text outside its names and figures, in order.

    >>> [(w.raw, w.denied, w.open) for w in said_words("Bolt did not sell, but may list.", "en")]
    [('sell', True, False), ('list', False, True)]
    """
    taken = [(n.start, n.end) for n in find_names(text, language=language) if n.sure]
    taken += [(figure.start, figure.end) for figure in find_figures(text, language)]
    denied, open_ = _reach(text, _denying(text, language)), _reach(text, _starts(_OPENERS, text))
    return tuple(
        Word(
            key,
            match.group(),
            match.start(),
            _within(match.start(), denied),
            _within(match.start(), open_),
            _is_past(text, match),
        )
        for match in _TOKEN.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
        and (key := key_of(match.group(), language)) is not None
    )


@lru_cache(maxsize=50_000)
def key_of(word: str, language: str = "en") -> str | None:
    """What the forms of a word share; None for a word that says too little by itself.

    >>> key_of("bought"), key_of("buys"), key_of("clearance") == key_of("cleared"), key_of("the")
    ('buy', 'buy', True, None)
    """
    base = _IRREGULAR.get(word.lower(), word.lower())
    stems = analyse(base, language)
    if not stems or base in _LIGHT or stems[0] in _LIGHT:
        return None
    return _ROOT.sub("", stems[0])[:_SAME]


_ROOT = re.compile(r"(?<=\w{4})(?:anc|enc|ion|ment|al)$")


def _denying(text: str, language: str) -> list[int]:
    """A "without" after a "not" lets through what it names, "no more than" bounds it: neither denies."""
    hard = [n for n in find_negations(text, language) if n.hard]
    alone = [
        n.end
        for at, n in enumerate(hard)
        if not (at and n.raw.lower() == "without") and not _BOUND.search(text, n.end)
    ]
    return [*alone, *(_starts(_DENIALS, text) if language == "en" else [])]


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


_STOP = re.compile(r"[.!?][\"”»]?\s")


def _is_past(text: str, match: re.Match[str]) -> bool:
    form = match.group().lower() in _PAST or match.group().endswith("ed")
    return form and not _UNDERWAY.search(text[: match.start()])


_UNDERWAY = re.compile(r"\b(?:be|being) (?:\w+ )?$")


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
