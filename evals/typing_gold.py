"""Give a plainly written answer its type, by the scorers' own reading of it."""

from decimal import Decimal
from typing import Any

from evals.scorers.dates import Day, find_dates
from evals.scorers.money import find_money
from evals.scorers.quantities import find_numbers, find_percentages


def typed_answers(alternatives: list[str], kind: str) -> list[dict[str, Any]]:
    """The parts of an answer written as alternatives, where `;` separates parts that must all be there.

    >>> typed_answers(["C$ 40 million", "C$40m"], "money")
    [{'type': 'money', 'value': '40000000', 'currency': 'CAD'}]
    """
    rows = [[part.strip() for part in alternative.split(";")] for alternative in alternatives]
    longest = max(len(row) for row in rows)
    alike = [row for row in rows if len(row) == longest]
    return [typed([row[at] for row in alike], kind) for at in range(longest)]


def typed(spellings: list[str], kind: str) -> dict[str, Any]:
    """One part with all its spellings; figures keep only the spellings that a parser cannot compare."""
    first = spellings[0]
    value = _figure(first)
    if value is None:
        type_ = "entity" if _is_name(first, kind) else "text"
        value = {"type": type_, "value": first}
    aliases = [s for s in dict.fromkeys(spellings) if s != value["value"] and _safe(s, value["type"])]
    return value | ({"aliases": aliases} if aliases else {})


def _safe(spelling: str, type_: str) -> bool:
    """Figures are compared by value; a figure's spelling as a phrase would lose its sign and currency.

    "140 crore" stays: it can only be rupees.
    """
    figure = type_ in ("money", "percentage", "number", "date") and any(c.isdigit() for c in spelling)
    return not figure or spelling.endswith(" crore")


def _figure(text: str) -> dict[str, Any] | None:
    money = find_money(text)
    if len(money) == 1 and _whole(text, money[0].end - money[0].start):
        one = money[0]
        return {
            "type": "money",
            "value": _plain(next(iter(one.amount.values))),
            "currency": min(one.currencies, key=lambda c: (c not in ("USD", "INR", "NOK"), c)),
        }
    percent = find_percentages(text)
    if len(percent) == 1 and _whole(text, percent[0][2] - percent[0][1]):
        return {"type": "percentage", "value": _plain(min(percent[0][0]))}
    dates = find_dates(text)
    if len(dates) == 1 and not money and len(text.split()) <= 5 and any(c.isdigit() for c in text):
        return _date(dates[0]) if dates[0].year else None
    numbers = find_numbers(text)
    if len(numbers) == 1 and len(text.split()) == 1:
        return {"type": "number", "value": _plain(max(numbers[0]))}
    return None


def _whole(text: str, length: int) -> bool:
    return len(text) - length <= 12


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _date(day: Day) -> dict[str, Any]:
    granularity = next(g for g in ("day", "quarter", "month", "year") if getattr(day, g))
    if day.quarter:
        return {"type": "date", "value": f"{day.year}-Q{day.quarter}", "granularity": granularity}
    parts = [f"{part:02}" for part in (day.month, day.day) if part]
    return {"type": "date", "value": "-".join([str(day.year), *parts]), "granularity": granularity}


def _is_name(text: str, kind: str) -> bool:
    words = text.split()
    return kind in ("person", "alias") or (
        len(words) <= 5 and all(w[0].isupper() or w in ("&", "de", "and") for w in words)
    )
