"""Answer a question: make it stand alone, find evidence, answer from it, check, cite.

Everything local runs in a worker thread, so the event loop never waits for CPU work; only a chat model is
awaited. Looking up, the long part, waits its turn in the order of asking; what comes after it is short and
does not queue again behind those who came later. A streamed answer and a whole one are the same: the whole one is the stream's last event.
"""

import time
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from functools import partial

from anyio import CapacityLimiter, to_thread

from service.answering.compose import Clash, Page, add, conflicts
from service.answering.conversation import Standalone, standalone
from service.answering.extractive import Extract
from service.answering.outcome import abstention, status_of
from service.answering.stated import stated
from service.deals.doubts import doubts
from service.domain.answer import Answer, AnswerMode, Dropped, Event, Meta, Reason, Search, Sent, Trace
from service.domain.draft import DraftSentence
from service.domain.errors import ModelRefused, ModelUnavailable, NoModel
from service.domain.evidence import Evidence
from service.domain.question import Mode, Question
from service.ports import ArticleStore, Catalogue, PairScorer
from service.stories.generative import Generative, Writer
from service.stories.look import Finder, Look, Looked
from service.stories.other_names import OtherNames


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
        scorer: PairScorer,
        names: OtherNames | None = None,
        generative: Generative | None = None,
        limiter: CapacityLimiter | None = None,
        clock: Callable[[], float] = time.perf_counter,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self._look = Look(find, articles, catalogue, scorer=scorer, names=names, clock=clock)
        self._articles = articles
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
        alone = await self._alone(question, writer)
        looked = await to_thread.run_sync(self._look, question, alone, limiter=self._limiter)
        search = looked.search(question)
        yield Event("search", search)
        draft = _Draft(Page(), mode, looked.extract)
        async for page in self._pages(question, looked, draft, writer):
            yield Event("claim", Sent(page.claims[-1], page.citations[len(draft.page.citations) :]))
            draft.page = page
        finish = partial(self._finish, search=search, answer_id=answer_id, started=started)
        answer = await to_thread.run_sync(finish, question, looked, draft)
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

    async def _pages(
        self, question: Question, looked: Looked, draft: _Draft, writer: Writer | None
    ) -> AsyncIterator[Page]:
        """The answer after each claim that was added to it."""
        if writer and looked.evidence.sentences:
            try:
                async for page in self._written(question, looked, draft, writer):
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
        async for page in self._quoted(looked):
            yield page

    async def _quoted(self, looked: Looked) -> AsyncIterator[Page]:
        """The articles' own sentences, one claim each."""
        page = Page()
        for claim in stated(looked.evidence, looked.extract):
            page = await to_thread.run_sync(add, page, claim, looked.evidence, self._quote)
            yield page

    async def _written(
        self, question: Question, looked: Looked, draft: _Draft, writer: Writer
    ) -> AsyncIterator[Page]:
        """The model's sentences, each checked before it is shown."""
        assert self._generative is not None
        evidence, page, usable = self._generative.select(looked.evidence), Page(), False
        said: set[DraftSentence] = set()
        try:
            async for drafted in writer.draft(looked.asked, evidence, question.as_of):
                usable = usable or not isinstance(drafted, DraftSentence) or bool(drafted.numbers)
                if not isinstance(drafted, DraftSentence):
                    draft.extract = Extract(
                        confidence=looked.extract.confidence,
                        reason=Reason.NOT_IN_CORPUS,
                        missing=drafted.missing,
                    )
                    continue
                if drafted in said:  # small models say a sentence over and over
                    continue
                said.add(drafted)
                begun = self._clock()
                verified = await to_thread.run_sync(self._generative.verify, drafted, evidence)
                draft.verify_ms += (self._clock() - begun) * 1000
                if verified.dropped:
                    draft.dropped = (*draft.dropped, verified.dropped)
                    continue
                longer = await to_thread.run_sync(add, page, verified, evidence, self._quote)
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
        looked: Looked,
        draft: _Draft,
        *,
        search: Search,
        answer_id: str,
        started: float,
    ) -> Answer:
        page, extract = draft.page, draft.extract
        between = conflicts(page, extract.clashes, looked.evidence)
        found = (*between, *conflicts(page, _inner(page, looked.evidence), looked.evidence))
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
            standalone_question=looked.alone.text,
            status=status,
            reason=reason,
            answer=text,
            claims=page.claims,
            citations=page.citations,
            confidence=round(extract.confidence, 4),
            mode=draft.mode,
            search=search,
            trace=self._trace(looked, draft, started),
            dropped=draft.dropped,
            conflicts=found,
            missing=extract.missing,
            as_of=question.as_of,
        )

    def _trace(self, looked: Looked, draft: _Draft, started: float) -> Trace:
        ms = {
            "retrieve": looked.retrieve_ms,
            "answer": looked.answer_ms,
            "verify": draft.verify_ms,
            "total": (self._clock() - started) * 1000,
        }
        return replace(draft.trace, ms={stage: round(spent, 3) for stage, spent in ms.items()})

    def _quote(self, article_id: str, version: int, start: int, end: int) -> str:
        return self._articles.find(article_id, version).quote(start, end)


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
