"""Summaries: cited sentences, within their length, in order, with conflicts beside them."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest

from service.adapters.memory import MemoryLibrary, memory_library
from service.answering.verify import verify
from service.domain.answer import Support, Trace
from service.domain.article import Posted
from service.domain.draft import DraftSentence
from service.domain.errors import ArticleNotFound, ModelUnavailable
from service.domain.question import Filters
from service.domain.summary import Style, Summary, SummaryRequest
from service.ports import Matrix, PassageVectors
from service.reading.read import read
from service.stories.ingest import Ingest
from service.stories.summarize import Drafting, Summarize

FIRST = (
    "LEITH, 3 March 2025 – Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures. "
    "Ostrom Capital took part in the round. "
    "Plimsoll Freight was founded in 2021 and books space on coastal ships. "
    "The company will spend the money on engineers and on a second office in Hull. "
    "Plimsoll Freight expects to hire 40 people by December 2025."
)
SECOND = (
    "Plimsoll Freight has raised $14 million in a Series A round led by Harbourlight Ventures, the firm told us. "
    "Its coastal ships carried 90,000 containers in 2024. "
    "A port union in Hull said on 9 April 2025 that it had not been asked."
)


class FlatEmbedder:
    """Vectors that tell nothing apart: these tests are about what words and places decide."""

    name = "flat"
    dimensions = 2

    def embed(self, texts: object) -> Matrix:
        rows = len(list(texts))  # type: ignore[call-overload]
        return np.tile(np.array([[1.0, 0.0]], dtype=np.float32), (rows, 1))

    def embed_passages(self, texts: object, spans: object) -> list[PassageVectors]:
        return [PassageVectors(row) for row in self.embed(texts)]

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@pytest.fixture
def library() -> MemoryLibrary:
    stored = memory_library("flat")
    ingest = Ingest(
        read=read, articles=stored.articles, passages=stored.passages, journal=stored.journal,
        embedder=FlatEmbedder(), index=stored.vectors,
    )  # fmt: skip
    ingest.add(
        Posted(
            text=FIRST,
            id="first",
            title="Plimsoll raises $12 million",
            source="Firth News",
            published_at="2025-03-03",
        )
    )
    ingest.add(
        Posted(
            text=SECOND,
            id="second",
            title="Plimsoll raises $14 million",
            source="Hull Post",
            published_at="2025-04-10",
        )
    )
    ingest.add(
        Posted(
            text=FIRST,
            id="copy",
            title="Plimsoll raises $12 million",
            source="Copyist",
            published_at="2025-03-04",
        )
    )
    return stored


class Scripted:
    """A writer that drafts what a test gives it, then fails where it is told to."""

    def __init__(self, *sentences: DraftSentence, fails: bool = False) -> None:
        self.sentences = sentences
        self.fails = fails

    async def draft(self, question: str, evidence: object, today: object) -> AsyncIterator[DraftSentence]:
        for sentence in self.sentences:
            yield sentence
        if self.fails:
            raise ModelUnavailable("the model is away")

    def trace(self) -> Trace:
        return Trace(model="scripted")


def summary(library: MemoryLibrary, *ids: str, writer: Scripted | None = None, **how: object) -> Summary:
    drafting = Drafting(lambda: writer, verify, lambda evidence: evidence) if writer else None  # type: ignore[arg-type,return-value]
    story = Summarize(library.articles, library.catalogue, FlatEmbedder(), drafting=drafting)
    made = asyncio.run(story(SummaryRequest(article_ids=ids, **how)))  # type: ignore[arg-type]
    for claim in made.claims:
        assert made.summary[claim.start : claim.end] == claim.text
        assert claim.citations
    for citation in made.citations:
        article = library.articles.find(citation.article_id, citation.version)
        assert article.text[citation.start : citation.end] == citation.quote
    return made


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("most", [1, 2, 4])
def test_a_summary_keeps_to_its_length(library: MemoryLibrary, style: Style, most: int) -> None:
    """`max_sentences` holds in every style, and every sentence is a claim with citations."""
    made = summary(library, "first", "second", style=style, max_sentences=most)
    assert 1 <= len(made.claims) <= most
    assert made.mode == "extractive"


def test_a_headline_tells_the_deal(library: MemoryLibrary) -> None:
    """One sentence, and it is the one with the deal in it."""
    (claim,) = summary(library, "first", style=Style.HEADLINE).claims
    assert "$12 million" in claim.text


def test_a_timeline_is_in_the_order_of_time(library: MemoryLibrary) -> None:
    """Events come by the dates their sentences state, not by their place in the article."""
    texts = [c.text for c in summary(library, "first", "second", style=Style.TIMELINE).claims]
    founded = next(i for i, text in enumerate(texts) if "2021" in text)
    raised = next(i for i, text in enumerate(texts) if "3 March 2025" in text)
    assert founded < raised


def test_every_article_is_heard_before_any_is_heard_twice(library: MemoryLibrary) -> None:
    """A digest of two articles with two sentences has one of each."""
    made = summary(library, "first", "second", max_sentences=2)
    assert {made.citations[c.citations[0] - 1].article_id for c in made.claims} == {"first", "second"}


def test_a_copy_is_counted_once_and_named(library: MemoryLibrary) -> None:
    """A syndicated copy adds no sentence; the citation says who else reported it."""
    made = summary(library, "first", "copy")
    assert {c.article_id for c in made.citations} == {"first"}
    assert all(c.also_reported_by == ("copy",) for c in made.citations)


def test_what_the_articles_disagree_about_stands_beside_the_summary(library: MemoryLibrary) -> None:
    """Two amounts for one round are a conflict with both quotes, and the claims that tell it are marked."""
    made = summary(library, "first", "second")
    (conflict,) = made.conflicts
    assert {value.value for value in conflict.values} == {"$12 million", "$14 million"}
    assert {made.citations[value.citation - 1].article_id for value in conflict.values} == {"first", "second"}
    assert any(claim.support is Support.CONFLICTING for claim in made.claims)


def test_filters_choose_the_articles(library: MemoryLibrary) -> None:
    """Without ids the articles that pass the filters are summarised; none that passes is an error."""
    assert summary(library, filters=Filters(sources=("hull post",))).article_ids == ("second",)
    with pytest.raises(ArticleNotFound, match="No article passes"):
        summary(library, filters=Filters(sources=("Nowhere",)))
    with pytest.raises(ArticleNotFound):
        summary(library, "unknown")


def test_a_drafted_summary_is_verified(library: MemoryLibrary) -> None:
    """A model's sentence with a wrong figure is dropped; the one that holds is shown."""
    writer = Scripted(
        DraftSentence("Plimsoll Freight raised $12 million.", (1,)),
        DraftSentence("Plimsoll Freight raised $21 million.", (1,)),
    )
    made = summary(library, "first", writer=writer)
    assert [claim.text for claim in made.claims] == ["Plimsoll Freight raised $12 million."]
    assert [one.check for one in made.dropped] == ["figures"]
    assert made.mode == "generative"


@pytest.mark.parametrize(
    "writer", [Scripted(fails=True), Scripted(DraftSentence("It raised $99 million.", (1,)))]
)
def test_a_model_that_fails_leaves_the_articles_own_sentences(
    library: MemoryLibrary, writer: Scripted
) -> None:
    """A model that is away, or says nothing that holds, costs style and not the summary."""
    made = summary(library, "first", writer=writer)
    assert made.mode == "degraded"
    assert made.claims
