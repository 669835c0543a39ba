"""A model that misbehaves, seen from outside: every fault over HTTP, with the answer that the user still gets."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from service.app.binding import bind
from service.app.settings import Settings
from service.app.wiring import open_service
from service.domain.errors import DealbriefError
from service.samples import samples
from tests.app.serving import serving
from tests.fakes.chat_server import ChatServer, Exchange, Script, breaks_off, chat_server, fails, says
from tests.generative.conftest import QUESTION, asking, number_of
from tests.generative.test_answers import pointing


@pytest.fixture(scope="module")
def served(library: Path) -> Iterator[tuple[ChatServer, httpx2.Client]]:
    """The service over HTTP and the server that plays its model, with one short retry.

    It has all the time it needs: a busy machine must not turn a fault into a timeout,
    which is tried in `test_over_http`.
    """
    with (
        chat_server(says("NOT_FOUND")) as server,
        asking(library, server.url, server, model_retries=1) as asked,
        serving(asked.service) as client,
    ):
        yield server, client


def post(client: httpx2.Client, question: str = QUESTION) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question})
    assert response.status_code == 200
    return dict(response.json())


def login_page(exchange: Exchange) -> None:
    exchange.send_raw(200, b"<html>Log in</html>", {"content-type": "text/html"})


def not_json(exchange: Exchange) -> None:
    exchange.open_stream()
    exchange.send_event("{this is no JSON")


def filtered(exchange: Exchange) -> None:
    exchange.open_stream()
    exchange.send_piece(finished="content_filter")


def repeating(exchange: Exchange) -> None:
    says(*["the round the round "] * 3_000)(exchange)


FAULTS: dict[str, tuple[Script, str]] = {
    "429, come back in two minutes": (fails(429, headers={"retry-after": "120"}), "is busy (429)"),
    "quota used up": (fails(429, code="insufficient_quota"), "quota for model 'm' is used up"),
    "500": (fails(500), "answered 500"),
    "503": (fails(503), "answered 503"),
    "wrong key": (fails(401), "check OPENAI_API_KEY"),
    "unknown model": (fails(404), "check DEALBRIEF_MODEL"),
    "context too long": (fails(400, "maximum context length is 4096 tokens"), "maximum context length"),
    "truncated stream": (breaks_off("Quillfern rai"), "broke off before its end"),
    "content filter": (filtered, "filtered its reply away"),
    "stream of garbage": (not_json, "sent a stream that cannot be read"),
    "login page": (login_page, "did not reply as an OpenAI-compatible API"),
    "endless repetition": (repeating, "without an end"),
    "empty reply": (says(""), "points at no sentence"),
    "garbage": (says("%%% \ufffd\ufffd }{"), "points at no sentence"),
    "another form": (says('{"answer": "Quillfern raised $60 million."}'), "points at no sentence"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_articles_answer_and_the_trace_says_why(
    served: tuple[ChatServer, httpx2.Client], fault: str
) -> None:
    """Whatever the model does, the answer is the articles' own, labelled `degraded`, with the fault's reason."""
    server, client = served
    script, reason = FAULTS[fault]
    server.play(script)
    is_degraded(client, reason)


def is_degraded(client: httpx2.Client, reason: str) -> None:
    """The answer is labelled, gives the reason, holds no key, and quotes the articles word for word."""
    answer = post(client)
    assert answer["mode"] == "degraded"
    assert any(reason in note for note in answer["trace"]["notes"]), answer["trace"]["notes"]
    assert "sk-x" not in json.dumps(answer)
    assert any("Marrowstone Growth" in citation["quote"] for citation in answer["citations"])
    assert [claim["support"] for claim in answer["claims"]] == ["supported"] * len(answer["claims"])
    for citation in answer["citations"]:
        text = client.get(f"/v1/articles/{citation['article_id']}/text").text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_nobody_listens(tmp_path: Path) -> None:
    """A refused connection is a fault like any other."""
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
    url = f"http://127.0.0.1:{port}/v1"
    with asking(tmp_path, url, ChatServer(url), model_retries=0) as asked, serving(asked.service) as client:
        assert all(asked.service.ingest.add(posted) for posted in samples())
        answer = post(client)
    assert answer["mode"] == "degraded"
    assert "cannot be reached" in answer["trace"]["notes"][0]


def test_a_short_retry_after_is_kept(served: tuple[ChatServer, httpx2.Client]) -> None:
    """A server that asks for a moment's patience gets it, and the model answers."""
    server, client = served
    server.play(
        fails(429, headers={"retry-after": "0.2"}), pointing("Marrowstone Growth led the round. [{n}]")
    )
    before = len(server.requests)
    answer = post(client)
    assert (answer["mode"], answer["claims"][0]["text"]) == (
        "generative",
        "Marrowstone Growth led the round.",
    )
    assert len(server.requests) == before + 2


def test_markers_to_nowhere_prove_nothing(served: tuple[ChatServer, httpx2.Client]) -> None:
    """Sentences that point past the evidence are dropped by the pointer check; nothing of them is shown."""
    server, client = served
    server.play(says("Quillfern raised $60 million in a Series B. [998] Marrowstone led it. [999]"))
    answer = post(client)
    assert [drop["check"] for drop in answer["dropped"]] == ["pointer", "pointer"]
    assert (answer["status"], answer["reason"], answer["claims"]) == ("abstained", "unverified", [])


