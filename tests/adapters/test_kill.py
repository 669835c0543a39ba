"""Killed at any moment, nothing acknowledged is lost and search goes on."""

import sys

import pytest

from tests.fakes.kill_loop import Aim, run

KILLS = 6  # `python -m benchmarks.kill_loop` does more


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="stops and continues a process as Linux does")
def test_no_kill_loses_an_acknowledged_article(tmp_path):
    """After each `kill -9`, some between two files of one index flush and some while the index is being rebuilt,
    the next process finds every acknowledged article verbatim: by a scan at once, and through the index when it
    serves, with nothing pending. No process ends in any other way.
    """
    tally = run(tmp_path, KILLS, seed=7)
    assert not tally.problems, "\n".join(tally.problems)
    assert tally.kills == KILLS
    assert tally.hits == {Aim.FLUSH: 2, Aim.BUILD: 2, Aim.ANY: 2}
    assert len(tally.acknowledged) >= KILLS // 3
    assert len(set(tally.generations)) == len(tally.generations) >= KILLS - 1
