"""Answer a question: make it stand alone, find evidence, answer from it, check, cite.

Everything local runs in a worker thread, so the event loop never waits for CPU work; only a chat model is
awaited. A streamed answer and a whole one are the same: the whole one is the stream's last event.
"""

import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol, TypeVar

from anyio import CapacityLimiter, to_thread

from service.answering import weights
from service.answering.compose import Checked, Clash, Page, add, conflicts
from service.answering.conversation import Standalone, standalone
from service.answering.extractive import Extract, PairScorer, read
from service.answering.members import listed_members
from service.answering.orders import without_orders
from service.answering.outcome import abstention, status_of
from service.answering.rewrite import Rewritten
from service.answering.strangers import strangers, terms_of_names
from service.deals.doubts import doubts
from service.domain.answer import (
    Answer,
    Checks,
    Derived,
    Dropped,
    Event,
    Meta,
    Reason,
    Search,
    Sent,
    Support,
    Trace,
    Verdict,
)
from service.domain.draft import Drafted, DraftSentence
from service.domain.errors import ModelRefused, ModelUnavailable, NoModel
from service.domain.evidence import Evidence
from service.domain.question import Mode, Question, Turn
from service.ports import ArticleStore, Catalogue
from service.stories.card_answer import CardAnswer

ON_CARD = 0.75
"""The least confidence in a sentence that a deal card read a field from, when the question is for that field."""
STRANGER = 0.1
"""The most confidence left where the question names somebody whom no article mentions."""
ABSENT_FROM_CARD = 0.6
"""What is left of the reader's confidence when the card of the deal lacks the field that was asked for."""

AnswerMode = Literal["extractive", "generative", "degraded"]
Result = TypeVar("Result")
VERBATIM = Checks(
    pointer=Verdict.OK, figures=Verdict.OK, names=Verdict.OK, hedges=Verdict.OK, polarity=Verdict.OK
)


class Finder(Protocol):
    """`service.stories.find.Find`: the numbered evidence for a question."""

    def __call__(self, question: Question, standalone: str, queries: Sequence[str] = ()) -> Evidence: ...


class Verified(Checked, Protocol):
    """A drafted sentence after checking; `dropped` says which check refused it, if one did."""

    @property
    def dropped(self) -> Dropped | None: ...


class Writer(Protocol):
    """Drafts an answer with a chat model; raises `ModelUnavailable` or `ModelRefused`."""

    def draft(self, question: str, evidence: Evidence, today: date | None) -> AsyncIterator[Drafted]: ...

    async def standalone(self, question: str, history: Sequence[Turn]) -> Rewritten | None:
        """The question made to stand alone; None where the rewriting cannot be trusted."""
        ...

    def trace(self) -> Trace:
        """Prompt, model and tokens of the last draft."""
        ...


@dataclass(frozen=True, slots=True)
class Stated:
    """One of the articles' own sentences as a claim: it rests on itself, so it holds by construction."""

    text: str
    numbers: tuple[int, ...]
    support: Support = Support.SUPPORTED
    checks: Checks = VERBATIM
    derived: Derived | None = None


@dataclass(frozen=True, slots=True)
class Generative:
    """The model's way to an answer: a writer for each question, and the verifier of its sentences.

    `select` cuts the evidence to what a model is given; its numbers are the ones a draft points at.
    """

    writer: Callable[[], Writer]
    verify: Callable[[DraftSentence, Evidence], Verified]
    select: Callable[[Evidence], Evidence]


@dataclass(frozen=True, slots=True)
class _Local:
    """What the worker thread found out: the question alone, the evidence, what the reader makes of it."""

    alone: Standalone
    evidence: Evidence
    extract: Extract
    retrieve_ms: float
    answer_ms: float


@dataclass(slots=True)
class _Draft:
    """An answer on its way."""

    page: Page
    mode: AnswerMode
    extract: Extract
    dropped: tuple[Dropped, ...] = ()
    trace: Trace = field(default_factory=Trace)
    verify_ms: float = 0.0


