"""The vector index in generations: search is right whatever state the index is in, and repairs come by themselves."""

import threading
import time
from datetime import date

import pytest

from service.adapters.index_generations import VectorGenerations
from service.adapters.index_places import IndexDirectories
from service.adapters.library.opening import open_library
from service.adapters.vectors_exact import ExactVectors
from service.domain.errors import StoreUnavailable
from service.domain.question import Filters
from service.ports import Scope
from tests.fakes.articles import EMBEDDER, prepared, vector_of

ANYWHERE = Scope()
SECONDS = 60.0


class Recording:
    """A Chroma collection that counts what it is asked, and fails while it is told to."""

    def __init__(self, index, place, number):
        self._index, self._place, self._number = index, place, number

    def __getattr__(self, name):
        def call(*arguments):
            self._place.calls.append(name)
            if name in self._place.failing and self._place.failing_generation in (None, self._number):
                raise StoreUnavailable(f"The {name} fails as it was told to.")
            return getattr(self._index, name)(*arguments)

        return call


class Place(IndexDirectories):
    """Real directories with real Chroma in them, and a record of what was asked."""

    def __init__(self, directory):
        super().__init__(directory)
        self.directory = directory
        self.calls: list[str] = []
        self.failing: set[str] = set()
        self.failing_generation: int | None = None
        self.taken_for_whole = False
        self.crashing = False
        self.opened: list[int] = []

    def open(self, number):
        self.opened.append(number)
        return Recording(super().open(number), self, number)

    def check(self, number, sample):
        return None if self.taken_for_whole else super().check(number, sample)

    def close(self, number, index):
        super().close(number, index)
        if self.crashing:
            (self.directory / f"gen-{number:04}.closed").unlink()

    def generations(self):
        return sorted(path.name for path in self.directory.glob("gen-*") if path.is_dir())


class World:
    """A library and its index over one directory; `close(tidily=False)` is a crash as the next start sees it."""

    def __init__(self, directory, embedder=EMBEDDER, rule="1", refresh=tuple):
        self.place = Place(directory / "index")
        self.library = open_library(directory / "library.sqlite", embedder)
        self.index = VectorGenerations(
            self.library,
            self.place,
            embedder=embedder,
            passage_rule=rule,
            refresh=refresh,
            pause_seconds=0.01,
            retry_seconds=0.05,
            delay_seconds=0,
            few=0,
        )

    def start(self):
        self.index.start()
        assert self.index.settle(SECONDS)
        return self

    def wait_until_serving(self):
        """Repairs may take more than one try."""
        deadline = time.monotonic() + SECONDS
        while self.index.status().state != "serving" and time.monotonic() < deadline:
            time.sleep(0.02)
        assert self.index.settle(SECONDS)
        assert self.index.status().state == "serving"

    def save(self, article_id, lines=30, **metadata):
        text = "\n".join(f"{article_id} line {n} {metadata}" for n in range(lines))
        self.library.articles.save(prepared(article_id, text, **metadata))
        self.tell()

    def tell(self):
        journal = self.library.journal
        if removed := journal.removed_keys():
            self.index.delete(removed)
            journal.mark_ready(removed, "delete")
        if pending := journal.pending_keys():
            self.index.upsert(pending)
            journal.mark_ready(pending, "upsert")

    def nearest(self, text="a line 3 {}", scope=ANYWHERE, limit=5):
        return self.index.nearest(vector_of(text), scope, limit)

    def exact(self, text="a line 3 {}", scope=ANYWHERE, limit=5):
        return ExactVectors(self.library.passages).nearest(vector_of(text), scope, limit)

    def first(self, text="a line 3 {}"):
        [hit] = self.nearest(text, limit=1)
        return self.library.passages.passages([hit.key])[hit.key].passage.text

    def close(self, tidily=True):
        self.place.crashing = not tidily
        self.index.close()
        self.library.close()


@pytest.fixture
def world(tmp_path):
    opened = World(tmp_path).start()
    yield opened
    opened.close()


def test_chroma_answers_and_ranks_as_an_exact_scan_does(world):
    """The index is asked, and after exact ranking its hits are those of a scan over all vectors."""
    for name in "abcdefgh":
        world.save(name)
    for text in ("a line 3 {}", "h line 29 {}", "nothing like it"):
        assert world.nearest(text) == world.exact(text)
    assert world.place.calls.count("nearest") == 3
    assert world.first() == "a line 3 {}"


