"""What other articles say against an answer: the other side of every conflict that one of its sentences is a side of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from service.answering.answer_type import Kind, wanted
from service.answering.compose import Clash
from service.answering.extractive import Extract
from service.deals.doubts import doubts, funded_before_founded, impossible_dates
from service.deals.merge import Told, merged, same_deal
from service.domain.answer import Conflict
from service.domain.deal import Field
from service.domain.evidence import Evidence, EvidenceSentence
from service.stories.extract_deal import renumbered, told_by
from service.stories.read_card import ReadCards

MOST_ARTICLES = 5
REMEMBERED = 512
APART = 100_000
"""More sentences than an article has: the numbers of several articles are kept apart by it."""

NO_FIGURE = frozenset({Kind.PERSON, Kind.NAME, Kind.PLACE, Kind.REASON, Kind.QUOTE, Kind.DEFINITION})
"""Who asks for these is not told that the sentences which answer hold a disputed figure besides."""

_SUM = re.compile(r"[^\W\d]|[$€£¥]")
_MONEY_FIELDS = ("amount", "total_raised", "valuation")
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Read:
    """What one article tells of its deal; numbers count its own citable sentences."""

    told: Told | None
    doubted: tuple[Conflict, ...]
    sentences: tuple[EvidenceSentence, ...]


class Contradictions:
    """Finds conflicts among the articles of an answer's evidence; what article versions tell is kept."""

    def __init__(self, cards: ReadCards) -> None:
        self._cards = cards
        self._read = lru_cache(maxsize=REMEMBERED)(self._read_article)

    def __call__(self, question: str, extract: Extract, evidence: Evidence) -> Extract:
        """The answer with the sentences that contradict it, and both sides as clashes.

        What the reader holds for a clash is none where the articles tell two deals, or two terms of one.
        """
        extract = replace(
            extract, clashes=tuple(c for c in extract.clashes if self._of_one_term(c, evidence))
        )
        if not extract.numbers or wanted(question).kind in NO_FIGURE:
            return extract
        stated = (_where_answered(clash, extract, evidence) for clash in self._clashes(evidence))
        found = [clash for clash in stated if _concerns(clash, extract)]
        new = [clash for clash in found if clash.field not in {known.field for known in extract.clashes}]
        against = dict.fromkeys(number for clash in new for _, number in clash.values)
        numbers = tuple(dict.fromkeys((*extract.numbers, *against)))
        return replace(extract, numbers=numbers, clashes=(*extract.clashes, *new))

    def _of_one_term(self, clash: Clash, evidence: Evidence) -> bool:
        """Whether the sides may be one term of one deal; an article without a card speaks against nothing."""
        sides = [(value, evidence.numbered(number)) for value, number in clash.values]
        told = [(value, self._read(s.article_id, s.version).told) for value, s in sides if s]
        known = [(value, one) for value, one in told if one]
        if not all(same_deal(a, b, evidence.aliases) for (_, a), (_, b) in combinations(known, 2)):
            return False
        return len({name for value, one in known if (name := _term_of(value, one))}) < 2

    def _clashes(self, evidence: Evidence) -> Iterator[Clash]:
        keys = _articles(evidence)
        reads = [self._read(*key) for key in keys]
        told = [_apart(one.told, place) for place, one in enumerate(reads) if one.told]
        _, conflicts = merged(sorted(told, key=lambda one: str(one.published or "9999")), evidence.aliases)
        ordinals = {
            place * APART + s.number: (key, s.sentence.ordinal)
            for place, (key, one) in enumerate(zip(keys, reads, strict=True))
            for s in one.sentences
        }
        doubted = [_conflict_apart(c, place) for place, one in enumerate(reads) for c in one.doubted]
        offered = {((s.article_id, s.version), s.sentence.ordinal): s.number for s in evidence.sentences}
        for conflict in (*conflicts, *doubted):
            places = [(v.value, offered.get(ordinals[v.citation])) for v in conflict.values]
            values = tuple((value, number) for value, number in places if number is not None)
            if len(values) > 1:
                yield Clash(conflict.field, conflict.kind == "internal", values, conflict.note)

    def _read_article(self, article_id: str, version: int) -> _Read:
        read = self._cards(article_id, version)
        found, sentences = read.card, read.sentences
        if found is None:
            return _Read(None, doubts(sentences), sentences)
        internal = (*impossible_dates(found), *funded_before_founded(found, sentences))[:1]
        return _Read(told_by(found, sentences), internal, sentences)


def _articles(evidence: Evidence) -> list[Key]:
    """Articles of the evidence, by their best hit."""
    best: dict[Key, int] = {}
    for sentence in evidence.sentences:
        key = (sentence.article_id, sentence.version)
        best[key] = min(best.get(key, sentence.hit), sentence.hit)
    return sorted(best, key=lambda key: best[key])[:MOST_ARTICLES]


def _term_of(value: str, told: Told) -> str | None:
    """The card's money field that a figure stands in, if it stands in one."""
    raws = ((name, told.field(name).raw or "") for name in _MONEY_FIELDS)
    return next((name for name, raw in raws if "".join(raw.split()) == "".join(value.split())), None)


def _apart(told: Told, place: int) -> Told:
    def shift(number: int) -> int:
        return place * APART + number

    def shifted(fields: Mapping[str, Field]) -> dict[str, Field]:
        return {
            name: replace(field, citations=tuple(map(shift, field.citations)))
            for name, field in fields.items()
        }

    return replace(
        told,
        card=renumbered(told.card, shift),
        beside=shifted(told.beside),
        disputed=shifted(told.disputed),
    )


def _conflict_apart(conflict: Conflict, place: int) -> Conflict:
    values = (replace(value, citation=place * APART + value.citation) for value in conflict.values)
    return replace(conflict, values=tuple(values))


def _where_answered(clash: Clash, extract: Extract, evidence: Evidence) -> Clash:
    """The clash, a side whose figure the answer already tells pointing at the sentence that tells it."""
    answering = [s for n in extract.numbers if (s := evidence.numbered(n))]
    about = {s.article_id for _, number in clash.values if (s := evidence.numbered(number))}

    def at(value: str, number: int) -> int:
        told = (s.number for s in answering if s.article_id in about and _states(value, s.text))
        return number if number in extract.numbers else next(told, number)

    return replace(clash, values=tuple((value, at(value, number)) for value, number in clash.values))


def _states(value: str, text: str) -> bool:
    """Whether a sentence has a sum of money word for word; a bare number may count something else."""
    return bool(_SUM.search(value)) and bool(re.search(rf"(?<![\w.,]){re.escape(value)}(?!\w)", text))


def _concerns(clash: Clash, extract: Extract) -> bool:
    """Whether the answer rests on one side; the sentences of slips inside one sentence are doubted elsewhere."""
    sides: Sequence[int] = [number for _, number in clash.values]
    return len(set(sides)) > 1 and bool(set(sides) & set(extract.numbers))
