"""Look a question up without a model: find evidence, let the built-in reader choose from it, or say why not.

Synchronous, to be run in a worker thread.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from service.answering import weights
from service.answering.conversation import Standalone
from service.answering.extractive import Extract, read
from service.answering.members import listed_members
from service.answering.orders import without_orders
from service.answering.standing import how_it_stands
from service.answering.strangers import strangers, terms_of_names
from service.deals.persons import told_of
from service.deals.roles import of_another
from service.domain.answer import OtherName, Reason, Search
from service.domain.evidence import Evidence
from service.domain.question import Question
from service.ports import ArticleStore, Catalogue, PairScorer
from service.stories.card_answer import CardAnswer
from service.stories.contradictions import Contradictions
from service.stories.other_names import OtherNames
from service.stories.read_card import ReadCards

ON_CARD = 0.75
"""The least confidence in a sentence that a deal card read a field from, when the question is for that field."""
STRANGER = 0.1
"""The most confidence left where the question names somebody whom no article mentions."""
ABSENT_FROM_CARD = 0.6
"""What is left of the chances when the card of the deal lacks the field that was asked for."""


class Finder(Protocol):
    """`service.stories.find.Find`: the numbered evidence for a question."""

    def __call__(self, question: Question, standalone: str, queries: Sequence[str] = ()) -> Evidence: ...


@dataclass(frozen=True, slots=True)
class Looked:
    """The question alone, the evidence, what the reader makes of it, and the milliseconds both took."""

    alone: Standalone
    evidence: Evidence
    extract: Extract
    retrieve_ms: float
    answer_ms: float

    @property
    def asked(self) -> str:
        """The question as a model is asked it: with the other names of those it asks by."""
        told = (f"({asked} is also called {found}.)" for asked, found in self.evidence.renamed)
        return " ".join((self.alone.text, *told))

    def search(self, question: Question) -> Search:
        """How the evidence was looked for, as the answer tells it."""
        return Search(
            queries=self.evidence.queries,
            filters=question.filters,
            hits=self.evidence.hits,
            aliases=tuple(OtherName(asked, found) for asked, found in self.evidence.renamed),
        )


def best(extracts: Sequence[Extract]) -> Extract:
    """What answers the question under one of its names: the surest, the asker's own name first among equals."""
    answering = [extract for extract in extracts if extract.numbers] or extracts
    return max(answering, key=lambda extract: extract.confidence)


class Look:
    """Everything of an answer that needs no model."""

    def __init__(
        self,
        find: Finder,
        articles: ArticleStore,
        catalogue: Catalogue,
        *,
        scorer: PairScorer,
        names: OtherNames | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._find = find
        self._catalogue = catalogue
        self._scorer = scorer
        cards = ReadCards(articles)
        self._card_answer = CardAnswer(cards)
        self._names = names or OtherNames(catalogue)
        self._contradictions = Contradictions(cards)
        self._clock = clock

    def __call__(self, question: Question, alone: Standalone) -> Looked:
        begun = self._clock()
        renamed = self._names.renamed(alone.text)
        queries = (*alone.queries[1:], *(one.text for one in renamed))
        evidence = self._names.beside(without_orders(self._find(question, alone.text, queries)))
        evidence = replace(evidence, renamed=tuple((one.asked, one.found) for one in renamed))
        found = self._clock()
        asked = (alone, *(replace(alone, text=one.text) for one in renamed))
        extract = best([self._read(question, one, evidence) for one in asked])
        extract = self._contradictions(alone.text, extract, evidence)
        return Looked(alone, evidence, extract, (found - begun) * 1000, (self._clock() - found) * 1000)

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
            likely = extract.answerable * ABSENT_FROM_CARD >= weights.THRESHOLD
            less = extract.confidence * ABSENT_FROM_CARD
            return extract if likely else Extract(confidence=less, reason=Reason.NOT_IN_CORPUS)
        numbers = (
            pointed.numbers
            or listed_members(alone.text, evidence)
            or told_of(alone.text, evidence.sentences)
            or how_it_stands(alone.text, evidence.sentences)
        )
        if not numbers:
            return _elsewhere(extract) if self._of_others(alone.text, extract, evidence) else extract
        return Extract(numbers=numbers, confidence=max(extract.confidence, ON_CARD))

    def _of_others(self, question: str, extract: Extract, evidence: Evidence) -> bool:
        """Whether all that would be cited tells who founded or runs another company."""
        cited = [s.text for n in extract.numbers if (s := evidence.numbered(n))]
        return bool(cited) and all(of_another(question, text) for text in cited)

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


def _elsewhere(extract: Extract) -> Extract:
    return Extract(confidence=min(extract.confidence, STRANGER), reason=Reason.NOT_IN_CORPUS)
