"""Summarise articles: find them, have their sentences chosen or drafted, check each, cite.

What a model drafts passes the same verifier as an answer; without a model, or when it fails, the summary
is the articles' own sentences.
"""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from anyio import CapacityLimiter, to_thread

from service.answering.compose import Page, add, write
from service.answering.stated import Stated
from service.domain.answer import AnswerMode, Conflict, Dropped, Support, Trace
from service.domain.article import Article
from service.domain.draft import DraftSentence
from service.domain.errors import ArticleNotFound, BadInput, ModelRefused, ModelUnavailable
from service.domain.evidence import Evidence
from service.domain.question import Filters
from service.domain.summary import Style, Summary, SummaryRequest
from service.ports import ArticleStore, ArticleSummary, Catalogue, Embedder
from service.stories.extract_deal import Pointed, read_deals, renumbered_conflict
from service.stories.generative import Verified, Writer
from service.stories.other_names import OtherNames
from service.stories.whole import load, load_known, whole
from service.summarizing.choose import SENTENCES
from service.summarizing.digest import digest, offered

MOST_ARTICLES = 100
MOST_EMBEDDED = 120
"""Sentences are compared by meaning up to this many, beyond it by their words: embedding is the slow part."""

SHAPES: dict[Style, str] = {
    Style.HEADLINE: "Write one short sentence, like a headline with a verb.",
    Style.BRIEF: "Write at most $most short sentences.",
    Style.BULLETS: "Write at most $most short sentences, each one fact of its own.",
    Style.TIMELINE: "Write at most $most short sentences, each with its date, the earliest event first.",
}


@dataclass(frozen=True, slots=True)
class Drafting:
    """The model's way to a summary: a writer for a shape, the verifier, and what fits the model."""

    writer: Callable[[], Writer]
    verify: Callable[[DraftSentence, Evidence], Verified]
    select: Callable[[Evidence], Evidence]


@dataclass(frozen=True, slots=True)
class _Written:
    page: Page
    mode: AnswerMode
    dropped: tuple[Dropped, ...] = ()
    trace: Trace = field(default_factory=Trace)


