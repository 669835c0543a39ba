"""The report as Markdown, for the summary of a CI job."""

from collections.abc import Sequence
from typing import Any

from evals.report import FIGURES, SPLITS
from evals.scorers.case import Judged


def markdown(report: dict[str, Any], judged: Sequence[Judged]) -> str:
    """A table of figures by split, one of kinds, and the cases that are wrong."""
    return "\n".join([*_figures(report), "", *_kinds(report), "", *_wrong(judged), ""])


def _figures(report: dict[str, Any]) -> list[str]:
    counts = report["counts"]
    lines = [
        f"## {report['run']['set']}: {counts['scored']} of {counts['expected']} cases scored",
        "",
        "| figure | " + " | ".join(f"{split} (95 %)" for split in SPLITS) + " |",
        "|---|" + "---|" * len(SPLITS),
    ]
    for figure in FIGURES:
        cells = [_cell(report["splits"][split]["figures"].get(figure.key)) for split in SPLITS]
        if any(cells):
            lines.append(f"| {figure.label} | " + " | ".join(cells) + " |")
    return lines


def _cell(values: dict[str, Any] | None) -> str:
    return f"{values['value']:.3f} ({values['low']:.2f}-{values['high']:.2f})" if values else ""


def _kinds(report: dict[str, Any]) -> list[str]:
    rows = [f"| {kind} | {v['right']} of {v['cases']} |" for kind, v in report["kinds"].items()]
    return ["| kind | right |", "|---|---|", *rows]


def _wrong(judged: Sequence[Judged]) -> list[str]:
    rows = [
        f"| `{j.id}` | {j.split} | {j.stage} | {_escape('; '.join(j.why))} |" for j in judged if not j.right
    ]
    return ["| wrong | split | first failed stage | why |", "|---|---|---|---|", *rows]


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
