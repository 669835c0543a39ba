"""`view`: one HTML page about a run, that works from disk, without scripts and without a network."""

from evals.commands.compare import flips, incomparable, read_scored
from evals.commands.verdict import Exit, Verdict
from evals.page import Row, page
from evals.running import Run
from evals.sets import QuestionSet
from evals.systems.recorded import read_predictions, read_texts


def view_run(run: Run, questions: QuestionSet, against: Run | None = None) -> Verdict:
    """Write `report.html` into the run's folder; `against` adds what changed since another run."""
    scored = read_scored(run)
    before = read_scored(against) if against else None
    refusal = incomparable(before.report, scored.report) if before else None
    if refusal:
        return Verdict(Exit.NOT_COMPARABLE, refusal)
    replies = {prediction.case_id: prediction for prediction in read_predictions(run.predictions)}
    cases = {case.id: case for case in questions.cases}
    rows = [
        Row(cases[j.id], j, replies[j.id].reply) for j in scored.judged if j.id in cases and j.id in replies
    ]
    changed = flips(before.judged, scored.judged) if before else None
    path = run.folder / "report.html"
    path.write_text(page(scored.report, rows, read_texts(run.texts), changed), encoding="utf-8")
    return Verdict(Exit.PASS, f"{len(rows)} cases written to {path}")
