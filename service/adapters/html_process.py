"""HTML extraction in a child process that can be killed.

trafilatura took 25 s and 654 MB on a hostile page of 3 MB, and a thread cannot be stopped. The child
starts with the first page and is used again, so that an ordinary page costs its own few milliseconds.
"""

import json
import resource
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import IO

from service.domain.article import Role
from service.domain.errors import ArticleRejected
from service.reading.html import Page, extract_page
from service.reading.page import Stated

LENGTH = 8  # bytes that say how long a message is
GRACE_SECONDS = 20.0  # for the child to import its parser on a busy machine
INSTEAD = "Post the article's text instead of its page."


class HtmlProcess:
    """Call it like `extract_page`. Safe for several threads: pages take turns.

    A page that takes longer than `timeout_seconds`, or needs more than `memory_bytes`, is refused and the
    child replaced.
    """

    def __init__(self, *, timeout_seconds: float = 10.0, memory_bytes: int = 1 << 30) -> None:
        self._timeout_seconds = timeout_seconds
        self._memory_bytes = memory_bytes
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __call__(self, markup: str, url: str | None = None) -> Page:
        with self._turn:
            child = self._running()
            request = json.dumps([markup, url]).encode()
            try:
                _send(child.stdin, request, time.monotonic() + self._timeout_seconds)
                reply = _receive(child.stdout, time.monotonic() + self._timeout_seconds)
            except (OSError, EOFError) as error:
                self._stop()
                raise ArticleRejected(self._why(error), "text") from error
        return _page(json.loads(reply))

    def close(self) -> None:
        """Stop the child; a later call starts another."""
        with self._turn:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            command = [sys.executable, "-m", __name__, str(self._memory_bytes)]
            child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  our own module
            self._child = child
            try:
                _receive(child.stdout, time.monotonic() + GRACE_SECONDS)
            except (OSError, EOFError) as error:
                self._stop()
                raise ArticleRejected(
                    f"The HTML reader did not start ({error}). {INSTEAD}", "text"
                ) from error
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was left unwritten has nobody to go to
                    pipe.close()
        child.wait()

    def _why(self, error: Exception) -> str:
        if isinstance(error, TimeoutError):
            return f"Reading this page took longer than {self._timeout_seconds:g} seconds. {INSTEAD}"
        megabytes = self._memory_bytes >> 20
        return f"Reading this page broke the HTML reader, which may use {megabytes} MiB of memory. {INSTEAD}"


def _page(reply: dict[str, object]) -> Page:
    if "refused" in reply:
        raise ArticleRejected(str(reply["refused"]), "text")
    roles, stated, text = reply["roles"], reply["stated"], reply["text"]
    if not isinstance(roles, list) or not isinstance(stated, dict):
        raise ArticleRejected(f"The HTML reader gave no page. {INSTEAD}", "text")
    return Page(str(text), tuple((place, Role(role)) for place, role in roles), Stated(**stated))


def _send(pipe: IO[bytes] | None, message: bytes, deadline: float) -> None:
    """Write without blocking for ever on a child that has stopped reading."""
    if pipe is None:
        raise EOFError("no pipe")
    unsent = memoryview(len(message).to_bytes(LENGTH, "big") + message)
    while unsent:
        _wait(deadline, writable=pipe)
        sent = pipe.raw.write(unsent[: select.PIPE_BUF])  # type: ignore[attr-defined]
        unsent = unsent[sent:]


def _receive(pipe: IO[bytes] | None, deadline: float) -> bytes:
    if pipe is None:
        raise EOFError("no pipe")
    length = int.from_bytes(_exactly(pipe, LENGTH, deadline), "big")
    return _exactly(pipe, length, deadline)


def _exactly(pipe: IO[bytes], count: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    while count:
        _wait(deadline, readable=pipe)
        part = pipe.raw.read(count)  # type: ignore[attr-defined]
        if not part:
            raise EOFError("the child ended")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _wait(deadline: float, *, readable: IO[bytes] | None = None, writable: IO[bytes] | None = None) -> None:
    left = deadline - time.monotonic()
    ready = select.select([readable] if readable else [], [writable] if writable else [], [], max(left, 0))
    if not any(ready):
        raise TimeoutError


def _answer(request: bytes) -> bytes:
    markup, url = json.loads(request)
    try:
        page = extract_page(markup, url)
    except ArticleRejected as refusal:
        return json.dumps({"refused": refusal.message}).encode()
    stated = {name: getattr(page.stated, name) for name in Stated.__slots__}
    return json.dumps({"text": page.text, "roles": page.roles, "stated": stated}).encode()


def _serve(memory_bytes: int) -> None:
    """The child's life: say that it is ready, then answer page after page until its input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reply = b""
    while True:
        sys.stdout.buffer.write(len(reply).to_bytes(LENGTH, "big") + reply)
        sys.stdout.buffer.flush()
        length = sys.stdin.buffer.read(LENGTH)
        if len(length) < LENGTH:
            return
        reply = _answer(sys.stdin.buffer.read(int.from_bytes(length, "big")))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
