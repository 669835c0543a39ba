"""`dealbrief summarize`."""

import json
from typing import Annotated, Any

import typer

from service.app.cli.ask import Day
from service.app.cli.options import DataDir, Json, Url
from service.app.cli.quotes import show_citations, show_conflicts


def summarize(
    articles: Annotated[
        list[str] | None, typer.Argument(help="Article ids; without any, all that the filters let through.")
    ] = None,
    style: Annotated[str, typer.Option(help="headline, brief, bullets or timeline.")] = "brief",
    max_sentences: Annotated[int | None, typer.Option(help="At most this many sentences.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; repeatable.")] = None,
    after: Day = None,
    before: Day = None,
    language: Annotated[str | None, typer.Option(help="Only articles in this language.")] = None,
    url: Url = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Summarise one or several articles, with the quotes that prove it.

    Example: dealbrief summarize quillfern-series-a quillfern-series-b --style timeline
    """
    from service.app.cli.connection import connected

    body: dict[str, Any] = {"style": style, "max_sentences": max_sentences}
    if articles:
        body["article_ids"] = articles
    else:
        body["filters"] = {
            "sources": source or [],
            "published_after": after,
            "published_before": before,
            "language": language,
        }
    with connected(url, data_dir) as service:
        summary = service.call("POST", "/v1/summaries", json=body).json()
    if as_json:
        print(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        _show(summary)


def _show(summary: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    bullet = "• " if summary["style"] in ("bullets", "timeline") else ""
    for claim in summary["claims"]:
        markers = "".join(f"[{n}]" for n in claim["citations"])
        console.print(Text(f"{bullet}{claim['text']} {markers}", style="bold"))
    if not summary["claims"]:
        console.print(Text("There is no sentence to summarise with.", style="yellow"))
    show_citations(console, summary["citations"])
    show_conflicts(console, summary["conflicts"])
