"""A scriptable OpenAI-compatible chat server on loopback: real sockets, real HTTP, chosen faults."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Exchange"], None]


@dataclass
class Exchange:
    """One request, and the means to answer it byte by byte."""

    body: dict[str, Any]
    headers: dict[str, str]
    handler: BaseHTTPRequestHandler

    @property
    def user_text(self) -> str:
        return "\n".join(m["content"] for m in self.body["messages"] if m["role"] == "user")

    def send_json(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self.send_raw(
            status, json.dumps(body).encode(), {"content-type": "application/json", **(headers or {})}
        )

    def send_raw(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.handler.send_response(status)
        for name, value in {"content-length": str(len(body)), **headers}.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def open_stream(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("content-type", "text/event-stream")
        self.handler.send_header("connection", "close")
        self.handler.end_headers()
        self.handler.close_connection = True

    def send_event(self, data: str) -> None:
        self.handler.wfile.write(f"data: {data}\n\n".encode())
        self.handler.wfile.flush()

    def send_piece(self, text: str | None = None, finished: str | None = None) -> None:
        delta = {} if text is None else {"content": text}
        choice = {"index": 0, "delta": delta, "finish_reason": finished}
        self.send_event(json.dumps({"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "m",
                                    "choices": [choice]}))  # fmt: skip

    def send_usage(self, prompt: int, completion: int) -> None:
        usage = {
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
        }
        self.send_event(json.dumps({"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "m",
                                    "choices": [], "usage": usage}))  # fmt: skip


def says(*pieces: str, usage: tuple[int, int] | None = None, pause_seconds: float = 0.0) -> Script:
    """A whole, well-formed reply in the given pieces."""

    def script(exchange: Exchange) -> None:
        exchange.open_stream()
        for piece in pieces:
            exchange.send_piece(piece)
            time.sleep(pause_seconds)
        exchange.send_piece(finished="stop")
        if usage:
            exchange.send_usage(*usage)
        exchange.send_event("[DONE]")

    return script


def fails(
    status: int, message: str = "no", code: str | None = None, headers: dict[str, str] | None = None
) -> Script:
    """An error as OpenAI-compatible servers word it."""
    return lambda exchange: exchange.send_json(status, {"error": {"message": message, "code": code}}, headers)


def breaks_off(*pieces: str) -> Script:
    """A stream that ends cleanly without ever saying that the reply is finished."""

    def script(exchange: Exchange) -> None:
        exchange.open_stream()
        for piece in pieces:
            exchange.send_piece(piece)

    return script


@dataclass
class ChatServer:
    """Plays its scripts in order, the last one for ever; remembers every request."""

    url: str
    scripts: list[Script] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def play(self, *scripts: Script) -> None:
        self.scripts = list(scripts)

    def next_script(self) -> Script:
        return self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]


@contextmanager
def chat_server(*scripts: Script) -> Iterator[ChatServer]:
    """The server, running on a free loopback port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    state = ChatServer(f"http://127.0.0.1:{server.server_address[1]}/v1", list(scripts))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            state.requests.append(body)
            state.headers.append(dict(self.headers))
            try:
                state.next_script()(Exchange(body, dict(self.headers), self))
            except (BrokenPipeError, ConnectionResetError):
                state.hung_up.set()

        def handle(self) -> None:
            with suppress(OSError):  # the client hung up between two requests
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
