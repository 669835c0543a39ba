"""Questions on the wire."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

from service.app.wire.text import Text
from service.domain.question import Filters, Mode, Question, Turn
from service.reading.language import primary_subtag

MAX_QUESTION = 4_000
EXAMPLE: dict[str, JsonValue] = {"question": "How much did Acme Robotics raise, and who led the round?"}


class TurnIn(BaseModel):
    """One earlier message of the conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: Text = Field(max_length=100_000)


class FiltersIn(BaseModel):
    """Which articles may be searched; what is left out does not limit."""

    model_config = ConfigDict(extra="forbid")

    article_ids: list[Text] = Field([], max_length=1_000)
    sources: list[Text] = Field([], max_length=1_000)
    published_after: date | None = Field(None, description="Includes that day; undated articles never pass.")
    published_before: date | None = Field(None, description="Includes that day; undated articles never pass.")
    language: Text | None = Field(None, max_length=35, description="Such as `en`; `en-GB` means `en`.")

    @field_validator("language")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        """Articles are stored by language alone, so a region in a filter would match nothing."""
        language = primary_subtag(value)
        if value is not None and language is None:
            raise ValueError(f"{value!r} is no language code; give one such as 'en' or 'zh'")
        return language

    def filters(self) -> Filters:
        return Filters(
            article_ids=tuple(self.article_ids),
            sources=tuple(self.sources),
            published_after=self.published_after,
            published_before=self.published_before,
            language=self.language,
        )


class QuestionIn(BaseModel):
    """A question about the deals in the articles."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [EXAMPLE]})

    question: Text = Field(description=f"At most {MAX_QUESTION:,} characters.")
    history: list[TurnIn] = Field([], max_length=100, description="The conversation so far, oldest first.")
    filters: FiltersIn = FiltersIn()
    as_of: date | None = Field(None, description="Answer as on this day: later articles are left out.")
    top_k: int = Field(20, ge=1, le=100, description="How many hits `search.hits` lists at most.")
    mode: Mode = Field(Mode.AUTO, description="`auto` is generative where a model is configured.")
    stream: bool = Field(False, description="Answer as server-sent events.")

    @field_validator("question")
    @classmethod
    def _askable(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("the question is empty; ask something, such as 'Who led the round?'")
        if len(value) > MAX_QUESTION:
            raise ValueError(
                f"the question has {len(value):,} characters, more than {MAX_QUESTION:,}; shorten it, "
                "and post long text as an article"
            )
        return value

    def asked(self) -> Question:
        return Question(
            text=self.question,
            history=tuple(Turn(turn.role, turn.content) for turn in self.history),
            filters=self.filters.filters(),
            as_of=self.as_of,
            top_k=self.top_k,
            mode=self.mode,
        )
