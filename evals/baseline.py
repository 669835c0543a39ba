"""The committed baseline of a set: the figures and the right cases that must not be lost."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.report import figures
from evals.scorers.case import Judged

FOLDER = Path(__file__).parent / "baselines"
GATED = "check"
ALWAYS = ("correct_and_cited", "abstained", "truth", "recall@10")
"""Figures that a run of the set cannot lack: one that is gone is a regression, not an omission."""
PERFECT = ("valid", "verbatim")
"""Figures that hold by construction: anything below 1 is a defect, whatever the baseline says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """`figures` and `right` are of the gated split. `reasons` tell why it was blessed, newest last."""

    set: str
    fingerprint: str
    scorer: str
    figures: dict[str, float]
    right: tuple[str, ...]
    reasons: tuple[str, ...]


def baseline_path(set_name: str, folder: Path = FOLDER) -> Path:
    return folder / f"{set_name}.json"


def read_baseline(path: Path) -> Baseline | None:
    """The committed baseline, or None where the set has none yet."""
    if not path.exists():
        return None
    data = json.loads(path.read_text("utf-8"))
    return Baseline(**{**data, "right": tuple(data["right"]), "reasons": tuple(data["reasons"])})


def write_baseline(baseline: Baseline, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(baseline), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def make_baseline(report: dict[str, Any], judged: Sequence[Judged], reasons: tuple[str, ...]) -> Baseline:
    """What this run would commit to."""
    gated = [j for j in judged if j.split == GATED]
    return Baseline(
        set=report["run"]["set"],
        fingerprint=report["run"]["fingerprint"],
        scorer=report["scorer"],
        figures={key: round(interval.value, 6) for key, interval in figures(gated).items()},
        right=tuple(j.id for j in gated if j.right),
        reasons=reasons,
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the gate and how it came out."""

    name: str
    held: bool
    observed: str


def rules(report: dict[str, Any], judged: Sequence[Judged], baseline: Baseline) -> list[Rule]:
    """The ratchet and the floors. Nothing here is a significance test: the run is deterministic."""
    gated = [j for j in judged if j.split == GATED]
    now = {j.id for j in gated if j.right}
    lost = [case_id for case_id in baseline.right if case_id not in now]
    values = {key: interval.value for key, interval in figures(gated).items()}
    gone = [key for key in ALWAYS if key in baseline.figures and key not in values]
    errors = report["counts"]["errors"]
    return [
        Rule("no error", errors == 0, f"{errors} errors"),
        *(Rule(f"{key} = 1", values.get(key, 1.0) == 1.0, f"{values.get(key, 1.0):.3f}") for key in PERFECT),
        Rule("no right case lost", not lost, f"{len(lost)} lost{': ' if lost else ''}{', '.join(lost[:20])}"),
        Rule("no figure missing", not gone, ", ".join(gone) or "all there"),
    ]