class Ask:
    """The ask story. Everything it needs from outside is given."""

    def __init__(
        self,
        find: Finder,
        articles: ArticleStore,
        catalogue: Catalogue,
        *,
        scorer: PairScorer | None = None,
        generative: Generative | None = None,
        limiter: CapacityLimiter | None = None,
        clock: Callable[[], float] = time.perf_counter,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self._find = find
        self._articles = articles
        self._catalogue = catalogue
        self._scorer = scorer
        self._card_answer = CardAnswer(articles)
        self._generative = generative
        self._limiter = limiter
        self._clock = clock
        self._new_id = new_id

    async def answer(self, question: Question) -> Answer:
        """The whole answer. Raises `NoModel` when generative mode is asked for and there is no model."""
        async for event in self.stream(question):
            if event.name == "done":
                answer: Answer = event.data
        return answer

    async def stream(self, question: Question) -> AsyncIterator[Event]:
        """The answer as it is made: each claim only once it is checked, the whole answer last."""
        started, answer_id, mode = self._clock(), self._new_id(), self._mode(question)
        yield Event("meta", Meta(answer_id, mode, question.as_of))
        writer = self._generative.writer() if self._generative and mode == "generative" else None
        local = await self._local(question, await self._alone(question, writer))
        search = Search(queries=local.evidence.queries, filters=question.filters, hits=local.evidence.hits)
        yield Event("search", search)
        draft = _Draft(Page(), mode, local.extract)
        async for page in self._pages(question, local, draft, writer):
            yield Event("claim", Sent(page.claims[-1], page.citations[len(draft.page.citations) :]))
            draft.page = page
        answer = self._finish(question, local, draft, search=search, answer_id=answer_id, started=started)
        for conflict in answer.conflicts:
            yield Event("conflict", conflict)
        yield Event("done", answer)

    def _mode(self, question: Question) -> AnswerMode:
        if question.mode is Mode.GENERATIVE and self._generative is None:
            raise NoModel(
                "mode is generative but no chat model is configured; set DEALBRIEF_MODEL or use auto."
            )
        return "generative" if self._generative and question.mode is not Mode.EXTRACTIVE else "extractive"

    async def _alone(self, question: Question, writer: Writer | None) -> Standalone:
        """The question alone: as the model rewrites it where there is one, else by rules."""
        by_rules = standalone(question.text, question.history)
        if writer is None or not question.history:
            return by_rules
        try:
            rewritten = await writer.standalone(question.text, question.history)
        except (ModelUnavailable, ModelRefused):
            return by_rules  # the draft will meet the same fault and say so
        if rewritten is None:
            return by_rules
        return Standalone(rewritten.standalone, (rewritten.standalone, *rewritten.parts))

    async def _local(self, question: Question, alone: Standalone) -> _Local:
        return await self._thread(self._look, question, alone)

    def _look(self, question: Question, alone: Standalone) -> _Local:
        begun = self._clock()
        evidence = without_orders(self._find(question, alone.text, alone.queries[1:]))
        found = self._clock()
        extract = self._read(question, alone, evidence)
        return _Local(alone, evidence, extract, (found - begun) * 1000, (self._clock() - found) * 1000)

    def _read(self, question: Question, alone: Standalone, evidence: Evidence) -> Extract:
        """What the built-in reader says; an abstention gets its best reason."""
        extract = self._chosen(alone, evidence)
        if extract.reason is not Reason.NOT_IN_CORPUS:
            return extract
        if not evidence.sentences and not self._catalogue.articles():
            return replace(extract, reason=Reason.EMPTY_CORPUS)
        if question.as_of and self._answered_later(question, alone):
            return replace(extract, reason=Reason.AFTER_AS_OF)
        return extract

    def _chosen(self, alone: Standalone, evidence: Evidence) -> Extract:
        """The sentences behind the deal card's fields where those explain the question, else the reader's."""
        extract = read(alone.text, evidence, self._scorer)
        unheard = self._strangers(alone.text, evidence)
        if unheard:
            unlikely = min(extract.confidence, STRANGER)
            return Extract(confidence=unlikely, reason=Reason.NOT_IN_CORPUS, missing=unheard)
        pointed = self._card_answer(alone.text, evidence)
        if pointed.absent:
            less = extract.confidence * ABSENT_FROM_CARD
            return (
                extract
                if less >= weights.THRESHOLD
                else Extract(confidence=less, reason=Reason.NOT_IN_CORPUS)
            )
        numbers = pointed.numbers or listed_members(alone.text, evidence)
        if not numbers:
            return extract
        return Extract(numbers=numbers, confidence=max(extract.confidence, ON_CARD))

    def _strangers(self, question: str, evidence: Evidence) -> tuple[str, ...]:
        """Names of the question that no article holds in any spelling that was searched."""
        searched = " ".join((question, *evidence.queries))
        known = self._catalogue.counts(terms_of_names(searched))
        unheard = strangers(question, known, self._catalogue.vocabulary())
        return () if evidence.repairs else unheard

    def _answered_later(self, question: Question, alone: Standalone) -> bool:
        """Whether an article published after `as_of` answers; what it says is not shown."""
        unlimited = replace(question, as_of=None)
        evidence = without_orders(self._find(unlimited, alone.text, alone.queries[1:]))
        numbers = read(alone.text, evidence, self._scorer).numbers
        days = (s.metadata.published_on for n in numbers if (s := evidence.numbered(n)))
        return any(day and question.as_of and day > question.as_of for day in days)

    async def _pages(
        self, question: Question, local: _Local, draft: _Draft, writer: Writer | None
    ) -> AsyncIterator[Page]:
        """The answer after each claim that was added to it."""
        if writer and local.evidence.sentences:
            try:
                async for page in self._written(question, local, draft, writer):
                    yield page
                return
            except (ModelUnavailable, ModelRefused) as error:
                draft.mode = "degraded"
                draft.trace = replace(draft.trace, notes=(*draft.trace.notes, error.message))
        elif writer:
            draft.mode = "extractive"  # there is nothing to draft from, so no model was asked
        if draft.page.claims:  # the model broke off in its answer: what was sent stands
            draft.extract = replace(draft.extract, missing=("the rest of the answer",))
            return
        async for page in self._quoted(local):
            yield page

    async def _quoted(self, local: _Local) -> AsyncIterator[Page]:
        """The articles' own sentences, one claim each."""
        page = Page()
        for stated in _stated(local.evidence, local.extract):
            page = await self._thread(add, page, stated, local.evidence, self._quote)
            yield page

    async def _written(
        self, question: Question, local: _Local, draft: _Draft, writer: Writer
    ) -> AsyncIterator[Page]:
        """The model's sentences, each checked before it is shown."""
        assert self._generative is not None
        evidence, page, usable = self._generative.select(local.evidence), Page(), False
        try:
            async for drafted in writer.draft(local.alone.text, evidence, question.as_of):
                usable = usable or not isinstance(drafted, DraftSentence) or bool(drafted.numbers)
                if not isinstance(drafted, DraftSentence):
                    draft.extract = Extract(
                        confidence=local.extract.confidence,
                        reason=Reason.NOT_IN_CORPUS,
                        missing=drafted.missing,
                    )
                    continue
                begun = self._clock()
                verified = await self._thread(self._generative.verify, drafted, evidence)
                draft.verify_ms += (self._clock() - begun) * 1000
                if verified.dropped:
                    draft.dropped = (*draft.dropped, verified.dropped)
                    continue
                longer = await self._thread(add, page, verified, evidence, self._quote)
                if longer is not page:
                    page = longer
                    yield page
            if not usable:
                raise ModelUnavailable("The model's reply points at no sentence and says nothing is missing.")
        finally:
            draft.trace = writer.trace()

    def _finish(
        self,
        question: Question,
        local: _Local,
        draft: _Draft,
        *,
        search: Search,
        answer_id: str,
        started: float,
    ) -> Answer:
        page, extract = draft.page, draft.extract
        between = conflicts(page, extract.clashes, local.evidence)
        found = (*between, *conflicts(page, _inner(page, local.evidence), local.evidence))
        reason = None if page.claims and extract.reason is not Reason.FALSE_PREMISE else extract.reason
        if draft.dropped and not page.claims and draft.mode == "generative":
            reason = Reason.UNVERIFIED
        status, reason = status_of(page, reason, extract.missing)
        if between and reason is None:
            reason = Reason.CONFLICTING
        text = page.answer if page.claims else abstention(reason or Reason.NOT_IN_CORPUS, extract.missing)
        return Answer(
            id=answer_id,
            question=question.text,
            standalone_question=local.alone.text,
            status=status,
            reason=reason,
            answer=text,
            claims=page.claims,
            citations=page.citations,
            confidence=round(extract.confidence, 4),
            mode=draft.mode,
            search=search,
            trace=self._trace(local, draft, started),
            dropped=draft.dropped,
            conflicts=found,
            missing=extract.missing,
            as_of=question.as_of,
        )

    def _trace(self, local: _Local, draft: _Draft, started: float) -> Trace:
        ms = {
            "retrieve": local.retrieve_ms,
            "answer": local.answer_ms,
            "verify": draft.verify_ms,
            "total": (self._clock() - started) * 1000,
        }
        return replace(draft.trace, ms={stage: round(spent, 3) for stage, spent in ms.items()})

    def _quote(self, article_id: str, version: int, start: int, end: int) -> str:
        return self._articles.find(article_id, version).quote(start, end)

    async def _thread(self, call: Callable[..., Result], *args: object) -> Result:
        return await to_thread.run_sync(call, *args, limiter=self._limiter)


def _stated(evidence: Evidence, extract: Extract) -> list[Stated]:
    """The chosen sentences in reading order, so that neighbours read on."""
    conflicting = {number for clash in extract.clashes for _, number in clash.values}
    return [
        Stated(
            text=sentence.text,
            numbers=(number,),
            support=Support.CONFLICTING if number in conflicting else Support.SUPPORTED,
        )
        for number in extract.numbers
        if (sentence := evidence.numbered(number))
    ]


def _inner(page: Page, evidence: Evidence) -> list[Clash]:
    """What the cited sentences themselves say that cannot be, such as a conversion off by ten."""
    cited = [s for s in evidence.sentences if page.citation_of(s) is not None]
    return [
        Clash(
            field=doubt.field,
            internal=True,
            values=tuple((value.value, value.citation) for value in doubt.values),
            note=doubt.note,
        )
        for doubt in doubts(cited)
    ]
