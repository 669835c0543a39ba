"""A scriptable OpenAI-compatible embeddings server on loopback: real sockets, real HTTP, chosen faults."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Vectors = Callable[[list[str]], Any]


def numbers_of(text: str) -> list[float]:
    """A vector that tells its text: its length, its first code point, and one."""
    return [float(len(text)), float(ord(text[0])), 1.0]


def listed(texts: list[str]) -> Any:
    """A well-formed reply, last text first: only `index` tells which is which."""
    data = [{"object": "embedding", "index": i, "embedding": numbers_of(t)} for i, t in enumerate(texts)]
    return {
        "object": "list",
        "model": "m",
        "data": data[::-1],
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }


@dataclass
class EmbeddingServer:
    """Answers by `reply` with `status`, after `delay_seconds`; remembers every request."""

    url: str
    reply: Vectors = listed
    statuses: list[int] = field(default_factory=list)
    delay_seconds: float = 0.0
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def embedding_server() -> Iterator[EmbeddingServer]:
    """The server, running on a free loopback port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    state = EmbeddingServer(f"http://127.0.0.1:{server.server_address[1]}/v1")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            state.requests.append(request)
            state.keys.append(self.headers["authorization"])
            time.sleep(state.delay_seconds)
            status = state.statuses.pop(0) if state.statuses else 200
            body = state.reply(request["input"]) if status == 200 else {"error": {"message": "no"}}
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "text/html" if isinstance(body, bytes) else "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def handle(self) -> None:
            with suppress(OSError):  # the client hung up
                super().handle()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server.RequestHandlerClass = Handler
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
