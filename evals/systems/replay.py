"""Recorded drafts of a model, told again by a chat server on loopback: the whole generative path, no model.

A recording has lines `{case_id, draft_text, label}`. The label says what a person thinks of the draft
("right", "wrong currency"...) and becomes the kind of its case, so that the report slices by it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from evals.case import BrokenCase, Case
from evals.sets import QuestionSet, read_lines
from evals.systems.http import HttpSystem
from evals.systems.system import SystemFailure

ANSWERS_IN = "NOT_FOUND"
"""Only the prompt for an answer offers this; another one (to make a question stand alone) gets no help."""


@dataclass(frozen=True, slots=True)
class Draft:
    case_id: str
    text: str
    label: str


def read_drafts(path: Path) -> list[Draft]:
    """The lines of a recording."""
    return [Draft(row["case_id"], row["draft_text"], row["label"]) for row in read_lines(path)]


def drafted_cases(questions: QuestionSet, drafts: list[Draft]) -> QuestionSet:
    """One case a draft, in the order of the recording; its id is the case's with the draft's number."""
    known = {case.id: case for case in questions.cases}
    strangers = [draft.case_id for draft in drafts if draft.case_id not in known]
    if strangers:
        raise BrokenCase(f"a draft is for {strangers[0]!r}, which {questions.name} does not have")
    cases = tuple(_labelled(known[d.case_id], d.label, n) for n, d in enumerate(drafts, 1))
    return QuestionSet(f"{questions.name}/drafts", questions.articles, cases)


def _labelled(case: Case, label: str, n: int) -> Case:
    return replace(case, id=f"{case.id}-{n}", kind=label)


class Replay:
    """A system that answers the n-th question with the n-th draft."""

    def __init__(self, service: HttpSystem, script: "Script", drafts: list[Draft]) -> None:
        self.name = "replay"
        self.about = service.about | {"drafts": len(drafts)}
        self._service, self._script, self._waiting = service, script, list(drafts)

    def load(self, article: dict[str, Any]) -> None:
        self._service.load(article)

    def text(self, article_id: str) -> str | None:
        return self._service.text(article_id)

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        self._script.says = self._waiting.pop(0).text
        return self._service.ask(body)

    def card(self, article_ids: list[str]) -> dict[str, Any]:
        raise SystemFailure("drafts are of answers only")

    def summary(self, article_ids: list[str]) -> dict[str, Any]:
        raise SystemFailure("drafts are of answers only")


@dataclass(slots=True)
class Script:
    """What the model says next."""

    says: str = ""


@contextmanager
def replayed_model(script: Script) -> Iterator[str]:
    """A chat-completions server that streams whatever the script says; yields its base address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = " ".join(str(message["content"]) for message in body["messages"])
            self._stream(script.says if ANSWERS_IN in asked else body["messages"][-1]["content"])

        def _stream(self, text: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for delta, end in (({"role": "assistant", "content": text}, None), ({}, "stop")):
                choice = {"index": 0, "delta": delta, "finish_reason": end}
                chunk = {"id": "r", "object": "chat.completion.chunk", "created": 0, "model": "recorded"}
                self.wfile.write(f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the parent names it so)
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
