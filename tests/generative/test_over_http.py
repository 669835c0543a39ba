"""The model's way over HTTP and from the command line: cancelled, refused, or not asked at all."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from service.adapters.data_directory import owner_of
from service.app.settings import Settings
from service.app.wiring import open_service
from tests.app.serving import serving
from tests.fakes.chat_server import Exchange, Script, chat_server, says
from tests.generative.conftest import QUESTION, asking, number_of


def test_a_client_that_leaves_hangs_up_on_the_model(library: Path) -> None:
    """Whoever closes the stream pays for no more tokens: the model's server meets a closed connection."""
    endless = says(*["word "] * 9_000, pause_seconds=0.05)
    with (
        chat_server(endless) as server,
        asking(library, server.url, server, model_timeout=600.0) as asked,
        serving(asked.service) as client,
    ):
        with client.stream("POST", "/v1/ask", json={"question": QUESTION, "stream": True}) as response:
            lines = response.iter_lines()  # kept: an iterator that is dropped closes the response
            assert any("event: search" in line for line in lines)
            assert _within_seconds(60, lambda: bool(server.requests))
        assert server.hung_up.wait(60)


def test_a_claim_does_not_wait_for_the_rest_of_the_reply(library: Path) -> None:
    """The first claim is with the client, checked, while the model has yet to write its second sentence."""
    arrived = threading.Event()
    waited: list[bool] = []

    def slow(exchange: Exchange) -> None:
        n = number_of(exchange.user_text, "led by Marrowstone Growth")
        exchange.open_stream()
        exchange.send_piece(f"Marrowstone Growth led the round. [{n}]\n")
        waited.append(arrived.wait(60))
        exchange.send_piece(f"It raised $60 million. [{n}]", finished="stop")

    with (
        chat_server(slow) as server,
        asking(library, server.url, server, model_timeout=600.0) as asked,
        serving(asked.service) as client,
        client.stream("POST", "/v1/ask", json={"question": QUESTION, "stream": True}) as response,
    ):
        names = []
        for line in response.iter_lines():
            if line.startswith("event: "):
                names.append(line.removeprefix("event: "))
                if names[-1] == "claim":
                    arrived.set()
    assert waited == [True]
    assert names == ["meta", "search", "claim", "claim", "done"]


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_before_the_first_word_hangs_up_too(library: Path, stream: bool) -> None:
    """A model that still reads its prompt is left as well, whether the answer was to be streamed or whole."""
    with (
        chat_server(held_until_left) as server,
        asking(library, server.url, server, model_timeout=600.0) as asked,
        serving(asked.service) as client,
    ):
        port = client.base_url.port
        with socket.create_connection(("127.0.0.1", port), timeout=60) as leaving:
            body = json.dumps({"question": QUESTION, "stream": stream})
            head = f"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            leaving.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
            assert _within_seconds(60, lambda: bool(server.requests))
        assert server.hung_up.wait(60)


def held_until_left(exchange: Exchange) -> None:
    """Says nothing; the connection that is waiting for it reads as closed once the other side is gone."""
    exchange.handler.connection.settimeout(60)
    if exchange.handler.connection.recv(1) == b"":
        raise ConnectionResetError


@pytest.mark.parametrize("script", [held_until_left, says(*["word "] * 9_000, pause_seconds=0.05)])
def test_a_model_that_takes_too_long_is_stood_in_for(library: Path, script: Script) -> None:
    """After the time that is set for it, whether it is silent or endless, the articles' own sentences answer."""
    with (
        chat_server(script) as server,
        asking(library, server.url, server, model_timeout=0.5) as asked,
        serving(asked.service) as client,
    ):
        answer = client.post("/v1/ask", json={"question": QUESTION}).json()
    assert answer["mode"] == "degraded"
    assert any("did not finish within 0.5 seconds" in note for note in answer["trace"]["notes"])
    assert [claim["support"] for claim in answer["claims"]] == ["supported"] * len(answer["claims"]) != []


def test_generative_mode_without_a_model_is_a_conflict(library: Path) -> None:
    """It is said plainly what to set; nothing else is answered instead."""
    with open_service(Settings(data_dir=library)) as service, serving(service) as client:
        response = client.post("/v1/ask", json={"question": QUESTION, "mode": "generative"})
    assert response.status_code == 409
    assert "DEALBRIEF_MODEL" in response.json()["detail"]


def command(*words: str, **environment: str) -> tuple[list[str], dict[str, str]]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DEALBRIEF_", "OPENAI_"))}
    return [sys.executable, "-m", "service", *words], {**inherited, **environment}


def test_a_key_alone_sends_nothing_and_says_so_once(library: Path) -> None:
    """`ask` answers from the articles, prints one line on how to use the key, and calls nobody."""
    with chat_server(says("NOT_FOUND")) as server:
        words, environment = command(
            "ask", QUESTION, "--data-dir", str(library), OPENAI_API_KEY="sk-x", OPENAI_BASE_URL=server.url
        )
        run = subprocess.run(words, check=False, env=environment, capture_output=True, text=True, timeout=120)
        assert server.requests == []
    assert run.returncode == 0
    assert "Marrowstone" in run.stdout
    assert [line for line in run.stderr.splitlines() if line.strip()] == run.stderr.splitlines()[:1]
    assert "DEALBRIEF_MODEL" in run.stderr
    assert "sk-x" not in run.stdout + run.stderr


def test_serve_tells_of_an_idle_key_too(tmp_path: Path) -> None:
    """The line stands once with the banner, and the server runs on without a model."""
    words, environment = command("serve", "--port", "0", "--data-dir", str(tmp_path), OPENAI_API_KEY="sk-x")
    server = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert _within_seconds(60, lambda: bool(_address(tmp_path)))
        assert httpx2.get(f"{_address(tmp_path)}/readyz", timeout=60).json()["model"] is None
    finally:
        server.terminate()
        _, told = server.communicate(timeout=60)
    assert told.count("OPENAI_API_KEY") == 1
    assert "sk-x" not in told


def _within_seconds(seconds: float, condition: Callable[[], bool]) -> bool:
    for _ in range(int(seconds * 20)):
        if condition():
            return True
        time.sleep(0.05)
    return False


def _address(data: Path) -> str | None:
    owner = owner_of(data)
    return owner.address if owner else None
