"""A judge is measured before it is believed, and silence is no verdict."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from evals.commands.judge import judge_run
from evals.commands.verdict import Exit
from evals.judge import Endpoint, Pair, agreement, labelled_pairs, verdict
from evals.running import Run
from evals.systems.replay import Script, replayed_model
from evals.systems.system import SystemFailure


def knowing(prompt: str) -> str:
    """A judge that always agrees with the labels."""
    right = {pair.claim: pair.label for pair in labelled_pairs()}
    claim = prompt.rsplit("CLAIM\n", 1)[1]
    return "VERDICT: SUPPORTED" if right.get(claim, True) else "VERDICT: NOT SUPPORTED"


def test_a_judge_that_always_agrees_has_kappa_one_and_one_that_always_says_yes_has_none() -> None:
    """Agreement by chance is taken out."""
    pairs = labelled_pairs()
    assert agreement(pairs, [verdict(pair, knowing) for pair in pairs]).kappa == 1.0
    yes = agreement(pairs, [True] * len(pairs))
    assert (yes.kappa, yes.true_accepted, yes.false_refused) == (0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("It says so.\nVERDICT: SUPPORTED", True),
        ("No.\nVERDICT: NOT SUPPORTED.", False),
        ("VERDICT: SUPPORTED\nno wait\nVERDICT: NOT SUPPORTED", False),
        ("VERDICT: SUPPORTED, mostly", None),
        ("I cannot help with that.", None),
        ("", None),
    ],
)
def test_only_a_last_line_that_is_a_verdict_counts(reply: str, expected: bool | None) -> None:
    """A refusal or a hedge is unscored; the last verdict is the one that counts."""
    assert verdict(Pair("c", ("q",)), lambda _: reply) is expected


def test_unscored_pairs_are_counted_and_not_called_wrong() -> None:
    """Of two pairs, one without verdict, one is compared."""
    found = agreement([Pair("a", (), True), Pair("b", (), False)], [True, None])
    assert (found.pairs, found.unscored) == (1, 1)


def test_judging_a_run_never_fails_it(tmp_path: Path) -> None:
    """Whatever the judge says of the claims, the exit code is that of having asked."""
    reply = {
        "citations": [{"n": 1, "quote": "Acme raised $5m."}],
        "claims": [{"text": "Acme raised €5m.", "citations": [1]}],
    }
    run = Run(tmp_path)
    run.predictions.write_text(json.dumps({"case_id": "a", "reply": reply}) + "\n")
    found = judge_run(run, lambda _: "VERDICT: NOT SUPPORTED", Console(quiet=True), most=10)
    assert found.code is Exit.PASS
    assert json.loads((tmp_path / "judge.json").read_text())["supported"] == 0.0


def test_a_judge_that_does_not_answer_is_named() -> None:
    """A refused connection says which judge, and a body that is no completion does too."""
    with pytest.raises(SystemFailure, match="the judge at"):
        Endpoint("http://127.0.0.1:1/v1", "m")("x")
    with (
        replayed_model(Script("not a completion")) as url,
        pytest.raises(SystemFailure, match="the judge at"),
    ):
        Endpoint(url, "m")("x")
