"""Articles over HTTP, as the wire contract has them."""

import json
from collections.abc import Iterator

import httpx2
import pytest

from service.app.settings import Settings
from tests.app.fake_service import fake_service
from tests.app.serving import serving

ARTICLE = {
    "id": "acme",
    "text": "Acme raised $40 million.\r\nÜber 5 % \U0001f680\n",
    "title": "Acme raises",
    "source": "The Example Wire",
    "published_at": "2025-06-14",
}
KEYS = {
    "id", "version", "status", "title", "source", "url", "published_at", "date_source", "language", "sentences",
    "passages", "duplicate_of", "warnings",
}  # fmt: skip
NDJSON = {"Content-Type": "application/x-ndjson"}


LIMITS = Settings(max_text_bytes=2_000, max_html_bytes=4_000, max_batch_bytes=100_000)


@pytest.fixture
def client() -> Iterator[httpx2.Client]:
    with serving(fake_service(), LIMITS) as client:
        yield client


@pytest.fixture(scope="module")
def shared() -> Iterator[httpx2.Client]:
    """One server for tests that store nothing."""
    with serving(fake_service(), LIMITS) as client:
        yield client


def test_a_posted_article_comes_back_exactly(client: httpx2.Client) -> None:
    """The reply has the contract's keys, and the text returns without one byte changed."""
    reply = client.post("/v1/articles", json=ARTICLE)
    assert reply.status_code == 201
    assert set(reply.json()) == KEYS
    assert reply.json()["status"] == "created"
    text = client.get("/v1/articles/acme/text")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.content == ARTICLE["text"].encode()


def test_the_list_and_one_article_are_described_alike(client: httpx2.Client) -> None:
    """What the list says of an article is what its own address says."""
    client.post("/v1/articles", json=ARTICLE)
    listed = client.get("/v1/articles").json()
    assert listed["total"] == 1
    assert listed["next_cursor"] is None
    assert listed["items"] == [client.get("/v1/articles/acme").json()]


def test_sentences_have_addresses_into_the_text(client: httpx2.Client) -> None:
    """A sentence is its id, its span and its role."""
    client.post("/v1/articles", json=ARTICLE)
    (sentence,) = client.get("/v1/articles/acme/sentences").json()
    assert sentence == {"id": "acme@1:s1", "start": 0, "end": len(ARTICLE["text"]), "role": "content"}


def test_a_deleted_article_is_gone(client: httpx2.Client) -> None:
    """After 204 every address of the article says 404, and a second delete too."""
    client.post("/v1/articles", json=ARTICLE)
    assert client.delete("/v1/articles/acme").status_code == 204
    for path in ("", "/text", "/sentences"):
        assert client.get(f"/v1/articles/acme{path}").status_code == 404
    assert client.delete("/v1/articles/acme").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"text": ""}, 422, "empty"),
        ({"text": "a", "titel": "b"}, 422, "titel"),
        ({"text": "a\0b"}, 422, "NUL"),
        ({"text": "a", "format": "pdf"}, 422, "pdf"),
        ({"title": "a"}, 422, "text"),
        ({"text": 5}, 422, "text"),
        ({"text": "a", "url": "javascript:alert(1)"}, 422, "https://"),
        ({"text": "a" * 2_001}, 413, "DEALBRIEF_MAX_TEXT_BYTES"),
        ({"text": "a" * 4_001, "format": "html"}, 413, "DEALBRIEF_MAX_HTML_BYTES"),
        ({"text": "ü" * 1_001}, 413, "2,002 bytes"),
    ],
)
def test_a_refused_article_is_told_why(
    shared: httpx2.Client, body: dict[str, object], status: int, told: str
) -> None:
    """Each refusal is a problem document that names the part or the limit."""
    reply = shared.post("/v1/articles", json=body)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert told in json.dumps(reply.json())
    assert reply.json()["status"] == status


def test_a_lone_surrogate_is_refused(client: httpx2.Client) -> None:
    """Half a character cannot be stored, and the refusal itself can still be sent."""
    headers = {"Content-Type": "application/json"}
    reply = client.post("/v1/articles", content=b'{"text": "a\\ud800b"}', headers=headers)
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["field"] == "text"


def test_a_body_far_over_the_limit_is_refused_and_heard(client: httpx2.Client) -> None:
    """20 MB get a 413 that names limit and setting, and no broken pipe."""
    reply = client.post("/v1/articles", json={"text": "a" * 20_000_000})
    assert reply.status_code == 413
    assert "DEALBRIEF_MAX_HTML_BYTES" in reply.json()["detail"]


def test_a_batch_reports_each_line_and_goes_on(client: httpx2.Client) -> None:
    """Good and bad lines keep their order and their numbers; blank lines count but say nothing."""
    lines = [
        json.dumps(ARTICLE),
        "{not json",
        "",
        json.dumps({"text": " "}),
        json.dumps({"id": "b", "text": "Beta bought Gamma."}),
        json.dumps({"text": "a" * 3_000}),
    ]
    reply = client.post("/v1/articles/batch", content="\n".join(lines).encode(), headers=NDJSON)
    assert reply.status_code == 200
    results = [json.loads(line) for line in reply.content.splitlines()]
    assert [result["line"] for result in results] == [1, 2, 4, 5, 6]
    assert [result.get("id") or result["error"]["status"] for result in results] == [
        "acme",
        422,
        422,
        "b",
        413,
    ]


def test_a_batch_of_many_articles_keeps_order(client: httpx2.Client) -> None:
    """More lines than ingest takes at once come back one for one."""
    lines = b"".join(json.dumps({"id": f"a{n}", "text": f"Deal {n}."}).encode() + b"\n" for n in range(100))
    reply = client.post("/v1/articles/batch", content=lines, headers=NDJSON)
    assert [json.loads(line)["id"] for line in reply.content.splitlines()] == [f"a{n}" for n in range(100)]


def test_a_batch_over_the_limit_stores_nothing(client: httpx2.Client) -> None:
    """A batch is refused before its first line is read."""
    line = json.dumps({"text": "a" * 1_000}).encode() + b"\n"
    reply = client.post("/v1/articles/batch", content=line * 150, headers=NDJSON)
    assert reply.status_code == 413
    assert client.get("/v1/articles").json()["total"] == 0


def test_a_batch_wants_its_content_type(client: httpx2.Client) -> None:
    """A form or plain text, which a foreign page could send, is refused and told what to send."""
    reply = client.post("/v1/articles/batch", content=b'{"text": "a"}')
    assert reply.status_code == 415
    assert "application/x-ndjson" in reply.json()["detail"]


def test_pages_of_the_list_join_without_gap(client: httpx2.Client) -> None:
    """Walking the cursor meets every article once."""
    for number in range(5):
        client.post("/v1/articles", json={"id": f"a{number}", "text": f"Deal {number}."})
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for _ in range(5):
        page = client.get("/v1/articles", params={"limit": "2", **cursor}).json()
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert sorted(seen) == [f"a{number}" for number in range(5)]
    assert len(seen) == 5
