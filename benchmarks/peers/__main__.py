"""`make bench-peers`: retrieval side by side with what one would set up instead.

Every peer gets the passages that dealbrief cut, in an environment of its own under .bench/, twice: with
all-MiniLM-L6-v2 in float32 on sentence-transformers, as its documentation has it, and given dealbrief's int8 embedder.
A peer that cannot be installed or fails is told as such. Ratios are dealbrief's figure over the peer's, above 1 is better.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.machine import described, load
from benchmarks.peers import questions
from benchmarks.peers.dealbrief import measure
from benchmarks.peers.work import Measured
from service.domain.article import Posted

ROOT = Path(__file__).parent.parent.parent
REQUIREMENTS = Path(__file__).parent / "requirements"
BUNDLED = ROOT / "evals" / "sets" / "deals"
PASSAGES = 1_000
EMBEDDERS = {"fp32": "float32, documented", "ours": "given our int8"}
PEERS = ("llamaindex", "haystack", "langchain", "txtai")
HEADS = ("set-up", "embedder", "passages per CPU s", "ratio", "query CPU ms p50", "ratio", "p99", "ratio")
HEADS += ("clock ms p50", "p99", "recall@10", "start CPU s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--set", type=Path, default=BUNDLED, help="a folder with articles.jsonl and cases.jsonl"
    )
    options.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS)
    options.add_argument("--environments", type=Path, default=ROOT / ".bench")
    chosen = options.parse_args()
    ready = {name: _environment(chosen.environments / name, name) for name in chosen.peers}
    posted, cases = _thousand(chosen.set), questions.cases(chosen.set)
    print(f"Machine: {described()}.\nLoad when it began: {load():.1f}.\n", flush=True)
    whole, vectors, reading, work = measure(posted, cases)
    ours = replace(whole, ingest=whole.ingest - reading)
    print(
        f"{len(posted)} articles, {len(work.texts)} passages, {len(work.asked)} questions of {chosen.set.name}.\n"
    )
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    print(_row("dealbrief", "int8, passages cut before, as for the peers", ours, ours))
    print(_row("dealbrief", "int8, reading and cutting included", whole, ours))
    print(_row("dealbrief", "int8, vectors alone", replace(vectors, ingest=ours.ingest), ours), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-peers-") as folder:
        work.write(Path(folder) / "work.json")
        for name, trouble in ready.items():
            for embedder, told in EMBEDDERS.items():
                python = chosen.environments / name / "bin" / "python"
                found = trouble or _run(python, name, embedder, Path(folder))
                print(
                    _row(name, told, found, ours)
                    if isinstance(found, Measured)
                    else _missing(name, told, found)
                )
                sys.stdout.flush()
    print(f"\nLoad when it ended: {load():.1f}.")


def _thousand(folder: Path) -> list[Posted]:
    """The set's articles, and as many invented ones as make a thousand passages; of a larger set its first ones."""
    from service.adapters.embed_minilm import word_piece_counter  # noqa: PLC0415
    from service.reading.read import read  # noqa: PLC0415

    count, passages, chosen = word_piece_counter(), 0, list[Posted]()
    everything = (*questions.articles(folder), *questions.filler(PASSAGES // 7 + 1))
    for posted in everything:
        if passages >= PASSAGES:
            break
        passages += len(read(posted, count).passages)
        chosen.append(posted)
    return chosen


def _environment(folder: Path, name: str) -> str | None:
    """Make a peer's environment once; returns what kept it from being made."""
    done = folder / "installed"
    wanted = (REQUIREMENTS / f"{name}.txt").read_text("ascii")
    if done.exists() and done.read_text("ascii") == wanted:
        return None
    print(f"Installing {name} (once; some minutes, about 1.5 GB)", file=sys.stderr, flush=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [*pip, "-r", str(REQUIREMENTS / f"{name}.txt")],
    ):
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            return (made.stderr.strip().splitlines() or ["no reason given"])[-1]
    done.write_text(wanted, "ascii")
    return None


def _run(python: Path, name: str, embedder: str, folder: Path) -> Measured | str:
    result = folder / f"{name}-{embedder}.json"
    command = [
        str(python),
        "-m",
        "benchmarks.peers.run",
        name,
        embedder,
        str(folder / "work.json"),
        str(result),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode or not result.exists():
        return (ran.stderr.strip().splitlines() or ["no reason given"])[-1]
    return Measured(**json.loads(result.read_text("utf-8")))


def _row(name: str, embedder: str, found: Measured, ours: Measured) -> str:
    cpu, clock = _spread(found.query), _spread(found.clock)
    mine = _spread(ours.query)
    cells = [name, embedder, f"{found.rate:.0f}", f"{ours.rate / found.rate:.2f}"]
    for theirs, our in zip(cpu, mine, strict=True):
        cells += [f"{theirs:.1f}", f"{theirs / our:.2f}"]
    cells += [*(f"{value:.0f}" for value in clock), f"{found.recall:.3f}", f"{found.start:.1f}"]
    return f"| {' | '.join(cells)} |"


def _missing(name: str, embedder: str, reason: str) -> str:
    return (
        f"| {name} | {embedder} | not measured: {reason[:200].replace('|', '/')} |{' |' * (len(HEADS) - 3)}"
    )


def _spread(values: Sequence[float]) -> tuple[float, float]:
    return float(np.percentile(values, 50)), float(np.percentile(values, 99))


if __name__ == "__main__":
    main()
