"""Posting articles: what is embedded, stored, acknowledged, and told to the index."""

import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from service.adapters.library.opening import open_library
from service.adapters.memory import memory_library
from service.domain.article import Metadata, Posted
from service.domain.errors import (
    ArticleNotFound,
    ArticleRejected,
    EmbedderUnavailable,
    StoreUnavailable,
)
from service.ports import Scope
from service.stories.ingest import Added, Failed, Ingest
from tests.fakes.articles import EMBEDDER, FakeEmbedder, reading_of


def read(posted, count_tokens):
    """A reader that takes every line for a sentence and refuses empty text."""
    if not posted.text.strip():
        raise ArticleRejected("The text is empty.", "text")
    metadata = Metadata(
        title=posted.title, source=posted.source, url=posted.url, published_at=posted.published_at
    )
    return replace(reading_of(posted.text, metadata), warnings=("short",))


def ingest_into(library, embedder=None, index=None):
    return Ingest(
        read=read,
        articles=library.articles,
        passages=library.passages,
        journal=library.journal,
        embedder=embedder or FakeEmbedder(),
        index=index or library.vectors,
    )


@pytest.fixture
def library():
    return memory_library()


def test_a_posted_article_is_acknowledged_and_searchable(library):
    """The result says what is stored; words and vectors find it, and the index has been told."""
    embedder = FakeEmbedder()
    added = ingest_into(library, embedder).add(
        Posted(text="Acme raised money\nIt hires", id="a", title="Deal")
    )
    assert added == Added(
        id="a",
        version=1,
        status="created",
        metadata=Metadata(title="Deal"),
        sentences=2,
        passages=2,
        duplicate_of=None,
        warnings=("short",),
    )
    nearest = library.vectors.nearest(embedder.embed(["It hires"])[0], Scope(), 1)
    assert nearest[0].key == 2
    assert nearest[0].score == pytest.approx(1)
    assert library.vectors.upserted == [1, 2]
    assert library.journal.pending_keys() == ()


def test_title_source_and_date_are_searched_but_not_embedded(library):
    """The words of the metadata find every passage; the embedder sees passages only."""
    embedder = FakeEmbedder()
    ingest_into(library, embedder).add(
        Posted(text="It hires", title="StepStar", source="Gazette", published_at="2025-06-14")
    )
    assert embedder.embedded == ["It hires"]
    for term in ("stepstar", "gazett", "june"):
        assert [hit.key for hit in library.lexical.search([term], Scope(), 5)] == [1], term


def test_nothing_is_embedded_twice(library):
    """Same text, new metadata, a copy, a next version: only passages never seen are embedded."""
    embedder = FakeEmbedder()
    ingest = ingest_into(library, embedder)
    ingest.add(Posted(text="one\ntwo", id="a"))
    assert ingest.add(Posted(text="one\ntwo", id="a")).status == "unchanged"
    assert ingest.add(Posted(text="one\ntwo", id="a", source="Wire")).status == "updated"
    copy = ingest.add(Posted(text="one\ntwo", id="b"))
    assert (copy.status, copy.duplicate_of) == ("created", "a")
    second = ingest.add(Posted(text="one\nthree", id="a"))
    assert (second.status, second.version) == ("updated", 2)
    assert embedder.embedded == ["one", "two", "three"]


def test_the_same_url_is_the_same_article(library):
    """Without an id the url decides, whatever its spelling, also when the first post gave an id."""
    ingest = ingest_into(library)
    first = ingest.add(Posted(text="one", url="https://example.com/deal"))
    again = ingest.add(Posted(text="one", url="https://www.example.com/deal/?utm_source=x"))
    assert again.id == first.id
    assert ingest.add(Posted(text="two", id="named", url="https://example.com/b")).id == "named"
    assert ingest.add(Posted(text="two", url="https://example.com/b")).id == "named"


def test_the_same_text_without_id_or_url_is_the_same_article(library):
    """The content names it."""
    ingest = ingest_into(library)
    assert ingest.add(Posted(text="one")).status == "created"
    assert ingest.add(Posted(text="one")).status == "unchanged"


def test_a_batch_reports_each_article_in_order(library):
    """A refused article does not stop the others; the batch is embedded together, each text once."""
    embedder = FakeEmbedder()
    posted = [Posted(text=text, id=f"a{n}") for n, text in enumerate(["one", " ", "two\none", "three"])]
    results = list(ingest_into(library, embedder).add_many(iter(posted)))
    assert [type(result) for result in results] == [Added, Failed, Added, Added]
    assert results[1].posted == posted[1]
    assert isinstance(results[1].error, ArticleRejected)
    assert embedder.embedded == ["one", "two", "three"]


def test_one_id_twice_in_a_batch_is_two_versions(library):
    """Posts of a batch take effect one after another."""
    posted = [Posted(text=text, id="a") for text in ("one", "two", "two", "one")]
    results = list(ingest_into(library).add_many(posted))
    assert [(r.status, r.version) for r in results] == [
        ("created", 1),
        ("updated", 2),
        ("unchanged", 2),
        ("updated", 3),
    ]
    assert library.articles.find("a").text == "one"
    keys = library.passages.current_keys()
    assert set(library.passages.vectors(keys)) == set(keys)


def test_a_url_of_the_same_batch_is_the_same_article(library):
    """The second post of a url finds the first, although both were read together."""
    url = "https://example.com/deal"
    posted = [Posted(text="one", id="named", url=url), Posted(text="one", url=url)]
    results = list(ingest_into(library).add_many(posted))
    assert [(r.id, r.status) for r in results] == [("named", "created"), ("named", "unchanged")]


