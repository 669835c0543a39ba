"""Which versions a search may touch: once as SQL over `versions`, once as a plain test of one article."""

from datetime import date

from sqlalchemy import ColumnElement, or_

from service.adapters.library.schema import versions
from service.domain.article import Metadata
from service.ports import Scope


def folded(source: str | None) -> str | None:
    """A source name as filters compare it: whoever types `reuters` means `Reuters`.

    >>> folded(" Handelsblatt  Online ")
    'handelsblatt online'
    """
    return " ".join(source.casefold().split()) if source else None


def day(metadata: Metadata) -> int | None:
    return metadata.published_on.toordinal() if metadata.published_on else None


def conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """The limits of a scope on `versions`; empty when it has none."""
    filters, found = scope.filters, list[ColumnElement[bool]]()
    if filters.article_ids:
        found.append(versions.c.article_id.in_(filters.article_ids))
    if filters.sources:
        found.append(versions.c.source_folded.in_([folded(source) or "" for source in filters.sources]))
    if filters.language:
        found.append(versions.c.language == filters.language)
    if filters.published_after:
        found.append(versions.c.published_day >= filters.published_after.toordinal())
    if filters.published_before:
        found.append(versions.c.published_day <= filters.published_before.toordinal())
    if scope.as_of:
        found.append(
            or_(versions.c.published_day.is_(None), versions.c.published_day <= scope.as_of.toordinal())
        )
    return found


def within(scope: Scope, article_id: str, metadata: Metadata) -> bool:
    """Whether an article of this id and metadata is inside the scope.

    >>> within(Scope(as_of=date(2025, 1, 1)), "a", Metadata())
    True
    """
    filters = scope.filters
    return (
        (not filters.article_ids or article_id in filters.article_ids)
        and (not filters.sources or folded(metadata.source) in {folded(s) for s in filters.sources})
        and (not filters.language or metadata.language == filters.language)
        and _published_within(metadata.published_on, filters.published_after, filters.published_before)
        and (scope.as_of is None or metadata.published_on is None or metadata.published_on <= scope.as_of)
    )


def _published_within(published: date | None, after: date | None, before: date | None) -> bool:
    if published is None:
        return after is None and before is None
    return (after is None or published >= after) and (before is None or published <= before)
