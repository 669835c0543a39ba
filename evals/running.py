"""A run: post the articles, fetch their texts, ask every case, and write each reply as it comes.

A run's folder holds `run.json` (what was measured), `texts.jsonl`, `predictions.jsonl` (no times, so that
two runs can be compared byte by byte) and `times.jsonl`.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.cards import DealGold, load_deals
from evals.case import BrokenCase, Case
from evals.sets import QuestionSet
from evals.systems.recorded import Prediction, read_predictions
from evals.systems.system import System, SystemFailure

Progress = Callable[[str, int, int], None]
UNREPEATABLE = ("id", "trace")


@dataclass(frozen=True, slots=True)
class Run:
    """The files of one run."""

    folder: Path

    @property
    def about(self) -> Path:
        return self.folder / "run.json"

    @property
    def texts(self) -> Path:
        return self.folder / "texts.jsonl"

    @property
    def predictions(self) -> Path:
        return self.folder / "predictions.jsonl"

    @property
    def cards(self) -> Path:
        return self.folder / "cards.jsonl"

    @property
    def times(self) -> Path:
        return self.folder / "times.jsonl"

    @property
    def scored(self) -> Path:
        return self.folder / "scored.jsonl"

    @property
    def report(self) -> Path:
        return self.folder / "report.json"


def record(questions: QuestionSet, system: System, run: Run, *, jobs: int = 1, progress: Progress) -> None:
    """Run every case that the folder lacks; killed and started again it ends with the same bytes."""
    about = {"set": questions.name, "fingerprint": questions.fingerprint, "system": system.about}
    done = _begin(run, about)
    for at, article in enumerate(questions.articles, 1):
        system.load(article)
        progress("articles", at, len(questions.articles))
    write_lines(run.texts, _texts(questions, system))
    waiting = [case for case in questions.cases if case.id not in done]
    with run.predictions.open("a", encoding="utf-8") as lines, run.times.open("a", encoding="utf-8") as clock:
        for at, (prediction, spent) in enumerate(_ask_all(waiting, system, jobs), 1):
            lines.write(_line(_row(prediction)))
            lines.flush()
            clock.write(_line({"case_id": prediction.case_id, "ms": spent}))
            progress("questions", len(done) + at, len(questions.cases))
    _settle(run, questions)
    if questions.deals:
        write_lines(run.cards, (_deal(gold, system) for gold in load_deals(questions.deals)))


def _deal(gold: DealGold, system: System) -> dict[str, Any]:
    """The card and the brief of one deal; what fails is written as the error it was."""
    row: dict[str, Any] = {"id": gold.id}
    for name, fetch in (("cards", system.card), ("brief", system.summary)):
        try:
            row[name] = {
                key: v for key, v in fetch(list(gold.article_ids)).items() if key not in UNREPEATABLE
            }
        except SystemFailure as failure:
            row[name], row["error"] = None, str(failure)
    return row


def _begin(run: Run, about: dict[str, Any]) -> set[str]:
    """The ids already answered by the same system on the same set; another folder is refused."""
    run.folder.mkdir(parents=True, exist_ok=True)
    if run.about.exists() and json.loads(run.about.read_text("utf-8")) != about:
        raise BrokenCase(
            f"{run.folder} holds a run of another set or system; choose another --out or delete it"
        )
    run.about.write_text(
        json.dumps(about, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    if not run.predictions.exists():
        return set()
    whole = [line for line in run.predictions.read_bytes().split(b"\n")[:-1] if line]
    run.predictions.write_bytes(b"".join(line + b"\n" for line in whole))
    return {prediction.case_id for prediction in read_predictions(run.predictions)}


def _texts(questions: QuestionSet, system: System) -> Iterator[dict[str, Any]]:
    for article in questions.articles:
        text = system.text(article["id"])
        if text is not None:
            yield {"article_id": article["id"], "text": text}


def _ask_all(cases: list[Case], system: System, jobs: int) -> Iterator[tuple[Prediction, float]]:
    if jobs == 1:
        yield from (_ask(case, system) for case in cases)
        return
    with ThreadPoolExecutor(jobs) as pool:
        for future in as_completed([pool.submit(_ask, case, system) for case in cases]):
            yield future.result()


def _ask(case: Case, system: System) -> tuple[Prediction, float]:
    started = time.perf_counter()
    try:
        reply = system.ask(case.body())
        kept = {key: value for key, value in reply.items() if key not in UNREPEATABLE}
        prediction = Prediction(case.id, kept)
    except SystemFailure as failure:
        prediction = Prediction(case.id, None, str(failure))
    return prediction, round((time.perf_counter() - started) * 1000, 2)


def _settle(run: Run, questions: QuestionSet) -> None:
    """Put the lines in the order of the set, so that neither threads nor a kill leave a trace."""
    by_id = {prediction.case_id: prediction for prediction in read_predictions(run.predictions)}
    write_lines(run.predictions, (_row(by_id[case.id]) for case in questions.cases))


def _row(prediction: Prediction) -> dict[str, Any]:
    return {"case_id": prediction.case_id, "reply": prediction.reply, "error": prediction.error}


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Replace a JSON Lines file in one step."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as lines:
        lines.writelines(_line(row) for row in rows)
    beside.replace(path)


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
