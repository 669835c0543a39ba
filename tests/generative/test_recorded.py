"""Recorded drafts, labelled by hand, replayed through parser and verifier without a model."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evals.record_drafts import offered
from evals.sets import read_lines
from service.answering.draft import parse
from service.domain.answer import Support
from service.domain.draft import DraftSentence
from service.stories.draft import checked

RECORDED = Path(__file__).parents[2] / "evals" / "recorded"
FILES = ("smollm2", "written")


@cache
def replayed(name: str) -> tuple[tuple[str, str, Support | None], ...]:
    """Each labelled claim of a recording: label, case and text, and what the verifier makes of it."""
    return tuple(judged for row in read_lines(RECORDED / f"{name}.jsonl") for judged in _judged(row))


def _judged(row: dict[str, Any]) -> Iterator[tuple[str, str, Support | None]]:
    evidence = offered(row["question"], row["evidence"])
    claims = [one for one in parse(row["draft_text"]) if isinstance(one, DraftSentence)]
    labels = row["label"] if isinstance(row["label"], list) else [row["label"]] * len(claims)
    for claim, label in zip(claims, labels, strict=True):
        yield label, f"{row['case_id']}: {claim.text}", checked(claim, evidence).support


@pytest.mark.parametrize("name", FILES)
def test_no_wrong_claim_is_supported(name: str) -> None:
    """No wrong claim of a recording is shown as supported."""
    supported = [told for label, told, support in replayed(name)
                 if label == "wrong" and support is Support.SUPPORTED]  # fmt: skip
    assert supported == []


@pytest.mark.parametrize("name", FILES)
def test_nine_of_ten_correct_claims_are_supported(name: str) -> None:
    """The verifier keeps what is true, besides refusing what is not."""
    refused = [told for label, told, support in replayed(name)
               if label == "correct" and support is not Support.SUPPORTED]  # fmt: skip
    correct = sum(label == "correct" for label, _, _ in replayed(name))
    assert correct >= 30
    assert len(refused) <= 0.1 * correct, refused


@pytest.mark.parametrize("name", FILES)
def test_every_claim_is_labelled(name: str) -> None:
    """A recording without labels proves nothing."""
    labels = {label for label, _, _ in replayed(name)}
    assert {"correct", "wrong"} <= labels <= {"correct", "wrong", "off"}
