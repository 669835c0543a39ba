"""`dealbrief deal`."""

import csv
import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from service.app.cli.options import DataDir, Json, Url
from service.app.cli.quotes import show_citations, show_conflicts

FORMULA = ("=", "+", "-", "@", "\t", "\r")
JOINT = "; "


def deal(
    articles: Annotated[list[str] | None, typer.Argument(help="Article ids; one card a deal.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row a deal, for a sheet.")] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines, one card a line.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a card.")] = False,
    url: Url = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Show the terms of the deals that articles tell, every value with its quote.

    Example: dealbrief deal quillfern-series-b --csv
    """
    from service.app.cli.connection import connected

    if schema:
        from service.app.wire.deals import card_schema

        print(json.dumps(card_schema(), ensure_ascii=False, indent=2))
        return
    if not articles:
        raise typer.BadParameter("name at least one article id; `dealbrief articles list` shows them.")
    with connected(url, data_dir) as service:
        told = service.call("POST", "/v1/deals", json={"article_ids": articles}).json()
    for note in told["trace"]["notes"]:
        print(f"dealbrief: {note}", file=sys.stderr)
    if as_csv:
        _write_csv(told["deals"])
    elif as_lines:
        for card in told["deals"]:
            print(json.dumps({**card, **_beside(card, told)}, ensure_ascii=False))
    elif as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _show(told)


def _write_csv(cards: list[dict[str, Any]]) -> None:
    """A money field takes four columns; lists are joined; a field that is not stated is empty.

    A sheet must not turn talk into fact: the last two columns name the fields that are only reported, and
    those that the articles state differently.
    """
    rows = [dict(_columns(card)) for card in cards]
    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _columns(card: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, field in card.items():
        if name in ("amount", "total_raised", "valuation", "stake"):
            value = field["value"] or {}
            for part in ("amount", "currency", "qualifier"):
                column = name if part == "amount" else f"{name}_{part}"
                yield column, _cell(value.get(part))
            yield f"{name}_raw", _cell(field["raw"])
        elif isinstance(field, dict):
            yield name, _cell(field["value"])
        elif isinstance(field, list):
            yield name, _cell(JOINT.join(_said(item) for item in field))
        else:
            yield name, _cell(field)
    for basis in ("reported", "conflicting"):
        yield basis, _cell(JOINT.join(name for name, field in card.items() if _is(basis, field)))


def _is(basis: str, field: Any) -> bool:
    return isinstance(field, dict) and field["basis"] == basis


def _beside(card: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """The quotes that a card's numbers stand for, and its conflicts, so that a line tells all by itself."""
    fields = [item for field in card.values() for item in (field if isinstance(field, list) else [field])]
    used = {n for item in fields if isinstance(item, dict) for n in item["citations"]}
    conflicts = [c for c in told["conflicts"] if any(v["citation"] in used for v in c["values"])]
    used |= {value["citation"] for conflict in conflicts for value in conflict["values"]}
    return {"citations": [c for c in told["citations"] if c["n"] in used], "conflicts": conflicts}


def _cell(value: str | None) -> str:
    """A cell that no sheet takes for a formula (OWASP, CSV injection).

    >>> _cell("=1+1"), _cell(None), _cell("Acme")
    ("'=1+1", '', 'Acme')
    """
    text = " ".join((value or "").split())
    return f"'{text}" if text.startswith(FORMULA) else text


def _said(item: Any) -> str:
    if isinstance(item, str):
        return item
    value = item["value"]
    return f"{value['name']} ({value['role']})" if isinstance(value, dict) else str(value)


def _show(told: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    if not told["deals"]:
        console.print(Text("These articles tell no deal.", style="yellow"))
    for card in told["deals"]:
        console.print(Text(f"{_value(card['company'])} ({', '.join(card['article_ids'])})", style="bold"))
        for name, field in card.items():
            for item in field if isinstance(field, list) else [field]:
                if isinstance(item, dict) and item["basis"] != "not_stated":
                    marks = "".join(f"[{n}]" for n in item["citations"])
                    basis = "" if item["basis"] == "stated" else f" ({item['basis']})"
                    console.print(Text(f"  {name.replace('_', ' ')}: {_value(item)}{basis} {marks}"))
    show_citations(console, told["citations"])
    show_conflicts(console, told["conflicts"])


def _value(field: dict[str, Any]) -> str:
    value = field["value"]
    if isinstance(value, dict):
        told = (
            "" if value.get("qualifier") == "exact" else f" ({str(value.get('qualifier')).replace('_', '-')})"
        )
        return _said(field) if "name" in value else f"{field['raw']}{told}"
    return str(value or field["raw"] or "not stated")
