"""A dealbrief server of the benchmark's own: a process on loopback that ends with the block that started it."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from benchmarks.corpus import BenchArticle
from benchmarks.machine import Used, used

NDJSON = {"Content-Type": "application/x-ndjson"}
BATCH = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: seconds until its answer as the asker sees them, its status code, and the answer's trace."""

    seconds: float
    code: int
    trace: dict[str, float]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready."""

    address: str
    process: subprocess.Popen[bytes]
    ready: float

    def used(self) -> Used:
        return used(self.process.pid)

    def post(self, articles: Sequence[BenchArticle]) -> int:
        """Post articles in batches; returns how many passages they have."""
        lines = [json.dumps(article.posted()).encode() + b"\n" for article in articles]
        passages = 0
        with httpx2.Client(base_url=self.address, timeout=600) as client:
            for first in range(0, len(lines), BATCH):
                body = b"".join(lines[first : first + BATCH])
                reply = client.post("/v1/articles/batch", content=body, headers=NDJSON)
                passages += sum(json.loads(line)["passages"] for line in reply.text.splitlines())
        return passages

    def settle(self) -> float:
        """Wait until the vector index has everything; returns how many seconds that took."""
        begun = time.perf_counter()
        with httpx2.Client(base_url=self.address, timeout=60) as client:
            while client.get("/readyz").json()["index"]["state"] != "serving":
                time.sleep(0.2)
        return time.perf_counter() - begun

    def ask(self, questions: Sequence[str], askers: int) -> list[Asked]:
        """All questions, by so many askers who each ask again as soon as they are answered."""
        return asyncio.run(self._ask(questions, askers))

    async def _ask(self, questions: Sequence[str], askers: int) -> list[Asked]:
        waiting, answered = iter(questions), list[Asked]()
        limits = httpx2.Limits(max_connections=askers, max_keepalive_connections=askers)
        async with httpx2.AsyncClient(base_url=self.address, timeout=600, limits=limits) as client:

            async def asker() -> None:
                for question in waiting:
                    answered.append(await _asked(client, question))

            await asyncio.gather(*(asker() for _ in range(askers)))
        return answered


async def _asked(client: httpx2.AsyncClient, question: str) -> Asked:
    begun = time.perf_counter()
    reply = await client.post("/v1/ask", json={"question": question})
    seconds = time.perf_counter() - begun
    answer: dict[str, Any] = reply.json()
    return Asked(seconds, reply.status_code, answer["trace"]["ms"] if reply.status_code == 200 else {})


@contextmanager
def served(data: Path) -> Iterator[Server]:
    """A server over the data directory, once it is ready; stopped in order afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DEALBRIEF_")}
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), "--data-dir", str(data)]
    begun = time.perf_counter()
    quiet = environment | {"DEALBRIEF_LOG_LEVEL": "error"}
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=quiet, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process)
        yield Server(address, process, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(120)
        _show_errors(data / "server.log")


def _show_errors(log: Path) -> None:
    """What the server logged as an error; the greeting is left out."""
    for line in log.read_text().splitlines():
        if "level='error'" in line:
            print(line, file=sys.stderr, flush=True)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    with httpx2.Client(base_url=address, timeout=60) as client:
        while process.poll() is None:
            try:
                client.get("/readyz").raise_for_status()
                return
            except httpx2.TransportError:
                time.sleep(0.01)
    sys.exit("the server ended before it was ready")
