"""Renewing stored passages and vectors: everything that is stale, nothing twice, and resumable."""

import numpy as np
import pytest

from service.adapters.library.opening import open_library
from service.domain.article import Article, Passage
from service.ports import Scope
from service.retrieval.tokens import analyse
from service.stories.reindex import TOGETHER, Reindex
from tests.fakes.articles import EMBEDDER, FakeEmbedder, prepared, vector_of

TEXT = "Aurora bought a stake.\nThe price was $40m.\nIt closed in May."


def each_sentence(article: Article, count_tokens: object) -> tuple[Passage, ...]:
    return prepared(article.id, article.text).reading.passages


def two_together(article: Article, count_tokens: object) -> tuple[Passage, ...]:
    """A rule that packs sentences by two."""
    packed = []
    for ordinal, first in enumerate(range(0, len(article.sentences), 2), 1):
        group = article.sentences[first : first + 2]
        text = " ".join(article.quote(s.start, s.end) for s in group)
        packed.append(Passage(ordinal, tuple(s.ordinal for s in group), group[0].start, group[-1].end, text))
    return tuple(packed)


class OtherEmbedder(FakeEmbedder):
    name = "other"


@pytest.fixture
def library(tmp_path):
    opened = open_library(tmp_path / "library.sqlite", EMBEDDER)
    yield opened
    opened.close()


def reindex(library, embedder, rule="1", pack=each_sentence):
    return Reindex(
        articles=library.articles,
        passages=library.passages,
        catalogue=library.catalogue,
        notes=library.notes,
        embedder=embedder,
        rule=rule,
        pack=pack,
    )


def texts(library):
    keys = library.passages.current_keys()
    return [library.passages.passages([key])[key].passage.text for key in keys]


def test_what_is_up_to_date_is_left_alone(library):
    """With the same embedder and rule nothing is embedded, packed or even read again."""
    library.articles.save(prepared("a", TEXT))
    embedder = FakeEmbedder()
    list(reindex(library, embedder)())
    before = library.passages.current_keys()
    assert list(reindex(library, embedder, pack=None)()) == []
    assert embedder.embedded == []
    assert library.passages.current_keys() == before


def test_another_embedder_embeds_every_current_passage_once(library):
    """Each passage text gets a vector of the new embedder; texts that two articles share are embedded once."""
    library.articles.save(prepared("a", TEXT))
    library.articles.save(prepared("b", TEXT + "\nOne line more."))
    list(reindex(library, FakeEmbedder())())
    embedder = OtherEmbedder()
    steps = list(reindex(library, embedder)())
    assert steps == [(2, 2)]
    assert sorted(embedder.embedded) == sorted({*TEXT.split("\n"), "One line more."})
    table = library.passages.table("other")
    assert table.keys.tolist() == list(library.passages.current_keys())
    assert np.allclose(table.vectors, np.stack([vector_of(text) for text in texts(library)]))


def test_a_stop_half_way_is_gone_on_with(library):
    """What one run has embedded, the next does not embed again."""
    for n in range(TOGETHER + 3):
        library.articles.save(prepared(f"a{n:02}", f"Line of {n}."))
    list(reindex(library, FakeEmbedder())())
    first, second = OtherEmbedder(), OtherEmbedder()
    next(reindex(library, first)())
    assert len(first.embedded) == TOGETHER
    assert list(reindex(library, second)()) == [(3, 3)]
    assert not set(first.embedded) & set(second.embedded)


def test_another_rule_packs_current_passages_anew(library):
    """Passages follow the new rule, with vectors from the first moment; sentences and their addresses stay."""
    library.articles.save(prepared("a", TEXT))
    list(reindex(library, FakeEmbedder())())
    sentences = library.articles.find("a").sentences
    list(reindex(library, FakeEmbedder(), "2", two_together)())
    article = library.articles.find("a")
    assert article.sentences == sentences
    assert texts(library) == ["Aurora bought a stake. The price was $40m.", "It closed in May."]
    assert library.passages.table().alive.sum() == 2
    assert library.notes.recall("passage_rule") == "2"
    [found] = library.lexical.search(analyse("closed"), Scope(), 5)
    assert library.passages.passages([found.key])[found.key].passage.text == "It closed in May."


def test_an_article_deleted_meanwhile_is_left_out(library):
    """An article that is deleted while others are renewed stays deleted."""
    library.articles.save(prepared("a", TEXT))
    library.articles.save(prepared("b", "Another text."))

    def pack_and_delete(article, count_tokens):
        if article.id == "a":
            library.articles.delete("b")
        return two_together(article, count_tokens)

    list(reindex(library, FakeEmbedder(), "2", pack_and_delete)())
    assert [summary.id for summary in library.catalogue.articles()] == ["a"]
    assert len(texts(library)) == 2
