"""A run can be killed, resumed, compared, gated and looked at; and it leaves this machine never."""

import json
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from evals.case import BrokenCase
from evals.commands.compare import compare_runs
from evals.commands.explain import explain_case
from evals.commands.gate import bless_run, gate_run
from evals.commands.score import score_run
from evals.commands.verdict import Exit
from evals.commands.view import view_run
from evals.offline import NetworkRefused, loopback_only
from evals.oracle import abstention, oracle
from evals.running import Run, record
from evals.sets import QuestionSet
from evals.systems.system import SystemFailure

QUIET = Console(quiet=True)


@dataclass
class Scripted:
    """A system that answers by a script; `fails_at` is the question at which it dies, as a kill would."""

    questions: QuestionSet
    texts: dict[str, str]
    fails_at: int | None = None
    wrong: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    name: str = "scripted"
    about: dict[str, Any] = field(default_factory=lambda: {"name": "scripted"})
    asked: int = 0

    def load(self, article: dict[str, Any]) -> None: ...

    def text(self, article_id: str) -> str | None:
        return self.texts.get(article_id)

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        self.asked += 1
        if self.asked == self.fails_at:
            raise KeyboardInterrupt
        case = next(c for c in self.questions.cases if c.body() == body)
        if case.id in self.broken:
            raise SystemFailure("answered 500")
        reply = abstention("not_in_corpus") if case.id in self.wrong else oracle(case, self.texts)
        return reply | {"id": f"answer-{self.asked}", "trace": {"ms": {"total": self.asked}}}

    def card(self, article_ids: list[str]) -> dict[str, Any]:
        raise SystemFailure("no cards")

    def summary(self, article_ids: list[str]) -> dict[str, Any]:
        raise SystemFailure("no summaries")


@pytest.fixture
def few(bundled: QuestionSet) -> QuestionSet:
    """Forty cases of both splits."""
    return QuestionSet("few", bundled.articles, bundled.cases[:40], gated=True)


def recorded(few: QuestionSet, texts: dict[str, str], folder: Path, **script: Any) -> Run:
    run = Run(folder)
    record(few, Scripted(few, texts, **script), run, progress=lambda *_: None)
    score_run(run, few, QUIET)
    return run


def test_a_killed_run_ends_with_the_same_bytes(
    few: QuestionSet, texts: dict[str, str], tmp_path: Path
) -> None:
    """Killed after some answers and in the middle of a line, a run asks only the rest and ends alike."""
    whole = recorded(few, texts, tmp_path / "whole")
    broken = Run(tmp_path / "broken")
    with pytest.raises(KeyboardInterrupt):
        record(few, Scripted(few, texts, fails_at=17), broken, progress=lambda *_: None)
    with broken.predictions.open("a") as lines:
        lines.write('{"case_id": "half a li')
    again = Scripted(few, texts)
    record(few, again, broken, progress=lambda *_: None)
    score_run(broken, few, QUIET)
    assert again.asked == len(few.cases) - 16
    for name in ("predictions.jsonl", "scored.jsonl", "report.json", "junit.xml", "report.md", "run.json"):
        assert (broken.folder / name).read_bytes() == (whole.folder / name).read_bytes()


def test_many_jobs_leave_the_same_bytes(few: QuestionSet, texts: dict[str, str], tmp_path: Path) -> None:
    """Answers that arrive out of order are written in the order of the set."""
    one = recorded(few, texts, tmp_path / "one")
    run = Run(tmp_path / "many")
    record(few, Scripted(few, texts), run, jobs=4, progress=lambda *_: None)
    assert run.predictions.read_bytes() == one.predictions.read_bytes()


def test_a_run_of_another_system_is_not_continued(
    few: QuestionSet, texts: dict[str, str], tmp_path: Path
) -> None:
    """Resuming with another system would mix two systems in one figure."""
    recorded(few, texts, tmp_path)
    other = Scripted(few, texts, about={"name": "another"})
    with pytest.raises(BrokenCase, match="another set or system"):
        record(few, other, Run(tmp_path), progress=lambda *_: None)


def test_an_error_is_in_every_denominator_and_no_abstention(
    few: QuestionSet, texts: dict[str, str], tmp_path: Path
) -> None:
    """A system that crashes on unanswerable questions gets no credit for silence, and the run is incomplete."""
    crashed = frozenset(case.id for case in few.cases if not case.answerable) or frozenset({few.cases[0].id})
    run = Run(tmp_path)
    record(few, Scripted(few, texts, broken=crashed), run, progress=lambda *_: None)
    verdict = score_run(run, few, QUIET)
    report = json.loads(run.report.read_text())
    assert verdict.code is Exit.INCOMPLETE
    assert report["counts"] == {"expected": 40, "scored": 40 - len(crashed), "errors": len(crashed)}
    counted = sum(report["splits"][split]["figures"]["truth"]["cases"] for split in ("check", "dev"))
    assert counted == len(few.cases)


