"""Finding evidence, over the SQL library and the one in memory, with the real analyser."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.library.opening import open_library
from service.adapters.memory import memory_library
from service.adapters.vectors_exact import ExactVectors
from service.domain.errors import EmbedderUnavailable
from service.domain.evidence import Evidence
from service.domain.question import Filters, Question
from service.ports import ArticleStore, Matrix
from service.retrieval.tokens import analyse
from service.stories.find import Find
from tests.fakes.articles import EMBEDDER, FakeEmbedder, prepared

ARTICLES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "umberjack",
        "Umberjack raised $85 million in a Series E led by Oyster Tally.\nThe round closed in March.\n"
        "Its chief executive, Ada Quill, spoke of a hard year.\nUmberjack builds rockets in Maine.",
        {"title": "Umberjack raises $85m", "source": "Polar Newswire", "published_at": "2025-03-02"},
    ),
    (
        "umberjack-copy",
        "Umberjack raised $85 million in a Series E led by Oyster Tally.\nThe round closed in March.",
        {"title": "Rocket maker funded", "source": "Harbour Post", "published_at": "2025-03-03"},
    ),
    (
        "kathputli",
        "Kathputli filed for a share sale in Mumbai.\nThe company wants to raise Rs 900 crore.\n"
        "Oyster Tally sold a stake to the founders.",
        {"title": "Kathputli files", "source": "Harbour Post", "published_at": "2025-08-20"},
    ),
    (
        "market",
        "Rockets were in demand.\nInvestors raised their bids for rocket makers in a hard year.",
        {"title": "The market this week", "source": "Harbour Post", "published_at": None},
    ),
)
Make = Callable[[], Find]


@pytest.fixture(params=["memory", "sqlite"])
def parts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The ports that `Find` needs, over a library that holds `ARTICLES`."""
    if request.param == "memory":
        library: Any = memory_library(EMBEDDER)
        vectors: Any = library.vectors
    else:
        library = open_library(tmp_path / "library.db", EMBEDDER)
        vectors = ExactVectors(library.passages)
    for article_id, text, metadata in ARTICLES:
        save(library.articles, article_id, text, metadata)
    yield {
        "catalogue": library.catalogue,
        "lexical": library.lexical,
        "vectors": vectors,
        "passages": library.passages,
        "articles": library.articles,
        "embedder": FakeEmbedder(),
    }
    if request.param == "sqlite":
        library.close()


def save(articles: ArticleStore, article_id: str, text: str, metadata: dict[str, Any]) -> None:
    about = f"{metadata['title']} {metadata['source']} "
    one = prepared(article_id, text, **metadata)
    terms = tuple(tuple(analyse(about + passage.text)) for passage in one.reading.passages)
    articles.save(replace(one, lexical=terms))


def ask(parts: dict[str, Any], text: str, budget: int = 120, **limits: Any) -> Evidence:
    return Find(**parts)(Question(text=text, **limits), text, budget=budget)


def test_the_sentence_that_answers_comes_first(parts: dict[str, Any]) -> None:
    """A plain question finds its sentence at the first place, verbatim."""
    evidence = ask(parts, "Who led the Series E of Umberjack?")
    assert evidence.hits[0].article_id == "umberjack"
    first = next(s for s in evidence.sentences if s.hit == 1)
    assert first.text == "Umberjack raised $85 million in a Series E led by Oyster Tally."
    article = parts["articles"].find(first.article_id)
    assert article.text[first.sentence.start : first.sentence.end] == first.text


def test_a_copy_is_shown_once_and_named(parts: dict[str, Any]) -> None:
    """The earlier article is cited, and the later one listed as having reported it, too."""
    evidence = ask(parts, "Who led the Series E of Umberjack?")
    same = [s for s in evidence.sentences if "Oyster Tally." in s.text and "Series E" in s.text]
    assert [(s.article_id, s.also_reported_by) for s in same] == [("umberjack", ("umberjack-copy",))]
    assert "umberjack-copy" not in {hit.article_id for hit in evidence.hits[:1]}


def test_a_typo_is_repaired_and_disclosed(parts: dict[str, Any]) -> None:
    """The question as typed is listed first, then as it was searched."""
    evidence = ask(parts, "who led the series e of umbrejack")
    assert evidence.queries == ("who led the series e of umbrejack", "who led the series e of umberjack")
    assert evidence.repairs == {"umbrejack": "umberjack"}
    assert evidence.hits[0].article_id == "umberjack"


