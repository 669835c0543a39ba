"""One page of the article list: filtered, newest publication first, undated last, then by id."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Iterable

from service.adapters.library.scope import day, folded
from service.domain.errors import BadInput
from service.ports import ArticlePage, ArticleSummary

Place = tuple[int, str]


def ordered(summaries: Iterable[ArticleSummary]) -> list[ArticleSummary]:
    """In the order of the list, of which a page is a piece."""
    return sorted(summaries, key=_place)


def page(
    listed: list[ArticleSummary], text: str | None, source: str | None, limit: int, cursor: str | None
) -> ArticlePage:
    """The page after `cursor` of what is `ordered`; a cursor stays good while articles come and go."""
    found = [s for s in listed if _matches(s, text, source)] if text or source else listed
    first = bisect_right(found, decoded(cursor), key=_place) if cursor else 0
    items = tuple(found[first : first + max(limit, 1)])
    last = first + len(items) >= len(found)
    return ArticlePage(
        items=items, next_cursor=None if last else encoded(_place(items[-1])), total=len(found)
    )


def _matches(summary: ArticleSummary, text: str | None, source: str | None) -> bool:
    metadata = summary.metadata
    if source and folded(metadata.source) != folded(source):
        return False
    wanted = (text or "").casefold().strip()
    return not wanted or any(
        wanted in part.casefold() for part in (metadata.title, summary.id, metadata.source) if part
    )


def _place(summary: ArticleSummary) -> Place:
    return -(day(summary.metadata) or 0), summary.id


def encoded(place: Place) -> str:
    """A place in the list as an opaque word for a URL.

    >>> decoded(encoded((-739000, "stepstar")))
    (-739000, 'stepstar')
    """
    return urlsafe_b64encode(f"{place[0]} {place[1]}".encode()).decode()


def decoded(cursor: str) -> Place:
    """The place that `encoded` wrote; anything else is the sender's mistake."""
    try:
        number, _, article_id = urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        return int(number), article_id
    except ValueError as error:
        raise BadInput(
            f"The cursor {cursor[:80]!r} is not one this service gave. "
            "Use `next_cursor` of the page before, or leave it out.",
            "cursor",
        ) from error
