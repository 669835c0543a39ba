"""Answers on the wire, read straight off the domain's frozen values."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.domain.answer import Answer, Reason, Status, Support, Trace, Verdict


class Out(BaseModel):
    """Read from attributes: a field has the name that the domain gives it."""

    model_config = ConfigDict(from_attributes=True)


class ChecksOut(Out):
    """One verdict per check; `none` when the claim holds nothing of that kind."""

    pointer: Verdict
    figures: Verdict
    names: Verdict
    hedges: Verdict
    polarity: Verdict


class DerivedInputOut(Out):
    value: str
    citation: int


class DerivedOut(Out):
    """A figure that no sentence states, recomputed from cited inputs."""

    operation: str
    inputs: list[DerivedInputOut]
    result: str


class ClaimOut(Out):
    """One sentence of the answer: `answer[start:end] == text`; its markers follow outside."""

    text: str
    start: int
    end: int
    citations: list[int]
    support: Support
    checks: ChecksOut
    derived: DerivedOut | None


class DroppedOut(Out):
    """A drafted sentence that is not shown, and the check that refused it."""

    text: str
    check: str
    detail: str


class CitationOut(Out):
    """A verbatim quote with its address: `text[start:end] == quote` in code points of that version."""

    n: int
    article_id: str
    version: int
    sentence_ids: list[str]
    quote: str
    start: int
    end: int
    unit: Literal["codepoint"]
    title: str | None
    source: str | None
    url: str | None
    published_at: str | None
    also_reported_by: list[str]


class ConflictValueOut(Out):
    value: str
    citation: int


class ConflictOut(Out):
    """Two values for one thing, side by side."""

    field: str
    kind: Literal["cross_article", "internal"]
    values: list[ConflictValueOut]
    note: str


class FiltersOut(Out):
    article_ids: list[str]
    sources: list[str]
    published_after: date | None
    published_before: date | None
    language: str | None


class HitOut(Out):
    """A passage found for the question; `start`/`end` are its envelope."""

    rank: int
    passage_id: str
    article_id: str
    version: int
    sentence_ids: list[str]
    start: int
    end: int
    score: float
    found_by: list[Literal["lexical", "vector"]]


class AliasOut(Out):
    """A name of the question, and the other name of the same company that was searched besides it."""

    asked: str
    found: str


class SearchOut(Out):
    """How the evidence was looked for, best hit first."""

    queries: list[str]
    aliases: list[AliasOut]
    filters: FiltersOut
    hits: list[HitOut]


class TokensOut(BaseModel):
    """Null where the model's server did not report its usage."""

    prompt: int | None
    completion: int | None


class TraceOut(BaseModel):
    """What the answer cost, in milliseconds by stage and in tokens."""

    ms: dict[str, float]
    tokens: TokensOut
    prompt: str | None = Field(description="The fingerprint of the prompt file, if a model was asked.")
    model: str | None
    notes: list[str] = Field(
        description="What went otherwise than asked: why the built-in reader stepped in."
    )

    @classmethod
    def of(cls, trace: Trace) -> "TraceOut":
        tokens = TokensOut(prompt=trace.prompt_tokens, completion=trace.completion_tokens)
        return cls(
            ms=trace.ms, tokens=tokens, prompt=trace.prompt, model=trace.model, notes=list(trace.notes)
        )


class AnswerOut(Out):
    """The whole answer. Abstaining is an answer: `status` and `reason` say so."""

    id: str
    question: str
    standalone_question: str = Field(description="The question with what it took from the history.")
    status: Status
    reason: Reason | None
    answer: str = Field(description="The claims in order, each followed by its `[n]` markers.")
    claims: list[ClaimOut]
    dropped: list[DroppedOut]
    citations: list[CitationOut]
    conflicts: list[ConflictOut]
    missing: list[str] = Field(description="What was asked and is not stated in the articles.")
    confidence: float = Field(description="Estimated probability that the best answer is right.")
    mode: Literal["extractive", "generative", "degraded"]
    as_of: date | None
    search: SearchOut
    trace: TraceOut

    @classmethod
    def of(cls, answer: Answer) -> "AnswerOut":
        fields: dict[str, Any] = {name: getattr(answer, name) for name in cls.model_fields}
        return cls.model_validate(fields | {"trace": TraceOut.of(answer.trace)})


class MetaOut(Out):
    """The first event of a streamed answer."""

    id: str
    mode: Literal["extractive", "generative", "degraded"]
    as_of: date | None


class SentOut(Out):
    """A verified claim of a streamed answer, with the citations that were not sent before."""

    claim: ClaimOut
    citations: list[CitationOut]


class ProblemOut(BaseModel):
    """An RFC 9457 problem document."""

    type: str
    title: str
    status: int
    detail: str = Field(description="What happened, to which value, and what to do next.")
    errors: list[dict[str, Any]] | None = Field(None, description="For 422: each refused part of the body.")
