"""Deal cards with a model: its fields pass the same checks, and where it fails the rules stand."""

import asyncio

import pytest

from service.domain.deal import Deals
from tests.fakes.chat_server import Exchange, Script, says
from tests.generative.conftest import Asked, number_of

ARTICLE = "quillfern-series-b"
LED = "led by Marrowstone Growth"


def read_by(asked: Asked, script: Script, *ids: str) -> Deals:
    asked.server.play(script)
    return asyncio.run(asked.service.deals(ids or (ARTICLE,)))


def by_rules(asked: Asked) -> Deals:
    return read_by(asked, says("NO_DEAL"))


def pointing(*lines: tuple[str, str]) -> Script:
    """A reply of `field: words` lines, each pointing at the sentence that holds the given words."""

    def script(exchange: Exchange) -> None:
        told = [f"{line} [{number_of(exchange.user_text, words)}]\n" for line, words in lines]
        says(*told, usage=(700, 40))(exchange)

    return script


def test_a_model_is_asked_for_the_fields_and_its_answer_is_checked(asked: Asked) -> None:
    """What holds is kept, what does not is dropped and told; usage and prompt stand in the trace."""
    told = read_by(
        asked,
        pointing(("lead_investors: Marrowstone Growth", LED), ("other_investors: Brass Monkey Capital", LED)),
    )
    assert told.mode == "generative"
    assert [one.text for one in told.dropped] == ["other_investors: Brass Monkey Capital"]
    assert told.deals == by_rules(asked).deals
    assert told.trace.prompt is not None
    assert told.trace.prompt.startswith("deal@1:sha256:")
    assert (told.trace.prompt_tokens, told.trace.completion_tokens) == (700, 40)


@pytest.mark.parametrize(
    "script",
    [
        says("I am sorry, I cannot help with that."),
        says("lead_investors: Brass Monkey Capital [1]\namount: $900 billion [2]\n"),
        says("valuation: $60 million [1]\ntarget: Marrowstone Growth [1]\nstake: 90% [1]\n"),
        lambda exchange: exchange.send_json(500, {"error": {"message": "broken"}}),
        lambda exchange: exchange.send_json(401, {"error": {"message": "wrong key"}}),
        lambda exchange: exchange.send_raw(200, b"<html>Log in</html>", {"content-type": "text/html"}),
        says("lead_investors: Doverlark [999999]\n" * 500),
        says("\x00\ufffd" * 300),
    ],
)
def test_a_misbehaving_model_costs_nothing_but_itself(asked: Asked, script: Script) -> None:
    """Chatter, inventions, swapped roles, faults and floods leave the rules' card, marked and explained."""
    told = read_by(asked, script)
    assert told.mode == "degraded"
    assert told.deals == by_rules(asked).deals
    assert told.trace.notes


def test_a_model_may_say_that_there_is_no_deal(asked: Asked) -> None:
    """That is an answer and no fault; what the rules read stands."""
    told = read_by(asked, says("NO_DEAL"))
    assert told.mode == "generative"
    assert told.deals == by_rules(asked).deals


def test_each_article_is_asked_about_by_itself(asked: Asked) -> None:
    """Two articles are two requests, and a fault in one stops asking for the rest."""
    asked.server.requests.clear()
    read_by(asked, says("NO_DEAL"), ARTICLE, "quillfern-series-a")
    assert len(asked.server.requests) == 2
    first, second = (request["messages"][-1]["content"] for request in asked.server.requests)
    assert "Hallgrove" not in first
    assert "Hallgrove" in second


def test_the_answer_over_http_says_how_it_was_made(asked: Asked) -> None:
    """`mode`, `dropped` and `trace` stand beside the cards."""
    from tests.app.serving import serving

    asked.server.play(says("amount: $900 billion [1]\n"))
    with serving(asked.service) as client:
        told = client.post("/v1/deals", json={"article_ids": [ARTICLE]}).json()
    assert told["mode"] == "degraded"
    assert told["dropped"][0]["text"] == "amount: $900 billion"
    assert told["trace"]["prompt"].startswith("deal@")
