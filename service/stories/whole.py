"""Whole articles as evidence: every citable sentence of each, numbered through."""

from collections.abc import Sequence
from dataclasses import replace

from service.answering.orders import without_orders
from service.domain.article import Article
from service.domain.errors import ArticleNotFound
from service.domain.evidence import Evidence, EvidenceSentence
from service.ports import ArticleStore
from service.retrieval.copies import content, copied_from
from service.retrieval.reporters import with_reporters
from service.stories.suggest import numbered


def load(articles: ArticleStore, ids: Sequence[str]) -> tuple[Article, ...]:
    """The current versions in time order, each once. Raises `ArticleNotFound` for an unknown id."""
    found = [articles.find(article_id) for article_id in dict.fromkeys(ids)]
    return with_copies(sorted(found, key=lambda article: article.metadata.published_at or "9999"))


def load_known(articles: ArticleStore, ids: Sequence[str]) -> tuple[Article, ...]:
    """As `load`, without those that were deleted meanwhile."""
    known = []
    for article_id in ids:
        try:
            known.append(articles.find(article_id).id)
        except ArticleNotFound:
            continue
    return load(articles, known)


def with_copies(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles, those that repeat an earlier one of them marked as its copies, changed words or not."""
    copies = copied_from(
        (a.id, content(a.text, a.sentences, a.metadata.source, a.metadata.language)) for a in articles
    )
    return tuple(
        replace(article, duplicate_of=copies[article.id]) if article.id in copies else article
        for article in articles
    )


def independent(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Without those that only repeat another one of them."""
    ids = {article.id for article in articles}
    return tuple(article for article in articles if article.duplicate_of not in ids)


def whole(articles: Sequence[Article]) -> Evidence:
    """The sentences of all articles as one evidence; a copy is named by what it copies.

    Sentences that speak to a machine reader are left out, as they are from answers.
    """
    copies: dict[str, tuple[str, ...]] = {}
    for article in articles:
        if article.duplicate_of:
            copies[article.duplicate_of] = (*copies.get(article.duplicate_of, ()), article.id)
    sentences: list[EvidenceSentence] = []
    for article in independent(articles):
        sentences += [replace(s, number=s.number + len(sentences)) for s in list(numbered(article))]
    reported = with_reporters(sentences, copies, {article.id: article for article in articles})
    return without_orders(Evidence(standalone_question="", queries=(), hits=(), sentences=reported))