def test_a_lost_prediction_is_an_error(few: QuestionSet, texts: dict[str, str], tmp_path: Path) -> None:
    """Deleting a line of a recording cannot raise a figure."""
    run = recorded(few, texts, tmp_path)
    lines = run.predictions.read_text().splitlines(keepends=True)
    run.predictions.write_text("".join(lines[1:]))
    assert score_run(run, few, QUIET).code is Exit.INCOMPLETE


def test_the_gate_holds_what_was_right(few: QuestionSet, texts: dict[str, str], tmp_path: Path) -> None:
    """A regression on check fails, blessing it with a reason passes, and a gain always passes."""
    baseline = tmp_path / "baseline.json"
    lost = next(case.id for case in few.cases if case.split == "check" and case.answerable)
    good = recorded(few, texts, tmp_path / "good")
    worse = recorded(few, texts, tmp_path / "worse", wrong=frozenset({lost}))
    assert gate_run(good, QUIET, baseline).code is Exit.NOT_COMPARABLE
    assert bless_run(good, "the first baseline", baseline).code is Exit.PASS
    assert gate_run(good, QUIET, baseline).code is Exit.PASS
    assert gate_run(worse, QUIET, baseline).code is Exit.FAILED
    assert bless_run(worse, "short", baseline).code is Exit.USAGE
    assert bless_run(worse, "one case given up on purpose", baseline).code is Exit.PASS
    assert gate_run(worse, QUIET, baseline).code is Exit.PASS
    assert gate_run(good, QUIET, baseline).code is Exit.PASS
    assert json.loads(baseline.read_text())["reasons"] == [
        "the first baseline",
        "one case given up on purpose",
    ]


def test_dev_does_not_decide_the_gate(few: QuestionSet, texts: dict[str, str], tmp_path: Path) -> None:
    """What may be looked at while choosing is no judge."""
    baseline = tmp_path / "baseline.json"
    lost = next(case.id for case in few.cases if case.split == "dev" and case.answerable)
    bless_run(recorded(few, texts, tmp_path / "good"), "the first baseline", baseline)
    assert (
        gate_run(recorded(few, texts, tmp_path / "b", wrong=frozenset({lost})), QUIET, baseline).code
        is Exit.PASS
    )


def test_comparing_refuses_what_is_not_alike(few: QuestionSet, texts: dict[str, str], tmp_path: Path) -> None:
    """Two sets, or two scorers, have no common figure; a run and itself have no difference."""
    a = recorded(few, texts, tmp_path / "a")
    fewer = QuestionSet("few", few.articles, few.cases[:-1], gated=True)
    b = recorded(fewer, texts, tmp_path / "b")
    assert compare_runs(a, b, QUIET).code is Exit.NOT_COMPARABLE
    same = compare_runs(a, a, QUIET)
    assert same.sentence == "PASS: 0 cases fixed, 0 regressed from A to B (exit 0)."
    report = json.loads(b.report.read_text()) | {"scorer": "other"}
    a.report.write_text(json.dumps(json.loads(a.report.read_text()) | {"scorer": "older"}))
    assert "scorers differ" in compare_runs(a, recorded(few, texts, tmp_path / "c"), QUIET).why
    assert report["scorer"] == "other"


def test_a_page_shows_hostile_text_and_runs_none(
    few: QuestionSet, texts: dict[str, str], tmp_path: Path
) -> None:
    """Markup in a question, an answer or an article is shown as text, and the page asks for nothing."""
    run = recorded(few, texts, tmp_path)
    rows = [json.loads(line) for line in run.predictions.read_text().splitlines()]
    rows[0]["reply"]["answer"] = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    run.predictions.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert view_run(run, few, run).code is Exit.PASS
    page = (run.folder / "report.html").read_text()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "http://" not in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page


def test_explaining_a_case_names_the_first_failed_stage(
    few: QuestionSet, texts: dict[str, str], tmp_path: Path
) -> None:
    """A needless abstention is called one, whatever else is missing after it."""
    wrong = next(case.id for case in few.cases if case.answerable)
    run = recorded(few, texts, tmp_path, wrong=frozenset({wrong}))
    console = Console(record=True, quiet=True, width=200)
    verdict = explain_case(run, few, wrong, console)
    assert "first failed stage: " in verdict.why
    with pytest.raises(BrokenCase, match="no case 'nothing'"):
        explain_case(run, few, "nothing", console)


def test_a_run_reaches_loopback_only() -> None:
    """Within a run a connection or a name look-up outside this machine is refused; loopback is not."""
    with loopback_only():
        with pytest.raises(NetworkRefused), socket.socket() as outside:
            socket.socket.__base__.connect(outside, ("192.0.2.1", 9))
        with socket.socket() as listener, socket.socket() as caller:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            caller.connect(listener.getsockname())
