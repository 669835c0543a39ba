"""`dealbrief samples`, `reindex` and `export`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.cli.options import DataDir, Json, Url

if TYPE_CHECKING:
    from service.app.cli.connection import Connection


def samples(url: Url = None, data_dir: DataDir = None, as_json: Json = False) -> None:
    """Add the sample articles. Run it as often as you like: one that you deleted stays deleted.

    Example: dealbrief samples
    """
    from service.app.cli.connection import connected

    with connected(url, data_dir) as service:
        added = service.call("POST", "/v1/samples").json()
    if as_json:
        print(json.dumps(added, ensure_ascii=False))
        return
    new = sum(one["status"] == "created" for one in added)
    kept = sum(one["status"] == "unchanged" for one in added)
    gone = sum(one["status"] == "deleted" for one in added)
    deleted = f", {gone} deleted before and left out" if gone else ""
    print(f"{new} sample articles added, {kept} were there{deleted}.")


def reindex(url: Url = None, data_dir: DataDir = None, as_json: Json = False) -> None:
    """Build the vector index anew from the stored vectors; search goes on meanwhile.

    Example: dealbrief reindex
    """
    from service.app.cli.connection import connected

    with connected(url, data_dir) as service:
        index = service.call("POST", "/v1/reindex").json()
    print(
        json.dumps(index) if as_json else f"The index is {index['state']}, generation {index['generation']}."
    )


def export(
    to: Annotated[Path | None, typer.Argument(help="The file to write; without it, stdout.")] = None,
    url: Url = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Write every article as NDJSON that `dealbrief ingest` reads back.

    Example: dealbrief export articles.ndjson
    """
    from service.app.cli.connection import connected
    from service.app.cli.exits import IO, Failure

    _ = as_json  # The output is JSON already; the option is taken so that it works everywhere.
    with connected(url, data_dir) as service:
        lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in _articles(service))
        if to is None:
            for line in lines:
                print(line, end="")
            return
        try:
            with to.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except OSError as error:
            raise Failure(f"{to} cannot be written: {error.strerror}. Give another file.", IO) from error


def _articles(service: "Connection") -> Iterator[dict[str, Any]]:
    from service.app.cli.articles import every
    from service.app.cli.connection import quoted

    for item in every(service):
        text = service.call("GET", f"/v1/articles/{quoted(item['id'])}/text").content.decode()
        kept = ("id", "title", "source", "url", "published_at", "language")
        yield {"text": text} | {name: item[name] for name in kept if item[name] is not None}
