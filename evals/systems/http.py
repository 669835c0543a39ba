"""A system at an address, asked over the wire contract."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx2

from evals.systems.system import SystemFailure


@dataclass(frozen=True, slots=True)
class HttpSystem:
    """`url` without a path; `key` where the service wants one. `extra` is added to every question."""

    url: str
    key: str | None = None
    timeout_seconds: float = 120.0
    name: str = "http"
    about: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    _client: httpx2.Client = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        client = httpx2.Client(
            base_url=self.url, headers=headers, timeout=self.timeout_seconds, trust_env=False
        )
        object.__setattr__(self, "_client", client)

    def load(self, article: dict[str, Any]) -> None:
        self._json("POST", "/v1/articles", article)

    def text(self, article_id: str) -> str | None:
        reply = self._send("GET", f"/v1/articles/{quote(article_id, safe='')}/text")
        if reply.status_code == 404:
            return None
        return self._checked(reply).content.decode("utf-8")

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        return self._json("POST", "/v1/ask", body | self.extra)

    def card(self, article_ids: list[str]) -> dict[str, Any]:
        return self._json("POST", "/v1/deals", {"article_ids": article_ids})

    def summary(self, article_ids: list[str]) -> dict[str, Any]:
        return self._json("POST", "/v1/summaries", {"article_ids": article_ids, "style": "brief"})

    def _json(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        reply = self._checked(self._send(method, path, body))
        try:
            read = reply.json()
        except ValueError as wrong:
            raise SystemFailure(f"{path} answered {reply.status_code} with a body that is no JSON") from wrong
        if not isinstance(read, dict):
            raise SystemFailure(f"{path} answered {type(read).__name__} where an object was due")
        return read

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx2.Response:
        try:
            return self._client.request(method, path, json=body)
        except httpx2.HTTPError as wrong:
            raise SystemFailure(f"{method} {path}: {type(wrong).__name__} {wrong}") from wrong

    def _checked(self, reply: httpx2.Response) -> httpx2.Response:
        if reply.status_code >= 400:
            raise SystemFailure(f"{reply.request.url.path} answered {reply.status_code}: {reply.text[:300]}")
        return reply