def test_a_spelling_that_exists_is_never_repaired(parts: dict[str, Any]) -> None:
    """When an article about the other spelling is there, the question means what it says."""
    save(
        parts["articles"],
        "umberjacks",
        "Umberjach sells timber.",
        {"title": "Timber", "source": "Harbour Post"},
    )
    evidence = ask(parts, "What does Umberjach sell?")
    assert evidence.repairs == {}
    assert evidence.hits[0].article_id == "umberjacks"


def test_names_lead_to_their_articles(parts: dict[str, Any]) -> None:
    """Each name of the question comes with the articles about it; an unknown one with none."""
    evidence = ask(parts, "Did Oyster Tally or Zylonex invest in Kathputli?")
    assert set(evidence.names["Oyster Tally"]) == {"umberjack", "umberjack-copy", "kathputli"}
    assert evidence.names["Kathputli"] == ("kathputli",)
    assert evidence.names["Zylonex"] == ()
    assert evidence.hits[0].article_id == "kathputli"


@pytest.mark.parametrize(
    "text", ["Smallest and largest bid?", "who unloaded umberjack in winter", "Smallest Umberjack bid?"]
)
def test_a_plain_word_is_no_unknown_name(parts: dict[str, Any], text: str) -> None:
    """The capital that opens a question, and the words of one in lower case, make no name that nobody knows."""
    assert all(ask(parts, text).names.values())


def test_an_article_is_found_by_what_it_says_elsewhere(parts: dict[str, Any]) -> None:
    """The passage that answers says neither country nor trade; its article does, so it comes before a better match."""
    save(
        parts["articles"],
        "kitunguu",
        "Kitunguu lends to traders in Nairobi, Kenya.\n" * 3
        + "Founder Abebe Ruto spoke of doubled headcount.",
        {"title": "Onion money", "source": "Savanna"},
    )
    evidence = ask(parts, "Who founded the Kenyan firm that lends to traders?")
    assert evidence.hits[0].article_id == "kitunguu"


def test_the_article_of_the_time_asked_for_comes_first(parts: dict[str, Any]) -> None:
    """Two reports that say the same are told apart by the day they appeared."""
    for article_id, day in (("early", "2024-04-11"), ("late", "2025-09-12")):
        text = f"Plinthwort sold its {article_id} shares at auction."
        save(parts["articles"], article_id, text, {"title": "Plinthwort", "source": "S", "published_at": day})
    assert ask(parts, "What did Plinthwort sell in the April deal?").hits[0].article_id == "early"
    assert ask(parts, "What did Plinthwort sell in September 2025?").hits[0].article_id == "late"


def test_each_source_is_searched_for_what_it_is_asked(parts: dict[str, Any]) -> None:
    """A question that compares two sources finds the passage of both."""
    evidence = ask(
        parts,
        "Does Polar Newswire call it a hard year, while Harbour Post says that Oyster Tally sold a stake?",
        top_k=2,
    )
    assert {hit.article_id for hit in evidence.hits} == {"umberjack", "kathputli"}


def test_a_question_in_another_language_finds_the_article(parts: dict[str, Any]) -> None:
    """German deal words lead to the English article that shares no word with the question."""
    save(parts["articles"], "lenders", "The two agreed on a merger.", {"title": "Tie-up", "source": "S"})
    evidence = ask(parts, "Welche Fusion wurde vereinbart?")
    assert evidence.hits[0].article_id == "lenders"
    assert "lexical" in evidence.hits[0].found_by


def test_a_named_source_is_searched_by_itself(parts: dict[str, Any]) -> None:
    """The best passage of the source that the question names is among the first."""
    evidence = ask(parts, "According to Harbour Post, what did investors do in a hard year?")
    assert evidence.hits[0].article_id == "market"


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        (Filters(article_ids=("kathputli",)), {"kathputli"}),
        (Filters(sources=("Polar Newswire",)), {"umberjack"}),
        (Filters(published_after=date(2025, 8, 1)), {"kathputli"}),
        (Filters(published_before=date(2025, 3, 2)), {"umberjack"}),
        (Filters(article_ids=("nobody",)), set()),
    ],
)
def test_filters_never_leak(parts: dict[str, Any], filters: Filters, allowed: set[str]) -> None:
    """Hits, sentences, the articles of names and of copies all stay inside the filters."""
    evidence = ask(parts, "Did Oyster Tally fund Umberjack or Kathputli?", filters=filters)
    shown = {hit.article_id for hit in evidence.hits} | {s.article_id for s in evidence.sentences}
    named = {article_id for ids in evidence.names.values() for article_id in ids}
    copies = {article_id for s in evidence.sentences for article_id in s.also_reported_by}
    assert shown == allowed
    assert named | copies <= allowed


