"""From a recording to judged cases; every expected case is there, whatever the recording lacks."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from evals.cards import DealGold
from evals.case import Case
from evals.reply import BrokenReply, Reply, parse_reply
from evals.scorers.case import Judged, judge, judge_error
from evals.scorers.deals import judge_deal
from evals.scorers.retrieval import Ranking, graded
from evals.sets import read_lines
from evals.systems.recorded import Prediction


def score(cases: Iterable[Case], predictions: Iterable[Prediction], texts: dict[str, str]) -> list[Judged]:
    """Judge every case, in the order of the set."""
    by_id = {prediction.case_id: prediction for prediction in predictions}
    return _with_ranking([_judge(case, by_id.get(case.id), texts) for case in cases])


def _judge(case: Case, prediction: Prediction | None, texts: dict[str, str]) -> Judged:
    if prediction is None:
        return judge_error(case, "no prediction for this case")
    if prediction.reply is None:
        return judge_error(case, prediction.error or "no reply and no error")
    try:
        reply: Reply = parse_reply(prediction.reply)
    except BrokenReply as broken:
        return judge_error(case, str(broken))
    return judge(case, reply, texts)


def _with_ranking(judged: list[Judged]) -> list[Judged]:
    """Add nDCG and reciprocal rank, which `ir_measures` computes for all cases at once."""
    grades = graded({j.id: Ranking(j.ranks) for j in judged if j.answerable and j.ranks})
    none = {"ndcg@10": 0.0, "rr": 0.0}
    return [
        replace(j, scores=j.scores | {name: (value, 1) for name, value in grades.get(j.id, none).items()})
        if j.answerable
        else j
        for j in judged
    ]


def score_deals(golds: Iterable[DealGold], recorded: Path, texts: dict[str, str]) -> list[Judged]:
    """Judge the cards and briefs of a run; a deal that was not recorded counts as not found."""
    rows = {row["id"]: row for row in read_lines(recorded)} if recorded.exists() else {}
    found = [(gold, rows.get(gold.id, {})) for gold in golds]
    return [judge_deal(gold, row.get("cards"), row.get("brief"), texts) for gold, row in found]


def scorer_fingerprint() -> str:
    """Of the code that judges, so that figures of two scorers are never compared."""
    here = Path(__file__).parent
    files = sorted([*here.glob("scorers/*.py"), here / "fold.py", here / "sentences.py", here / "reply.py"])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
