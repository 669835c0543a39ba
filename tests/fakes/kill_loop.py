"""Kills a posting process again and again: in the middle of an index flush or build, or at any moment."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120.0  # for what a busy machine does in a few
SLICE_SECONDS = 0.002  # a flush takes about 12 milliseconds
BUILD_SLICES = 50


class Aim(Enum):
    """When a kill strikes, in the order in which they take turns."""

    FLUSH = "between two files of one index flush"
    BUILD = "while a generation is being built"
    ANY = "at any moment"


@dataclass
class Tally:
    """What a loop of kills met: how many were aimed at what, and how many of those hit.

    `generations` has the one that served in each life that came so far. A problem is a process that ended by
    itself, or said anything but what it should.
    """

    kills: int = 0
    aimed: dict[Aim, int] = field(default_factory=lambda: dict.fromkeys(Aim, 0))
    hits: dict[Aim, int] = field(default_factory=lambda: dict.fromkeys(Aim, 0))
    acknowledged: list[str] = field(default_factory=list)
    generations: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def run(directory: Path, kills: int, seed: int) -> Tally:
    """Kills take turns in their aims; at the end one more process has to come up."""
    chance, tally = random.Random(seed), Tally()
    for number in range(kills):
        _one_life(directory, tally, chance, list(Aim)[number % len(Aim)])
        if tally.problems:
            return tally
    _one_life(directory, tally, chance, aim=None)
    return tally


def _one_life(directory: Path, tally: Tally, chance: random.Random, aim: Aim | None) -> None:
    """One process from start to its kill; with no aim it only has to come up once more."""
    known = directory / "acknowledged"
    known.write_text("\n".join(tally.acknowledged))
    command = [sys.executable, "-m", "tests.fakes.kill_child", str(directory / "data"), str(known)]
    first = str(len(tally.acknowledged) + 1000 * tally.kills)
    with (directory / "errors").open("wb") as errors:
        child = subprocess.Popen(
            [*command, first], cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    assert child.stdout is not None
    said = [child.stdout.readline()]
    if aim is not Aim.BUILD:
        said.append(child.stdout.readline())
    hit = _wait_for(aim, directory / "data" / "index", child, chance)
    os.kill(child.pid, signal.SIGKILL)
    said += _lines(child.stdout)
    child.wait()
    served = [line for line in said if line.startswith("served ")]
    if child.returncode != -signal.SIGKILL or said[0] != "exact\n" or not (served or aim is Aim.BUILD):
        errors_told = (directory / "errors").read_text("utf-8", "replace")[-4000:]
        tally.problems.append(f"It said {said[-5:]} and {_end(child.returncode)}. {errors_told}")
        return
    tally.generations += [int(line.split()[1]) for line in served]
    tally.acknowledged += [line.strip() for line in said[1:] if line not in served]
    if aim:
        tally.kills += 1
        tally.aimed[aim] += 1
        tally.hits[aim] += hit and not (aim is Aim.BUILD and served)


def _lines(output: IO[str]) -> list[str]:
    """What else it said. A line without its end was cut off: its article may be stored, but was not acknowledged."""
    return [line for line in output.read().splitlines(keepends=True) if line.endswith("\n")]


def _end(status: int) -> str:
    """How a process ended.

    >>> _end(-11), _end(1)
    ('was ended by SIGSEGV', 'ended by itself with status 1')
    """
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended by itself with status {status}"


def _wait_for(aim: Aim | None, index: Path, child: "subprocess.Popen[str]", chance: random.Random) -> bool:
    """Let the process run until it is where the kill shall strike it; whether it came there."""
    if aim is Aim.FLUSH:
        return _run_until(child, _in_a_flush(index))
    if aim is Aim.BUILD:
        before = set(index.glob("gen-*"))
        begun = _run_until(child, lambda: bool(set(index.glob("gen-*")) - before))
        slices = iter(range(chance.randint(0, BUILD_SLICES)))
        return begun and _run_until(child, lambda: next(slices, None) is None)
    if aim is Aim.ANY:
        time.sleep(chance.uniform(0.0, 0.8))
    return True


def _run_until(child: "subprocess.Popen[str]", there: Callable[[], bool]) -> bool:
    """Let the process run a few milliseconds at a time, until it stands still where it is wanted."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        os.kill(child.pid, signal.SIGCONT)
        time.sleep(SLICE_SECONDS)
        os.kill(child.pid, signal.SIGSTOP)
        now = os.waitid(os.P_PID, child.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        if now is None or now.si_code != os.CLD_STOPPED:
            return False
        if there():
            return True
    return False


def _in_a_flush(index: Path) -> Callable[[], bool]:
    """Asks, each time, whether some files of one flush have been written since the time before, but not all."""
    before = _written(index)

    def asked() -> bool:
        nonlocal before
        after = _written(index)
        fresh = sum(before.get(name) != state for name, state in after.items())
        between = bool(before) and 0 < fresh < len(after)
        before = after
        return between

    return asked


def _written(index: Path) -> dict[str, tuple[int, int]]:
    """When each file of a persisted graph was written, and how long it is."""
    states = {}
    for path in index.glob("gen-*/*/*.*"):
        state = path.stat()
        states[str(path)] = (state.st_mtime_ns, state.st_size)
    return states
