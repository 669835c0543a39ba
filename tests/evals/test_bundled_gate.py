"""The service answers the bundled set no worse than the committed baseline allows."""

from pathlib import Path

import pytest
from rich.console import Console

from evals.baseline import baseline_path, read_baseline
from evals.commands.gate import gate_run
from evals.commands.run import Options, run_set
from evals.commands.verdict import Exit
from evals.running import Run
from evals.sets import QuestionSet


def test_there_is_a_baseline_for_the_bundled_set(bundled: QuestionSet) -> None:
    """It was blessed on this very set, for a reason."""
    baseline = read_baseline(baseline_path(bundled.name))
    assert baseline is not None
    assert baseline.fingerprint == bundled.fingerprint
    assert all(baseline.reasons)


@pytest.mark.slow
def test_no_right_case_is_lost(bundled: QuestionSet, tmp_path: Path) -> None:
    """The whole run, in this process, on the committed vectors, keyless and on loopback only."""
    console = Console(record=True, quiet=True)
    assert run_set(bundled, Options(out=tmp_path), console).code is Exit.PASS
    verdict = gate_run(Run(tmp_path), console)
    assert verdict.code is Exit.PASS, verdict.sentence
