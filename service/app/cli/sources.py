"""Where `dealbrief ingest` finds articles."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.app.cli.exits import NO_INPUT, USAGE, Failure
from service.domain.errors import ArticleRejected

FORMATS: Mapping[str, str] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".ndjson": "ndjson", ".jsonl": "ndjson",
}  # fmt: skip
KNOWN = ("text", "markdown", "html", "ndjson")
STDIN = "-"
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article of the `file`th file: a line for the batch route, or why there is none."""

    where: str
    file: int
    body: bytes | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    number: int
    path: str


def expand(paths: Sequence[str]) -> list[Named]:
    """Files as given, and those in folders that look like articles, sorted."""
    found: list[str] = []
    for given in paths:
        path = Path(given)
        if given != STDIN and path.is_dir():
            found += sorted(
                str(one) for one in path.rglob("*") if one.is_file() and one.suffix.lower() in FORMATS
            )
        elif given != STDIN and not path.exists():
            raise Failure(f"There is no file or folder {given!r}.", NO_INPUT)
        else:
            found.append(given)
    if not found:
        raise Failure(f"No articles in {', '.join(paths)}: they end in {', '.join(FORMATS)}.", NO_INPUT)
    return [Named(number, path) for number, path in enumerate(found, start=1)]


def found_in(named: Named, form: str | None, stated: Mapping[str, str]) -> Iterator[Found]:
    """The articles of one file, each as a line for the batch route."""
    kind = form or FORMATS.get(Path(named.path).suffix.lower(), "text")
    if kind not in KNOWN:
        raise Failure(f"There is no format {kind!r}; take one of {', '.join(KNOWN)}.", USAGE)
    try:
        data = _bytes(named.path)
    except OSError as error:
        yield Found(where=named.path, file=named.number, problem=f"cannot be read: {error.strerror}.")
        return
    if kind == "ndjson":
        yield from _lines(named, data)
        return
    yield _article(named, data, {"format": kind, **stated})


def _bytes(path: str) -> bytes:
    """A little more than the largest article is enough to have it refused for its size."""
    if path == STDIN:
        return sys.stdin.buffer.read(LARGEST)
    with Path(path).open("rb") as file:
        return file.read(LARGEST)


def _lines(named: Named, data: bytes) -> Iterator[Found]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield Found(where=f"{named.path}:{number}", file=named.number, body=line.strip() + b"\n")


def _article(named: Named, data: bytes, fields: Mapping[str, str]) -> Found:
    from service.reading.decode import decode

    try:
        text = decode(data)
    except ArticleRejected as error:
        return Found(where=named.path, file=named.number, problem=error.message)
    body = json.dumps({"text": text, **fields}).encode() + b"\n"
    return Found(where=named.path, file=named.number, body=body)
