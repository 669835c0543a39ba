"""Adds the sample articles that the library has never held."""

from dataclasses import dataclass
from typing import Literal

from service.app.service import Service
from service.domain.article import Posted
from service.domain.errors import ArticleNotFound
from service.samples import samples


@dataclass(frozen=True, slots=True)
class Sampled:
    id: str
    status: Literal["created", "unchanged", "deleted"]


def add_samples(service: Service) -> list[Sampled]:
    """Add each sample once: one that was changed stays changed, one that was deleted stays deleted."""
    return [Sampled(posted.id or "", _add(service, posted)) for posted in samples()]


def _add(service: Service, posted: Posted) -> Literal["created", "unchanged", "deleted"]:
    assert posted.id is not None
    if service.was_deleted(posted.id):
        return "deleted"
    try:
        service.articles.find(posted.id)
    except ArticleNotFound:
        service.ingest.add(posted)
        return "created"
    return "unchanged"
