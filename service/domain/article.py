"""An article and its annotations: sentences with addresses, passages packed from them.

The text is never rewritten. Everything else in the system points into it by code-point offsets.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Format(StrEnum):
    """How the bytes of an article are to be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Role(StrEnum):
    """What a sentence is for; only `content` and `table_row` are retrieved and cited."""

    CONTENT = "content"
    HEADING = "heading"
    NOISE = "noise"
    TABLE_ROW = "table_row"

    @property
    def citable(self) -> bool:
        return self in (Role.CONTENT, Role.TABLE_ROW)


class DateSource(StrEnum):
    """Where an article's publication date was read; `none` when nobody stated one."""

    GIVEN = "given"
    PAGE = "page"
    TEXT = "text"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open span `[start, end)` of the text, in code points.

    `ordinal` counts from 1 over all roles of one article version.
    """

    ordinal: int
    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring citable sentences packed to fit the embedding model's window.

    `text` is their text joined, without the noise between; it is what is embedded and indexed.
    `start` and `end` are the envelope in the article's text. `heading` is the heading that the
    passage stands under, or None. `ordinal` counts from 1 within one article version.
    """

    ordinal: int
    sentences: tuple[int, ...]
    start: int
    end: int
    text: str
    heading: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of an article besides its text; nothing here is guessed.

    `published_at` is `YYYY-MM-DD` or an RFC 3339 time, normalised. `language` is an ISO 639-1 code.
    """

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    date_source: DateSource = DateSource.NONE
    language: str | None = None

    @property
    def published_on(self) -> date | None:
        """The calendar day of publication, as written (no time-zone shift)."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An article as somebody handed it in, before reading. Exactly the body of `POST /v1/articles`.

    `text` is the decoded body: for HTML the page's markup. Every other field is what the sender
    stated, or None.
    """

    text: str
    format: Format = Format.TEXT
    id: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading a posted article gives: canonical text, grid, passages, metadata, warnings."""

    text: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    metadata: Metadata
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One stored version of an article: addressable by (id, version) until it is deleted."""

    id: str
    version: int
    text: str
    metadata: Metadata
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    duplicate_of: str | None = None

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end]


def sentence_id(article_id: str, version: int, ordinal: int) -> str:
    """The address of a sentence on the wire.

    >>> sentence_id("stepstar", 1, 12)
    'stepstar@1:s12'
    """
    return f"{article_id}@{version}:s{ordinal}"


def passage_id(article_id: str, version: int, ordinal: int) -> str:
    """The address of a passage on the wire.

    >>> passage_id("stepstar", 1, 3)
    'stepstar@1:p3'
    """
    return f"{article_id}@{version}:p{ordinal}"
