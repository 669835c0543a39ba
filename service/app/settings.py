"""Every setting, read once from `DEALBRIEF_*` variables, frozen, unknown names refused."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from service.domain.errors import SettingsRejected

PREFIX = "DEALBRIEF_"
MEBIBYTE = 1024 * 1024


class Settings(BaseSettings):
    """What an operator can set. docs/settings.md shows this class as a table; a test keeps it true."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    data_dir: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("dealbrief"),
        description="Where the library and its indexes live. One process owns it at a time.",
    )
    host: str = Field(
        "127.0.0.1", description="The address `serve` binds. Others than loopback need API keys."
    )
    port: int = Field(8000, ge=0, le=65535, description="The port `serve` binds; 0 takes a free one.")
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (), description="Keys that open `/v1`, separated by commas; each at least 16 characters."
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Further `Host` names to answer to, separated by commas; `*.example.com` works."
    )
    max_text_bytes: int = Field(MEBIBYTE, ge=1, description="The longest plain or Markdown text, in UTF-8.")
    max_html_bytes: int = Field(5 * MEBIBYTE, ge=1, description="The longest HTML page, in UTF-8.")
    max_question_bytes: int = Field(MEBIBYTE, ge=1, description="The longest body of a question.")
    max_batch_bytes: int = Field(64 * MEBIBYTE, ge=1, description="The longest body of one batch.")
    max_askers: int = Field(64, ge=1, description="Questions held at once; one more is told to come back.")
    max_posters: int = Field(
        16, ge=1, description="Posts and batches held at once; one more is told to come back."
    )
    workers: int = Field(
        default_factory=lambda: max(2, os.cpu_count() or 2),
        ge=1,
        description="Threads that search and read; more than the cores only makes each answer later.",
    )
    embeddings: Literal["minilm", "openai"] = Field(
        "minilm", description="`minilm` is built in; `openai` asks any OpenAI-compatible endpoint."
    )
    embedding_model: str | None = Field(None, description="The embedding model `openai` asks for.")
    embedding_dimensions: int | None = Field(
        None, ge=1, description="The length of that model's vectors; unset, it is asked once at start."
    )
    model: str | None = Field(None, description="The chat model to ask; without it answers are extractive.")
    model_timeout: float = Field(60.0, gt=0, description="Seconds for a whole reply, retries included.")
    model_retries: int = Field(
        2, ge=0, description="Further tries before the articles' own sentences answer."
    )
    model_temperature: float | None = Field(None, ge=0, description="Sent to the model only when set.")
    model_max_tokens: int | None = Field(None, ge=1, description="Sent to the model only when set.")
    model_evidence: int = Field(
        12_000, ge=200, description="How many characters of articles a question may send to the model."
    )
    aliases: Path | None = Field(
        None, description='A TOML file of other names of companies, such as `"Zhizhu AI" = ["Zhihu AI"]`.'
    )
    prompts: Path | None = Field(None, description="A folder whose prompt files replace the built-in ones.")
    openai_api_key: SecretStr | None = Field(
        None, validation_alias="OPENAI_API_KEY", description="The key for the models; alone it sends nothing."
    )
    openai_base_url: str | None = Field(
        None, validation_alias="OPENAI_BASE_URL", description="The models' address, ending in `/v1`."
    )
    chroma_url: str | None = Field(
        None, description="A Chroma server, such as `http://127.0.0.1:8001`; without it Chroma is embedded."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least to log.")
    log_format: Literal["text", "json"] = Field("text", description="How a log line is written.")
    url: str | None = Field(None, description="Commands speak to the service at this address instead.")
    api_key: SecretStr | None = Field(None, description="The key that commands send to that service.")

    @field_validator("api_keys", "allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("api_keys")
    @classmethod
    def _long_enough(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if any(len(key.get_secret_value()) < 16 for key in keys):
            raise ValueError("a key needs at least 16 characters; `openssl rand -hex 32` makes a good one")
        return keys

    @field_validator("url", "openai_base_url", "chroma_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("http://", "https://")):
            raise ValueError("an address begins with http:// or https://")
        return url.rstrip("/") if url else url

    @model_validator(mode="after")
    def _embeddings_complete(self) -> "Settings":
        if self.embeddings == "openai" and self.embedding_model is None:
            raise ValueError("`openai` embeddings need DEALBRIEF_EMBEDDING_MODEL, the model to ask for")
        return self


def read_settings(environ: Mapping[str, str] | None = None, **given: object) -> Settings:
    """The settings of this process; `given` (from the command line) wins, None counts as not given."""
    _refuse_unknown(os.environ if environ is None else environ)
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsRejected(" ".join(_complaint(dict(one)) for one in error.errors())) from None


def variable(name: str) -> str:
    """The environment variable of a setting.

    >>> variable("data_dir")
    'DEALBRIEF_DATA_DIR'
    """
    alias = Settings.model_fields[name].validation_alias
    return str(alias) if alias else PREFIX + name.upper()


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = {variable(name) for name in Settings.model_fields}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else "docs/settings.md lists all of them."
            raise SettingsRejected(f"There is no setting {name}. {hint}")


def _complaint(error: dict[str, Any]) -> str:
    """One broken setting in words; a secret's value is never repeated."""
    if not error["loc"]:
        return f"{_reason(error)}."
    place = str(error["loc"][0])
    name = next(n for n in Settings.model_fields if place in (n, variable(n)))
    secret = "SecretStr" in str(Settings.model_fields[name].annotation)
    value = "that value" if secret else repr(error["input"])
    return f"{variable(name)} cannot be {value}: {_reason(error)}."


def _reason(error: dict[str, Any]) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    return message[0].lower() + message[1:]
