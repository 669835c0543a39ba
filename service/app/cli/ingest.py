"""`dealbrief ingest`: files, folders and standard input."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.cli.options import DataDir, Json, Url

if TYPE_CHECKING:
    from service.app.cli.connection import Connection
    from service.app.cli.sources import Found

# Small requests, so that the bar moves and an interrupted run keeps what it has done.
AT_ONCE = 16


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")
    ],
    form: Annotated[
        str | None,
        typer.Option("--format", help="text, markdown, html or ndjson; by default from the file's name."),
    ] = None,
    article_id: Annotated[str | None, typer.Option("--id", help="The id, for a single article.")] = None,
    title: Annotated[str | None, typer.Option(help="The title, for a single article.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    page_url: Annotated[
        str | None, typer.Option("--article-url", help="Its address, for a single article.")
    ] = None,
    published_at: Annotated[str | None, typer.Option(help="When, a date or an RFC 3339 time.")] = None,
    url: Url = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Add articles: .txt, .md, .html, and .ndjson with one article a line.

    Examples: dealbrief ingest news/   |   pbpaste | dealbrief ingest - --source "The Example Wire"
    """
    from service.app.cli.connection import connected
    from service.app.cli.exits import DATA, Failure
    from service.app.cli.sources import expand, found_in

    single = {"id": article_id, "title": title, "url": page_url}
    stated = {
        name: value
        for name, value in (single | {"source": source, "published_at": published_at}).items()
        if value
    }
    files = expand(paths)
    if len(files) > 1 and any(single.values()):
        raise Failure("--id, --title and --article-url are for a single article; leave them out.", 64)
    added = failed = 0
    with connected(url, data_dir) as service:
        found = (one for path in files for one in found_in(path, form, stated))
        for result in _posted(service, found, len(files)):
            failed, added = failed + ("error" in result), added + ("error" not in result)
            _tell(result, as_json)
    if failed:
        raise Failure(f"{failed} could not be added, {added} were.", DATA)


def _posted(service: "Connection", found: Iterable["Found"], files: int) -> Iterator[dict[str, Any]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=files)
        rest = iter(found)
        while part := list(islice(rest, AT_ONCE)):
            yield from _post(service, part)
            bar.update(task, completed=part[-1].file)


def _post(service: "Connection", part: list["Found"]) -> Iterator[dict[str, Any]]:
    from service.app.cli.exits import Failure

    good = [one for one in part if one.body is not None]
    results: Iterator[dict[str, Any]] = iter([])
    if good:
        lines = b"".join(one.body or b"" for one in good)
        headers = {"Content-Type": "application/x-ndjson"}
        reply = service.call("POST", "/v1/articles/batch", content=lines, headers=headers)
        results = iter([json.loads(line) for line in reply.content.splitlines()])
    for one in part:
        if one.body is None:
            yield {"path": one.where, "error": {"detail": one.problem}}
            continue
        result = next(results, None)
        if result is None:
            raise Failure("The service broke off; run the command again, what is stored stays stored.", 69)
        yield {"path": one.where} | {name: value for name, value in result.items() if name != "line"}


def _tell(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    elif "error" in result:
        typer.echo(f"{result['path']}: {result['error']['detail']}", err=True)
    else:
        print(f"{result['status']}  {result['id']}@{result['version']}  {result['title'] or 'untitled'}")
        for warning in result["warnings"]:
            typer.echo(f"{result['path']}: {warning}", err=True)
