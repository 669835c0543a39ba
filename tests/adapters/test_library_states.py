"""Any sequence of saves, updates, deletions and restarts leaves the library as a dictionary says it should be."""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from service.adapters.library.opening import open_library
from service.ports import Scope
from tests.fakes.articles import EMBEDDER, prepared

IDS = st.sampled_from(["a", "b", "ü", "long " * 39])
WORDS = st.sampled_from(["fund", "raised", "stake", "阶跃", "$5m", 'q"'])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3).map("\n".join)
SOURCES = st.sampled_from([None, "Wire", "Gazette"])


class LibraryStates(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.directory = TemporaryDirectory()
        self.path = Path(self.directory.name) / "library.sqlite"
        self.library = open_library(self.path, EMBEDDER)
        self.texts: dict[str, str] = {}
        self.sources: dict[str, str | None] = {}
        self.versions: dict[str, int] = defaultdict(int)

    @rule(article_id=IDS, text=TEXTS, source=SOURCES)
    def save(self, article_id, text, source):
        same_text = self.texts.get(article_id) == text
        same = same_text and self.sources[article_id] == source
        expected = "unchanged" if same else "updated" if article_id in self.texts else "created"
        self.versions[article_id] += not same_text
        self.texts[article_id], self.sources[article_id] = text, source
        saved = self.library.articles.save(prepared(article_id, text, source=source))
        assert (saved.status, saved.article.version) == (expected, self.versions[article_id])

    @rule(article_id=IDS)
    def delete(self, article_id):
        if article_id in self.texts:
            self.library.articles.delete(article_id)
            del self.texts[article_id]

    @rule()
    def restart(self):
        self.library.close()
        self.library = open_library(self.path, EMBEDDER)

    @rule(word=WORDS)
    def search(self, word):
        hits = self.library.lexical.search([word], Scope(), 100)
        passages = self.library.passages.passages([hit.key for hit in hits])
        found = sorted((p.article_id, p.passage.text) for p in passages.values())
        expected = sorted(
            (article_id, line)
            for article_id, text in self.texts.items()
            for line in text.split("\n")
            if word in line.split()
        )
        assert found == expected
        assert self.library.catalogue.counts([word]) == {word: len(expected)}

    @invariant()
    def listed_as_expected(self):
        listed = {s.id: (s.version, s.metadata.source) for s in self.library.catalogue.articles()}
        assert listed == {i: (self.versions[i], self.sources[i]) for i in self.texts}
        assert {i: self.library.articles.find(i).text for i in listed} == self.texts

    @invariant()
    def every_passage_has_its_vector(self):
        keys = self.library.passages.current_keys()
        table = self.library.passages.table()
        assert table.keys[table.alive].tolist() == list(keys)
        assert set(self.library.passages.vectors(keys)) == set(keys)
        assert set(self.library.journal.pending_keys()) == set(keys)

    @invariant()
    def copies_name_an_original(self):
        for summary in self.library.catalogue.articles():
            if summary.duplicate_of:
                assert self.texts[summary.duplicate_of] == self.texts[summary.id]

    def teardown(self):
        self.library.close()
        self.directory.cleanup()


TestLibraryStates = LibraryStates.TestCase
TestLibraryStates.settings = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
