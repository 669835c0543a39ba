"""Who belongs to a named group: "Who are the Four Dragons?" wants the sentence that lists them."""

import re

from service.answering.names import names_in
from service.domain.evidence import Evidence
from service.retrieval.tokens import fold

_ASKS = re.compile(
    r"\b(?:who|which|what) (?:\w+ ){0,3}?(?:are|make up|makes up|form|belong to|is part of|are part of|count as) (?:in )?(?:the )?(?:so-called )?(?P<group>.+?)\s*\?*$"
    r"|\b(?:name|list) (?:all )?(?:the )?(?:members of )?(?:the )?(?P<named>.+?)\s*[?.]*$",
    re.IGNORECASE,
)
_LISTS = r"[\"”’']?\s*(?:[—–:(-]|,? (?:including|such as|namely|being)|(?:\w+ ){0,9}(?:includ\w+|compris\w+|consist\w+ of|refers? to|are|were)\b)"
LEAST_MEMBERS = 2


def listed_members(question: str, evidence: Evidence) -> tuple[int, ...]:
    """The first sentence that names the group and lists names behind it; empty where the question wants no group.

    A group is two or more words with a capital or in quotation marks: "Four Dragons".
    """
    match = _ASKS.search(question.strip())
    group = (match["group"] or match["named"]).strip(" \"“”'‘’") if match else ""
    if len(group.split()) < 2 or not any(word[:1].isupper() for word in group.split()[:2]):
        return ()
    lists = re.compile(rf"[\"“‘']?{re.escape(fold(group))}{_LISTS}")
    for sentence in evidence.sentences:
        place = lists.search(fold(sentence.text))
        if place and len(names_in(sentence.text[place.end() :])) >= LEAST_MEMBERS:
            return (sentence.number,)
    return ()
