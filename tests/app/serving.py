"""The HTTP application on a real loopback server, for tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import uvicorn

from service.app.binding import address_of, bind
from service.app.http.app import create_app
from service.app.service import Service
from service.app.settings import Settings


@contextmanager
def serving(service: Service, settings: Settings | None = None) -> Iterator[httpx2.Client]:
    """A client of the application, listening on a free port for as long as the block lasts."""
    settings = settings or Settings()
    with bind("127.0.0.1", 0) as listener:
        config = uvicorn.Config(create_app(service, settings), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        with httpx2.Client(base_url=address_of(listener), timeout=120) as client:
            yield client
        server.should_exit = True
        thread.join(timeout=10)
