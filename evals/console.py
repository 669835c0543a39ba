"""What a person reads in the terminal: progress, one table, one last sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from evals.report import DEAL_FIGURES, FIGURES, SPLITS
from evals.running import Progress as Step


@contextmanager
def progress_bar(console: Console) -> Iterator[Step]:
    """A bar a stage; nothing is drawn where the output is no terminal."""
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield step


def summary_table(report: dict[str, Any], deltas: dict[str, tuple[float, int, int]] | None = None) -> Table:
    """One row a figure; deltas and flips are those of `check`."""
    counts = report["counts"]
    table = Table(
        title=f"{report['run']['set']}  {counts['expected']} cases, {counts['errors']} errors",
        title_justify="left",
    )
    table.add_column("figure")
    for split in SPLITS:
        about = report["splits"][split]
        table.add_column(f"{split} ({about['cases']})", justify="right")
        table.add_column("95 %", justify="right")
    if deltas is not None:
        table.add_column("against baseline", justify="right")
        table.add_column("fixed/regressed", justify="right")
    for figure in FIGURES:
        row = [
            cell for split in SPLITS for cell in _cells(report["splits"][split]["figures"].get(figure.key))
        ]
        if any(row):
            extra = _delta(deltas.get(figure.key)) if deltas is not None else []
            table.add_row(figure.label, *row, *extra, style="bold" if figure.headline else "")
    return table


def deals_table(report: dict[str, Any]) -> Table | None:
    """Cards and briefs by split; none where the set grades no deal."""
    if not any(report["deals"][split]["deals"] for split in SPLITS):
        return None
    table = Table(title="deal cards and briefs (reported, not gated)", title_justify="left")
    table.add_column("figure")
    for split in SPLITS:
        table.add_column(f"{split} ({report['deals'][split]['deals']} deals)", justify="right")
    for figure in DEAL_FIGURES:
        found = [report["deals"][split]["figures"].get(figure.key) for split in SPLITS]
        table.add_row(figure.label, *(f"{values['value']:.3f}" if values else "" for values in found))
    return table


def _cells(values: dict[str, float] | None) -> list[str]:
    if not values:
        return ["", ""]
    return [f"{values['value']:.3f}", f"{values['low']:.2f}-{values['high']:.2f}"]


def _delta(delta: tuple[float, int, int] | None) -> list[str]:
    return [f"{delta[0]:+.3f}", f"{delta[1]}/{delta[2]}"] if delta else ["", ""]


def footnotes(report: dict[str, Any]) -> list[str]:
    """What stands below the table: stages that failed first, risk, and what this set can see."""
    check = report["splits"]["check"]
    lines = ["first failed stage: " + (", ".join(f"{k} {v}" for k, v in report["stages"].items()) or "none")]
    risk = {name: value for name, value in check["risk"].items() if value is not None}
    if risk:
        lines.append("risk and coverage (check): " + ", ".join(f"{k} {v:.3f}" for k, v in risk.items()))
    if check["smallest_drop"] is not None:
        lines.append(f"smallest drop of truth that check can show (80 % power): {check['smallest_drop']:.3f}")
    return lines
