"""Follow-up questions made to stand alone, without a model: as far as words go.

What a follow-up leaves out is looked up in the conversation: the name that a pronoun stands for, the
question that an ellipsis repeats, the names and years that were being talked about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.answering.names import names_in, same_name
from service.domain.question import Turn

_SWAP = re.compile(
    r"^(?:and\s+|but\s+|ok(?:ay)?,?\s+)?(?:what about|how about|same question (?:for|about)|the same for|and for|and(?! (?:wh|how|did|does|is|was|in which|at what)))"
    r"\s+(?P<rest>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"^(?:and|but|also|then|so|ok(?:ay)?),?\s+", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|that|these|those|there|then|the same|both|one|ones)\b"
    r"|\bthe (?:company|firm|round|deal|start-?up|group|business|buyer|seller|target|acquirer|investors?|fund|other)\b",
    re.IGNORECASE,
)
_MARKERS = re.compile(r"\[\d+\]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bSeries [A-K]\b", re.IGNORECASE)
_DATELINE = re.compile(r"^[^.!?]{0,60}\b\d{4}\s*[–—-]\s+")
"""The place and day that a quoted lede opens with: nobody asks about them."""
_SHORT = 3
"""A question of so few words, without a name, leans on what came before."""


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be read without the conversation, and the texts to search for, it first."""

    text: str
    queries: tuple[str, ...]


def standalone(question: str, history: Sequence[Turn]) -> Standalone:
    """The question with what it leaves out taken from the conversation.

    >>> asked = [Turn("user", "Who led StepStar's Series B?"), Turn("assistant", "Qiming led it. [1]")]
    >>> standalone("And when did it close?", asked).text
    'When did it close? (StepStar, Series B, Qiming)'
    >>> standalone("Same question for Zhizhu.", asked).text
    "Who led Zhizhu's Series B?"
    """
    question = " ".join(question.split())
    asked = _last(history, "user")
    if asked is None or not _leans(question):
        return Standalone(question, (question,))
    before = " ".join(asked.content.split())
    swapped = _swapped(question, before)
    if swapped:
        return Standalone(swapped, (swapped,))
    answered = _last(history, "assistant")
    text = _with_context(question, before, _said(answered))
    return Standalone(text, tuple(dict.fromkeys((text, f"{before} {question}"))))


def _said(answered: Turn | None) -> str:
    return _DATELINE.sub("", _MARKERS.sub("", answered.content)) if answered else ""


def _last(history: Sequence[Turn], role: Literal["user", "assistant"]) -> Turn | None:
    return next((turn for turn in reversed(history) if turn.role == role and turn.content.strip()), None)


def _leans(question: str) -> bool:
    if _LINK.match(question) or _SWAP.match(question):
        return True
    named = bool(names_in(question))
    return bool(_PERSON.search(question)) or (
        not named
        and (bool(_THING.search(question)) or len(question.split()) <= _SHORT or not _about(question))
    )


def _about(question: str) -> bool:
    """Whether the question brings enough of its own to be searched for."""
    return len(question.split()) > 9


def _swapped(question: str, before: str) -> str | None:
    """The earlier question about another name: "What about X?" after "Who leads Y?" asks who leads X."""
    match = _SWAP.match(question)
    old = names_in(before)
    if not match or not old:
        return None
    new = names_in(match["rest"])
    if len(new) != 1 or len(match["rest"].split()) > len(new[0].split()) + 1:
        return None
    return before.replace(old[0], new[0], 1)


def _with_context(question: str, before: str, answered: str) -> str:
    """The question, and in brackets the names and times that it leaves unsaid."""
    bare = _LINK.sub("", question)
    text = bare[:1].upper() + bare[1:]
    if _SWAP.match(question):
        return f"{text} ({before})"
    context = [*names_in(before), *_YEAR.findall(before)]
    if _PERSON.search(question) or not names_in(before):
        context += names_in(answered)
    elif _THING.search(question):
        context += names_in(answered)[:2]
    new = [name for name in dict.fromkeys(context) if not any(same_name(name, n) for n in names_in(question))]
    return f"{text} ({', '.join(new)})" if new else f"{text} ({before})"
