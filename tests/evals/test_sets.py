"""The bundled set is fit for use, broken sets are refused by name, and plain sets can be read."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.case import BrokenCase, Gold, Span
from evals.lint import lint
from evals.sets import BUNDLED, QuestionSet, load_set
from evals.split import side

SHARED = Path(__file__).parents[2].parent / "shared" / "evals"


def test_the_bundled_set_is_large_clean_and_split_by_company(bundled: QuestionSet) -> None:
    """At least 300 cases, both splits substantial, a fifth unanswerable, nothing for lint to say."""
    assert lint(bundled) == []
    assert len(bundled.cases) >= 300
    splits = Counter(case.split for case in bundled.cases)
    assert min(splits.values()) >= 150
    assert sum(not case.answerable for case in bundled.cases) >= len(bundled.cases) / 5
    assert sum(case.id.split("-")[0] in {"stepstar", "quillfern"} for case in bundled.cases) >= 20


def test_a_case_about_a_check_company_is_never_dev() -> None:
    """Several companies in one question count as check as soon as one of them does."""
    names = [f"company{n}" for n in range(40)]
    check = next(name for name in names if side(name) == "check")
    assert all(side(f"{name}+{check}") == "check" for name in names)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"evidence": ((Span(article_id="nowhere", quote="x"),),)}, "unknown article"),
        (
            {"evidence": ((Span(article_id="quillfern-series-a", quote="It never said this."),),)},
            "does not say",
        ),
        ({"answers": ()}, "without an answer"),
        ({"forbidden": (Gold(type="entity", value="Doverlark"),)}, "also forbidden"),
        ({"expect": "abstain"}, "yet has an answer"),
        ({"expect": "report_conflict"}, "fewer than two"),
        ({"kind": "follow_up"}, "without history"),
        ({"kind": "filter"}, "has none"),
        ({"as_of": "2020-01-01"}, "its evidence from"),
        ({"cluster": "nobody-in-particular", "split": "check"}, "belongs to"),
    ],
)
def test_a_broken_case_is_found(change: dict[str, Any], finding: str, bundled: QuestionSet) -> None:
    """Each rule of lint finds its own kind of damage."""
    case = next(c for c in bundled.cases if c.id == "quillfern-series-a-lead")
    if "cluster" in change:
        change |= {"split": "dev" if side(change["cluster"]) == "check" else "check"}
    damaged = replace(bundled, cases=(replace(case, **change),))
    assert any(finding in line for line in lint(damaged)), lint(damaged)


def test_repeated_ids_and_questions_are_found(bundled: QuestionSet) -> None:
    """The same case twice is reported for its id and for its question."""
    twice = replace(bundled, cases=(bundled.cases[0], bundled.cases[0]))
    assert len([line for line in lint(twice) if "times" in line or "nearly" in line]) == 2


def test_a_row_that_breaks_the_schema_is_named(tmp_path: Path) -> None:
    """The file, the line, the case and the place in it are in the message."""
    about = {"name": "x", "gated": False, "articles": [], "cases": ["cases.jsonl"]}
    (tmp_path / "set.json").write_text(json.dumps(about))
    row = {
        "id": "a-b",
        "kind": "money",
        "cluster": "a",
        "split": "dev",
        "question": "How much?",
        "expect": "answer",
        "answers": [{"type": "money", "value": "5 million"}],
        "evidence": [],
    }
    (tmp_path / "cases.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(BrokenCase, match=r"cases.jsonl line 1 \(a-b\): answers/0"):
        load_set(tmp_path)
    (tmp_path / "cases.jsonl").write_text("{nonsense\n")
    with pytest.raises(BrokenCase, match="line 1 is not JSON"):
        load_set(tmp_path)


def test_a_folder_without_a_set_says_so(tmp_path: Path) -> None:
    """Nothing is guessed about a folder that holds no set."""
    with pytest.raises(BrokenCase, match="no question set"):
        load_set(tmp_path)


def test_a_plain_set_becomes_typed_cases(tmp_path: Path) -> None:
    """Untyped answers are typed by reading them, and flat evidence becomes one group."""
    article = {"id": "a", "text": "Acme raised €5 million from Birch. It sits in Oslo."}
    row = {
        "id": "q-1",
        "kind": "money",
        "question": "How much did Acme raise, and from whom?",
        "answerable": True,
        "answers": ["€5 million; Birch"],
        "evidence": [{"article_id": "a", "quote": "Acme raised €5 million from Birch."}],
    }
    (tmp_path / "articles.jsonl").write_text(json.dumps(article) + "\n")
    (tmp_path / "cases.jsonl").write_text(json.dumps(row) + "\n")
    case = load_set(tmp_path).cases[0]
    assert [(gold.type, gold.value, gold.currency) for gold in case.answers] == [
        ("money", "5000000", "EUR"),
        ("entity", "Birch", None),
    ]
    assert case.evidence == ((Span(article_id="a", quote="Acme raised €5 million from Birch."),),)


@pytest.mark.skipif(not SHARED.exists(), reason="the external sets are not here")
@pytest.mark.parametrize("name", ["deals-dev", "squad2", "deals1987"])
def test_external_sets_load(name: str) -> None:
    """Sets outside the checkout are read in the plain form, never gated."""
    loaded = load_set(SHARED / name)
    assert loaded.cases
    assert not loaded.gated


def test_the_bundled_form_is_documented_by_its_schema() -> None:
    """Every field that a case of the bundled set uses is one that the schema names."""
    schema = json.loads((BUNDLED.parent / "case.schema.json").read_text())
    used = {key for line in (BUNDLED / "samples.jsonl").read_text().splitlines() for key in json.loads(line)}
    assert used <= set(schema["properties"])
