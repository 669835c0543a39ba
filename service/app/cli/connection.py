"""How a command reaches the service: always through the wire contract, whether it is far or right here.

With a url over HTTP; without one the data directory is opened and the same HTTP application is called in
this process; if a running server owns that directory, the address it wrote into the lock file is used.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal

from service.app.cli.exits import DATA, STATUS_CODES, UNAVAILABLE, Failure
from service.app.settings import Settings, read_settings
from service.domain.errors import DataDirectoryLocked

TIMEOUT = httpx2.Timeout(300, connect=5)


class Connection:
    """Calls that wait; a problem document becomes a `Failure`."""

    def __init__(self, portal: BlockingPortal, client: httpx2.AsyncClient) -> None:
        self._portal = portal
        self._client = client

    def call(self, method: str, path: str, **how: Any) -> httpx2.Response:
        try:
            response = self._portal.call(lambda: self._client.request(method, path, **how))
        except httpx2.TransportError as error:
            raise Failure(
                f"{self._client.base_url} does not answer ({type(error).__name__}). "
                "Start it with `dealbrief serve`, or give another --url.",
                UNAVAILABLE,
            ) from error
        if response.is_error:
            raise Failure(_detail(response), STATUS_CODES.get(response.status_code, UNAVAILABLE))
        return response

    def read(self, path: str, **parameters: Any) -> Any:
        """GET a JSON document; parameters that are None are left out."""
        given = {name: value for name, value in parameters.items() if value is not None}
        return self.call("GET", path, params=given).json()


@contextmanager
def connected(url: str | None, data_dir: Path | None) -> Iterator[Connection]:
    """The service that the options and settings name."""
    settings = read_settings(url=url, data_dir=data_dir)
    with ExitStack() as stack:
        client = _remote(settings, settings.url) if settings.url else _here(settings, stack)
        portal = stack.enter_context(start_blocking_portal())
        stack.callback(lambda: portal.call(client.aclose))
        yield Connection(portal, client)


def _remote(settings: Settings, url: str) -> httpx2.AsyncClient:
    key = settings.api_key or next(iter(settings.api_keys), None)
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    return httpx2.AsyncClient(base_url=url, headers=headers, timeout=TIMEOUT)


def _here(settings: Settings, stack: ExitStack) -> httpx2.AsyncClient:
    from service.app.http.app import create_app
    from service.app.log_lines import write_log_lines
    from service.app.wiring import open_service

    write_log_lines(settings.model_copy(update={"log_level": "error"}))
    try:
        service = stack.enter_context(open_service(settings))
    except DataDirectoryLocked as locked:
        if not locked.owner:
            raise
        print(f"{settings.data_dir} is in use by the service at {locked.owner}; asking it.", file=sys.stderr)
        return _remote(settings, locked.owner)
    app = create_app(service, settings.model_copy(update={"api_keys": ()}))
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url="http://127.0.0.1", timeout=TIMEOUT
    )


def _detail(response: httpx2.Response) -> str:
    try:
        return str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"{response.url} replied {response.status_code}, and not as dealbrief does. Check the address."


def quoted(article_id: str) -> str:
    """An id as one step of a path.

    >>> quoted("a b")
    'a%20b'
    """
    from urllib.parse import quote

    if not article_id or "/" in article_id:
        raise Failure(f"{article_id!r} is no article id: it has 1 to 200 characters and no '/'.", DATA)
    return quote(article_id, safe="")
