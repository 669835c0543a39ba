"""What only the SQL library can get wrong: files, schema, transactions, threads, scale."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from service.adapters.library.lexical import SqlLexicalIndex
from service.adapters.library.opening import open_library
from service.adapters.library.schema import metadata
from service.adapters.memory import memory_library
from service.domain.errors import ArticleNotFound, StoreUnavailable
from service.domain.question import Filters
from service.ports import Scope
from tests.fakes.articles import EMBEDDER, passage_vectors, prepared, vector_of

LEXICAL_TABLES = {"lexical", *(f"lexical_{part}" for part in ("data", "idx", "content", "docsize", "config"))}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path):
    library = open_library(path, EMBEDDER)
    yield library
    library.close()


def rows(library, table):
    with library.database.reading() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_migrations_lead_to_the_schema(library):
    """A migrated file has exactly the tables, columns and indexes that the code works with."""

    def ours(_object, name, kind, *_rest):
        return not (kind == "table" and name in LEXICAL_TABLES)

    with library.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_everything_survives_closing(path):
    """Opened again, the library finds, lists, counts and searches what was saved, and keys go on."""
    first = open_library(path, EMBEDDER)
    first.articles.save(prepared("a", "Acme raised money", source="Wire", published_at="2025-06-14"))
    first.articles.save(prepared("a", "Acme was sold\nfor cash"))
    first.notes.remember("passage_rule", "grid-1")
    keys, before = first.passages.current_keys(), first.articles.find("a")
    first.close()
    again = open_library(path, EMBEDDER)
    assert again.articles.find("a") == before
    assert again.articles.find("a", 1).metadata.source == "Wire"
    assert [hit.key for hit in again.lexical.search(["acme"], Scope(), 5)] == [keys[0]]
    assert again.catalogue.counts(["sold"]) == {"sold": 1}
    assert again.passages.table().keys.tolist() == list(keys) == list(again.journal.pending_keys())
    assert again.notes.recall("passage_rule") == "grid-1"
    assert again.notes.recall("unknown") is None
    again.close()


def test_a_committed_article_needs_no_closing(path):
    """What was acknowledged is on disk although nobody closed the library (WAL, synchronous=FULL)."""
    library = open_library(path, EMBEDDER)
    library.articles.save(prepared("a", "Acme raised money"))
    with library.database.writing() as writing:
        assert writing.connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert writing.connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert writing.connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    other = open_library(path, EMBEDDER)
    assert other.articles.find("a").text == "Acme raised money"
    other.close()
    library.close()


def test_a_newer_library_is_refused(path):
    """A file of a later release is left alone, and the message says which release to use."""
    open_library(path, EMBEDDER).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match="newer dealbrief"):
        open_library(path, EMBEDDER)


def test_a_foreign_or_damaged_file_is_refused_and_kept(path):
    """Nothing replaces a file that cannot be read."""
    damaged = b"this is no database, and it is long enough to be read as one" * 100
    path.write_bytes(damaged)
    with pytest.raises(StoreUnavailable, match=r"library\.sqlite.*not a dealbrief library"):
        open_library(path, EMBEDDER)
    assert path.read_bytes() == damaged


def test_a_full_disk_is_told_and_loses_nothing(library):
    """The save that meets the limit is undone whole; the others stay, and saving goes on once there is room."""
    library.articles.save(prepared("kept", "Acme raised money"))
    _limit_pages(library, 1)
    with pytest.raises(StoreUnavailable, match=r"library\.sqlite.*disk is full"):
        library.articles.save(prepared("lost", "word " * 200_000))
    with pytest.raises(ArticleNotFound):
        library.articles.find("lost")
    assert [hit.key for hit in library.lexical.search(["acme", "word"], Scope(), 5)] == [1]
    assert [s.id for s in library.catalogue.articles()] == ["kept"]
    _limit_pages(library, 1_000_000)
    assert library.articles.save(prepared("lost", "word " * 200_000)).status == "created"


def _limit_pages(library, pages):
    with library.database.writing() as writing:
        writing.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_failed_transaction_leaves_the_old_version(library):
    """An error after the new version was written undoes all of it, in memory too."""
    library.articles.save(prepared("a", "Acme raised money"))
    revision = library.catalogue.revision()
    broken = prepared("a", "Acme was sold\ntwice")
    with pytest.raises(ValueError, match="zip"):
        library.articles.save(replace(broken, lexical=()))
    assert library.articles.find("a").text == "Acme raised money"
    assert library.catalogue.revision() == revision
    assert [hit.key for hit in library.lexical.search(["acme", "sold"], Scope(), 5)] == [1]
    assert rows(library, "versions") == rows(library, "passages") == 1


def test_deleting_leaves_nothing_behind(library):
    """No text, grid, term or vector of a deleted article stays; what another passage shares does."""
    library.articles.save(prepared("a", "shared line\nonly in a"))
    library.articles.save(prepared("b", "shared line\nonly in b"))
    library.articles.delete("a")
    assert library.passages.without_vectors(EMBEDDER, ["shared line", "only in a", "only in b"]) == {
        "only in a"
    }
    library.articles.delete("b")
    tables = ["versions", "texts", "sentences", "passages", "vectors", "sentence_vectors", "lexical", "terms"]
    assert {table: rows(library, table) for table in tables} == dict.fromkeys(tables, 0)


def test_the_matrix_follows_every_change(library):
    """Saves append, updates and deletions kill rows, many dead rows are dropped; a view never changes."""
    library.articles.save(prepared("a", "one\ntwo"))
    early = library.passages.table()
    for number in range(30):
        library.articles.save(prepared(f"n{number}", f"text {number}"))
    library.articles.save(prepared("a", "three"))
    for number in range(20):
        library.articles.delete(f"n{number}")
    table = library.passages.table()
    alive = table.keys[table.alive].tolist()
    assert alive == list(library.passages.current_keys())
    assert len(table.keys) < 2 * len(alive)
    stored = library.passages.passages(alive)
    for key, vector in zip(alive, table.vectors[table.alive], strict=True):
        assert np.array_equal(vector, vector_of(stored[key].passage.text))
    assert early.keys.tolist() == [1, 2]
    assert early.alive.all()
    assert np.array_equal(early.vectors[0], vector_of("one"))


def test_the_matrix_of_an_empty_library_is_empty_and_grows(library):
    """Asked before the first article, it has no rows; afterwards it has them."""
    assert len(library.passages.table().keys) == 0
    library.articles.save(prepared("a", "one"))
    assert library.passages.table().keys.tolist() == [1]


def test_another_embedder_fills_its_own_matrix(library):
    """Vectors of two embedders never mix; those stored later appear in its table."""
    library.articles.save(prepared("a", "one\ntwo"))
    assert len(library.passages.table("new").keys) == 0
    library.passages.store_vectors("new", {"one": passage_vectors("other")})
    table = library.passages.table("new")
    assert table.keys.tolist() == [1]
    assert np.array_equal(table.vectors[0], vector_of("other"))
    assert len(library.passages.table().keys) == 2


def test_a_scope_as_versions(library):
    """Exact search compares the version of each row; None means that everything is allowed."""
    library.articles.save(prepared("a", "one", source="Wire"))
    library.articles.save(prepared("b", "two"))
    assert library.passages.allowed_versions(Scope()) is None
    allowed = library.passages.allowed_versions(Scope(filters=Filters(sources=("wire",))))
    table = library.passages.table()
    assert table.keys[[v in allowed for v in table.version_keys]].tolist() == [1]


def test_passages_can_be_packed_anew(library):
    """A new passage rule replaces passages under new keys; sentences and the version stay."""
    before = library.articles.save(prepared("a", "one line\nanother line")).article
    packed = before.passages[:1]
    library.articles.repack("a", packed, [["one", "line"]])
    after = library.articles.find("a")
    assert (after.version, after.sentences, after.passages) == (1, before.sentences, packed)
    assert library.passages.current_keys() == (3,)
    assert library.journal.removed_keys() == (1, 2)
    assert library.catalogue.counts(["another", "one"]) == {"another": 0, "one": 1}
    assert library.catalogue.articles()[0].passages == 1


def test_generations_are_numbered_and_switch_in_one_step(library):
    """A number is never used again; at most one generation serves."""
    one = library.journal.add_generation("m", "rule", 1.0)
    two = library.journal.add_generation("m", "rule", 2.0)
    library.journal.set_state(one.number, "serving")
    library.journal.set_state(two.number, "serving")
    assert [(g.number, g.state) for g in library.journal.generations()] == [(1, "retired"), (2, "serving")]
    library.journal.forget_generation(two.number)
    assert library.journal.add_generation("m", "rule", 3.0).number == 3


def test_scores_are_those_of_the_formula(library):
    """FTS5's BM25, the formula in Python and the search that prunes common terms agree."""
    memory = memory_library()
    rng = np.random.default_rng(7)
    words = [f"w{n}" for n in range(40)]
    weights = 1 / np.arange(1, 41)
    for number in range(60):
        lines = [
            " ".join(rng.choice(words, rng.integers(3, 30), p=weights / weights.sum())) for _ in range(3)
        ]
        article = prepared(f"a{number}", "\n".join(lines), source="even" if number % 2 else "odd")
        library.articles.save(article)
        memory.articles.save(article)
    asked = ["w0", "w3", "w20", "w35"]
    for scope in (Scope(), Scope(filters=Filters(sources=("odd",)))):
        ours = library.lexical.search(asked, scope, 20)
        theirs = memory.lexical.search(asked, scope, 20)
        assert [hit.key for hit in ours] == [hit.key for hit in theirs]
        assert np.allclose([hit.score for hit in ours], [hit.score for hit in theirs])
        pruned = SqlLexicalIndex(library.database, budget=40).search(asked, scope, 5)
        exact = {hit.key: hit.score for hit in memory.lexical.search(asked, scope, 1000)}
        assert [hit.key for hit in pruned[:3]] == [hit.key for hit in ours[:3]]
        assert np.allclose([hit.score for hit in pruned], [exact[hit.key] for hit in pruned])