@pytest.mark.parametrize(
    ("script", "told"), [(fails(401), "OPENAI_API_KEY"), (fails(404), "DEALBRIEF_MODEL")]
)
def test_a_wrong_setting_shows_in_readiness(
    served: tuple[ChatServer, httpx2.Client], script: Script, told: str
) -> None:
    """`/readyz` stays 200, says `degraded` and what to mend, until the model answers again."""
    server, client = served
    server.play(script)
    post(client)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert told in " ".join(ready.json()["reasons"])
    server.play(says("NOT_FOUND"))
    post(client)
    assert client.get("/readyz").json()["status"] == "ready"


def test_a_reply_cut_off_after_a_claim_keeps_it(served: tuple[ChatServer, httpx2.Client]) -> None:
    """What was checked stands; `missing` says that the rest is, and the trace why."""
    server, client = served

    def cut(exchange: Exchange) -> None:
        n = number_of(exchange.user_text, "led by Marrowstone Growth")
        breaks_off(f"Marrowstone Growth led the round. [{n}] It rai")(exchange)

    server.play(cut)
    answer = post(client)
    assert [claim["text"] for claim in answer["claims"]] == ["Marrowstone Growth led the round."]
    assert (answer["status"], answer["missing"]) == ("partial", ["the rest of the answer"])
    assert "broke off" in answer["trace"]["notes"][0]


DERIVED = {
    "sum": (
        "A deal of €312 million: together, the cash and the bridge loan come to €312 million. [{n}]",
        "€192 million bridge loan", "How is the purchase of Tidewell financed?", ["€120 million", "€192 million"],
    ),
    "difference": (
        "It needs 76 more people by the end of 2026, the difference of 210 and 134. [{n}]",
        "expects to employ 210 people", "How many people will Quillfern employ?", ["210", "134"],
    ),
    "ratio": (
        "In cash it would have been about 64 percent of the $780 million. [{n}]",
        "$500 million in cash", "How much of the price for Pellucid was cash?", ["$500 million", "$780 million"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("operation", DERIVED)
def test_a_figure_that_was_worked_out_is_recomputed(
    served: tuple[ChatServer, httpx2.Client], operation: str
) -> None:
    """It is shown as derived, with its inputs and the citations of their sentences."""
    server, client = served
    sentence, words, question, inputs = DERIVED[operation]
    server.play(pointing(sentence, words=words))
    answer = post(client, question)
    derived = answer["claims"][0]["derived"]
    assert derived["operation"] == operation
    assert sorted(one["value"].split(" people")[0] for one in derived["inputs"]) == sorted(inputs)
    cited = {citation["n"]: citation["quote"] for citation in answer["citations"]}
    assert all(one["value"] in cited[one["citation"]] for one in derived["inputs"])


def test_months_between_two_articles_are_recomputed(served: tuple[ChatServer, httpx2.Client]) -> None:
    """The dates of two rounds, each with its own citation, give the span between them."""
    server, client = served

    def script(exchange: Exchange) -> None:
        first = number_of(exchange.user_text, "AUSTIN, April 16, 2024")
        second = number_of(exchange.user_text, "AUSTIN, January 21, 2026")
        says(f"The Series B came 21 months after the Series A. [{first}][{second}]")(exchange)

    server.play(script)
    answer = post(client, "How many months lie between Quillfern's Series A and Series B?")
    derived = answer["claims"][0]["derived"]
    assert derived["operation"] == "months between"
    assert {one["value"] for one in derived["inputs"]} == {"April 16, 2024", "January 21, 2026"}
    assert len({one["citation"] for one in derived["inputs"]}) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        "Together, the cash and the bridge loan come to €322 million. [{n}]",
        "The difference between the two is €82 million. [{n}]",
        "The loan is about 70 percent of the two together. [{n}]",
    ],
)
def test_a_figure_that_was_worked_out_wrongly_is_dropped(
    served: tuple[ChatServer, httpx2.Client], wrong: str
) -> None:
    """What does not follow from the cited figures is not shown."""
    server, client = served
    server.play(pointing(wrong, words="€192 million bridge loan"))
    answer = post(client, "How is the purchase of Tidewell financed?")
    assert answer["claims"] == []
    assert [drop["check"] for drop in answer["dropped"]] == ["figures"]


@pytest.mark.parametrize(
    ("system", "user", "named"),
    [
        (
            "You are asked by $nonsense.",
            "Articles: $evidence. Question: $question. Today: $today.",
            "nonsense",
        ),
        ("Answer.", "Question: $question. Today: $today.", "evidence"),
    ],
)
def test_a_prompt_of_ones_own_that_cannot_work_is_refused_at_start(
    tmp_path: Path, system: str, user: str, named: str
) -> None:
    """The service does not open; the message names the variable."""
    front = 'id = "answer"\nversion = 1\nvariables = ["evidence", "question", "today"]'
    own = tmp_path / "prompts"
    own.mkdir()
    (own / "answer.md").write_text(f"+++\n{front}\n+++\n# system\n{system}\n# user\n{user}\n")
    with (
        pytest.raises(DealbriefError, match=named),
        open_service(Settings(data_dir=tmp_path / "data", model="m", prompts=own)),
    ):
        pass
