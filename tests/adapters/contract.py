"""What every library must do, run against the SQL one and the one in memory."""

from datetime import date

import numpy as np
import pytest

from service.domain.article import DateSource
from service.domain.errors import ArticleNotFound, BadInput
from service.domain.question import Filters
from service.ports import Scope
from tests.fakes.articles import EMBEDDER, passage_vectors, prepared, vector_of

ANYWHERE = Scope()
NEWS = """Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.
The company books space on coastal ships for small exporters and will spend the money on engineers.
Most small exporters still book space on the telephone, and ships leave port with room to spare on their decks.
The company shows free space on a map and lets shippers pay for it by the pallet and not by the container.
Harbour masters in Leith say so."""


def found(library, *terms, scope=ANYWHERE, limit=10):
    """Ids and passage texts, best first."""
    hits = library.lexical.search(terms, scope, limit)
    passages = library.passages.passages([hit.key for hit in hits])
    return [(passages[hit.key].article_id, passages[hit.key].passage.text) for hit in hits]


class LibraryContract:
    """Subclasses give the fixture `library`."""

    def test_a_saved_article_is_found_as_it_was(self, library):
        """Text, grid, passages and metadata come back equal, line ends and rare characters included."""
        article = prepared(
            "a",
            "Ørsted raised €5m.\r\n\u2028Second 🚀 line\u00a0here.\n阶跃星辰",
            title="T",
            source="S",
            url="https://example.com/a",
            published_at="2025-06-14T10:00:00+02:00",
            date_source=DateSource.PAGE,
            language="en",
        )
        saved = library.articles.save(article)
        assert (saved.status, saved.article.version, saved.article.duplicate_of) == ("created", 1, None)
        assert library.articles.find("a") == saved.article == library.articles.find("a", 1)
        stored = saved.article
        assert (stored.text, stored.sentences, stored.passages, stored.metadata) == (
            article.reading.text,
            article.reading.sentences,
            article.reading.passages,
            article.reading.metadata,
        )

    def test_same_text_is_unchanged(self, library):
        """Posting again stores nothing and gives the same passages under the same keys."""
        library.articles.save(prepared("a", "Acme raised money"))
        before = (library.catalogue.revision(), library.lexical.search(["acme"], ANYWHERE, 5))
        again = library.articles.save(prepared("a", "Acme raised money"))
        assert (again.status, again.article.version) == ("unchanged", 1)
        assert (again.article, before[1]) == (
            library.articles.find("a"),
            library.lexical.search(["acme"], ANYWHERE, 5),
        )

    def test_new_metadata_updates_the_same_version(self, library):
        """Only metadata differs: same version, new metadata everywhere, words of the metadata searched."""
        library.articles.save(prepared("a", "Acme raised money", source="Old"))
        changed = library.articles.save(prepared("a", "Acme raised money", source="New"))
        assert (changed.status, changed.article.version) == ("updated", 1)
        assert library.articles.find("a").metadata.source == "New"
        assert [s.metadata.source for s in library.catalogue.articles()] == ["New"]
        assert found(library, "acme", scope=Scope(filters=Filters(sources=("Old",)))) == []

    def test_new_text_is_the_next_version_and_the_old_one_stays_addressable(self, library):
        """A citation of version 1 still resolves, and nothing of version 1 is found any more."""
        library.articles.save(prepared("a", "Acme raised money"))
        second = library.articles.save(prepared("a", "Acme was sold"))
        assert (second.status, second.article.version) == ("updated", 2)
        assert library.articles.find("a").text == "Acme was sold"
        assert library.articles.find("a", 1).quote(0, 4) == "Acme"
        assert library.articles.find("a", 1).sentences
        assert found(library, "raised") == []
        assert found(library, "acme") == [("a", "Acme was sold")]

    def test_deleted_is_gone_and_versions_go_on(self, library):
        """After a deletion no version is addressable or found; posted again, the count goes on."""
        library.articles.save(prepared("a", "Acme raised money"))
        library.articles.save(prepared("a", "Acme was sold"))
        keys = library.passages.current_keys()
        library.articles.delete("a")
        for version in (None, 1, 2):
            with pytest.raises(ArticleNotFound):
                library.articles.find("a", version)
        assert found(library, "acme", "raised", "sold") == []
        assert library.passages.passages(keys) == library.passages.vectors(keys) == {}
        assert library.catalogue.articles() == ()
        assert library.catalogue.vocabulary() == ()
        assert library.articles.was_deleted("a")
        again = library.articles.save(prepared("a", "Acme raised money"))
        assert (again.status, again.article.version) == ("created", 3)
        assert not library.articles.was_deleted("a")
        with pytest.raises(ArticleNotFound):
            library.articles.find("a", 1)

    def test_several_versions_are_read_at_once(self, library):
        """Current and earlier versions come back as `find` gives them; unknown and deleted ones are left out."""
        for article in (
            prepared("a", "Acme raised money"),
            prepared("a", "Acme was sold"),
            prepared("b", "Two"),
        ):
            library.articles.save(article)
        library.articles.save(prepared("c", "Three"))
        library.articles.delete("c")
        wanted = [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("c", 1), ("d", 1)]
        assert library.articles.articles(wanted) == {
            address: library.articles.find(*address) for address in [("a", 1), ("a", 2), ("b", 1)]
        }

    def test_unknown_articles_are_named(self, library):
        """The message holds the id, or the version that does not exist."""
        library.articles.save(prepared("a", "Acme raised money"))
        with pytest.raises(ArticleNotFound, match="'nobody'"):
            library.articles.find("nobody")
        with pytest.raises(ArticleNotFound, match="version 9 of the article 'a'"):
            library.articles.find("a", 9)
        with pytest.raises(ArticleNotFound, match="'nobody'"):
            library.articles.delete("nobody")

    def test_same_text_under_another_id_is_a_copy(self, library):
        """The first stays the original while it says the same; then the next oldest takes its place."""
        for article_id in "abc":
            library.articles.save(prepared(article_id, "Acme raised money"))
        copies = {s.id: s.duplicate_of for s in library.catalogue.articles()}
        assert copies == {"a": None, "b": "a", "c": "a"}
        library.articles.save(prepared("a", "Acme was sold"))
        assert library.articles.find("b").duplicate_of is None
        assert library.articles.find("c").duplicate_of == "b"
        library.articles.delete("b")
        assert {s.id: s.duplicate_of for s in library.catalogue.articles()} == {"a": None, "c": None}

    def test_a_near_copy_is_a_copy_until_it_says_something_else(self, library):
        """A shortened copy names its original; with another figure it is a report, and a deletion frees it."""
        library.articles.save(prepared("whole", NEWS))
        library.articles.save(prepared("cut", NEWS.rsplit("\n", 1)[0]))
        library.articles.save(prepared("other", NEWS.replace("$12 million", "$14 million")))
        copies = {s.id: s.duplicate_of for s in library.catalogue.articles()}
        assert copies == {"whole": None, "cut": "whole", "other": None}
        library.articles.delete("whole")
        assert library.articles.find("cut").duplicate_of is None
        library.articles.save(prepared("again", NEWS))
        assert library.articles.find("cut").duplicate_of == "again"
        library.articles.save(prepared("cut", NEWS.replace("Leith", "Hull")))
        assert library.articles.find("cut").duplicate_of is None

    def test_keys_are_never_reused(self, library):
        """A key that an index may still hold can never come to mean another passage."""
        library.articles.save(prepared("a", "one\ntwo"))
        first = library.passages.current_keys()
        library.articles.delete("a")
        library.articles.save(prepared("b", "three\nfour"))
        assert min(library.passages.current_keys()) > max(first)

    def test_vectors_are_stored_once_and_found_by_key(self, library):
        """Known texts need no embedding again; unknown keys are left out."""
        library.articles.save(prepared("a", "one line\nanother line"))
        keys = library.passages.current_keys()
        vectors = library.passages.vectors([*keys, 999])
        assert set(vectors) == set(keys)
        for key, stored in library.passages.passages(keys).items():
            assert np.array_equal(vectors[key].whole, vector_of(stored.passage.text))
            expected = passage_vectors(stored.passage.text).sentences
            assert np.allclose(vectors[key].sentences, expected, atol=1e-3)
        assert library.passages.without_vectors(EMBEDDER, ["one line", "unseen"]) == {"unseen"}
        assert library.passages.without_vectors("other", ["one line"]) == {"one line"}

    def test_search_ranks_rare_terms_first(self, library):
        """BM25: a passage with the rarer term stands above one with the common term."""
        library.articles.save(prepared("a", "fund fund fund\nfund raised\nstepstar fund\nx\ny\nz\nv\nw"))
        assert found(library, "fund", "stepstar")[0] == ("a", "stepstar fund")
        assert len(found(library, "fund", "stepstar", limit=2)) == 2

    def test_holders_are_the_current_articles_of_a_term(self, library):
        """Articles by how many passages hold the term; a term that too many hold and an absent one have none."""
        library.articles.save(prepared("a", "kenya fund\nkenya\nloan"))
        library.articles.save(prepared("b", "kenya fund"))
        library.articles.save(prepared("gone", "kenya"))
        library.articles.delete("gone")
        holders = library.lexical.holders(["kenya", "fund", "absent"], 2)
        assert holders.get("fund") == {"a": 1, "b": 1}
        assert not holders.get("kenya")
        assert not holders.get("absent")
        assert library.lexical.holders(["kenya"], 3) == {"kenya": {"a": 2, "b": 1}}

    @pytest.mark.parametrize(
        "terms", [(), ("",), ('"',), ("*", "NEAR(", "a*", "-x", "terms:a", "\0"), ("'; DROP TABLE lexical",)]
    )
    def test_hostile_terms_find_nothing_and_break_nothing(self, library, terms):
        """Query syntax inside a term is only a term."""
        library.articles.save(prepared("a", "Acme raised money"))
        assert found(library, *terms) == []
        assert len(found(library, "acme")) == 1

    def test_a_term_is_found_whatever_it_is_made_of(self, library):
        """Hyphens, dots, currency signs, quotes and ideographs stay one term."""
        library.articles.save(prepared("a", "step-1 2.5 $5m o'brien 阶跃 say\"so §7 c++"))
        for term in ["step-1", "2.5", "$5m", "o'brien", "阶跃", 'say"so', "§7", "c++"]:
            assert len(found(library, term)) == 1, term
            assert library.catalogue.counts([term]) == {term: 1}
        assert found(library, "step") == []

    @pytest.mark.parametrize(
        ("scope", "ids"),
        [
            (Scope(), "abcd"),
            (Scope(filters=Filters(article_ids=("a", "d", "zzz"))), "ad"),
            (Scope(filters=Filters(sources=("reuters",))), "ab"),
            (Scope(filters=Filters(sources=("Nobody",))), ""),
            (Scope(filters=Filters(language="de")), "c"),
            (Scope(filters=Filters(published_after=date(2025, 6, 14))), "bc"),
            (Scope(filters=Filters(published_before=date(2025, 6, 14))), "ab"),
            (Scope(as_of=date(2025, 6, 14)), "abd"),
            (Scope(as_of=date(2024, 1, 1)), "d"),
            (Scope(filters=Filters(sources=("REUTERS",), language="en"), as_of=date(2025, 6, 13)), "a"),
        ],
    )
    def test_a_scope_never_leaks(self, library, scope, ids):
        """Bounds include their day; undated passes `as_of`, never a published filter."""
        text = "Acme raised money"
        library.articles.save(prepared("a", text, source="Reuters", published_at="2025-06-13", language="en"))
        library.articles.save(
            prepared("b", text, source="Reuters", published_at="2025-06-14T23:59:59-05:00", language="fr")
        )
        library.articles.save(
            prepared("c", text, source="Le Monde", published_at="2025-06-15", language="de")
        )
        library.articles.save(prepared("d", text))
        assert sorted(article_id for article_id, _ in found(library, "acme", scope=scope)) == list(ids)

    def test_the_catalogue_counts_passages(self, library):
        """Counts and vocabulary follow every save, update and deletion."""
        library.articles.save(prepared("a", "fund fund\nfund raised"))
        library.articles.save(prepared("b", "fund sold"))
        assert library.catalogue.counts(["fund", "raised", "never"]) == {"fund": 3, "raised": 1, "never": 0}
        assert library.catalogue.vocabulary() == ("fund", "raised", "sold")
        before = library.catalogue.revision()
        library.articles.delete("a")
        assert library.catalogue.revision() > before
        assert library.catalogue.counts(["fund", "raised"]) == {"fund": 1, "raised": 0}
        assert library.catalogue.vocabulary() == ("fund", "sold")

    def test_the_vocabulary_follows_every_change(self, library):
        """Terms come sorted, new ones with the article that brings them; those that stood there alone go with it."""
        library.articles.save(prepared("a", "raised acme"))
        assert library.catalogue.vocabulary() == ("acme", "raised")
        library.articles.save(prepared("b", "acme sold ørsted"))
        assert library.catalogue.vocabulary() == ("acme", "raised", "sold", "ørsted")
        library.articles.save(prepared("a", "sold"))
        library.articles.delete("b")
        assert library.catalogue.vocabulary() == ("sold",)

    def test_pages_cover_everything_once(self, library):
        """Newest first, undated last; the cursor goes on where the page before ended, whatever came between."""
        for day in range(1, 8):
            library.articles.save(prepared(f"a{day}", f"text {day}", published_at=f"2025-06-{day:02}"))
        library.articles.save(prepared("undated", "text 0"))
        seen, cursor = [], None
        while True:
            page = library.articles.page(None, None, 3, cursor)
            seen += [item.id for item in page.items]
            assert page.total == 8
            cursor = page.next_cursor
            if cursor is None:
                break
        assert seen == ["a7", "a6", "a5", "a4", "a3", "a2", "a1", "undated"]

    def test_pages_filter_by_text_and_source(self, library):
        """Text is looked for in title, id and source, in any case."""
        library.articles.save(prepared("a", "one", title="StepStar raises", source="Wire"))
        library.articles.save(prepared("b", "two", title="Other", source="Gazette"))
        assert [i.id for i in library.articles.page("stepSTAR", None, 9, None).items] == ["a"]
        assert [i.id for i in library.articles.page("gaz", None, 9, None).items] == ["b"]
        assert [i.id for i in library.articles.page(None, "wire", 9, None).items] == ["a"]
        assert library.articles.page("100%_", None, 9, None).total == 0

    @pytest.mark.parametrize("cursor", ["nonsense", "!!!", "é", "bm9wZQ=="])
    def test_a_foreign_cursor_is_refused(self, library, cursor):
        """A cursor that no page gave is the sender's mistake."""
        with pytest.raises(BadInput, match="cursor"):
            library.articles.page(None, None, 3, cursor)

    def test_an_article_is_found_by_its_url(self, library):
        """The current version's url counts."""
        library.articles.save(prepared("a", "one", url="https://example.com/a"))
        assert library.articles.id_at("https://example.com/a") == "a"
        assert library.articles.id_at("https://example.com/b") is None

    def test_the_journal_holds_what_the_index_has_not_been_told(self, library):
        """A key is pending until marked; a removal takes the place of an upsert."""
        library.articles.save(prepared("a", "one\ntwo"))
        first = library.passages.current_keys()
        assert library.journal.pending_keys() == first
        library.journal.mark_ready(first[:1])
        assert library.journal.pending_keys() == first[1:]
        library.articles.save(prepared("a", "three"))
        assert (library.journal.pending_keys(), library.journal.removed_keys()) == (
            library.passages.current_keys(),
            first,
        )
        library.journal.mark_ready(first, "upsert")
        assert library.journal.removed_keys() == first
        library.journal.mark_ready(first, "delete")
        assert library.journal.removed_keys() == ()
