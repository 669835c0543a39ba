"""Sets in the plain form: `articles.jsonl` and `cases.jsonl` with untyped answers and flat evidence."""

from pathlib import Path
from typing import Any

from evals.case import parse_case
from evals.sets import QuestionSet, posted, read_lines
from evals.typing_gold import typed, typed_answers


def load_plain(folder: Path) -> QuestionSet:
    """A set of the plain form. Every case counts as `check`: nothing was ever chosen on it."""
    articles = tuple(posted(row) for row in read_lines(folder / "articles.jsonl"))
    cases = tuple(parse_case(plain_case(row)) for row in read_lines(folder / "cases.jsonl"))
    return QuestionSet(folder.name, articles, cases)


def plain_case(row: dict[str, Any]) -> dict[str, Any]:
    """A case of our own form from a plain row."""
    answerable = row["answerable"]
    limits = {"article_ids": [row["context_article_id"]]} if row.get("context_article_id") else {}
    return {
        "id": row["id"],
        "kind": row["kind"],
        "cluster": str(row.get("group") or _cluster(row)),
        "split": "check",
        "question": row["question"],
        "expect": "answer" if answerable else "abstain",
        "history": row.get("history", []),
        "filters": limits | row.get("filters", {}),
        "answers": _answers(row) if answerable else [],
        "forbidden": [typed([text], "text") for text in row.get("must_not_include", [])],
        "evidence": _evidence(row) if answerable else [],
        "note": row.get("notes", ""),
    }


def _cluster(row: dict[str, Any]) -> str:
    """Questions about one article are not independent; without an article the case stands alone."""
    return str(row.get("context_article_id") or next((e["article_id"] for e in row["evidence"]), row["id"]))


def _answers(row: dict[str, Any]) -> list[dict[str, Any]]:
    groups = row.get("answer_groups")
    if groups:
        return [typed(group, row["kind"]) for group in groups]
    return typed_answers(row["answers"], row["kind"])


def _evidence(row: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Spans are an AND-group; where every span is itself an answer, each alone is enough (an OR)."""
    spans = [{"article_id": e["article_id"], "quote": e["quote"]} for e in row["evidence"]]
    if row.get("answer_groups"):
        firsts = [next((s for s in spans if s["quote"] in g), None) for g in row["answer_groups"]]
        return [[s for s in firsts if s]] if any(firsts) else [[s] for s in spans]
    if spans and all(span["quote"] in row["answers"] for span in spans):
        return [[span] for span in spans]
    return [spans] if spans else []
