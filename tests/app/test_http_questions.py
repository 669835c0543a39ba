"""Questions over HTTP: JSON, server-sent events, limits."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator

import httpx2
import pytest

from service.app.settings import Settings
from service.domain.errors import ModelUnavailable, NoModel
from service.domain.question import Mode
from tests.app.fake_service import QUOTE, ReplayedAsk, fake_service
from tests.app.serving import serving

ANSWER_KEYS = {
    "id", "question", "standalone_question", "status", "reason", "answer", "claims", "dropped", "citations",
    "conflicts", "missing", "confidence", "mode", "as_of", "search", "trace",
}  # fmt: skip
CITATION_KEYS = {
    "n", "article_id", "version", "sentence_ids", "quote", "start", "end", "unit", "title", "source", "url",
    "published_at", "also_reported_by",
}  # fmt: skip


@pytest.fixture(scope="module")
def shared() -> Iterator[httpx2.Client]:
    """One server for tests that leave nothing behind."""
    with serving(fake_service()) as client:
        yield client


def events(body: str) -> list[tuple[str, object]]:
    """The events of a stream, comments left out."""
    found = []
    for block in body.strip().split("\n\n"):
        if block.startswith(":"):
            continue
        name, data = block.split("\n", 1)
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def until(condition: Callable[[], bool]) -> bool:
    """Wait for something that happens on the server's side."""
    for _ in range(6_000):
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_an_answer_has_exactly_the_keys_of_the_contract() -> None:
    """Answer, claim, citation, search and trace carry what the contract lists and nothing else."""
    with serving(fake_service()) as client:
        answer = client.post("/v1/ask", json={"question": "Who?"}).json()
    assert set(answer) == ANSWER_KEYS
    assert set(answer["citations"][0]) == CITATION_KEYS
    assert set(answer["claims"][0]) == {"text", "start", "end", "citations", "support", "checks", "derived"}
    assert answer["claims"][0]["checks"] == {
        "pointer": "ok", "figures": "none", "names": "none", "hedges": "none", "polarity": "none"
    }  # fmt: skip
    assert set(answer["search"]["hits"][0]) == {
        "rank", "passage_id", "article_id", "version", "sentence_ids", "start", "end", "score", "found_by"
    }  # fmt: skip
    assert set(answer["search"]) == {"queries", "aliases", "filters", "hits"}
    assert answer["trace"] == {
        "ms": {"total": 1.0}, "tokens": {"prompt": 0, "completion": 0}, "prompt": None, "model": None,
        "notes": [],
    }  # fmt: skip


def test_everything_asked_arrives() -> None:
    """History, filters, as_of, top_k and mode reach the story as domain values."""
    ask = ReplayedAsk()
    body = {
        "question": "And who led it?",
        "history": [{"role": "user", "content": "Acme?"}, {"role": "assistant", "content": "A company."}],
        "filters": {
            "sources": ["The Example Wire"],
            "published_after": "2025-01-01",
            "language": "en-GB",
        },
        "as_of": "2025-07-01",
        "top_k": 7,
        "mode": "extractive",
    }
    with serving(fake_service(ask)) as client:
        assert client.post("/v1/ask", json=body).status_code == 200
    (question,) = ask.asked
    assert [turn.role for turn in question.history] == ["user", "assistant"]
    assert question.filters.sources == ("The Example Wire",)
    assert str(question.filters.published_after) == "2025-01-01"
    assert question.filters.language == "en"
    assert (str(question.as_of), question.top_k, question.mode) == ("2025-07-01", 7, Mode.EXTRACTIVE)


@pytest.mark.parametrize("how", ["stream", "accept"])
def test_a_stream_ends_with_the_full_answer(how: str) -> None:
    """meta, search, claim and done arrive in order, and done equals the plain answer."""
    body = {"question": "Who?"} | ({"stream": True} if how == "stream" else {})
    headers = {"Accept": "text/event-stream"} if how == "accept" else {}
    with serving(fake_service()) as client:
        reply = client.post("/v1/ask", json=body, headers=headers)
        plain = client.post("/v1/ask", json={"question": "Who?"}).json()
    assert reply.headers["content-type"].startswith("text/event-stream")
    found = events(reply.text)
    assert [name for name, _ in found] == ["meta", "search", "claim", "done"]
    assert found[-1][1] == plain
    assert found[2][1]["citations"][0]["quote"] == QUOTE  # type: ignore[index]


def test_an_error_before_the_first_event_is_a_plain_error() -> None:
    """Generative mode without a model is 409 also where a stream was asked for."""
    ask = ReplayedAsk(error=NoModel("No model is configured. Set DEALBRIEF_MODEL."))
    with serving(fake_service(ask)) as client:
        reply = client.post("/v1/ask", json={"question": "Who?", "stream": True})
    assert reply.status_code == 409
    assert reply.json()["detail"].startswith("No model")


