"""What the harness needs of a system under test."""

from typing import Any, Protocol


class SystemFailure(Exception):
    """No answer came: timeout, refused connection, status 4xx or 5xx, or a body that is no JSON."""


class System(Protocol):
    """A service that speaks the wire contract. `name` and `about` identify what was measured."""

    @property
    def name(self) -> str: ...

    @property
    def about(self) -> dict[str, Any]: ...

    def load(self, article: dict[str, Any]) -> None:
        """Post one article; a refusal raises `SystemFailure`."""
        ...

    def text(self, article_id: str) -> str | None:
        """The canonical text of the current version; None where the system does not have the article."""
        ...

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        """The wire answer to one question."""
        ...

    def card(self, article_ids: list[str]) -> dict[str, Any]:
        """The deal cards of these articles, as `POST /v1/deals` gives them."""
        ...

    def summary(self, article_ids: list[str]) -> dict[str, Any]:
        """A brief of these articles, as `POST /v1/summaries` gives it."""
        ...
