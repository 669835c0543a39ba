"""The ask story: what is streamed is what is answered, and every way not to answer has its reason."""

import asyncio
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from service.adapters.memory import memory_library
from service.adapters.pair_minilm import PairMiniLm
from service.domain.answer import Answer, Event, Reason, Sent, Status
from service.domain.article import Posted
from service.domain.errors import NoModel
from service.domain.question import Filters, Mode, Question, Turn
from service.ports import Matrix, PassageVectors
from service.reading.read import read
from service.stories.ask import Ask
from service.stories.find import Find
from service.stories.ingest import Ingest

OLD = (
    "Harbinger Looms has raised $14 million in a Series A. Tern Rock Capital led the round. The company employs 48 people.\n\n"
    "Harbinger Looms was founded in 2019 by Morwenna Tregear and is headquartered in Penryn."
)
NEW = "Harbinger Looms has been acquired by Quillon Marine for $90 million. The deal closed in May 2026."


class ByLetters:
    """An embedder without a model: letters counted. The same text always gets the same vector."""

    name = "letters"
    dimensions = 26

    def embed(self, texts: Sequence[str]) -> Matrix:
        counts = [[1.0 + text.lower().count(chr(97 + i)) for i in range(26)] for text in texts]
        rows = np.array(counts, dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[PassageVectors]:
        whole = self.embed(texts)
        parts = [self.embed([t[a:b] for a, b in s]) for t, s in zip(texts, spans, strict=True)]
        return [PassageVectors(w, p) for w, p in zip(whole, parts, strict=True)]

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def asking(*posted: Posted) -> Ask:
    embedder = ByLetters()
    library = memory_library(embedder.name)
    ingest = Ingest(
        read=read,
        articles=library.articles,
        passages=library.passages,
        journal=library.journal,
        embedder=embedder,
        index=library.vectors,
    )
    for article in posted:
        ingest.add(article)
    find = Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=library.vectors,
        passages=library.passages,
        articles=library.articles,
        embedder=embedder,
    )
    return Ask(
        find,
        library.articles,
        library.catalogue,
        scorer=PairMiniLm(),
        clock=lambda: 0.0,
        new_id=lambda: "answer-1",
    )


def looms() -> Ask:
    return asking(
        Posted(id="old", text=OLD, title="Harbinger Looms raises $14 million", published_at="2025-03-01"),
        Posted(id="new", text=NEW, title="Quillon Marine buys Harbinger Looms", published_at="2026-05-20"),
    )


def answered(ask: Ask, question: Question) -> Answer:
    return asyncio.run(ask.answer(question))


async def events(ask: Ask, question: Question) -> list[Event]:
    return [event async for event in ask.stream(question)]


def test_a_question_is_answered_with_the_sentence_that_says_so() -> None:
    """The quote is the article's own sentence."""
    answer = answered(looms(), Question(text="Who led the Series A of Harbinger Looms?"))
    assert answer.status is Status.ANSWERED
    assert "Tern Rock Capital led the round." in " ".join(c.quote for c in answer.citations)
    assert (answer.mode, answer.id) == ("extractive", "answer-1")


def test_what_is_streamed_is_what_is_answered() -> None:
    """Meta and search first, then every claim with the citations not sent yet, the whole answer last."""
    found = asyncio.run(events(looms(), Question(text="Who led the Series A of Harbinger Looms?")))
    answer = found[-1].data
    names = [event.name for event in found]
    assert names == ["meta", "search", *["claim"] * len(answer.claims), "done"]
    sent = [event.data for event in found if isinstance(event.data, Sent)]
    assert tuple(s.claim for s in sent) == answer.claims
    assert tuple(c for s in sent for c in s.citations) == answer.citations
    assert found[1].data == answer.search


def test_an_empty_library_is_said_to_be_empty() -> None:
    """Nothing can be found where nothing is."""
    answer = answered(asking(), Question(text="Who led it?"))
    assert (answer.status, answer.reason, answer.claims) == (Status.ABSTAINED, Reason.EMPTY_CORPUS, ())


def test_an_answer_dated_later_than_asked_for_is_not_shown() -> None:
    """Before the takeover nobody knew of it; that a later article does is all that is said."""
    question = Question(text="Who has acquired Harbinger Looms?", as_of=date(2025, 12, 31))
    assert answered(looms(), Question(text=question.text)).status is Status.ANSWERED
    answer = answered(looms(), question)
    assert (answer.status, answer.reason) == (Status.ABSTAINED, Reason.AFTER_AS_OF)
    assert "Quillon" not in answer.answer
    assert {hit.article_id for hit in answer.search.hits} <= {"old"}


def test_filters_never_leak() -> None:
    """What is filtered out is neither cited nor listed."""
    question = Question(text="How much was paid for Harbinger Looms?", filters=Filters(article_ids=("old",)))
    answer = answered(looms(), question)
    assert {c.article_id for c in answer.citations} | {h.article_id for h in answer.search.hits} <= {"old"}


def test_a_follow_up_is_asked_alone() -> None:
    """The standalone question names what the pronoun stood for."""
    history = (Turn("user", "Who founded Harbinger Looms?"), Turn("assistant", "Morwenna Tregear. [1]"))
    answer = answered(looms(), Question(text="And where is it based?", history=history))
    assert "Harbinger Looms" in answer.standalone_question
    assert "Penryn" in answer.answer


def test_generative_mode_without_a_model_is_refused() -> None:
    """The asker learns what to set."""
    with pytest.raises(NoModel, match="DEALBRIEF_MODEL"):
        answered(looms(), Question(text="Who led it?", mode=Mode.GENERATIVE))


def test_an_abstention_lists_the_nearest_hits_and_claims_nothing() -> None:
    """One plain sentence, no claim, and where to look instead."""
    answer = answered(looms(), Question(text="Which law firm advised Harbinger Looms?"))
    assert (answer.status, answer.claims, answer.citations) == (Status.ABSTAINED, (), ())
    assert answer.search.hits
    assert answer.answer.endswith(".")
    assert 0.0 <= answer.confidence <= 1.0
