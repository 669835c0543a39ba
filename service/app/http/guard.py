"""What stands before every route: host names, keys, body limits and the headers of each reply."""

import hmac
from collections.abc import Sequence
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.app.http.logs import report_bug
from service.app.http.problems import problem, response, shown
from service.app.settings import Settings, variable

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Swagger UI sets style attributes and shows its icons as data: URLs; scripts stay the package's own files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# How much of a body over its limit is still read, so that the sender sees the reply and not a broken pipe.
DRAINED = 64 * 1024 * 1024


class Guard:
    """Pure ASGI, so that a streamed reply is never held up."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._keys = [key.get_secret_value().encode() for key in settings.api_keys]
        self._hosts = (*LOOPBACK, settings.host, *settings.allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send, scope["path"])
        headers = Headers(scope=scope)
        if not is_trusted(headers.get("host", ""), self._hosts):
            refusal = response(problem(421, _untrusted(headers.get("host", ""))))
        elif self._keys and scope["path"].startswith("/v1") and not self._has_key(headers):
            refusal = response(problem(401, _WITHOUT_KEY), {"WWW-Authenticate": "Bearer"})
        else:
            await self._pass(scope, BodyLimit(receive, *self._limit(scope["path"])), send)
            return
        await refusal(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An unforeseen exception ends here, so that its reply has the same headers as any other."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as bug:
            report_bug(bug)
            if begun:
                raise
            await response(problem(500, _BUG))(scope, receive, send)

    def _has_key(self, headers: Headers) -> bool:
        scheme, _, key = headers.get("authorization", "").partition(" ")
        given = key.strip().encode("utf-8", "surrogateescape")
        # Every key is compared, so the time tells neither which one matched nor how far.
        matches = [hmac.compare_digest(given, known) for known in self._keys]
        return scheme.lower() == "bearer" and any(matches)

    def _limit(self, path: str) -> tuple[int, str]:
        settings = self._settings
        if path == "/v1/articles":
            # JSON writes a letter of two bytes as six (`\u00e9`); the article itself is measured afterwards.
            return 3 * max(settings.max_html_bytes, settings.max_text_bytes), variable("max_html_bytes")
        if path == "/v1/articles/batch":
            return settings.max_batch_bytes, variable("max_batch_bytes")
        return settings.max_question_bytes, variable("max_question_bytes")


class BodyLimit:
    """A `receive` that refuses a body over its limit, after reading it politely to the end."""

    def __init__(self, receive: Receive, limit: int, setting: str) -> None:
        self._receive = receive
        self._limit = limit
        self._setting = setting
        self._seen = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen <= self._limit:
            return message
        while message.get("more_body") and self._seen <= DRAINED:
            message = await self._receive()
            self._seen += len(message.get("body", b""))
        raise HTTPException(
            413,
            f"The body is larger than {self._limit:,} bytes. Send less, or raise {self._setting}.",
        )


def is_trusted(host: str, names: Sequence[str]) -> bool:
    """Whether a `Host` header names this service; stops DNS rebinding of a local one.

    >>> is_trusted("localhost:8000", LOOPBACK), is_trusted("[::1]:8000", LOOPBACK)
    (True, True)
    >>> is_trusted("evil.example", LOOPBACK), is_trusted("deals.example.com", ["*.example.com"])
    (False, True)
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return any(fnmatchcase(name, pattern.lower()) for pattern in names)


def _untrusted(host: str) -> str:
    return (
        f"This service does not answer to the host name {shown(host)!r}. "
        f"Use http://127.0.0.1 or add the name to {variable('allowed_hosts')}."
    )


_BUG = "dealbrief failed on this request; its log has the cause."
_WITHOUT_KEY = (
    "This service wants a key: send the header `Authorization: Bearer KEY` with one of the keys in "
    f"{variable('api_keys')}."
)


def _with_headers(send: Send, path: str) -> Send:
    styles = " 'unsafe-inline'" if path.startswith("/docs") else ""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers["Content-Security-Policy"] = POLICY.format(styles=styles)
            if path.startswith("/v1"):
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
