"""The committed tables of claims: true ones to make wrong ones of, and wrong and true ones written by hand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evals.mutations.claim import TrueClaim
from evals.sets import read_lines

CLAIMS = Path(__file__).parents[1] / "claims"
PARAPHRASES, ROLES, HOSTILE, FURTHER, LATER = (
    CLAIMS / f"{name}.jsonl" for name in ("paraphrases", "role_claims", "hostile", "further", "later")
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence offered with a claim: `place` is its ordinal in the article, `cited` whether the claim points at it."""

    article_id: str
    place: int
    text: str
    cited: bool
    title: str | None = None
    published_at: str | None = None
    language: str | None = None
    role: str = "content"


@dataclass(frozen=True, slots=True)
class Case:
    """A true claim and the sentences offered with it."""

    id: str
    claim: str
    offered: tuple[Offered, ...]

    @property
    def true(self) -> TrueClaim:
        quotes = tuple(one.text for one in self.offered if one.cited)
        titles = dict.fromkeys(one.title for one in self.offered if one.title)
        around = "\n".join([*titles, *(one.text for one in self.offered if not one.cited)])
        return TrueClaim(self.id, self.claim, quotes, around)


@dataclass(frozen=True, slots=True)
class Written:
    """A claim over the sample or the bundled set's articles, wrong or true, with the sentences it cites word for word."""

    id: str
    label: Literal["wrong", "true"]
    kind: str
    split: Literal["dev", "held-out", "further", "later"]
    claim: str
    cites: tuple[tuple[str, str], ...]


def read_true(path: Path) -> list[Case]:
    """The true claims of a table, each with its quotes and what stands before and after them."""
    return [Case(row["id"], row["claim"], _offered(row["evidence"])) for row in read_lines(path)]


def read_written(*paths: Path) -> list[Written]:
    """The claims that were written by hand against the verifier; all tables unless told."""
    return [
        Written(
            id=row["id"],
            label=row["label"],
            kind=row["kind"],
            split=row["split"],
            claim=row["claim"],
            cites=tuple((cite["article_id"], cite["quote"]) for cite in row["cites"]),
        )
        for path in paths or (HOSTILE, FURTHER, LATER)
        for row in read_lines(path)
    ]


def _offered(evidence: list[dict[str, Any]]) -> tuple[Offered, ...]:
    return tuple(
        Offered(
            article_id=item["article_id"],
            place=10 * order + step,
            text=item[part],
            cited=part == "quote",
            title=item["title"] or None,
            published_at=item["published_at"],
            language=item.get("language"),
        )
        for order, item in enumerate(evidence)
        for step, part in enumerate(("before", "quote", "after"), 1)
        if item[part]
    )
