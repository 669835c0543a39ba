"""True claims with their evidence, read from the tables next to this file, as the verifier takes them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.domain.article import Metadata, Role, Sentence
from service.domain.evidence import Evidence, EvidenceSentence

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """A true claim, the evidence offered with it, and the numbers of the sentences that prove it."""

    id: str
    claim: str
    evidence: Evidence
    numbers: tuple[int, ...]
    quotes: tuple[str, ...]
    around: str


def evidence(
    *texts: str, title: str | None = None, published: str | None = None, language: str | None = None
) -> Evidence:
    """Evidence of one article whose sentences are `texts`, numbered from 1."""
    metadata = Metadata(title=title, published_at=published, language=language)
    return _offered([("article", text, number, metadata) for number, text in enumerate(texts, start=1)])


def read_cases(name: str) -> list[Case]:
    """The cases of `paraphrases.jsonl` or `role_claims.jsonl`."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines]


def _case(row: dict[str, Any]) -> Case:
    offered: list[tuple[str, str, int, Metadata]] = []
    numbers: list[int] = []
    for place, item in enumerate(row["evidence"]):
        metadata = Metadata(
            title=item["title"] or None, published_at=item["published_at"], language=item.get("language")
        )
        for step, part in enumerate(("before", "quote", "after")):
            if item[part]:
                offered.append((item["article_id"], item[part], place * 10 + step + 1, metadata))
                if part == "quote":
                    numbers.append(len(offered))
    quotes = tuple(item["quote"] for item in row["evidence"])
    around = "\n".join(f"{item['title']} {item['before']} {item['after']}" for item in row["evidence"])
    return Case(row["id"], row["claim"], _offered(offered), tuple(numbers), quotes, around)


def _offered(rows: list[tuple[str, str, int, Metadata]]) -> Evidence:
    sentences = tuple(
        EvidenceSentence(
            number=number, article_id=article, version=1, metadata=metadata,
            sentence=Sentence(ordinal, 0, len(text), Role.CONTENT), text=text, hit=1,
        )
        for number, (article, text, ordinal, metadata) in enumerate(rows, start=1)
    )  # fmt: skip
    return Evidence(
        standalone_question="What happened?", queries=("What happened?",), hits=(), sentences=sentences
    )
