"""Kills a posting process again and again, half of the time in the middle of an index flush."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30.0
SLICE_SECONDS = 0.002  # a flush takes about 12 milliseconds


@dataclass
class Tally:
    """What a loop of kills met. `flush_hits` counts flushes that were cut off between two of their files."""

    kills: int = 0
    flush_hits: int = 0
    acknowledged: list[str] = field(default_factory=list)
    generations: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def run(directory: Path, kills: int, seed: int) -> Tally:
    """Every second kill waits for a flush of the index and strikes while its files are being written."""
    chance, tally = random.Random(seed), Tally()
    for number in range(kills):
        _one_life(directory, tally, chance, aimed=number % 2 == 0)
        if tally.problems:
            return tally
    _one_life(directory, tally, chance, aimed=None)
    return tally


def _one_life(directory: Path, tally: Tally, chance: random.Random, aimed: bool | None) -> None:
    """One process from start to its kill; with `aimed` None it only has to come up once more."""
    known = directory / "acknowledged"
    known.write_text("\n".join(tally.acknowledged))
    command = [sys.executable, "-m", "tests.fakes.kill_child", str(directory / "data"), str(known)]
    child = subprocess.Popen(
        [*command, str(len(tally.acknowledged) + 1000 * tally.kills)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=(directory / "errors").open("wb"),
        text=True,
    )
    assert child.stdout is not None
    said = [child.stdout.readline(), child.stdout.readline()]
    if said[0] == "exact\n" and said[1].startswith("served"):
        tally.generations.append(int(said[1].split()[1]))
        if aimed:
            _kill_in_a_flush(directory / "data" / "index", child, tally)
        elif aimed is not None:
            time.sleep(chance.uniform(0.0, 0.8))
            tally.kills += 1
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read()
        # A line without its end was cut off: its article may be stored, but was not acknowledged.
        tally.acknowledged += [line[:-1] for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    else:
        child.send_signal(signal.SIGKILL)
        tally.problems.append((directory / "errors").read_text("utf-8", "replace")[-2000:] or repr(said))
    child.wait()


def _kill_in_a_flush(index: Path, child: "subprocess.Popen[str]", tally: Tally) -> None:
    """Let the process run a few milliseconds at a time, until it stands still between two files of one flush."""
    before, deadline = _written(index), time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        child.send_signal(signal.SIGCONT)
        time.sleep(SLICE_SECONDS)
        child.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, child.pid, os.WSTOPPED | os.WNOWAIT)
        after = _written(index)
        fresh = sum(before.get(name) != state for name, state in after.items())
        if before and 0 < fresh < len(after):
            tally.flush_hits += 1
            break
        before = after
    tally.kills += 1


def _written(index: Path) -> dict[str, tuple[int, int]]:
    """When each file of a persisted graph was written, and how long it is."""
    states = {}
    for path in index.glob("gen-*/*/*.*"):
        state = path.stat()
        states[str(path)] = (state.st_mtime_ns, state.st_size)
    return states
