"""Systems under test: kept vectors stand in for computed ones, and recorded drafts for a model."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from evals.case import BrokenCase
from evals.commands.run import Options, run_set
from evals.commands.verdict import Exit
from evals.running import Run
from evals.sets import QuestionSet
from evals.systems.http import HttpSystem
from evals.systems.recorded import read_predictions
from evals.systems.replay import read_drafts
from evals.systems.system import SystemFailure
from evals.vectors import KeptEmbedder, load_vectors, save_vectors
from service.ports import Matrix, PassageVectors


class Counting:
    """An embedder of three dimensions that counts what it is asked."""

    name = "counting"
    dimensions = 3

    def __init__(self) -> None:
        self.asked = 0

    def embed(self, texts: Sequence[str]) -> Matrix:
        self.asked += len(texts)
        rows = np.array([[len(t) + 1, t.count("a"), 1] for t in texts], dtype=np.float32).reshape(-1, 3)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[PassageVectors]:
        return [
            PassageVectors(self.embed([text])[0], self.embed([text[a:b] for a, b in part]))
            for text, part in zip(texts, spans, strict=True)
        ]

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def test_kept_vectors_are_the_computed_ones_and_cost_nothing(tmp_path: Path) -> None:
    """What was kept comes back alike from the file, without the embedder being asked again."""
    first, behind = KeptEmbedder(Counting()), Counting()
    question = first.embed(["who led?", "banana"])
    passage = first.embed_passages(["Alba paid. Bo left."], [[(0, 10), (11, 19)]])[0]
    save_vectors(first.used, tmp_path / "v.npz")
    again = KeptEmbedder(behind, load_vectors(tmp_path / "v.npz"))
    assert np.array_equal(again.embed(["who led?", "banana"]), question)
    kept = again.embed_passages(["Alba paid. Bo left."], [[(0, 10), (11, 19)]])[0]
    assert np.array_equal(kept.whole, passage.whole)
    assert kept.sentences is not None
    assert passage.sentences is not None
    assert np.array_equal(kept.sentences, passage.sentences)
    assert behind.asked == 0
    again.embed(["new"])
    assert behind.asked == 1


def test_kept_vectors_are_unit_vectors_close_to_the_computed_ones() -> None:
    """Rounding to float16 keeps the direction."""
    exact, kept = (
        Counting().embed(["a long enough text"]),
        KeptEmbedder(Counting()).embed(["a long enough text"]),
    )
    assert float((exact * kept).sum()) == pytest.approx(1.0, abs=1e-3)
    assert float(np.linalg.norm(kept)) == pytest.approx(1.0, abs=1e-6)


def test_other_spans_or_another_embedder_are_another_key() -> None:
    """A vector pooled over other sentences, or by another model, is never taken for this one."""
    behind = Counting()
    kept = KeptEmbedder(behind)
    kept.embed_passages(["ab cd"], [[(0, 2)]])
    asked = behind.asked
    kept.embed_passages(["ab cd"], [[(0, 5)]])
    assert behind.asked > asked


@pytest.mark.slow
def test_recorded_drafts_go_through_the_whole_generative_path(bundled: QuestionSet, tmp_path: Path) -> None:
    """A draft with an invented figure is not shown, one that finds nothing abstains, none is an error."""
    drafts = [
        {"case_id": "stepstar-revenue", "draft_text": "NOT_FOUND: the revenue", "label": "right"},
        {"case_id": "stepstar-founded", "draft_text": "It raised $123 million. [1]", "label": "invented"},
    ]
    (tmp_path / "drafts.jsonl").write_text("".join(json.dumps(draft) + "\n" for draft in drafts))
    small = QuestionSet("small", bundled.articles[30:31], bundled.cases)
    options = Options(out=tmp_path / "run", drafts=tmp_path / "drafts.jsonl")
    assert run_set(small, options, Console(quiet=True)).code is Exit.PASS
    found = read_predictions(Run(tmp_path / "run").predictions)
    assert [p.case_id for p in found] == ["stepstar-revenue-1", "stepstar-founded-2"]
    assert all(p.reply and p.reply["status"] == "abstained" for p in found)
    assert "123" not in str(found[1].reply and found[1].reply["claims"])


def test_drafts_for_unknown_cases_and_disorder_are_refused(bundled: QuestionSet, tmp_path: Path) -> None:
    """A draft must have its case, and drafts are told in order."""
    path = tmp_path / "drafts.jsonl"
    path.write_text(json.dumps({"case_id": "nobody", "draft_text": "x", "label": "right"}) + "\n")
    assert read_drafts(path)[0].label == "right"
    with pytest.raises(BrokenCase, match="'nobody'"):
        run_set(bundled, Options(out=tmp_path / "run", drafts=path), Console(quiet=True))
    with pytest.raises(BrokenCase, match="in order"):
        run_set(bundled, Options(out=tmp_path / "run", drafts=path, jobs=2), Console(quiet=True))


def test_a_service_that_is_not_there_is_a_failure_and_no_answer() -> None:
    """A refused connection names the address's path and the cause."""
    with pytest.raises(SystemFailure, match="POST /v1/ask"):
        HttpSystem("http://127.0.0.1:1").ask({"question": "x"})
