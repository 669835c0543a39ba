"""Summaries on the wire."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from service.app.wire.answers import CitationOut, ClaimOut, ConflictOut, DroppedOut, Out, TraceOut
from service.app.wire.questions import FiltersIn
from service.app.wire.text import Text
from service.domain.summary import Style, Summary, SummaryRequest

EXAMPLE: dict[str, JsonValue] = {"article_ids": ["acme-series-b"], "style": "brief", "max_sentences": 3}


class SummaryIn(BaseModel):
    """Which articles to summarise, by id or by filter, and how."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [EXAMPLE]})

    article_ids: list[Text] = Field([], max_length=100)
    filters: FiltersIn | None = Field(None, description="All articles that pass; instead of `article_ids`.")
    style: Style = Style.BRIEF
    max_sentences: int | None = Field(None, ge=1, le=50, description="Default: 1, 3, 6 or 8 by style.")

    @model_validator(mode="after")
    def _one_way(self) -> "SummaryIn":
        if bool(self.article_ids) == (self.filters is not None):
            raise ValueError("name the articles either by article_ids or by filters")
        return self

    def wanted(self) -> SummaryRequest:
        return SummaryRequest(
            article_ids=tuple(self.article_ids),
            filters=self.filters.filters() if self.filters else None,
            style=self.style,
            max_sentences=self.max_sentences,
        )


class SummaryOut(Out):
    """A summary of claims: `summary[start:end] == text` for each; its markers `[n]` follow outside."""

    id: str
    style: Style
    article_ids: list[str]
    summary: str
    claims: list[ClaimOut]
    citations: list[CitationOut] = Field(description="Also the quotes of conflicts beside the summary.")
    conflicts: list[ConflictOut]
    dropped: list[DroppedOut]
    mode: Literal["extractive", "generative", "degraded"]
    trace: TraceOut

    @classmethod
    def of(cls, summary: Summary) -> "SummaryOut":
        fields: dict[str, Any] = {name: getattr(summary, name) for name in cls.model_fields}
        return cls.model_validate(fields | {"trace": TraceOut.of(summary.trace)})
