"""Articles on the wire."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

from service.app.wire.text import Text
from service.domain.article import DateSource, Format, Posted, Role

EXAMPLE: dict[str, JsonValue] = {
    "text": "Acme Robotics raised $40 million in a Series B round led by Northwind Ventures.\n"
    "The company will use the money to double its plant in Lyon.",
    "title": "Acme Robotics raises $40m",
    "source": "The Example Wire",
    "published_at": "2025-06-14",
}


class ArticleIn(BaseModel):
    """A news article to read and keep. Nothing that is left out is guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [EXAMPLE]})

    text: Text = Field(description="The article. Plain text and Markdown are kept code point by code point.")
    format: Format = Field(Format.TEXT, description="How to read the text.")
    id: Text | None = Field(
        None,
        description="1 to 200 characters, no `/`, no control characters. Absent: from url, else content.",
    )
    title: Text | None = Field(None, max_length=1_000)
    source: Text | None = Field(None, max_length=200, description="Who published it.")
    url: Text | None = Field(None, max_length=2_000)
    published_at: Text | None = Field(None, max_length=64, description="A date, or an RFC 3339 time.")
    language: Text | None = Field(
        None,
        max_length=35,
        description="A code such as `en`; of `en-GB` the `en` is kept, and a warning says so.",
    )

    @field_validator("url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        """A page shows it as a link, so it must not be able to be a script."""
        if url is not None and not url.lower().startswith(("http://", "https://")):
            raise ValueError("an address begins with http:// or https://; leave it out if there is none")
        return url

    def posted(self) -> Posted:
        return Posted(**self.model_dump())


class Described(BaseModel):
    """What is known of one version of an article."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    version: int
    title: str | None
    source: str | None
    url: str | None
    published_at: str | None
    date_source: DateSource
    language: str | None
    sentences: int = Field(description="How many addressed sentences of any role.")
    passages: int = Field(description="How many passages can be found.")
    duplicate_of: str | None = Field(description="The id of an article with the same text, if there is one.")


class ArticleOut(Described):
    """What became of a posted article. It is stored for good when this arrives."""

    status: Literal["created", "updated", "unchanged"]
    warnings: list[str] = []


class ArticlesOut(BaseModel):
    """One page of the article list, newest publication first."""

    items: list[Described]
    next_cursor: str | None = Field(description="Send it back as `cursor`; null on the last page.")
    total: int


class SentenceOut(BaseModel):
    """One addressed sentence: `text[start:end]` in code points."""

    id: str
    start: int
    end: int
    role: Role


class BatchError(BaseModel):
    """Why one line of a batch was not stored; the other lines go on."""

    line: int
    error: dict[str, Any]


def described(record: Any) -> dict[str, Any]:
    """The fields of `Described`, from anything with an id, a version, counts and `metadata`."""
    metadata = record.metadata
    return {
        "id": record.id,
        "version": record.version,
        "title": metadata.title,
        "source": metadata.source,
        "url": metadata.url,
        "published_at": metadata.published_at,
        "date_source": metadata.date_source,
        "language": metadata.language,
        "sentences": record.sentences if isinstance(record.sentences, int) else len(record.sentences),
        "passages": record.passages if isinstance(record.passages, int) else len(record.passages),
        "duplicate_of": record.duplicate_of,
    }


def added(record: Any) -> dict[str, Any]:
    """The fields of `ArticleOut`, from what ingest says of an article."""
    return described(record) | {"status": record.status, "warnings": list(record.warnings)}
