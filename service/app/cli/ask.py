"""`dealbrief ask`."""

import json
from typing import Annotated, Any

import typer

from service.app.cli.options import DataDir, Json, Url

Day = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", show_default=False)]


def ask(
    question: Annotated[str, typer.Argument(help="What to ask, in quotation marks.", show_default=False)],
    article: Annotated[list[str] | None, typer.Option(help="Only this article id; repeatable.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; repeatable.")] = None,
    after: Day = None,
    before: Day = None,
    as_of: Day = None,
    language: Annotated[str | None, typer.Option(help="Only articles in this language.")] = None,
    mode: Annotated[str, typer.Option(help="auto, extractive or generative.")] = "auto",
    top_k: Annotated[int, typer.Option(help="How many hits to list, 1 to 100.")] = 20,
    url: Url = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the articles, with the quotes that prove it.

    Example: dealbrief ask "How much did StepStar raise, and who led the round?"
    """
    from service.app.cli.connection import connected
    from service.app.idle_key import tell_idle_key
    from service.app.settings import read_settings

    filters = {
        "article_ids": article or [],
        "sources": source or [],
        "published_after": after,
        "published_before": before,
        "language": language,
    }
    body = {"question": question, "filters": filters, "as_of": as_of, "mode": mode, "top_k": top_k}
    tell_idle_key(read_settings(url=url, data_dir=data_dir))
    with connected(url, data_dir) as service:
        answer = service.call("POST", "/v1/ask", json=body).json()
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _show(answer)


def _show(answer: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    if answer["status"] != "answered" or answer["reason"]:
        reason = f" ({answer['reason'].replace('_', ' ')})" if answer["reason"] else ""
        console.print(Text(f"{answer['status']}{reason}", style="yellow"))
    for alias in answer["search"]["aliases"]:
        console.print(Text(f"“{alias['asked']}” is also called “{alias['found']}”.", style="yellow"))
    console.print(Text(answer["answer"], style="bold"))
    for missing in answer["missing"]:
        console.print(Text(f"Not stated: {missing}", style="yellow"))
    for citation in answer["citations"]:
        console.print()
        console.print(Text(f"[{citation['n']}] “{' '.join(citation['quote'].split())}”"))
        console.print(Text(f"    {_address(citation)}", style="dim"))
    for conflict in answer["conflicts"]:
        console.print(Text(f"\n{conflict['note']}", style="yellow"))


def _address(citation: dict[str, Any]) -> str:
    told = [
        citation["title"],
        citation["source"],
        citation["published_at"],
        ", ".join(citation["sentence_ids"]),
    ]
    return " · ".join(part for part in told if part)
