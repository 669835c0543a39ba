"""The mutation test: true claims pass, wrong ones are caught by the right check."""

import pytest

from service.domain.answer import Support
from tests.answering.cases import read_cases
from tests.answering.mutations import Run, check, refused, run, true_claims


@pytest.fixture(scope="module")
def outcome() -> Run:
    return run(true_claims())


def test_paraphrases_pass() -> None:
    """Of at least 300 true paraphrases at most 2 percent are refused, and 9 in 10 are fully supported."""
    cases = read_cases("paraphrases.jsonl")
    supported = [case for case in cases if check(case.claim, case).support is Support.SUPPORTED]
    assert len(cases) >= 300
    assert len(refused(cases)) <= 0.02 * len(cases)
    assert len(supported) >= 0.9 * len(cases)


def test_kinds(outcome: Run) -> None:
    """At least 25 kinds of wrong claims are made, each more than once."""
    assert len([row for row in outcome.rows if row.made > 1]) >= 25


def test_caught(outcome: Run) -> None:
    """Each kind is caught by a right check in at least 98 percent of its cases."""
    leaky = {
        row.kind: f"{row.caught} of {row.made}"
        for row in outcome.rows
        if row.made - row.caught > max(0.02 * row.made, 1)
    }
    assert leaky == {}
    assert sum(row.caught for row in outcome.rows) >= 0.99 * sum(row.made for row in outcome.rows)
