"""Questions for what is newest: "the latest round", "its current valuation", "who runs it now"."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from service.retrieval.entities import Name
from service.retrieval.periods import periods

_OF_A_DEAL = r"(?:[\w-]+ ){0,2}?(?:rounds?|raise|fundrais\w+|funding|financing|valuation|deal|investment|acquisition)\b"
_LATEST = re.compile(
    rf"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?(?! (?:assets|liabilities|ratio|account|year|quarter|month|week))|(?:right )?now|"
    rf"presently|nowadays|at (?:present|the moment)|these days|as of (?:now|today)|today(?=\W*$)|(?:last|recent) (?={_OF_A_DEAL}))\b[ ]?"
    r"|\b(?:neueste\w*|jüngste\w*|aktuell\w*|derzeit\w*|letzte\w* (?=(?:\w+)?(?:runde|finanzierung)))\b"
    r"|\b(?:más reciente|actualmente|ahora|última (?=ronda|financiación))\b"
    r"|\b(?:actuel(?:le)?s?|actuellement|(?:la )?plus récente?|derni(?:er|ère) (?=tour|levée|opération))\b"
    r"|最新的?|目前|当前|现任|最近(?=一?轮)",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\bwho(?: is|['’]s) (?:the )?(?:[\w.&'’-]+ ){0,3}?(?:ceo|cfo|cto|coo|chief|boss|chair\w*|president|managing director|head of)\b"
    r"|\bwho (?:runs|heads|chairs)\b|\b(?:what|how much)(?: is|['’]s) [^?]{2,60}?\b(?:worth|valuation|headcount)\b|\bhow many (?:people|employees|staff|workers) (?:does|do|has|have|are|work)\b"
    r"|\b(?:has|have|did|is|was) (?:the |its |their )?[^?]{2,80}?\b(?:approved|cleared|completed|closed|gone? through|fallen through|called off|done)\b"
    r"|\bwhat (?:happened to|became of|has become of|is the (?:state|status) of)\b",
    re.IGNORECASE,
)
"""What is asked in the present tense and changes over time."""
_OTHER_TIME = re.compile(
    r"\b(?:than|versus|vs|compar\w+|from|since|original\w*|initial\w*|first|earlier|before|after|then|previous\w*|former\w*|"
    r"used to|chang\w+|mov\w+|evolv\w+|grow\w*|shift\w*|trace|history|both|each|between|still)\b"
    r"|\b(?:and|but|or) (?:what|who|how|when|where|which)\b",
    re.IGNORECASE,
)
"""A question that also speaks of another time wants both."""
_ABOUT = 0.9
"""An article is about a name when it is so nearly as much as the one that is most."""


def asks_for_latest(question: str) -> bool:
    """Whether the newest article that answers is wanted, by a word or as who is and runs now, and no other time is
    spoken of.

    >>> asks_for_latest("Who led Acme's latest round?"), asks_for_latest("Who led Acme's round last year?")
    (True, False)
    >>> asks_for_latest("Who runs Acme?"), asks_for_latest("Who ran Acme?")
    (True, False)
    >>> asks_for_latest("What was break-even expected to be in 2024, and what is it now?")
    False
    """
    found = _LATEST.search(question) or _STATE.search(question)
    return bool(found) and not _OTHER_TIME.search(question) and not periods(question)


def without_latest(question: str) -> str:
    """The question as it reads of one article alone, which seldom calls its own news the latest.

    >>> without_latest("Who led Acme's latest round?")
    "Who led Acme's round?"
    >>> without_latest("Who runs Acme now?")
    'Who runs Acme?'
    """
    return re.sub(r"\s+(?=\W*$)|(?<=\s)\s+", "", _LATEST.sub("", question))


def newest_about(names: Iterable[Name], published: Mapping[str, date | None]) -> frozenset[str]:
    """The newest of the articles that are most about each name, by the day they were `published`."""
    found: set[str] = set()
    for name in names:
        most = max(name.articles.values(), default=0.0)
        days = {
            one: day
            for one, share in name.articles.items()
            if share >= _ABOUT * most and (day := published.get(one))
        }
        found |= {one for one, day in days.items() if day == max(days.values())}
    return frozenset(found)
