"""The model's way over HTTP and from the command line: cancelled, refused, or not asked at all."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx2

from service.adapters.data_directory import owner_of
from service.app.settings import Settings
from service.app.wiring import open_service
from tests.app.serving import serving
from tests.fakes.chat_server import chat_server, says
from tests.generative.conftest import QUESTION, asking


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


def test_a_model_that_takes_too_long_is_stood_in_for(library: Path) -> None:
    """After the time that is set for it, the articles' own sentences answer, and the trace says why."""
    with (
        chat_server(says("x ", pause_seconds=5.0)) as server,
        asking(library, server.url, server, model_timeout=0.5) as asked,
    ):
        answer = asked.answer()
    assert answer.mode == "degraded"
    assert any("0.5" in note for note in answer.trace.notes)
    assert answer.claims


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
