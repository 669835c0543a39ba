"""The service in this process, behind a loopback socket: the same wire as any other system."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn

from evals.systems.http import HttpSystem
from evals.systems.system import SystemFailure
from evals.vectors import KEPT, KeptEmbedder, load_vectors, save_vectors
from service.adapters.embed_minilm import MiniLm
from service.app import wiring
from service.app.binding import address_of, bind
from service.app.http.app import create_app
from service.app.log_lines import write_log_lines
from service.app.settings import Settings
from service.app.wiring import open_service
from service.ports import Embedder

STARTED_WITHIN_SECONDS = 30


@contextmanager
def service_in_process(
    mode: str, *, model_url: str | None = None, keep_vectors: bool = False
) -> Iterator[HttpSystem]:
    """An empty service on a fresh data directory; `mode` goes into every question.

    `model_url` is a chat model's; without it the usual settings decide. `keep_vectors` makes the vectors of
    this run those that are committed with the bundled set.
    """
    with TemporaryDirectory(prefix="dealbrief-evals-") as folder:
        settings = _settings(Path(folder), model_url)
        embedder = KeptEmbedder(MiniLm(), load_vectors())
        write_log_lines(settings)
        with _embedding(embedder), open_service(settings) as service:
            about = {"name": "in process", "mode": mode, "embedder": service.embedder, "model": service.model}
            with _served(create_app(service, settings)) as address:
                yield HttpSystem(address, name="in process", about=about, extra={"mode": mode, "top_k": 20})
    if keep_vectors:
        save_vectors(embedder.used, KEPT)


def _settings(folder: Path, model_url: str | None) -> Settings:
    if model_url is None:
        return Settings(data_dir=folder, log_level="error")
    chat: dict[str, Any] = {"model": "recorded", "OPENAI_BASE_URL": model_url, "OPENAI_API_KEY": "none"}
    return Settings(data_dir=folder, log_level="error", **chat)


@contextmanager
def _embedding(embedder: Embedder) -> Iterator[None]:
    """The wiring picks its embedder by name only; for the time it opens a service, it picks this one."""
    picked = wiring._embedder
    wiring._embedder = lambda *_: embedder
    try:
        yield
    finally:
        wiring._embedder = picked


@contextmanager
def _served(app: object) -> Iterator[str]:
    listener = bind("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        _wait(server, thread)
        yield address_of(listener)
    finally:
        server.should_exit = True
        thread.join(timeout=STARTED_WITHIN_SECONDS)


def _wait(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + STARTED_WITHIN_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise SystemFailure("the service did not start")
        time.sleep(0.01)