def test_filters_hold(world):
    """Whatever the scope, hits are those of an exact scan inside it."""
    world.save("a", source="Wire", published_at="2025-01-01")
    world.save("b", source="Post", published_at="2025-06-01", language="de")
    world.save("c")
    scopes = [
        Scope(filters=Filters(sources=("wire",))),
        Scope(filters=Filters(article_ids=("b", "c"))),
        Scope(filters=Filters(published_after=date(2025, 2, 1))),
        Scope(filters=Filters(language="de")),
        Scope(as_of=date(2025, 3, 1)),
        Scope(filters=Filters(article_ids=("unknown",))),
    ]
    for scope in scopes:
        assert world.nearest(scope=scope, limit=40) == world.exact(scope=scope, limit=40)
    assert world.nearest(scope=scopes[-1]) == []


def test_filters_hold_where_chroma_filters(world, monkeypatch):
    """In a library too large to scan, Chroma filters, and hits are still those of an exact scan inside the scope."""
    monkeypatch.setattr("service.adapters.index_generations.SCAN", 0)
    for name in "abcd":
        world.save(name, source=f"Source  {name}", published_at=f"2025-0{ord(name) - 96}-01")
    for scope in (
        Scope(filters=Filters(sources=("source B", "SOURCE c"))),
        Scope(filters=Filters(published_after=date(2025, 2, 1), published_before=date(2025, 3, 1))),
        Scope(filters=Filters(article_ids=("a",)), as_of=date(2025, 1, 1)),
    ):
        assert world.nearest(scope=scope) == world.exact(scope=scope)
    assert world.place.calls.count("nearest") == 3


def test_a_changed_source_is_filtered_by_at_once(world, monkeypatch):
    """New metadata replaces the old in the index, so the old source finds the article no more."""
    monkeypatch.setattr("service.adapters.index_generations.SCAN", 0)
    text = "\n".join(f"line {n}" for n in range(60))
    for source in ("Old", "New"):
        world.library.articles.save(prepared("a", text, source=source))
        world.tell()
    assert len(world.nearest("line 1", Scope(filters=Filters(sources=("new",))))) == 5
    assert world.nearest("line 1", Scope(filters=Filters(sources=("old",)))) == []


def test_what_is_stored_is_found_before_the_index_has_it(tmp_path):
    """With an index that never started, every stored passage is found, and told to it later."""
    world = World(tmp_path)
    world.library.articles.save(prepared("a", "\n".join(f"a line {n} {{}}" for n in range(60))))
    assert world.first() == "a line 3 {}"
    with pytest.raises(StoreUnavailable, match="not ready yet"):
        world.tell()
    world.start()
    assert world.library.journal.pending_keys() == ()
    assert world.nearest() == world.exact()
    assert "nearest" in world.place.calls
    world.close()


def test_what_the_index_has_yet_to_take_in_is_found(world):
    """A passage that Chroma could not take in is among the hits all the same, and taken in afterwards."""
    world.save("a", 60)
    world.place.taken_for_whole = True
    world.place.failing = {"upsert"}
    with pytest.raises(StoreUnavailable):
        world.save("b")
    assert world.first("b line 7 {}") == "b line 7 {}"
    world.place.failing = set()
    world.wait_until_serving()
    assert world.library.journal.pending_keys() == ()
    assert world.first("b line 7 {}") == "b line 7 {}"


def test_deleted_passages_are_never_found(world):
    """From the moment the library has deleted an article, no search returns it, told to the index or not."""
    world.save("a", 40)
    world.save("b", 40)
    gone = {hit.key for hit in world.nearest(limit=40)}
    world.library.articles.delete("a")
    before = world.nearest(limit=40)
    world.tell()
    assert before == world.nearest(limit=40) == world.exact(limit=40)
    assert not gone & {hit.key for hit in before} - {hit.key for hit in world.exact("b line 1 {}", limit=40)}
    assert world.index._serving.index.count() == 40


def test_closed_in_order_it_is_opened_again(tmp_path):
    """A generation that was closed in order serves again as it is."""
    first = World(tmp_path).start()
    first.save("a", 60)
    first.close()
    second = World(tmp_path).start()
    assert second.place.opened == [1]
    assert second.index.status().generation == 1
    assert second.nearest() == second.exact()
    second.close()


