"""Finding the evidence for a question.

Analyse it, repair its typos, look up its names; search words and vectors, first where the question points;
fuse, collapse copies, cover several articles; number the sentences. docs/retrieval.md tells why, measured.
"""

from collections.abc import Sequence
from threading import Lock

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
from service.retrieval.offer import Address, offer, sentence_similarity
from service.retrieval.queries import mended
from service.retrieval.reporters import Copies, originals, with_reporters
from service.retrieval.select import Candidate, collapse, cover
from service.retrieval.tokens import analyse
from service.retrieval.tuning import Tuning
from service.stories.asked import Asking
from service.stories.recall import Recall, recall
from service.stories.searching import Searching

OFFERED = 120  # sentences of evidence, unless told otherwise


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
        self._passages = passages
        self._articles = articles
        self._tuning = tuning
        self._asking = Asking(catalogue, lexical, passages, embedder, tuning)
        self._searching = Searching(lexical, vectors, passages, tuning)
        self._recall: Recall | None = None
        self._lock = Lock()

    def __call__(
        self, question: Question, standalone: str, queries: Sequence[str] = (), *, budget: int = OFFERED
    ) -> Evidence:
        """Up to `top_k` hits and `budget` sentences; `queries` are searched besides `standalone`."""
        memory, scope = self._library(), Scope(filters=question.filters, as_of=question.as_of)
        repairs = self._asking.repairs(standalone, memory) if self._tuning.repair else {}
        searched = tuple(dict.fromkeys((mended(standalone, repairs), *queries)))
        asked = [self._asking.asked(text, scope, memory) for text in searched]
        ranked = self._searching.ranked(asked, scope, memory)
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
                memory.articles(_versions(copies, memory), self._articles),
            ),
            rarity=self._rarity((standalone, *searched), memory),
            names={name: ids for one in asked for name, ids in one.known_names.items()},
            repairs=repairs,
        )

    def _library(self) -> Recall:
        with self._lock:
            self._recall = recall(self._catalogue, self._recall)
            return self._recall

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
        return self._asking.rarity([term for text in texts for term in analyse(text)], memory)


def _versions(copies: Copies, memory: Recall) -> list[tuple[str, int]]:
    return [(name, memory.known.articles[name].version) for names in copies.values() for name in names]


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
