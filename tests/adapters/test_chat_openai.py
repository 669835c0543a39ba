"""The chat adapter against a real server on loopback that misbehaves on command."""

import asyncio
import json
import time

import pytest

from service.adapters.chat_openai import LONGEST_REPLY, ChatSettings, OpenAiChat
from service.domain.errors import ModelRefused, ModelUnavailable
from service.ports import Chunk, Message
from tests.fakes.chat_server import ChatServer, Exchange, breaks_off, chat_server, fails, says

MESSAGES = (Message("system", "Answer."), Message("user", "Costs $5?"))


def chat(server: ChatServer, **settings: object) -> OpenAiChat:
    return OpenAiChat(ChatSettings(model="m", base_url=server.url, api_key="sk-secret", **settings))  # type: ignore[arg-type]


async def collect(model: OpenAiChat) -> list[Chunk]:
    try:
        return [chunk async for chunk in model.stream(MESSAGES)]
    finally:
        await model.close()


def test_a_reply_arrives_in_pieces_with_its_usage() -> None:
    """Text comes piece by piece; the last chunk says how it ended and what it cost."""
    with chat_server(says("One ", "two.", usage=(11, 2))) as server:
        chunks = asyncio.run(collect(chat(server)))
    assert [c.text for c in chunks[:-1]] == ["One ", "two."]
    assert chunks[-1] == Chunk(finished="stop", prompt_tokens=11, completion_tokens=2)


def test_usage_that_a_server_does_not_report_is_none() -> None:
    """Unknown cost is None, never zero."""
    with chat_server(says("One.")) as server:
        assert asyncio.run(collect(chat(server)))[-1].prompt_tokens is None


def test_only_settings_that_are_set_are_sent() -> None:
    """No temperature and no token limit unless asked for; the prompt travels unchanged."""
    with chat_server(says("One.")) as server:
        asyncio.run(collect(chat(server)))
        asyncio.run(collect(chat(server, temperature=0.0, max_tokens=9)))
    assert "temperature" not in server.requests[0]
    assert "max_tokens" not in server.requests[0]
    assert server.requests[0]["messages"][1] == {"role": "user", "content": "Costs $5?"}
    assert (server.requests[1]["temperature"], server.requests[1]["max_tokens"]) == (0.0, 9)


def test_a_parameter_that_a_server_refuses_is_left_out_and_remembered() -> None:
    """One refusal is enough: later calls never send the parameter again."""

    def picky(exchange: Exchange) -> None:
        refused = [name for name in ("temperature", "stream_options") if name in exchange.body]
        if refused:
            exchange.send_json(400, {"error": {"message": f"Unsupported parameter: {refused[0]}"}})
        else:
            says("One.")(exchange)

    async def twice(model: OpenAiChat) -> None:
        for _ in range(2):
            texts = [c.text async for c in model.stream(MESSAGES)]
            assert texts[0] == "One."
        await model.close()

    with chat_server(picky) as server:
        asyncio.run(twice(chat(server, temperature=0.5)))
    assert len(server.requests) == 4
    assert "temperature" not in server.requests[-1]


def html(exchange: Exchange) -> None:
    exchange.send_raw(200, b"<html>Log in</html>", {"content-type": "text/html"})


def garbled(exchange: Exchange) -> None:
    exchange.open_stream()
    exchange.send_event("{not json")


def error_event(exchange: Exchange) -> None:
    exchange.open_stream()
    exchange.send_event(json.dumps({"error": {"message": "worker died"}}))


def endless(exchange: Exchange) -> None:
    exchange.open_stream()
    for _ in range(LONGEST_REPLY):
        exchange.send_piece("again and again " * 20)


def filtered(exchange: Exchange) -> None:
    exchange.open_stream()
    exchange.send_piece(finished="content_filter")


def stalls(exchange: Exchange) -> None:
    exchange.open_stream()
    time.sleep(1.0)


def drips(exchange: Exchange) -> None:
    exchange.open_stream()
    for _ in range(40):
        exchange.send_piece("x")
        time.sleep(0.05)


@pytest.mark.parametrize("script", [html, garbled, error_event, endless, filtered, stalls, drips, breaks_off("One"),
                                    breaks_off(), fails(500), fails(503), fails(429), fails(429, headers={"retry-after": "90"})])  # fmt: skip
def test_every_fault_of_a_server_is_model_unavailable(script: object) -> None:
    """Whatever goes wrong on the way, one error of ours comes out, within the deadline."""
    with chat_server(script) as server, pytest.raises(ModelUnavailable):  # type: ignore[arg-type]
        asyncio.run(collect(chat(server, timeout_seconds=0.6, retries=1)))


@pytest.mark.parametrize("script", [fails(401), fails(403), fails(404), fails(400, "context length exceeded"),
                                    fails(429, code="insufficient_quota")])  # fmt: skip
def test_what_waiting_cannot_mend_is_refused_at_once(script: object) -> None:
    """Wrong key, unknown model, too long, no quota: one request, no retry, no key in the message."""
    with chat_server(script) as server:  # type: ignore[arg-type]
        with pytest.raises(ModelRefused) as caught:
            asyncio.run(collect(chat(server)))
        assert len(server.requests) == 1
    assert "sk-secret" not in str(caught.value)


def test_a_passing_fault_is_tried_again() -> None:
    """Two failures and then a reply: the asker sees the reply only."""
    with chat_server(fails(503), fails(429, headers={"retry-after": "0.05"}), says("One.")) as server:
        assert asyncio.run(collect(chat(server)))[0].text == "One."
        assert len(server.requests) == 3


def test_a_reply_that_breaks_off_half_way_is_not_started_again() -> None:
    """What was passed on cannot be taken back, so a second reply is never glued to half a first."""
    with chat_server(breaks_off("Half"), says("Whole.")) as server:
        with pytest.raises(ModelUnavailable, match="broke off"):
            asyncio.run(collect(chat(server)))
        assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_unavailable() -> None:
    """Connection refused names the setting to look at."""
    with chat_server(says("x")) as server:
        url = server.url
    model = OpenAiChat(ChatSettings(model="m", base_url=url, retries=0))
    with pytest.raises(ModelUnavailable, match="OPENAI_BASE_URL"):
        asyncio.run(collect(model))


def test_leaving_early_hangs_up_on_the_server() -> None:
    """Closing the iterator cancels the upstream call: the server meets a closed connection."""

    async def leave(server: ChatServer) -> None:
        model = chat(server)
        stream = model.stream(MESSAGES)
        await anext(stream)
        await stream.aclose()  # type: ignore[attr-defined]
        await model.close()

    with chat_server(says(*["x"] * 9_000, pause_seconds=0.05)) as server:
        asyncio.run(leave(server))
        assert server.hung_up.wait(60)
