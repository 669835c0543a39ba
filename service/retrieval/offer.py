"""From hits to the numbered sentences that an answerer is offered.

First the hits themselves, best first, then what stands around the best of them, then the rest of their
articles, until the budget is spent. Inside an article the sentences come in reading order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.domain.article import Article, Passage, Sentence
from service.domain.evidence import EvidenceSentence
from service.ports import PassageVectors, Vector
from service.retrieval.select import Candidate

WITH_NEIGHBOURS = 4  # so many of the best hits bring the passages before and after them
WHOLE_ARTICLES = 4  # so many of the best articles are offered whole, if the budget allows
TELLING_LENGTH = 25  # a shorter sentence ("Yes.", "Total") may stand in two articles by chance

Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence on its way into the evidence, and the rank of the hit that brings it."""

    article: Article
    passage: Passage
    ordinal: int
    rank: int
    copies: tuple[str, ...] = ()

    @property
    def sentence(self) -> Sentence:
        return self.article.sentences[self.ordinal - 1]

    @property
    def text(self) -> str:
        return self.article.quote(self.sentence.start, self.sentence.end)


def offer(
    hits: Sequence[Candidate],
    articles: Mapping[str, Article],
    budget: int,
    similarity: Mapping[Address, float],
) -> tuple[EvidenceSentence, ...]:
    """At most `budget` sentences; one that other articles repeat word for word names them."""
    chosen, repeated = _chosen(hits, articles, budget)
    first = {one.article.id: one.rank for one in sorted(chosen, key=lambda one: -one.rank)}
    ordered = sorted(chosen, key=lambda one: (first[one.article.id], one.article.id, one.ordinal))
    return tuple(
        EvidenceSentence(
            number=number,
            article_id=one.article.id,
            version=one.article.version,
            metadata=one.article.metadata,
            sentence=one.sentence,
            text=one.text,
            hit=one.rank,
            heading=one.passage.heading,
            also_reported_by=tuple(dict.fromkeys((*one.copies, *repeated[one.article.id, one.ordinal]))),
            similarity=similarity.get((one.article.id, one.ordinal)),
        )
        for number, one in enumerate(ordered, start=1)
    )


def sentence_similarity(
    passages: Sequence[tuple[str, Passage, PassageVectors]], vector: Vector
) -> dict[Address, float]:
    """The cosine of each stored sentence vector with the question's."""
    return {
        (article_id, ordinal): round(float(cosine), 4)
        for article_id, passage, stored in passages
        if stored.sentences is not None and len(stored.sentences) == len(passage.sentences)
        for ordinal, cosine in zip(passage.sentences, stored.sentences @ vector, strict=True)
    }


def _chosen(
    hits: Sequence[Candidate], articles: Mapping[str, Article], budget: int
) -> tuple[list[Offered], dict[Address, list[str]]]:
    chosen: list[Offered] = []
    repeated: dict[Address, list[str]] = {}
    said: dict[str, Offered] = {}
    for one in _waiting(hits, articles):
        address = (one.article.id, one.ordinal)
        if len(chosen) == budget:
            break
        if address in repeated or not one.sentence.role.citable:
            continue
        words = " ".join(one.text.split()).casefold()
        before = said.get(words)
        if before and before.article.id != one.article.id and len(words) >= TELLING_LENGTH:
            repeated[before.article.id, before.ordinal].append(one.article.id)
            continue
        said.setdefault(words, one)
        repeated[address] = []
        chosen.append(one)
    return chosen, repeated


def _waiting(hits: Sequence[Candidate], articles: Mapping[str, Article]) -> Iterator[Offered]:
    """Every sentence that may be offered, the most wanted first; some come more than once."""
    known = [(rank, hit) for rank, hit in enumerate(hits, start=1) if hit.stored.article_id in articles]
    for rank, hit in known:
        yield from _of(articles[hit.stored.article_id], hit.stored.passage.ordinal, rank, hit.copies)
    for rank, hit in known[:WITH_NEIGHBOURS]:
        for ordinal in (hit.stored.passage.ordinal + 1, hit.stored.passage.ordinal - 1):
            yield from _of(articles[hit.stored.article_id], ordinal, rank)
    best = {hit.stored.article_id: rank for rank, hit in reversed(known)}
    for article_id in sorted(best, key=lambda one: best[one])[:WHOLE_ARTICLES]:
        for passage in articles[article_id].passages:
            yield from _of(articles[article_id], passage.ordinal, best[article_id])


def _of(article: Article, passage: int, rank: int, copies: tuple[str, ...] = ()) -> Iterator[Offered]:
    if 1 <= passage <= len(article.passages):
        found = article.passages[passage - 1]
        yield from (Offered(article, found, ordinal, rank, copies) for ordinal in found.sentences)