class Summarize:
    """The summaries story. Raises `ArticleNotFound` where no article is there to summarise."""

    def __init__(
        self,
        articles: ArticleStore,
        catalogue: Catalogue,
        embedder: Embedder,
        *,
        names: OtherNames | None = None,
        drafting: Drafting | None = None,
        limiter: CapacityLimiter | None = None,
        clock: Callable[[], float] = time.perf_counter,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self._articles = articles
        self._catalogue = catalogue
        self._embedder = embedder
        self._names = names or OtherNames(catalogue)
        self._drafting = drafting
        self._limiter = limiter
        self._clock = clock
        self._new_id = new_id

    async def __call__(self, request: SummaryRequest) -> Summary:
        started = self._clock()
        found = await to_thread.run_sync(self._found, request, limiter=self._limiter)
        evidence = await to_thread.run_sync(self._whole, found, limiter=self._limiter)
        written = await self._drafted(request, evidence) if self._drafting else None
        if written is None or not written.page.claims:
            degraded = written
            written = await to_thread.run_sync(self._extracted, request, evidence, limiter=self._limiter)
            if degraded is not None:
                written = replace(written, mode="degraded", dropped=degraded.dropped, trace=degraded.trace)
        return await to_thread.run_sync(self._finish, request, found, evidence, written, started)

    def _whole(self, found: Sequence[Article]) -> Evidence:
        return self._names.beside(whole(found))

    def _found(self, request: SummaryRequest) -> tuple[Article, ...]:
        if request.article_ids:
            return load(self._articles, request.article_ids)
        wanted = [a.id for a in self._catalogue.articles() if _passes(a, request.filters or Filters())]
        if not wanted:
            raise ArticleNotFound("No article passes these filters. Widen them, or add an article.")
        if len(wanted) > MOST_ARTICLES:
            raise BadInput(
                f"{len(wanted)} articles pass these filters, more than {MOST_ARTICLES}. Narrow them.",
                "filters",
            )
        return load_known(self._articles, wanted)

    def _extracted(self, request: SummaryRequest, evidence: Evidence) -> _Written:
        """The articles' own sentences, the most telling ones."""
        able = offered(evidence.sentences, request.style)
        vectors = self._embedder.embed([s.text for s in able]) if 1 < len(able) <= MOST_EMBEDDED else None
        picked = digest(able, request.style, request.max_sentences, vectors)
        claims = (Stated(one.text, one.numbers) for one in picked)
        return _Written(write(claims, evidence, self._quote), "extractive")

    async def _drafted(self, request: SummaryRequest, evidence: Evidence) -> _Written | None:
        """What the model drafted and the verifier let through; no claims where the model failed."""
        assert self._drafting is not None
        offered_to_model, writer = self._drafting.select(evidence), self._drafting.writer()
        most = request.max_sentences or SENTENCES[request.style]
        page, dropped = Page(), list[Dropped]()
        note: tuple[str, ...] = ()
        try:
            shape = SHAPES[request.style].replace("$most", str(most))
            async for drafted in writer.draft(shape, offered_to_model, None):
                if not isinstance(drafted, DraftSentence) or len(page.claims) == most:
                    continue
                verified = self._drafting.verify(drafted, offered_to_model)
                if verified.dropped:
                    dropped.append(verified.dropped)
                else:
                    page = add(page, verified, offered_to_model, self._quote)
        except (ModelUnavailable, ModelRefused) as error:
            note = (error.message,)
        trace = writer.trace()
        trace = replace(trace, notes=(*trace.notes, *note))
        return _Written(page, "degraded" if note else "generative", tuple(dropped), trace)

    def _finish(
        self,
        request: SummaryRequest,
        found: Sequence[Article],
        evidence: Evidence,
        written: _Written,
        started: float,
    ) -> Summary:
        _, conflicts = read_deals(found, evidence)
        page, shown = self._with_conflicts(written.page, conflicts, evidence)
        ms = {"total": round((self._clock() - started) * 1000, 3)}
        return Summary(
            id=self._new_id(),
            style=request.style,
            article_ids=tuple(article.id for article in found),
            summary=page.answer,
            claims=page.claims,
            citations=page.citations,
            mode=written.mode,
            trace=replace(written.trace, ms=ms),
            conflicts=shown,
            dropped=written.dropped,
        )

    def _with_conflicts(
        self, page: Page, conflicts: Sequence[Conflict], evidence: Evidence
    ) -> tuple[Page, tuple[Conflict, ...]]:
        """Every conflict is shown with its quotes, also where its sentences are not in the summary."""
        cited = page
        for number in dict.fromkeys(v.citation for c in conflicts for v in c.values):
            sentence = evidence.numbered(number)
            if sentence and cited.citation_of(sentence) is None:
                cited = add(cited, Pointed(sentence.text, (number,)), evidence, self._quote)

        def renumber(number: int) -> int:
            sentence = evidence.numbered(number)
            return (cited.citation_of(sentence) if sentence else None) or 0

        shown = tuple(renumbered_conflict(conflict, renumber) for conflict in conflicts)
        marked = {value.citation for conflict in shown for value in conflict.values}
        claims = tuple(
            replace(claim, support=Support.CONFLICTING) if marked & set(claim.citations) else claim
            for claim in page.claims
        )
        return replace(page, claims=claims, citations=cited.citations), shown

    def _quote(self, article_id: str, version: int, start: int, end: int) -> str:
        return self._articles.find(article_id, version).quote(start, end)


def _passes(article: ArticleSummary, filters: Filters) -> bool:
    """Whether an article passes; undated ones never pass a filter on dates."""
    day = article.metadata.published_on
    after, before = filters.published_after, filters.published_before
    return (
        (not filters.article_ids or article.id in filters.article_ids)
        and (not filters.sources or _folded(article.metadata.source) in map(_folded, filters.sources))
        and (not filters.language or article.metadata.language == filters.language)
        and (after is None or (day is not None and day >= after))
        and (before is None or (day is not None and day <= before))
    )


def _folded(source: str | None) -> str:
    return " ".join((source or "").casefold().split())
