"""`dealbrief articles`: list, show, delete."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.cli.options import DataDir, Json, Url

if TYPE_CHECKING:
    from service.app.cli.connection import Connection

Id = Annotated[str, typer.Argument(metavar="ID", help="The article's id.", show_default=False)]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Article ids.", show_default=False)]


def commands() -> typer.Typer:
    app = typer.Typer(help="List, show and delete articles.", no_args_is_help=True, rich_markup_mode=None)
    app.command("list")(listing)
    app.command()(show)
    app.command()(delete)
    return app


def listing(
    q: Annotated[str | None, typer.Option("--q", help="Words in title, id or source.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    url: Url = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """List the articles, newest publication first; with --json one a line.

    Example: dealbrief articles list --source "The Example Wire"
    """
    from service.app.cli.connection import connected

    with connected(url, data_dir) as service:
        for item in every(service, q, source):
            print(json.dumps(item, ensure_ascii=False) if as_json else _line(item))


def show(
    article_id: Id,
    text: Annotated[bool, typer.Option("--text", help="Print the canonical text instead.")] = False,
    version: Annotated[int | None, typer.Option(help="Of this version; without it, the current one.")] = None,
    url: Url = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Show what is known of an article, or its text.

    Example: dealbrief articles show stepstar-series-b --text
    """
    from service.app.cli.connection import connected, quoted

    path = f"/v1/articles/{quoted(article_id)}"
    with connected(url, data_dir) as service:
        if text:
            parameters = {"version": version} if version else {}
            body = service.call("GET", f"{path}/text", params=parameters).content.decode()
            print(json.dumps({"text": body}, ensure_ascii=False) if as_json else body)
            return
        article = service.read(path)
    if as_json:
        print(json.dumps(article, ensure_ascii=False))
    else:
        print("\n".join(f"{name}: {value}" for name, value in article.items() if value is not None))


def delete(ids: Ids, url: Url = None, data_dir: DataDir = None, as_json: Json = False) -> None:
    """Delete articles with all their versions.

    Example: dealbrief articles delete stepstar-series-b
    """
    from service.app.cli.connection import connected, quoted

    with connected(url, data_dir) as service:
        for article_id in ids:
            service.call("DELETE", f"/v1/articles/{quoted(article_id)}")
            print(json.dumps({"id": article_id, "status": "deleted"}) if as_json else f"deleted {article_id}")


def every(service: "Connection", q: str | None = None, source: str | None = None) -> Iterator[dict[str, Any]]:
    """Every listed article, page after page."""
    cursor = None
    while True:
        page = service.read("/v1/articles", q=q, source=source, limit=200, cursor=cursor)
        yield from page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return


def _line(item: dict[str, Any]) -> str:
    told = (item["published_at"] or "undated", item["id"], item["title"] or "untitled", item["source"] or "")
    return "  ".join(told).rstrip()
