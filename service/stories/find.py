"""Finding the evidence for a question.

Analyse it, repair its typos, look up its names; search words and vectors, first where the question points;
fuse, collapse copies, cover several articles; number the sentences. docs/retrieval.md tells why, measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from service.domain.errors import EmbedderUnavailable
from service.domain.evidence import Evidence, Hit
from service.domain.question import Question
from service.ports import (
    ArticleStore,
    Catalogue,
    Embedder,
    LexicalIndex,
    PassageStore,
    Scope,
    Vector,
    VectorIndex,
)
from service.retrieval.entities import Name, gains, name_candidates
from service.retrieval.fuse import Fused, best_of, fuse
from service.retrieval.offer import Address, offer, sentence_similarity
from service.retrieval.queries import mended, query_terms
from service.retrieval.reporters import Copies, originals, with_reporters
from service.retrieval.select import Candidate, collapse, cover
from service.retrieval.tokens import analyse
from service.retrieval.tuning import Tuning
from service.retrieval.typos import repaired
from service.stories.recall import Recall, recall

OFFERED = 120  # sentences of evidence, unless told otherwise
MOST_NAMES = 8
POOL = 150  # the best passages, from which copies are taken out: more than `top_k` can ask for


@dataclass(frozen=True, slots=True)
class Asked:
    """One text to search for, with the names that it holds."""

    terms: tuple[str, ...]
    vector: Vector | None
    sources: tuple[str, ...]
    names: Mapping[str, Name]


class Find:
    """The story of retrieval; synchronous, to be run in a worker thread."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        lexical: LexicalIndex,
        vectors: VectorIndex,
        passages: PassageStore,
        articles: ArticleStore,
        embedder: Embedder,
        tuning: Tuning = Tuning(),  # noqa: B008  frozen
    ) -> None:
        self._catalogue = catalogue
        self._lexical = lexical
        self._vectors = vectors
        self._passages = passages
        self._articles = articles
        self._embedder = embedder
        self._tuning = tuning
        self._recall: Recall | None = None
        self._lock = Lock()

    def __call__(
        self, question: Question, standalone: str, queries: Sequence[str] = (), *, budget: int = OFFERED
    ) -> Evidence:
        """Up to `top_k` hits and `budget` sentences; `queries` are searched besides `standalone`."""
        memory, scope = self._library(), Scope(filters=question.filters, as_of=question.as_of)
        repairs = self._repairs(standalone, memory) if self._tuning.repair else {}
        right = mended(standalone, repairs)
        searched = tuple(dict.fromkeys((right, *queries)))
        asked = [self._asked(text, scope, memory) for text in searched]
        ranked = self._ranked(asked, scope, memory)
        once = collapse(ranked, memory.known.articles) if self._tuning.collapse else ranked
        once, copies = originals(once, memory.known.articles)
        hits = self._current(cover(once, question.top_k, self._tuning.repeated))
        wanted = dict.fromkeys((hit.stored.article_id, hit.stored.version) for hit in hits)
        articles = memory.articles(wanted, self._articles)
        hits = [hit for hit in hits if hit.stored.article_id in articles]
        return Evidence(
            standalone_question=standalone,
            queries=tuple(dict.fromkeys((standalone, *searched))),
            hits=tuple(_hit(rank, hit) for rank, hit in enumerate(hits, start=1)),
            sentences=with_reporters(
                offer(hits, articles, budget, self._similarity(hits, asked[0].vector)),
                copies,
                memory.articles(self._versions(copies, memory), self._articles),
            ),
            rarity=self._rarity((standalone, *searched), memory),
            names={text: _most_about(name.articles) for one in asked for text, name in one.names.items()},
            repairs=repairs,
        )

    def _library(self) -> Recall:
        with self._lock:
            self._recall = recall(self._catalogue, self._recall)
            return self._recall

    def _versions(self, copies: Copies, memory: Recall) -> list[tuple[str, int]]:
        return [(name, memory.known.articles[name].version) for names in copies.values() for name in names]

    def _repairs(self, text: str, memory: Recall) -> dict[str, str]:
        """Unknown terms with the library's nearest spelling; what exists as it stands is never repaired."""
        counts = memory.counts(analyse(text), self._catalogue)
        unknown = [term for term, count in counts.items() if not count]
        return repaired(unknown, self._catalogue.vocabulary(), self._catalogue.counts) if unknown else {}

    def _asked(self, text: str, scope: Scope, memory: Recall) -> Asked:
        return Asked(
            terms=query_terms(text, memory.known.languages),
            vector=self._vector(text),
            sources=memory.known.sources.named_in(text),
            names=self._names(text, scope, memory),
        )

    def _vector(self, text: str) -> Vector | None:
        """The text's vector; None while the embedder does not answer: then words alone are searched."""
        try:
            vector: Vector = self._embedder.embed([text])[0]
        except EmbedderUnavailable:
            return None
        return vector

    def _names(self, text: str, scope: Scope, memory: Recall) -> dict[str, Name]:
        """The text's names; a source says where to look, not what for."""
        named = [name for name in name_candidates(text) if not memory.known.sources.named_in(name)]
        terms = {name: analyse(name) for name in named[:MOST_NAMES]}
        counts = memory.counts((term for each in terms.values() for term in each), self._catalogue)
        return {name: self._name(name, each, counts, scope, memory) for name, each in terms.items()}

    def _name(
        self, name: str, terms: Sequence[str], counts: Mapping[str, int], scope: Scope, memory: Recall
    ) -> Name:
        held = [term for term in terms if counts[term]]
        if not held:
            return Name(0.0, {})
        rarest = min(held, key=lambda term: counts[term])
        articles = memory.about(name, rarest, scope, self._lexical, self._passages)
        return Name(memory.known.telling(counts[rarest]), articles)

    def _ranked(self, asked: Sequence[Asked], scope: Scope, memory: Recall) -> list[Candidate]:
        fused = best_of([self._search(one, where) for one in asked for where in self._places(one, scope)])
        stored = memory.passages([hit.key for hit in fused], self._passages)
        gained = [gains(one.names.values()) for one in asked]
        share = {
            key: self._tuning.name_share * max(each.get(key, 0.0) for each in gained)
            for key in set().union(*gained)
        }
        found = [
            Candidate(stored[hit.key], hit.score + share.get(stored[hit.key].article_id, 0.0), hit.found_by)
            for hit in fused
            if hit.key in stored
        ]
        return sorted(found, key=lambda one: (-one.score, one.stored.key))[:POOL]

    def _search(self, asked: Asked, scope: Scope) -> list[Fused]:
        lexical = self._lexical.search(asked.terms, scope, self._tuning.each)
        vector = [] if asked.vector is None else self._vectors.nearest(asked.vector, scope, self._tuning.each)
        return fuse(lexical, vector, self._tuning.lexical_share)

    def _places(self, asked: Asked, scope: Scope) -> list[Scope]:
        """Everything in scope, and by itself each source that the question names."""
        if scope.filters.sources or not self._tuning.by_source:
            return [scope]
        narrow = (replace(scope.filters, sources=(source,)) for source in asked.sources)
        return [scope, *(replace(scope, filters=filters) for filters in narrow)]

    def _current(self, hits: Sequence[Candidate]) -> list[Candidate]:
        """Hits that the library holds at this moment: nothing deleted meanwhile is ever shown."""
        held = self._passages.passages([hit.stored.key for hit in hits])
        return [hit for hit in hits if hit.stored.key in held]

    def _similarity(self, hits: Sequence[Candidate], vector: Vector | None) -> dict[Address, float]:
        if vector is None:
            return {}
        stored = self._passages.vectors([hit.stored.key for hit in hits])
        passages = [(hit.stored, stored.get(hit.stored.key)) for hit in hits]
        return sentence_similarity([(one.article_id, one.passage, v) for one, v in passages if v], vector)

    def _rarity(self, texts: Sequence[str], memory: Recall) -> dict[str, float]:
        counts = memory.counts((term for text in texts for term in analyse(text)), self._catalogue)
        return {term: memory.known.rarity(count) for term, count in counts.items()}


def _most_about(shares: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(shares, key=lambda article_id: (-shares[article_id], article_id)))


def _hit(rank: int, hit: Candidate) -> Hit:
    passage = hit.stored.passage
    return Hit(
        rank=rank,
        article_id=hit.stored.article_id,
        version=hit.stored.version,
        passage=passage.ordinal,
        sentences=passage.sentences,
        start=passage.start,
        end=passage.end,
        score=round(hit.score, 4),
        found_by=hit.found_by,
    )
