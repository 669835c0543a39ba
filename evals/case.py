"""One question with what a right answer must hold, must cite and must not say."""

from dataclasses import dataclass, field
from typing import Any, Literal

AnswerType = Literal["money", "percentage", "number", "date", "entity", "entity_set", "text"]
Expect = Literal["answer", "partial", "abstain", "correct_premise", "report_conflict"]
Split = Literal["dev", "check"]
ANSWERABLE: frozenset[Expect] = frozenset({"answer", "partial", "report_conflict"})


class BrokenCase(ValueError):
    """A case or set that cannot be used; the message names the file and line or the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One part of a right answer. `aliases` are other right spellings, of whatever form.

    `value`: money a decimal string, date an ISO prefix (`2025`, `2025-03`, `2025-03-06`), entity_set a
    tuple of names, else text. `qualifier` is the sense a figure must keep ("up to 8 million").
    """

    type: AnswerType
    value: str | tuple[str, ...]
    currency: str | None = None
    qualifier: Literal["exact", "about", "up_to", "at_least"] = "exact"
    granularity: Literal["day", "month", "quarter", "year"] | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A quote that proves something, and the article whose text holds it (`occurrence` counts from 1)."""

    article_id: str
    quote: str
    occurrence: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question; every word is the wire contract's where it has one.

    `answers` are parts that must all be present. `evidence` is an OR of AND-groups: one group fully
    cited is enough. `reason` is the abstention's or conflict's expected reason, None where any will do.
    """

    id: str
    kind: str
    cluster: str
    split: Split
    question: str
    expect: Expect
    reason: str | None = None
    history: tuple[dict[str, str], ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)
    as_of: str | None = None
    answers: tuple[Gold, ...] = ()
    forbidden: tuple[Gold, ...] = ()
    evidence: tuple[tuple[Span, ...], ...] = ()
    note: str = ""

    @property
    def answerable(self) -> bool:
        return self.expect in ANSWERABLE

    def body(self) -> dict[str, Any]:
        """What is posted to `/v1/ask`: never anything of the gold."""
        body: dict[str, Any] = {
            "question": self.question,
            "history": list(self.history),
            "filters": self.filters,
        }
        return body | ({"as_of": self.as_of} if self.as_of else {})


def parse_gold(data: dict[str, Any]) -> Gold:
    value = data["value"]
    return Gold(
        **{
            **data,
            "value": tuple(value) if isinstance(value, list) else value,
            "aliases": tuple(data.get("aliases", ())),
        }
    )


def parse_case(data: dict[str, Any]) -> Case:
    """A case from its JSON object, already validated against the schema."""
    return Case(
        **{
            **data,
            "history": tuple(data.get("history", ())),
            "answers": tuple(parse_gold(gold) for gold in data.get("answers", ())),
            "forbidden": tuple(parse_gold(gold) for gold in data.get("forbidden", ())),
            "evidence": tuple(tuple(Span(**span) for span in group) for group in data.get("evidence", ())),
        }
    )