def test_vectors_deleted_meanwhile_are_made_again(library):
    """An article that shared a passage is deleted while another is read: no passage stays without vector."""

    class Deleting(FakeEmbedder):
        def embed_passages(self, texts, spans):
            if "two" in texts:
                library.articles.delete("a")
                library.articles.shelf.vectors.clear()
            return super().embed_passages(texts, spans)

    ingest = ingest_into(library, Deleting())
    ingest.add(Posted(text="one", id="a"))
    ingest.add(Posted(text="one\ntwo", id="b"))
    keys = library.passages.current_keys()
    assert len(keys) == len(library.passages.vectors(keys)) == 2


def test_a_batch_is_taken_a_few_at_a_time(library):
    """Results come while later articles have not been asked for."""
    asked = []

    def posts():
        for number in range(10):
            asked.append(number)
            yield Posted(text=f"text {number}")

    results = ingest_into(library).add_many(posts(), together=3)
    next(results)
    assert asked == [0, 1, 2]
    assert len(list(results)) == 9


def test_an_embedder_that_is_down_stores_nothing(library):
    """The error is told for each article of the batch; nothing is half stored."""

    class Down(FakeEmbedder):
        def embed_passages(self, texts, spans):
            raise EmbedderUnavailable("The embedding endpoint does not answer.")

    ingest = ingest_into(library, Down())
    results = list(ingest.add_many([Posted(text="one"), Posted(text="")]))
    assert [type(result.error) for result in results] == [EmbedderUnavailable, ArticleRejected]
    assert library.catalogue.articles() == ()
    with pytest.raises(EmbedderUnavailable):
        ingest.add(Posted(text="one"))


class AwayIndex:
    """An index that refuses while it is away, and remembers what it was told."""

    def __init__(self):
        self.away = True
        self.upserted, self.deleted = [], []

    def upsert(self, keys):
        if self.away:
            raise StoreUnavailable("The index does not answer.")
        self.upserted += keys

    def delete(self, keys):
        if self.away:
            raise StoreUnavailable("The index does not answer.")
        self.deleted += keys


def test_an_index_that_is_away_is_told_later(library):
    """Articles are acknowledged all the same; back again, the index hears what it missed, once."""
    index = AwayIndex()
    ingest = ingest_into(library, index=index)
    ingest.add(Posted(text="one", id="a"))
    ingest.add(Posted(text="two", id="b"))
    ingest.delete("a")
    assert (library.journal.pending_keys(), library.journal.removed_keys()) == ((2,), (1,))
    assert len(library.lexical.search(["two"], Scope(), 5)) == 1
    index.away = False
    ingest.finish_pending()
    ingest.finish_pending()
    assert (index.upserted, index.deleted) == ([2], [1])


def test_deleting_an_unknown_article_is_refused(library):
    """The message names it."""
    with pytest.raises(ArticleNotFound, match="'nobody'"):
        ingest_into(library).delete("nobody")


def test_one_article_posted_by_many_at_once_is_stored_once(tmp_path):
    """Twenty threads, one url: one is created, the others find it unchanged."""
    library = open_library(tmp_path / "library.sqlite", EMBEDDER)
    ingest = ingest_into(library, index=memory_library().vectors)
    post = Posted(text="one\ntwo", url="https://example.com/deal")
    with ThreadPoolExecutor(20) as pool:
        statuses = sorted(result.status for result in pool.map(lambda _: ingest.add(post), range(20)))
    assert statuses == ["created"] + ["unchanged"] * 19
    assert library.passages.current_keys() == (1, 2)
    library.close()


KILLED_WHILE_ADDING = """
    import os, signal, sys
    from pathlib import Path
    from service.adapters.library.opening import open_library
    from service.domain.article import Posted
    from tests.fakes.articles import EMBEDDER
    from tests.stories.test_ingest import ingest_into

    path, where, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    library = open_library(path, EMBEDDER)

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    class Index:
        upserts = 0
        def delete(self, keys): pass
        def upsert(self, keys):
            Index.upserts += 1
            if where == "index" and Index.upserts == count: die()

    if where == "transaction":
        from service.adapters.library import writing
        publish, calls = writing.publish, []
        def dying(*arguments):
            publish(*arguments)
            calls.append(1)
            if len(calls) == count: die()
        writing.publish = dying

    ingest = ingest_into(library, index=Index())
    for number in range(10):
        added = ingest.add(Posted(text=f"Acme {number}\\nround {number}", id=f"a{number}"))
        print(added.id, flush=True)
"""


@pytest.mark.parametrize("where", ["transaction", "index"])
@pytest.mark.parametrize("count", [1, 4])
def test_a_killed_process_loses_no_acknowledged_article(tmp_path, where, count):
    """Killed inside the transaction or before the index was told: the next start has all of it or none, and finishes."""
    path = tmp_path / "library.sqlite"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED_WHILE_ADDING), path, where, str(count)],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    acknowledged = killed.stdout.split()
    assert len(acknowledged) == count - 1
    library = open_library(path, EMBEDDER)
    stored = {summary.id for summary in library.catalogue.articles()}
    committed = count if where == "index" else count - 1
    assert stored == {f"a{number}" for number in range(committed)} >= set(acknowledged)
    for article_id in stored:
        article = library.articles.find(article_id)
        assert [article.quote(s.start, s.end) for s in article.sentences] == article.text.split("\n")
    keys = library.passages.current_keys()
    assert set(library.passages.vectors(keys)) == set(keys)
    assert len(library.journal.pending_keys()) == (2 if where == "index" else 0)
    index = AwayIndex()
    index.away = False
    ingest_into(library, index=index).finish_pending()
    assert library.journal.pending_keys() == ()
    library.close()
