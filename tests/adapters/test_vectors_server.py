"""The vector index on a Chroma server: the same answers, and none of its troubles reaches a search."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from service.adapters.index_generations import VectorGenerations
from service.adapters.index_places import IndexServer
from service.adapters.library.opening import open_library
from service.adapters.vectors_chroma import address
from service.adapters.vectors_exact import ExactVectors
from service.domain.errors import SettingsRejected, StoreUnavailable
from service.ports import Scope
from tests.fakes.articles import EMBEDDER, prepared, vector_of

LINES = "\n".join(f"line {n}" for n in range(60))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def chroma_server(directory, port):
    """The server that Chroma ships (its Rust one), on loopback."""
    command = [sys.executable, "-c", "from chromadb.cli.cli import app; app()", "run"]
    server = subprocess.Popen(
        [*command, "--path", str(directory), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        server.kill()
        server.wait()


@contextmanager
def opened(directory, url, timeout_seconds=5.0):
    library = open_library(directory / "library.sqlite", EMBEDDER)
    index = VectorGenerations(
        library,
        IndexServer(url, timeout_seconds),
        embedder=EMBEDDER,
        passage_rule="1",
        pause_seconds=0.01,
        retry_seconds=0.1,
        delay_seconds=0,
        few=0,
    )
    try:
        yield library, index
    finally:
        index.close()
        library.close()


def wait_for(index, state):
    deadline = time.monotonic() + 60
    while index.status().state != state and time.monotonic() < deadline:
        time.sleep(0.05)
    assert index.status().state == state, index.status()


def test_a_server_serves_goes_away_and_comes_back(tmp_path):
    """Through the server's whole life, every search equals an exact scan, and the state tells how things stand."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with opened(tmp_path, url) as (library, index):
        library.articles.save(prepared("a", LINES))
        question = vector_of("line 7")
        expected = ExactVectors(library.passages).nearest(question, Scope(), 5)
        index.start()
        wait_for(index, "degraded")
        assert url in index.status().reasons[0]
        assert index.nearest(question, Scope(), 5) == expected
        with chroma_server(tmp_path / "server", port):
            wait_for(index, "serving")
            assert index._serving.index.nearest(question, None, 1) == [expected[0].key]
            assert index.nearest(question, Scope(), 5) == expected
            index.rebuild()
            assert index.status().generation >= 2
        assert index.nearest(question, Scope(), 5) == expected
        wait_for(index, "degraded")
        with pytest.raises(StoreUnavailable):
            index.upsert(library.passages.current_keys())
        with chroma_server(tmp_path / "server", port):
            wait_for(index, "serving")
            assert index.nearest(question, Scope(), 5) == expected


def test_a_server_that_never_answers_holds_nobody_up(tmp_path):
    """A peer that takes connections and stays silent is told as such; search does not wait for it."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with opened(tmp_path, url, timeout_seconds=0.05) as (library, index):
            library.articles.save(prepared("a", LINES))
            index.start()
            expected = ExactVectors(library.passages).nearest(vector_of("line 7"), Scope(), 5)
            assert index.nearest(vector_of("line 7"), Scope(), 5) == expected
            wait_for(index, "degraded")
            assert "did not answer in time" in index.status().reasons[0]


@pytest.mark.parametrize("url", ["chroma:8000", "ftp://chroma", "http://", "http://host:port"])
def test_no_address_is_a_setting_to_mend(url):
    """What is no http address is refused with the setting's name and an example."""
    with pytest.raises(SettingsRejected, match=r"DEALBRIEF_CHROMA_URL.*http://127\.0\.0\.1:8001"):
        address(url)
