"""Killed at any moment, nothing acknowledged is lost and search goes on."""

import sys

import pytest

from tests.fakes.kill_loop import run

KILLS = 4  # `python -m benchmarks.kill_loop` does more


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="stops and continues a process as Linux does")
def test_no_kill_loses_an_acknowledged_article(tmp_path):
    """After each `kill -9`, half of them between two files of one index flush, the next process finds every
    acknowledged article verbatim: by a scan at once, and through the index when it serves, with nothing pending.
    """
    tally = run(tmp_path, KILLS, seed=7)
    assert tally.problems == []
    assert tally.kills == KILLS
    assert tally.flush_hits == KILLS // 2
    assert len(tally.acknowledged) >= KILLS // 2
    assert len(tally.generations) == KILLS + 1
