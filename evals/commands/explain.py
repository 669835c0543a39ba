"""`explain CASE`: everything about one case on one screen, and the first stage that failed."""

import json
from typing import Any

from rich.console import Console
from rich.markup import escape

from evals.case import BrokenCase, Case
from evals.commands.verdict import Exit, Verdict
from evals.oracle import written
from evals.running import Run
from evals.scorers.case import Judged
from evals.scorers.grounds import find_grounds
from evals.scoring import score
from evals.sets import QuestionSet
from evals.systems.recorded import read_predictions, read_texts

SHOWN_HITS = 5


def explain_case(run: Run, questions: QuestionSet, case_id: str, console: Console) -> Verdict:
    """Print the question, what was found, cited and said, the gold, and what went wrong first."""
    case = next((c for c in questions.cases if c.id == case_id), None)
    if case is None:
        raise BrokenCase(f"{questions.name} has no case {case_id!r}")
    texts = read_texts(run.texts)
    prediction = next((p for p in read_predictions(run.predictions) if p.case_id == case_id), None)
    judged = score([case], [prediction] if prediction else [], texts)[0]
    _question(case, console)
    if prediction and prediction.reply:
        _reply(prediction.reply, texts, console)
    else:
        console.print(f"no reply: {prediction.error if prediction else 'case not recorded'}", markup=False)
    _gold(case, texts, console)
    return _verdict(judged, console)


def _question(case: Case, console: Console) -> None:
    console.rule(f"{case.id}  ({case.kind}, {case.split}, {case.cluster})")
    for turn in case.history:
        console.print(f"  {turn['role']}: {turn['content']}", markup=False)
    console.print(f"[bold]{escape(case.question)}[/bold]")
    if case.filters or case.as_of:
        console.print(f"  {json.dumps(case.filters, ensure_ascii=False)} as of {case.as_of}", markup=False)


def _reply(reply: dict[str, Any], texts: dict[str, str], console: Console) -> None:
    console.print(f"\n[bold]said[/bold] ({reply['status']}, {reply['reason']}, {reply['confidence']:.2f})")
    console.print(f"  {reply['answer']}", markup=False)
    for citation in reply["citations"]:
        around = _around(texts.get(citation["article_id"], ""), citation["start"], citation["end"])
        console.print(f"  [{citation['n']}] {citation['article_id']}:", markup=False)
        console.print(f"      {around}")
    for drop in reply.get("dropped", ()):
        console.print(f"  dropped by {drop['check']}: {drop['text']} ({drop['detail']})", markup=False)
    console.print("\n[bold]retrieved[/bold]")
    for at, hit in enumerate(reply["search"]["hits"][:SHOWN_HITS], 1):
        text = texts.get(hit["article_id"], "")[hit["start"] : hit["end"]]
        console.print(f"  {at}. {hit['article_id']}: {' '.join(text.split())[:150]}", markup=False)


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    parts = (escape(before), f"[reverse]{escape(text[start:end])}[/reverse]", escape(after))
    return " ".join("".join(parts).split())


def _gold(case: Case, texts: dict[str, str], console: Console) -> None:
    console.print(f"\n[bold]gold[/bold] ({case.expect}{', ' + case.reason if case.reason else ''})")
    for gold in case.answers:
        console.print(f"  {gold.type}: {written(gold)}  {' | '.join(gold.aliases)}", markup=False)
    for gold in case.forbidden:
        console.print(f"  forbidden: {written(gold)}", markup=False)
    for n, group in enumerate(case.evidence, 1):
        for span in group:
            console.print(f"  evidence {n}, {span.article_id}: {span.quote}", markup=False)
    if case.evidence and not find_grounds(case, texts).readable:
        console.print("  no group of this evidence stands in the texts of the system")
    if case.note:
        console.print(f"  note: {case.note}", markup=False)


def _verdict(judged: Judged, console: Console) -> Verdict:
    console.print(f"\nevidence found at ranks {list(judged.ranks)}", markup=False)
    for line in judged.why:
        console.print(f"  {line}", markup=False)
    if judged.right:
        return Verdict(Exit.PASS, f"{judged.id} is right")
    return Verdict(Exit.PASS, f"{judged.id} is wrong; first failed stage: {judged.stage}")
