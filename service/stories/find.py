"""Finding the evidence for a question.

Analyse it, repair its typos, look up its names; search words and vectors, first where the question points;
fuse, collapse copies, cover several articles; number the sentences. docs/retrieval.md tells why, measured.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from service.domain.article import Article
from service.domain.errors import ArticleNotFound, EmbedderUnavailable
from service.domain.evidence import Evidence, Hit
from service.domain.question import Question
from service.ports import (
    ArticleStore,
    ArticleSummary,
    Catalogue,
    Embedder,
    LexicalIndex,
    PassageStore,
    Scope,
    Vector,
    VectorIndex,
)
from service.retrieval.entities import about, name_candidates
from service.retrieval.fuse import Fused, best_of, fuse
from service.retrieval.offer import Address, offer, sentence_similarity
from service.retrieval.queries import mended, query_terms
from service.retrieval.route import Sources, sources_of
from service.retrieval.select import Candidate, collapse, cover
from service.retrieval.tokens import STEMMERS, analyse, fold
from service.retrieval.typos import repaired

EACH = 100  # passages asked of each retriever
OFFERED = 120  # sentences of evidence, unless told otherwise
NAME_HITS = 200  # passages looked at to see which articles a name is about
MOST_NAMES = 8
NAME_SHARE = 0.3  # what a passage gains at most when its article is about the names asked for


@dataclass(frozen=True, slots=True)
class Known:
    """What the library holds at one revision, made ready for routing."""

    revision: int
    articles: Mapping[str, ArticleSummary]
    titles: Mapping[str, str]
    sources: Sources
    languages: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One text to search for, analysed; `names` maps each to the articles about it, none when unknown."""

    text: str
    terms: tuple[str, ...]
    vector: Vector | None
    sources: tuple[str, ...]
    names: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


class Find:
    """The story of retrieval; synchronous, to be run in a worker thread."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        lexical: LexicalIndex,
        vectors: VectorIndex,
        passages: PassageStore,
        articles: ArticleStore,
        embedder: Embedder,
    ) -> None:
        self._catalogue = catalogue
        self._lexical = lexical
        self._vectors = vectors
        self._passages = passages
        self._articles = articles
        self._embedder = embedder
        self._known: Known | None = None
        self._lock = Lock()

    def __call__(
        self, question: Question, standalone: str, queries: Sequence[str] = (), *, budget: int = OFFERED
    ) -> Evidence:
        """Up to `top_k` hits and `budget` sentences; `queries` are searched too."""
        known, scope = self._library(), Scope(filters=question.filters, as_of=question.as_of)
        repairs = self._repairs(standalone)
        texts = tuple(dict.fromkeys((standalone, mended(standalone, repairs), *queries)))
        asked = [self._asked(text, scope, known) for text in texts]
        ranked = self._ranked([one for one in asked if not repairs or one.text != standalone], scope, known)
        chosen = cover(collapse(ranked, known.articles), question.top_k)
        articles = self._read(chosen)
        hits = [hit for hit in chosen if hit.stored.article_id in articles]
        return Evidence(
            standalone_question=standalone,
            queries=texts,
            hits=tuple(_hit(rank, hit) for rank, hit in enumerate(hits, start=1)),
            sentences=offer(hits, articles, budget, self._similarity(hits, asked[0].vector)),
            rarity=self._rarity(texts, known),
            names={name: _most_about(ids) for one in asked for name, ids in one.names.items()},
            repairs=repairs,
        )

    def _library(self) -> Known:
        """Routing tables, made anew only when the library has changed."""
        revision = self._catalogue.revision()
        with self._lock:
            if self._known is None or self._known.revision != revision:
                self._known = _known(revision, self._catalogue.articles())
            return self._known

    def _repairs(self, text: str) -> dict[str, str]:
        """Unknown terms with the library's nearest spelling; what exists as it stands is never repaired."""
        terms = tuple(dict.fromkeys(analyse(text)))
        counts = self._catalogue.counts(terms)
        unknown = [term for term in terms if not counts[term]]
        if not unknown:
            return {}
        return repaired(unknown, self._catalogue.vocabulary(), self._catalogue.counts)

    def _asked(self, text: str, scope: Scope, known: Known) -> Asked:
        return Asked(
            text,
            query_terms(text, known.languages),
            self._vector(text),
            known.sources.named_in(text),
            self._names(text, scope, known),
        )

    def _vector(self, text: str) -> Vector | None:
        """The text's vector; None while the embedder does not answer, and then words alone are searched."""
        try:
            vector: Vector = self._embedder.embed([text])[0]
        except EmbedderUnavailable:
            return None
        return vector

    def _names(self, text: str, scope: Scope, known: Known) -> dict[str, dict[str, float]]:
        return {name: self._about(name, scope, known) for name in name_candidates(text)[:MOST_NAMES]}

    def _about(self, name: str, scope: Scope, known: Known) -> dict[str, float]:
        """The articles about a name, by its rarest term; empty for what the library does not name."""
        counts = {term: count for term, count in self._catalogue.counts(analyse(name)).items() if count}
        if not counts:
            return {}
        rarest = min(counts, key=lambda term: counts[term])
        found = self._lexical.search([rarest], scope, NAME_HITS)
        passages = self._passages.passages([hit.key for hit in found])
        return about(name, passages.values(), known.titles)

    def _ranked(self, asked: Sequence[Asked], scope: Scope, known: Known) -> list[Candidate]:
        fused = best_of([self._search(one, where) for one in asked for where in _places(one, scope)])
        stored = self._passages.passages([hit.key for hit in fused])
        gains = _gains(asked, known)
        found = [
            Candidate(stored[hit.key], hit.score + gains.get(stored[hit.key].article_id, 0.0), hit.found_by)
            for hit in fused
            if hit.key in stored
        ]
        return sorted(found, key=lambda one: (-one.score, one.stored.key))

    def _search(self, asked: Asked, scope: Scope) -> list[Fused]:
        lexical = self._lexical.search(asked.terms, scope, EACH)
        vector = [] if asked.vector is None else self._vectors.nearest(asked.vector, scope, EACH)
        return fuse(lexical, vector)

    def _read(self, hits: Sequence[Candidate]) -> dict[str, Article]:
        """The hits' articles; one that was deleted or replaced meanwhile is left out."""
        articles = {}
        for article_id, version in {(hit.stored.article_id, hit.stored.version): None for hit in hits}:
            try:
                articles[article_id] = self._articles.find(article_id, version)
            except ArticleNotFound:
                continue
        return articles

    def _similarity(self, hits: Sequence[Candidate], vector: Vector | None) -> dict[Address, float]:
        if vector is None:
            return {}
        stored = self._passages.vectors([hit.stored.key for hit in hits])
        passages = [(hit.stored.article_id, hit.stored.passage, stored.get(hit.stored.key)) for hit in hits]
        return sentence_similarity([(a, p, v) for a, p, v in passages if v is not None], vector)

    def _rarity(self, texts: Sequence[str], known: Known) -> dict[str, float]:
        counts = self._catalogue.counts(tuple(dict.fromkeys(t for text in texts for t in analyse(text))))
        return {term: round(math.log(1 + known.passages / (1 + n)), 4) for term, n in counts.items()}


