"""The mutation test: true claims pass, wrong ones are caught by the right check."""

import pytest

from evals.mutations.measure import Half, Run, run_mutants, run_true, run_written
from evals.mutations.tables import PARAPHRASES, ROLES, read_true, read_written


@pytest.fixture(scope="module")
def outcome() -> Run:
    return run_mutants([*read_true(PARAPHRASES), *read_true(ROLES)])


@pytest.fixture(scope="module")
def halves() -> dict[tuple[str, str], Half]:
    return {(half.label, half.split): half for half in run_written(read_written())}


def test_paraphrases_pass() -> None:
    """Of at least 300 true paraphrases at most 2 percent are refused, and 9 in 10 are fully supported."""
    true = run_true(read_true(PARAPHRASES))
    assert len(true.judged) >= 300
    assert true.refused <= 0.02
    assert len(true.of("supported")) >= 0.9 * len(true.judged)


def test_kinds(outcome: Run) -> None:
    """At least 25 kinds of wrong claims are made, each more than once."""
    assert len([row for row in outcome.rows if row.made > 1]) >= 25


def test_caught(outcome: Run) -> None:
    """Each kind is caught by a right check in at least 98 percent of its cases."""
    leaky = {row.kind: f"{row.caught} of {row.made}" for row in outcome.rows if row.rate < 0.98}
    assert leaky == {}


@pytest.mark.parametrize(
    ("split", "most"), [("dev", 0.02), ("further", 0.1), ("held-out", 0.11), ("later", 0.2)]
)
def test_wrong_claims_by_hand(halves: dict[tuple[str, str], Half], split: str, most: float) -> None:
    """Few wrong claims that were written against the verifier are shown as supported."""
    half = halves["wrong", split]
    assert half.count("supported") <= most * len(half.judged), [c.claim for c in half.shown("supported")]


@pytest.mark.parametrize(
    ("split", "most"), [("dev", 0.0), ("further", 0.02), ("held-out", 0.08), ("later", 0.1)]
)
def test_true_claims_by_hand(halves: dict[tuple[str, str], Half], split: str, most: float) -> None:
    """Few true claims in other words are refused."""
    half = halves["true", split]
    assert half.count("dropped") <= most * len(half.judged), len(half.judged)