@pytest.mark.parametrize("error", [ModelUnavailable("It broke off."), ValueError("a secret sentence")])
def test_an_error_inside_a_stream_is_its_last_event(error: Exception) -> None:
    """A stream that fails says so as a problem document, and an unforeseen failure tells nothing more."""
    with serving(fake_service(ReplayedAsk(error=error, fail_after=2))) as client:
        found = events(client.post("/v1/ask", json={"question": "Who?", "stream": True}).text)
    assert [name for name, _ in found] == ["meta", "search", "error"]
    assert "secret" not in json.dumps(found)


def test_a_client_that_leaves_stops_the_work() -> None:
    """Closing the connection closes the story's generator."""
    ask = ReplayedAsk(held=asyncio.Event())
    with serving(fake_service(ask)) as client:
        with client.stream("POST", "/v1/ask", json={"question": "Who?", "stream": True}) as reply:
            next(reply.iter_raw())
        assert until(lambda: ask.closed == 1)


def test_too_many_askers_are_told_to_come_back() -> None:
    """One asker over the limit gets 503 with Retry-After, and a seat that is left is free again."""
    ask = ReplayedAsk(held=asyncio.Event())
    with serving(fake_service(ask), Settings(max_askers=1)) as client:
        with client.stream("POST", "/v1/ask", json={"question": "Who?", "stream": True}) as reply:
            pieces = reply.iter_raw()  # kept: an iterator that is dropped closes the response
            next(pieces)
            refused = client.post("/v1/ask", json={"question": "Who?"})
            assert refused.status_code == 503
            assert refused.headers["retry-after"] == "1"
            assert "DEALBRIEF_MAX_ASKERS" in refused.json()["detail"]
        assert until(lambda: ask.closed == 1)
        ask.held = None
        assert until(lambda: client.post("/v1/ask", json={"question": "Who?"}).status_code == 200)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"question": ""}, "empty"),
        ({"question": " \n "}, "empty"),
        ({"question": "a" * 100_000}, "100,000"),
        ({"question": "a", "filters": {"year": 2025}}, "filters.year"),
        ({"question": "a", "filters": {"published_after": "soon"}}, "soon"),
        ({"question": "a", "filters": {"language": "Klingon!"}}, "Klingon!"),
        ({"question": "a", "top_k": 0}, "top_k"),
        ({"question": "a", "top_k": 101}, "top_k"),
        ({"question": "a", "mode": "clever"}, "clever"),
        ({"question": "a", "history": [{"role": "system", "content": "b"}]}, "system"),
        ({"question": "a\0"}, "NUL"),
        ({"question": "a", "depth": 3}, "depth"),
        ([], "body"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_why(shared: httpx2.Client, body: object, told: str) -> None:
    """Each refusal is a 422 problem that names the part, and the value when it is short."""
    reply = shared.post("/v1/ask", json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert told in json.dumps(reply.json())
    assert len(reply.content) < 2_000


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"[" * 100_000, "application/json", 400),
        (b'{"question": "\xff"}', "application/json", 422),
        (b'{"question": "a"}', "text/plain", 415),
        (b"question=a", "application/x-www-form-urlencoded", 415),
        (b"", "application/json", 422),
        (b'{"question": "' + b"a" * 1_100_000 + b'"}', "application/json", 413),
    ],
)
def test_a_body_that_is_no_question_is_a_problem(
    shared: httpx2.Client, content: bytes, kind: str, status: int
) -> None:
    """Malformed, mislabelled and oversized bodies each get their status and never a 500."""
    reply = shared.post("/v1/ask", content=content, headers={"Content-Type": kind})
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_body_in_another_encoding_is_told_where(shared: httpx2.Client) -> None:
    """The refusal names the byte that is not UTF-8, where it stands, and what to send."""
    reply = shared.post(
        "/v1/articles",
        content='{"text": "Umeå"}'.encode("latin-1"),
        headers={"Content-Type": "application/json"},
    )
    assert reply.status_code == 422
    assert "byte 0xe5 at position 13 is not UTF-8. Send JSON in UTF-8." in reply.json()["detail"]


def test_heartbeats_keep_a_slow_stream_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing happens, comment lines go out."""
    monkeypatch.setattr("service.app.http.sse.HEARTBEAT_SECONDS", 0.02)
    ask = ReplayedAsk(held=asyncio.Event())
    with serving(fake_service(ask)) as client:
        seen = b""
        with client.stream("POST", "/v1/ask", json={"question": "Who?", "stream": True}) as reply:
            for chunk in reply.iter_raw():
                seen += chunk
                if seen.count(b": ping") >= 2:
                    break
    assert seen.count(b": ping") >= 2


def test_answers_go_on_while_an_article_is_read() -> None:
    """The event loop never waits for the reading of an article."""
    service = fake_service()
    entered, release = threading.Event(), threading.Event()
    real = service.ingest.add

    def slow(posted: object) -> object:
        entered.set()
        release.wait(60)
        return real(posted)  # type: ignore[arg-type]

    service.ingest.add = slow  # type: ignore[method-assign,assignment]
    with serving(service) as client:
        poster = threading.Thread(target=lambda: client.post("/v1/articles", json={"text": "Acme."}))
        poster.start()
        assert entered.wait(60)
        assert client.get("/healthz").status_code == 200
        assert client.post("/v1/ask", json={"question": "Who?"}).status_code == 200
        release.set()
        poster.join()
