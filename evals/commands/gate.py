"""`gate` and `bless`: what was right stays right, unless somebody says why not."""

from pathlib import Path
from typing import Any

from rich.console import Console

from evals.baseline import Baseline, baseline_path, make_baseline, read_baseline, rules, write_baseline
from evals.commands.compare import read_scored
from evals.commands.verdict import Exit, Verdict
from evals.running import Run


def gate_run(run: Run, console: Console, path: Path | None = None) -> Verdict:
    """Hold a scored run of the bundled set against its committed baseline."""
    scored = read_scored(run)
    baseline = read_baseline(path or baseline_path(scored.report["run"]["set"]))
    refusal = _refusal(scored.report, baseline)
    if refusal or baseline is None:
        return Verdict(Exit.NOT_COMPARABLE, refusal or "there is no baseline")
    found = rules(scored.report, scored.judged, baseline)
    for rule in found:
        console.print(f"{'ok  ' if rule.held else 'FAIL'} {rule.name}: {rule.observed}", highlight=False)
    broken = [rule.name for rule in found if not rule.held]
    if broken:
        return Verdict(
            Exit.FAILED, f"gate broken: {', '.join(broken)}; see `explain CASE`, or `bless --reason`"
        )
    gained = len(set(make_baseline(scored.report, scored.judged, ()).right) - set(baseline.right))
    return Verdict(Exit.PASS, f"no right case lost, {gained} gained on check")


def bless_run(run: Run, reason: str, path: Path | None = None) -> Verdict:
    """Make this run the baseline; the reason is kept with it."""
    if len(reason.strip()) < 10:
        return Verdict(Exit.USAGE, "a baseline changes for a reason; say which in --reason")
    scored = read_scored(run)
    if scored.report["counts"]["errors"]:
        return Verdict(Exit.INCOMPLETE, "a run with errors cannot be a baseline")
    where = path or baseline_path(scored.report["run"]["set"])
    before = read_baseline(where)
    baseline = make_baseline(scored.report, scored.judged, (*(before.reasons if before else ()), reason))
    write_baseline(baseline, where)
    lost = len(set(before.right) - set(baseline.right)) if before else 0
    return Verdict(Exit.PASS, f"{where.name}: {len(baseline.right)} right on check, {lost} given up")


def _refusal(report: dict[str, Any], baseline: Baseline | None) -> str | None:
    if baseline is None:
        return f"{report['run']['set']} has no baseline; `bless` makes one"
    if baseline.fingerprint != report["run"]["fingerprint"]:
        now = report["run"]["fingerprint"]
        return f"the set is {now}, the baseline was made on {baseline.fingerprint}; `bless` anew"
    if baseline.scorer != report["scorer"]:
        return f"the scorer is {report['scorer']}, the baseline was made by {baseline.scorer}; `bless` anew"
    return None