def test_as_of_leaves_out_what_came_later_and_keeps_the_undated(parts: dict[str, Any]) -> None:
    """Nothing published after the day is found; an undated article is."""
    evidence = ask(parts, "Did rocket makers or Kathputli raise money?", as_of=date(2025, 3, 2))
    assert {s.article_id for s in evidence.sentences} == {"umberjack", "market"}


def test_the_budget_holds_and_numbers_count_from_one(parts: dict[str, Any]) -> None:
    """A small budget takes the best hits' sentences; whatever it is, numbers run without a gap."""
    for budget in (0, 1, 3, 120):
        evidence = ask(parts, "Who led the Series E of Umberjack?", budget=budget)
        assert len(evidence.sentences) <= budget
        assert [s.number for s in evidence.sentences] == list(range(1, len(evidence.sentences) + 1))
    assert ask(parts, "Who led the Series E of Umberjack?", budget=1).sentences[0].hit == 1


def test_inside_an_article_sentences_stand_in_reading_order(parts: dict[str, Any]) -> None:
    """The articles come best first, each of them in one piece."""
    evidence = ask(parts, "Who is chief executive of Umberjack?")
    order = [(s.article_id, s.sentence.ordinal) for s in evidence.sentences]
    articles = list(dict.fromkeys(article_id for article_id, _ in order))
    assert order == sorted(order, key=lambda place: (articles.index(place[0]), place[1]))
    assert articles[0] == evidence.hits[0].article_id


def test_top_k_limits_the_hits(parts: dict[str, Any]) -> None:
    """Ranks run from one to `top_k`, scores fall or are balanced between articles."""
    evidence = ask(parts, "Who raised money?", top_k=2)
    assert [hit.rank for hit in evidence.hits] == [1, 2]
    assert all(hit.found_by for hit in evidence.hits)


def test_words_find_without_vectors(parts: dict[str, Any]) -> None:
    """While the embedder does not answer, the word index alone finds."""

    class Silent(FakeEmbedder):
        def embed(self, texts: Any) -> Matrix:
            raise EmbedderUnavailable("The embeddings endpoint does not answer.")

    evidence = ask(parts | {"embedder": Silent()}, "Who led the Series E of Umberjack?")
    assert evidence.hits[0].article_id == "umberjack"
    assert {hit.found_by for hit in evidence.hits} == {("lexical",)}


def test_a_deleted_article_is_gone_from_the_next_question(parts: dict[str, Any]) -> None:
    """What was read for an earlier question is not remembered past a change of the library."""
    find = Find(**parts)
    question = Question(text="Who led the Series E of Umberjack?")
    find(question, question.text)
    parts["articles"].delete("umberjack")
    evidence = find(question, question.text)
    assert "umberjack" not in {hit.article_id for hit in evidence.hits}
    assert evidence.hits[0].article_id == "umberjack-copy"


def test_an_empty_library_finds_nothing() -> None:
    """No article, no hit, no failure."""
    library = memory_library(EMBEDDER)
    find = Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=library.vectors,
        passages=library.passages,
        articles=library.articles,
        embedder=FakeEmbedder(),
    )
    evidence = find(Question(text="Who led it?"), "Who led it?")
    assert (evidence.hits, evidence.sentences) == ((), ())


@settings(max_examples=40)
@given(text=st.text(min_size=1, max_size=200))
def test_any_question_is_answered_with_true_addresses(text: str) -> None:
    """Whatever is asked, every sentence offered is the article's own text at its address, once."""
    library = memory_library(EMBEDDER)
    for article_id, body, metadata in ARTICLES:
        save(library.articles, article_id, body, metadata)
    find = Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=library.vectors,
        passages=library.passages,
        articles=library.articles,
        embedder=FakeEmbedder(),
    )
    evidence = find(Question(text=text), text)
    for sentence in evidence.sentences:
        article = library.articles.find(sentence.article_id, sentence.version)
        assert article.quote(sentence.sentence.start, sentence.sentence.end) == sentence.text
    assert len({s.id for s in evidence.sentences}) == len(evidence.sentences)


def test_the_latest_comes_from_the_newest_article(parts: dict[str, Any]) -> None:
    """Among many rounds of one company the newest is found first, or the newest of a day."""
    for year in range(2011, 2024):
        about = {"title": f"Quernfold raises money ({year})", "published_at": f"{year}-05-02", "source": None}
        text = f"Quernfold raised ${year - 2000} million in a new round.\nIt mills flour in Leith."
        save(parts["articles"], f"quernfold-{year}", text, about)
    evidence = ask(parts, "How much did Quernfold raise in its latest round?")
    assert evidence.hits[0].article_id == "quernfold-2023"
    evidence = ask(parts, "How much did Quernfold raise in its latest round?", as_of=date(2019, 1, 1))
    assert evidence.hits[0].article_id == "quernfold-2018"
