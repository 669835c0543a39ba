"""What a deal card and a brief of a deal should hold, for the deals of a set."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.case import BrokenCase, Gold, Split, parse_gold
from evals.sets import read_lines

GRADED = (
    "company", "headquarters", "founded_on", "kind", "stage", "deal_status", "amount", "total_raised", "valuation",
    "stake", "lead_investors", "other_investors", "rumoured_parties", "acquirer", "target", "advisers",
)  # fmt: skip
ROLES = ("lead_investors", "other_investors", "rumoured_parties", "acquirer", "target", "advisers")


@dataclass(frozen=True, slots=True, kw_only=True)
class DealGold:
    """The graded fields of one deal; an empty one must stay `not_stated`, one not named is not graded.

    `vital` is what a brief must say, `forbidden` what it must not. `conflicts` are the fields on which the
    articles contradict each other or themselves; any other one reported is a false alarm.
    """

    id: str
    cluster: str
    split: Split
    article_ids: tuple[str, ...]
    fields: dict[str, tuple[Gold, ...]]
    vital: tuple[Gold, ...]
    forbidden: tuple[Gold, ...] = ()
    conflicts: tuple[str, ...] = ()


def load_deals(path: Path) -> tuple[DealGold, ...]:
    """The deals of a set; none where the set has no such file."""
    return tuple(map(_parse, read_lines(path))) if path.exists() else ()


def _parse(row: dict[str, Any]) -> DealGold:
    unknown = sorted(set(row["fields"]) - set(GRADED))
    if unknown:
        raise BrokenCase(f"{row['id']} grades the unknown field {unknown[0]!r}")
    return DealGold(
        id=row["id"],
        cluster=row["cluster"],
        split=row["split"],
        article_ids=tuple(row["article_ids"]),
        fields={name: tuple(map(parse_gold, golds)) for name, golds in row["fields"].items()},
        vital=tuple(map(parse_gold, row["vital"])),
        forbidden=tuple(map(parse_gold, row.get("forbidden", ()))),
        conflicts=tuple(row.get("conflicts", ())),
    )
