"""What the stories need of a chat model: a writer for each question, and the verifier of what it writes."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from service.answering.compose import Checked
from service.answering.rewrite import Rewritten
from service.domain.answer import Dropped, Trace
from service.domain.draft import Drafted, DraftSentence
from service.domain.evidence import Evidence
from service.domain.question import Turn


class Verified(Checked, Protocol):
    """A drafted sentence after checking; `dropped` says which check refused it, if one did."""

    @property
    def dropped(self) -> Dropped | None: ...


class Writer(Protocol):
    """Drafts an answer with a chat model; raises `ModelUnavailable` or `ModelRefused`."""

    def draft(self, question: str, evidence: Evidence, today: date | None) -> AsyncIterator[Drafted]: ...

    async def standalone(self, question: str, history: Sequence[Turn]) -> Rewritten | None:
        """The question made to stand alone; None where the rewriting cannot be trusted."""
        ...

    def trace(self) -> Trace:
        """Prompt, model and tokens of the last draft."""
        ...


@dataclass(frozen=True, slots=True)
class Generative:
    """The model's way to an answer: a writer for each question, and the verifier of its sentences.

    `select` cuts the evidence to what a model is given; its numbers are the ones a draft points at.
    """

    writer: Callable[[], Writer]
    verify: Callable[[DraftSentence, Evidence], Verified]
    select: Callable[[Evidence], Evidence]