def test_after_a_crash_it_is_never_opened_but_built_anew(tmp_path):
    """Nobody opens what an unclean end left, however whole it looks; search is exact while another is built."""
    first = World(tmp_path).start()
    first.save("a", 60)
    expected = first.exact()
    first.close(tidily=False)
    second = World(tmp_path)
    assert second.nearest() == expected
    second.start()
    assert second.place.opened == [2]
    assert second.place.generations() == ["gen-0002"]
    assert second.nearest() == expected
    second.close()


def test_a_call_that_hangs_leaves_no_mark_of_order(tmp_path):
    """A generation in which a call is still at work when it is closed is not taken for closed in order."""
    place, go_on = IndexDirectories(tmp_path), threading.Event()
    index = place.open(1)
    with pytest.raises(StoreUnavailable, match="did not answer in time"):
        index._call(go_on.wait, 0.01)
    place.close(1, index)
    go_on.set()
    assert not (tmp_path / "gen-0001.closed").exists()
    assert place.check(1, None) == "it was not closed in order"
    again = place.open(2)
    assert again.count() == 0
    place.close(2, again)
    assert place.check(2, None) is None


def torn(directory):
    database = directory / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def emptied(directory):
    (directory / "chroma.sqlite3").write_bytes(b"")


def gone(directory):
    for path in sorted(directory.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    directory.rmdir()


@pytest.mark.parametrize("tidily", [True, False])
@pytest.mark.parametrize("damage", [torn, emptied, gone])
def test_a_damaged_generation_is_replaced_while_search_goes_on(tmp_path, damage, tidily):
    """However an index was damaged, search answers exactly from the first moment, and a new one is built."""
    first = World(tmp_path).start()
    first.save("a", 60)
    expected = first.exact()
    first.close(tidily)
    damage(tmp_path / "index" / "gen-0001")
    second = World(tmp_path)
    second.index.start()
    assert second.nearest() == expected
    second.wait_until_serving()
    assert second.nearest() == expected
    assert second.place.generations() == ["gen-0002"]
    second.close()


def test_a_failing_index_is_replaced_by_a_scan_and_built_anew(world):
    """A search that the index fails is answered exactly; another index is built, and the failed one removed."""
    world.save("a", 60)
    world.place.failing, world.place.failing_generation = {"nearest"}, 1
    assert world.nearest() == world.exact()
    world.wait_until_serving()
    assert world.place.opened == [1, 2]
    assert world.nearest() == world.exact()
    assert world.place.generations() == ["gen-0002"]


def test_a_failing_index_that_is_found_whole_is_opened_again(world):
    """Where a place can tell that a failed index is whole, as a server can, it serves again as it is."""
    world.save("a", 60)
    world.place.taken_for_whole = True
    world.place.failing = {"nearest"}
    assert world.nearest() == world.exact()
    world.place.failing = set()
    world.wait_until_serving()
    assert world.nearest() == world.exact()
    assert world.place.generations() == ["gen-0001"]


def test_searches_of_many_threads_survive_the_index_failing_under_them(world):
    """Eight threads search while the index fails and comes back; every single answer is right."""
    world.save("a", 60)
    expected, wrong = world.exact(), []

    def search():
        wrong.extend(hits for hits in (world.nearest() for _ in range(40)) if hits != expected)

    world.place.taken_for_whole = True
    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    for failing in ({"nearest"}, set(), {"nearest"}, set()):
        world.place.failing = failing
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert not wrong
    world.wait_until_serving()


def test_an_index_that_keeps_failing_is_rebuilt(world):
    """Found whole, yet failing every time it is written to, a generation is given up for a new one."""
    world.save("a", 60)
    world.place.taken_for_whole = True
    world.place.failing, world.place.failing_generation = {"upsert"}, 1
    with pytest.raises(StoreUnavailable):
        world.save("b")
    world.wait_until_serving()
    assert world.index.status().generation == 2
    assert world.library.journal.pending_keys() == ()
    assert world.nearest() == world.exact()


def test_rebuilding_switches_at_once_and_removes_the_old(world):
    """A rebuild makes the next number, serves from it alone, and leaves nothing of the old one."""
    world.save("a", 60)
    world.index.rebuild()
    assert world.index.status().generation == 2
    assert world.place.generations() == ["gen-0002"]
    assert world.nearest() == world.exact()
    assert [row.number for row in world.library.journal.generations()] == [2]


def test_what_a_build_has_copied_is_not_told_again(tmp_path):
    """Passages that waited for the index are told once, by the build that takes them all in."""
    world = World(tmp_path)
    world.library.articles.save(prepared("a", "\n".join(f"a line {n} {{}}" for n in range(120))))
    world.start()
    assert world.place.calls.count("upsert") == 3
    assert world.library.journal.pending_keys() == ()
    world.close()


def test_a_rebuild_that_fails_says_why_and_keeps_the_old(world):
    """When the new generation cannot be filled, the old one goes on serving, and the half-made one is removed."""
    world.save("a", 60)
    world.place.failing = {"upsert"}
    with pytest.raises(StoreUnavailable, match="upsert fails as it was told"):
        world.index.rebuild()
    world.place.failing = set()
    assert world.nearest() == world.exact()
    assert world.place.generations() == ["gen-0001"]


def test_another_embedder_is_noticed_and_embedded_beside(tmp_path):
    """With a new embedder the stored vectors are renewed, a new generation built, and the old one removed."""
    first = World(tmp_path).start()
    first.save("a", 60)
    first.close()
    steps = []

    def refresh():
        library = second.library
        again = prepared("a", library.articles.find("a").text).vectors
        library.passages.store_vectors("other", again)
        steps.append(second.index.status().state)
        yield 1, 1

    second = World(tmp_path, embedder="other", refresh=refresh)
    second.start()
    assert steps == ["rebuilding"]
    assert second.index.status().generation == 2
    assert second.first() == "a line 3 {}"
    assert second.place.generations() == ["gen-0002"]
    second.close()


def test_another_passage_rule_is_noticed(tmp_path):
    """A changed passage rule builds a new generation at the next start; the same rule does not."""
    for rule, generation in (("1", 1), ("1", 1), ("2", 2), ("2", 2)):
        world = World(tmp_path, rule=rule).start()
        assert world.index.status().generation == generation
        world.close()


def test_a_build_that_was_cut_off_is_cleared_away(tmp_path):
    """What a crash left of an unfinished generation is removed by the next start."""
    world = World(tmp_path).start()
    world.save("a", 60)
    leftover = world.library.journal.add_generation(EMBEDDER, "1", 0.0)
    (tmp_path / "index" / f"gen-{leftover.number:04}").mkdir()
    world.close()
    world = World(tmp_path).start()
    assert world.place.generations() == ["gen-0001"]
    world.close()


def test_an_index_that_cannot_be_written_is_told_and_search_goes_on(tmp_path):
    """Where the index's directory cannot be made, the state says so with the reason, and search is exact."""
    (tmp_path / "index").write_text("a file is in the way")
    world = World(tmp_path)
    world.library.articles.save(prepared("a", "\n".join(f"a line {n} {{}}" for n in range(60))))
    world.index.start()
    assert world.index.settle(SECONDS)
    status = world.index.status()
    assert (status.state, status.generation) == ("degraded", None)
    assert "cannot be written" in status.reasons[0]
    assert world.nearest() == world.exact()
    world.close()


def test_no_default_embedding_and_no_server_is_ever_loaded(world):
    """Chroma's Python server is not imported, and its default embedding model not asked for."""
    import sys

    world.save("a", 60)
    world.nearest()
    assert not [name for name in sys.modules if name.startswith("chromadb.server")]
    collection = world.index._serving.index._index._collection
    assert collection._embedding_function is None


def test_closing_leaves_no_thread(tmp_path):
    """After closing, the background thread is gone."""
    world = World(tmp_path).start()
    world.close()
    assert "vector-index" not in {thread.name for thread in threading.enumerate()}


def test_a_short_command_never_waits_for_chroma(tmp_path):
    """Closed before its delay is over, the index has opened nothing, and what was stored is told by the next start."""
    world = World(tmp_path)
    world.index._delay_seconds = 30
    world.index.start()
    world.library.articles.save(prepared("a", "a line 3 {}"))
    assert world.first() == "a line 3 {}"
    world.close()
    assert not (tmp_path / "index").exists()
    world = World(tmp_path).start()
    assert world.library.journal.pending_keys() == ()
    world.close()
