"""Many articles in one request: lines in, lines out, a bad line reported and the rest go on."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.app.http.problems import problem_of, refused
from service.app.limits import check_size
from service.app.service import Ingesting
from service.app.settings import Settings
from service.app.wire.articles import ArticleIn, added
from service.domain.article import Posted
from service.domain.errors import DealbriefError
from service.stories.ingest import Added

NDJSON = "application/x-ndjson"
ACCEPTED = (NDJSON, "application/ndjson", "application/jsonl", "application/json-lines")
IN_MEMORY = 1024 * 1024


async def spooled(request: Request) -> IO[bytes]:
    """The body in a temporary file: replying while still reading would deadlock clients that do not."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in ACCEPTED:
        raise HTTPException(
            415, f"The content type is {media_type!r}; send NDJSON as `Content-Type: {NDJSON}`."
        )
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever streams the reply closes it
    try:
        async for chunk in request.stream():
            spool.write(chunk)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return spool


def batch_results(
    lines: IO[bytes], ingest: Ingesting, settings: Settings
) -> Generator[dict[str, Any], None, None]:
    """One result a line, in order; ingest takes the good lines several at a time."""
    waiting: deque[tuple[int, dict[str, Any] | None]] = deque()
    with lines:
        for outcome in ingest.add_many(_readable(lines, waiting, settings)):
            yield from _refusals(waiting)
            number, _ = waiting.popleft()
            if isinstance(outcome, Added):
                yield {"line": number} | added(outcome)
            else:
                yield {"line": number, "error": problem_of(outcome.error)}
        yield from _refusals(waiting)


def _readable(
    lines: Iterable[bytes], waiting: deque[tuple[int, dict[str, Any] | None]], settings: Settings
) -> Iterator[Posted]:
    """The articles of the good lines; every line leaves its number, and its problem if it has one."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            posted = ArticleIn.model_validate_json(line.removeprefix(b"\xef\xbb\xbf")).posted()
            check_size(posted, settings)
        except ValidationError as error:
            waiting.append((number, refused(error.errors(include_url=False))))
        except DealbriefError as error:
            waiting.append((number, problem_of(error)))
        else:
            waiting.append((number, None))
            yield posted


def _refusals(waiting: deque[tuple[int, dict[str, Any] | None]]) -> Iterator[dict[str, Any]]:
    while waiting and waiting[0][1] is not None:
        number, error = waiting.popleft()
        yield {"line": number, "error": error}
