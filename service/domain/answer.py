"""An answer: checked claims with citations, or an abstention that says why.

Field for field the wire contract's answer (docs/api.md); abstaining is an answer, not an error.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from service.domain.evidence import Hit
from service.domain.question import Filters

AnswerMode = Literal["extractive", "generative", "degraded"]


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    ABSTAINED = "abstained"


class Reason(StrEnum):
    """Why an answer is not a plain one."""

    CONFLICTING = "conflicting"
    AMBIGUOUS = "ambiguous"
    NOT_IN_CORPUS = "not_in_corpus"
    FALSE_PREMISE = "false_premise"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    AFTER_AS_OF = "after_as_of"
    EMPTY_CORPUS = "empty_corpus"
    UNVERIFIED = "unverified"


class Support(StrEnum):
    SUPPORTED = "supported"
    PARTLY = "partly"
    CONFLICTING = "conflicting"


class Verdict(StrEnum):
    """The outcome of one check; `none` when the claim holds nothing of that kind to check."""

    OK = "ok"
    FAILED = "failed"
    UNCHECKED = "unchecked"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """One verdict per check of the verifier, in the order they run."""

    pointer: Verdict = Verdict.OK
    figures: Verdict = Verdict.NONE
    names: Verdict = Verdict.NONE
    hedges: Verdict = Verdict.NONE
    polarity: Verdict = Verdict.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A verbatim quote with its address: one sentence, or adjacent ones with only white space between.

    `n` counts from 1 in one answer. `text[start:end] == quote` in code points of that version's text.
    """

    n: int
    article_id: str
    version: int
    sentence_ids: tuple[str, ...]
    quote: str
    start: int
    end: int
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    also_reported_by: tuple[str, ...] = ()
    unit: Literal["codepoint"] = "codepoint"


@dataclass(frozen=True, slots=True)
class DerivedInput:
    value: str
    citation: int


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that no sentence states: recomputed by us from cited inputs."""

    operation: str
    inputs: tuple[DerivedInput, ...]
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of an answer after checking; `answer[start:end] == text`, markers follow outside."""

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    support: Support
    checks: Checks = field(default_factory=Checks)
    derived: Derived | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A drafted sentence that was not shown, and the check that refused it."""

    text: str
    check: str
    detail: str


@dataclass(frozen=True, slots=True)
class ConflictValue:
    value: str
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two values for one thing, shown side by side, never averaged and never silently picked."""

    field: str
    kind: Literal["cross_article", "internal"]
    values: tuple[ConflictValue, ...]
    note: str


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name of the question, and the other name of the same company that was searched besides it."""

    asked: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How the evidence was looked for: the hits after fusion, routing and collapsing, best first."""

    queries: tuple[str, ...]
    filters: Filters
    hits: tuple[Hit, ...]
    aliases: tuple[OtherName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What an answer cost. Milliseconds by stage; a usage that a server did not report is None."""

    ms: dict[str, float] = field(default_factory=dict)
    prompt_tokens: int | None = 0
    completion_tokens: int | None = 0
    prompt: str | None = None
    model: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The whole answer to one question."""

    id: str
    question: str
    standalone_question: str
    status: Status
    reason: Reason | None
    answer: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    confidence: float
    mode: Literal["extractive", "generative", "degraded"]
    search: Search
    trace: Trace
    dropped: tuple[Dropped, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[str, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """The first event of a streamed answer."""

    id: str
    mode: Literal["extractive", "generative", "degraded"]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A claim as it is streamed, with the citations that were not sent before."""

    claim: Claim
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event of a streamed answer, with its data.

    `meta` Meta, `search` Search, `claim` Sent, `conflict` Conflict, `done` Answer.
    """

    name: Literal["meta", "search", "claim", "conflict", "done"]
    data: Any
