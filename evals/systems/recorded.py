"""A recording: the predictions and texts of an earlier run, or of any system that wrote the same files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.sets import read_lines


@dataclass(frozen=True, slots=True)
class Prediction:
    """What came back for one case: a wire answer, or the error why there is none."""

    case_id: str
    reply: dict[str, Any] | None
    error: str | None = None


def read_predictions(path: Path) -> list[Prediction]:
    """The lines `{case_id, reply, error}` of a recording."""
    return [Prediction(row["case_id"], row.get("reply"), row.get("error")) for row in read_lines(path)]


def read_texts(path: Path) -> dict[str, str]:
    """The canonical texts that the recorded offsets point into."""
    return {row["article_id"]: row["text"] for row in read_lines(path)}
