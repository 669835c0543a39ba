"""A question and what limits its search."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class Mode(StrEnum):
    """Who is asked to answer; `auto` is generative where a model is configured."""

    AUTO = "auto"
    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which articles may be searched; empty means all. Date bounds include their day.

    Undated articles never pass a published filter, but always pass `as_of`.
    """

    article_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    published_after: date | None = None
    published_before: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks. `as_of` leaves out articles published later; `top_k` is 1 to 100 hits."""

    text: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    as_of: date | None = None
    top_k: int = 20
    mode: Mode = Mode.AUTO
