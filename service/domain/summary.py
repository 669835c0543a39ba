"""A cited summary of one or several articles."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from service.domain.answer import Citation, Claim, Conflict, Dropped, Trace
from service.domain.question import Filters


class Style(StrEnum):
    """What a summary is for: one sentence, a few, a list, or a list in time order."""

    HEADLINE = "headline"
    BRIEF = "brief"
    BULLETS = "bullets"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRequest:
    """Which articles, and how long. `max_sentences` None means the style's own length."""

    article_ids: tuple[str, ...] = ()
    filters: Filters | None = None
    style: Style = Style.BRIEF
    max_sentences: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """`summary[claim.start:claim.end] == claim.text` for every claim; markers `[n]` follow outside."""

    id: str
    style: Style
    article_ids: tuple[str, ...]
    summary: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    mode: Literal["extractive", "generative", "degraded"]
    trace: Trace
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Dropped, ...] = ()