def test_a_narrow_scope_finds_common_terms_too(library):
    """Pruning picks candidates by rare terms; where the scope holds none of them, the common ones choose."""
    for number in range(30):
        library.articles.save(prepared(f"a{number}", f"fund number{number}"))
    library.articles.save(prepared("rare", "stepstar fund"))
    index = SqlLexicalIndex(library.database, budget=5)
    scope = Scope(filters=Filters(article_ids=("a7",)))
    assert [hit.key for hit in index.search(["fund", "stepstar"], scope, 5)] == [8]


def test_readers_and_a_writer_at_once(library):
    """While one thread saves and deletes, others always see whole articles."""
    library.articles.save(prepared("steady", "Acme raised money"))
    done = Event()

    def read() -> int:
        seen = 0
        while not done.is_set():
            keys = [hit.key for hit in library.lexical.search(["acme"], Scope(), 50)]
            for stored in library.passages.passages(keys).values():
                assert "Acme" in stored.passage.text
            for summary in library.catalogue.articles():
                try:
                    article = library.articles.find(summary.id)
                except ArticleNotFound:
                    continue
                assert len(article.passages) == len(article.text.split("\n"))
            table = library.passages.table()
            assert len(table.keys) == len(table.vectors) == len(table.alive)
            seen += 1
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for number in range(25):
                library.articles.save(prepared(f"a{number % 5}", f"Acme {number}\nAcme again {number}"))
                if number % 3 == 0:
                    library.articles.delete(f"a{number % 5}")
        finally:
            done.set()
        assert all(reader.result() > 0 for reader in readers)
