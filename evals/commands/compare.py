"""`compare`: two runs of the same set under the same scorer, case by case."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.commands.verdict import Exit, Verdict
from evals.report import FIGURES, SPLITS, parts
from evals.running import Run
from evals.scorers.case import Judged
from evals.sets import read_lines
from evals.statistics import Difference, paired


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored run as its files hold it."""

    report: dict[str, Any]
    judged: tuple[Judged, ...]


def read_scored(run: Run) -> Scored:
    """What `run` or `score` wrote."""
    report = json.loads(run.report.read_text("utf-8"))
    return Scored(report, tuple(read_judged(row) for row in read_lines(run.scored)))


def read_judged(row: dict[str, Any]) -> Judged:
    """A judged case from its record."""
    scores = {key: (share[0], share[1]) for key, share in row["scores"].items()}
    return Judged(**{**row, "scores": scores, "ranks": tuple(row["ranks"]), "why": tuple(row["why"])})


def incomparable(a: dict[str, Any], b: dict[str, Any]) -> str | None:
    """Why two reports must not be compared; None where they may."""
    if a["run"]["fingerprint"] != b["run"]["fingerprint"]:
        first, second = (f"{x['run']['set']} {x['run']['fingerprint']}" for x in (a, b))
        return f"the sets differ: {first} and {second}"
    if a["scorer"] != b["scorer"]:
        return f"the scorers differ: {a['scorer']} and {b['scorer']}; score both runs again"
    return None


def differences(a: Sequence[Judged], b: Sequence[Judged], split: str) -> dict[str, Difference]:
    """Every figure's paired difference over the cases of a split."""
    before, after = [j for j in a if j.split == split], [j for j in b if j.split == split]
    found = {f.key: paired(parts(before, f.key), parts(after, f.key)) for f in FIGURES}
    return {key: difference for key, difference in found.items() if difference}


@dataclass(frozen=True, slots=True)
class Flips:
    """Ids of the cases that changed sides."""

    fixed: tuple[str, ...]
    regressed: tuple[str, ...]


def flips(a: Sequence[Judged], b: Sequence[Judged]) -> Flips:
    """Which cases became right and which became wrong."""
    was = {j.id: j.right for j in a}
    return Flips(
        tuple(j.id for j in b if j.right and not was[j.id]),
        tuple(j.id for j in b if was[j.id] and not j.right),
    )


def compare_runs(a: Run, b: Run, console: Console) -> Verdict:
    """Print the differences; refuse where the two are not about the same thing."""
    first, second = read_scored(a), read_scored(b)
    refusal = incomparable(first.report, second.report)
    if refusal:
        return Verdict(Exit.NOT_COMPARABLE, refusal)
    for split in SPLITS:
        console.print(_table(split, differences(first.judged, second.judged, split)))
    changed = flips(first.judged, second.judged)
    for word, ids in (("FIXED", changed.fixed), ("REGRESSED", changed.regressed)):
        for case_id in ids:
            console.print(f"{word} {case_id}", highlight=False)
    return Verdict(
        Exit.PASS, f"{len(changed.fixed)} cases fixed, {len(changed.regressed)} regressed from A to B"
    )


def _table(split: str, found: dict[str, Difference]) -> Table:
    table = Table(title=split, title_justify="left")
    for column in ("figure", "B - A", "95 %", "fixed/regressed", "p"):
        table.add_column(column, justify="left" if column == "figure" else "right")
    for figure in FIGURES:
        d = found.get(figure.key)
        if d:
            p = "" if d.p is None else f"{d.p:.3f}"
            spread = f"{d.low:+.3f} {d.high:+.3f}"
            table.add_row(figure.label, f"{d.delta:+.3f}", spread, f"{d.fixed}/{d.regressed}", p)
    return table