def _known(revision: int, summaries: Sequence[ArticleSummary]) -> Known:
    languages = {summary.metadata.language for summary in summaries}
    return Known(
        revision=revision,
        articles={summary.id: summary for summary in summaries},
        titles={summary.id: fold(summary.metadata.title or "") for summary in summaries},
        sources=sources_of({summary.metadata.source for summary in summaries}),
        languages=(
            "en",
            *sorted(language for language in languages if language in STEMMERS and language != "en"),
        ),
        passages=sum(summary.passages for summary in summaries),
    )


def _places(asked: Asked, scope: Scope) -> list[Scope]:
    """Each source that the question names is searched by itself; without one, everything in scope."""
    if not asked.sources or scope.filters.sources:
        return [scope]
    return [scope, *(replace(scope, filters=replace(scope.filters, sources=(one,))) for one in asked.sources)]


def _gains(asked: Sequence[Asked], known: Known) -> dict[str, float]:
    """What each article gains by being about the names asked for; a rare name counts for more."""
    gains: dict[str, float] = {}
    for one in asked:
        named = {name: articles for name, articles in one.names.items() if articles}
        most = len(named) * math.log(1 + len(known.articles)) or 1.0
        mine: dict[str, float] = {}
        for articles in named.values():
            weight = math.log(1 + len(known.articles) / len(articles)) / most
            for article_id, share in articles.items():
                mine[article_id] = mine.get(article_id, 0.0) + NAME_SHARE * weight * share
        gains = {key: max(gains.get(key, 0.0), mine.get(key, 0.0)) for key in gains | mine}
    return gains


def _most_about(shares: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(shares, key=lambda article_id: (-shares[article_id], article_id)))


def _hit(rank: int, hit: Candidate) -> Hit:
    passage = hit.stored.passage
    return Hit(
        rank=rank,
        article_id=hit.stored.article_id,
        version=hit.stored.version,
        passage=passage.ordinal,
        sentences=passage.sentences,
        start=passage.start,
        end=passage.end,
        score=round(hit.score, 4),
        found_by=hit.found_by,
    )
