"""`score`: judge a recording again, without asking anybody."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console

from evals.cards import load_deals
from evals.commands.verdict import Exit, Verdict
from evals.console import deals_table, footnotes, summary_table
from evals.junit import junit
from evals.markdown import markdown
from evals.report import build_report
from evals.running import Run, write_lines
from evals.scorers.case import Judged
from evals.scoring import score, score_deals, scorer_fingerprint
from evals.sets import QuestionSet
from evals.systems.recorded import read_predictions, read_texts


def score_run(run: Run, questions: QuestionSet, console: Console) -> Verdict:
    """Judge what the run recorded, write `scored.jsonl`, the report in three forms, and print the table."""
    judged = judge_run(run, questions)
    about = json.loads(run.about.read_text("utf-8"))
    golds = load_deals(questions.deals) if questions.deals else ()
    deals = score_deals(golds, run.cards, read_texts(run.texts))
    report = build_report(judged, about, scorer_fingerprint(), deals)
    write_lines(run.scored, (j.record() for j in judged))
    _write(run.report, json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    _write(run.folder / "report.md", markdown(report, judged))
    _write(run.folder / "junit.xml", junit(questions.name, judged))
    console.print(summary_table(report))
    table = deals_table(report)
    if table:
        console.print(table)
    for line in footnotes(report):
        console.print(line, highlight=False)
    return verdict(report)


def judge_run(run: Run, questions: QuestionSet) -> list[Judged]:
    """The run's recording judged case by case."""
    return score(questions.cases, read_predictions(run.predictions), read_texts(run.texts))


def verdict(report: dict[str, Any]) -> Verdict:
    """Complete where every case was scored; how good the figures are is for `gate` to say."""
    counts = report["counts"]
    if counts["errors"]:
        return Verdict(Exit.INCOMPLETE, f"{counts['errors']} of {counts['expected']} cases have no answer")
    headline = report["splits"]["check"]["figures"].get("correct_and_cited")
    figure = f", correct and cited {headline['value']:.3f} on check" if headline else ""
    return Verdict(Exit.PASS, f"{counts['scored']} of {counts['expected']} cases scored{figure}")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
