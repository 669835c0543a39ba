"""A served data directory, as processes see it: started, shared through its owner, stopped in order."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from service.adapters.data_directory import owner_of

DEALBRIEF = [sys.executable, "-m", "service"]


def command(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [*DEALBRIEF, *arguments, "--data-dir", str(data)]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """A running server: its data directory, its address, its process."""
    data = tmp_path_factory.mktemp("served") / "data"
    line = [*DEALBRIEF, "serve", "--port", "0", "--data-dir", str(data)]
    process = subprocess.Popen(line, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    assert process.stderr
    address = ""
    while not address:
        said = process.stderr.readline()
        assert said, "the server ended before it said where it is"
        found = re.search(r"dealbrief is at (http://\S+)", said)
        address = found[1] if found else ""
    yield data, address, process
    process.kill()
    process.wait()


def test_commands_go_through_the_server_that_owns_the_directory(
    served: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    """A command without --url uses the owner's address and says so; its output stays clean."""
    data, address, _ = served
    done = command(data, "articles", "list", "--json")
    assert done.returncode == 0
    assert address in done.stderr
    assert done.stdout == ""


def test_a_second_server_is_told_who_owns_the_directory(
    served: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    """Two owners would ruin it, so the second gets a clear error and its own exit code."""
    data, address, process = served
    done = command(data, "serve", "--port", "0")
    assert done.returncode == 75
    assert address in done.stderr
    assert str(process.pid) in done.stderr


def test_a_stopped_server_leaves_the_directory_free(served: tuple[Path, str, subprocess.Popen[str]]) -> None:
    """SIGTERM ends it in order, index and all, and a command then opens the directory itself."""
    data, address, process = served
    deadline = time.monotonic() + 60
    while (state := httpx2.get(f"{address}/readyz", timeout=60).json()["index"]["state"]) != "serving":
        assert time.monotonic() < deadline, state
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert owner_of(data) is None
    assert (data / "closed-in-order").exists()
    assert (data / "index" / "gen-0001.closed").exists()
    done = command(data, "ask", "Who raised money?", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout)["reason"] == "empty_corpus"
