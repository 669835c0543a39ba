"""`make bench`: cold start, ingest, and answering at 1,000 articles, measured on a server of its own.

Prints milliseconds of wall clock and of processor: on a machine that does other work only the second tells.
"""

import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from benchmarks.corpus import articles, questions

ARTICLES = 1_000
QUESTIONS = 200
BATCH = 100


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="dealbrief-bench-") as folder:
        data = Path(folder) / "data"
        with served(data) as client:
            seconds = ingest(client)
            print(
                f"ingest      {ARTICLES / seconds:8.1f} articles/s   ({ARTICLES} articles in {seconds:.1f} s)"
            )
            settle(client)
        begun, before = time.perf_counter(), children()
        with served(data) as client:
            ready = time.perf_counter() - begun
            retrieve, total, wall = ask(client)
        print(f"cold start  {ready:8.2f} s to ready")
        print(f"retrieval   {statistics.median(retrieve):8.1f} ms median   {worst(retrieve):.1f} ms p95")
        print(f"ask, inside {statistics.median(total):8.1f} ms median   {worst(total):.1f} ms p95")
        print(f"ask, HTTP   {statistics.median(wall):8.1f} ms median   {worst(wall):.1f} ms p95")
        print(f"processor   {children() - before:8.2f} s for that start and {QUESTIONS} questions")


@contextmanager
def served(data: Path) -> Iterator[httpx2.Client]:
    """A client of a server process that is ready; stopped in order afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DEALBRIEF_")}
    environment |= {"DEALBRIEF_LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), "--data-dir", str(data)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=600) as client:
            wait(client, process)
            yield client
    finally:
        process.terminate()
        process.wait(60)


def wait(client: httpx2.Client, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            client.get("/readyz").raise_for_status()
            return
        except httpx2.TransportError:
            time.sleep(0.01)
    sys.exit("the server ended before it was ready")


def ingest(client: httpx2.Client) -> float:
    lines = [json.dumps(article).encode() + b"\n" for article in articles(ARTICLES)]
    begun = time.perf_counter()
    for first in range(0, len(lines), BATCH):
        body = b"".join(lines[first : first + BATCH])
        headers = {"Content-Type": "application/x-ndjson"}
        reply = client.post("/v1/articles/batch", content=body, headers=headers)
        assert reply.text.count('"status": "created"') == BATCH, reply.text
    return time.perf_counter() - begun


def settle(client: httpx2.Client) -> None:
    """Until the vector index has everything, so that the next start finds it whole."""
    while client.get("/readyz").json()["index"]["state"] != "serving":
        time.sleep(0.1)


def ask(client: httpx2.Client) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds per question: retrieval, the whole answer, and as the caller sees it."""
    retrieve, total, wall = [], [], []
    for question in questions(QUESTIONS):
        begun = time.perf_counter()
        answer = client.post("/v1/ask", json={"question": question}).json()
        wall.append((time.perf_counter() - begun) * 1000)
        retrieve.append(answer["trace"]["ms"]["retrieve"])
        total.append(answer["trace"]["ms"]["total"])
    return retrieve, total, wall


def worst(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def children() -> float:
    """Processor seconds of the child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
