"""The doors: hosts, keys, headers, and what a failure gives away."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from jsonschema import Draft202012Validator
from pydantic import SecretStr
from structlog.testing import capture_logs

from service.app.binding import address_of, bind, refuse_open_door
from service.app.settings import Settings
from service.app.wire.answers import AnswerOut
from service.app.wire.example import ANSWER
from service.domain.errors import SettingsRejected
from service.samples import samples
from tests.app.fake_service import ReplayedAsk, fake_service
from tests.app.serving import serving

KEY = "a-key-of-at-least-16"
OTHER = "another-key-of-at-least-16"


@pytest.fixture(scope="module")
def shared() -> Iterator[httpx2.Client]:
    """One open server for tests that leave nothing behind."""
    with serving(fake_service()) as client:
        yield client


@pytest.fixture(scope="module")
def locked() -> Iterator[httpx2.Client]:
    with serving(fake_service(), Settings(api_keys=(SecretStr(KEY), SecretStr(OTHER)))) as client:
        yield client


@pytest.mark.parametrize("key", [KEY, OTHER])
def test_each_key_opens(locked: httpx2.Client, key: str) -> None:
    """Any of several keys does, so that one can be replaced without a pause."""
    assert locked.get("/v1/articles", headers={"Authorization": f"Bearer {key}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": KEY},
        {"Authorization": f"Basic {KEY}"},
        {"Authorization": "Bearer  x"},
        {"Authorization": f"Bearer {KEY}x"},
        {"Authorization": f"Bearer {KEY[:-1]}"},
        {"X-API-Key": KEY},
        {"Authorization": "Bearer \u00fc"},
    ],
)
def test_everything_else_stays_out(locked: httpx2.Client, headers: dict[str, str]) -> None:
    """Without a fitting key every address under /v1 is 401, before its body is read."""
    raw = [(name.encode(), value.encode("utf-8")) for name, value in headers.items()]
    for method, path in (
        ("GET", "/v1/articles"),
        ("POST", "/v1/ask"),
        ("DELETE", "/v1/articles/a"),
        ("GET", "/v1"),
    ):
        reply = locked.request(method, path, headers=raw)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == "Bearer"
        assert reply.json()["type"] == "urn:dealbrief:unauthorized"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json", "/docs/explorer.js", "/"])
def test_what_tells_nothing_needs_no_key(locked: httpx2.Client, path: str) -> None:
    """Health, the page and the description are open."""
    assert locked.get(path).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_name_is_refused(shared: httpx2.Client, host: str) -> None:
    """A page that rebinds its name to this machine gets nothing."""
    reply = shared.get("/v1/articles", headers={"Host": host})
    assert reply.status_code in (400, 421)
    assert "items" not in reply.text


def test_an_allowed_host_name_is_served() -> None:
    """Behind a proxy the public name is set."""
    with serving(fake_service(), Settings(allowed_hosts=("*.example.com",))) as client:
        assert client.get("/healthz", headers={"Host": "deals.example.com"}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/v1/articles", "/docs", "/v1/articles/none", "/nowhere"])
def test_every_reply_carries_the_strict_headers(shared: httpx2.Client, path: str) -> None:
    """Good or bad, nothing may be framed, sniffed or loaded from elsewhere."""
    headers = shared.get(path, headers={"Origin": "https://evil.example"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src 'self';" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_a_bug_is_a_problem_and_its_message_stays_inside() -> None:
    """The reply is 500 with headers like any other, and neither it nor the log quotes the exception."""
    ask = ReplayedAsk(error=ValueError("a secret sentence"))
    with capture_logs() as lines, serving(fake_service(ask)) as client:
        reply = client.post("/v1/ask", json={"question": "What is the secret question?"})
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert "content-security-policy" in reply.headers
    assert "ValueError" in str(lines)
    assert "secret" not in reply.text + str(lines)


def test_neither_question_nor_article_nor_key_is_logged() -> None:
    """A request is logged by its route."""
    with capture_logs() as lines, serving(fake_service(), Settings(api_keys=(SecretStr(KEY),))) as client:
        client.headers["Authorization"] = f"Bearer {KEY}"
        client.post("/v1/articles", json={"id": "canary-id", "text": "canary text"})
        client.post("/v1/ask", json={"question": "canary question?"})
        client.get("/v1/articles/canary-id/text")
        client.get("/v1/articles", params={"q": "canary"})
    assert "http.request" in str(lines)
    assert "canary" not in str(lines)
    assert KEY not in str(lines)


def test_an_unknown_address_and_method_are_problems() -> None:
    """404 and 405 speak the same language as everything else."""
    with serving(fake_service()) as client:
        for method, path, status in (("GET", "/v2", 404), ("PUT", "/v1/ask", 405)):
            reply = client.request(method, path)
            assert reply.status_code == status
            assert reply.headers["content-type"] == "application/problem+json"
            assert path in reply.json()["detail"]


def test_an_open_door_is_refused() -> None:
    """An address that others reach needs keys, and the message says how to set them."""
    for host in ("0.0.0.0", "::", "192.0.2.7"):
        with pytest.raises(SettingsRejected, match="DEALBRIEF_API_KEYS"):
            refuse_open_door(Settings(host=host))
        refuse_open_door(Settings(host=host, api_keys=(SecretStr(KEY),)))
    for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8"):
        refuse_open_door(Settings(host=host))


def test_a_busy_port_is_named() -> None:
    """The error says which port, and how to take another."""
    with bind("127.0.0.1", 0) as taken:
        port = int(address_of(taken).rpartition(":")[2])
        with pytest.raises(SettingsRejected, match=f"Port {port} on 127.0.0.1"):
            bind("127.0.0.1", port)


def test_the_description_is_complete() -> None:
    """Every operation says what it does, shows an example body, and lists the problems it can reply with."""
    with serving(fake_service()) as client:
        document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["description"], (method, path)
            if path.startswith("/v1"):
                assert "401" in operation["responses"], (method, path)
            for media in operation.get("requestBody", {}).get("content", {}).values():
                assert "example" in json.dumps(media) or "$ref" in json.dumps(media), path
    assert "examples" in document["components"]["schemas"]["ArticleIn"]
    assert "examples" in document["components"]["schemas"]["QuestionIn"]


def test_every_example_is_what_its_schema_says() -> None:
    """An example that lacks a field, or has a value of another kind, would teach what does not work."""
    with serving(fake_service()) as client:
        document = client.get("/openapi.json").json()
    shown = {
        name: schema["examples"]
        for name, schema in document["components"]["schemas"].items()
        if "examples" in schema
    }
    assert {"ArticleIn", "QuestionIn", "ArticleOut", "AnswerOut"} <= set(shown)
    for name, examples in shown.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        for example in examples:
            Draft202012Validator(schema).validate(example)


def test_the_quote_of_the_example_stands_in_its_article() -> None:
    """What /docs shows as verbatim is verbatim."""
    texts = {posted.id: posted.text for posted in samples()}
    for citation in AnswerOut.model_validate(ANSWER).citations:
        assert texts[citation.article_id][citation.start : citation.end] == citation.quote


def test_the_explorer_loads_nothing_from_elsewhere() -> None:
    """/docs and the files it names come from the package."""
    folder = Path(__file__).resolve().parents[2] / "service/app/http/explorer"
    page = (folder / "index.html").read_text("utf-8")
    assert "http://" not in page
    assert "https://" not in page
    with serving(fake_service()) as client:
        for path in ("/docs/vendor/swagger-ui-bundle.js", "/docs/vendor/swagger-ui.css", "/docs/explorer.js"):
            assert path in page
            assert client.get(path).status_code == 200
        assert client.get("/docs/../app.py").status_code == 404


def test_readiness_says_what_is_missing() -> None:
    """Degraded is 200 with reasons: questions are answered all the same."""
    with serving(fake_service()) as client:
        assert client.get("/readyz").json() == {
            "status": "ready",
            "embedder": "counting",
            "model": None,
            "index": {"state": "serving", "generation": 1},
            "articles": 0,
            "reasons": [],
        }
    with serving(fake_service(reasons=("The Chroma server does not answer.",))) as client:
        reply = client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json()["status"] == "degraded"
    assert reply.json()["reasons"] == ["The Chroma server does not answer."]
