"""The built-in reader: it answers with the articles' own sentences, or says that they don't answer.

Every sentence of the evidence is measured against the question (`sentence_score`), the best one to three are
the answer, and the same measures tell how likely it is that the articles answer at all (`abstain`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.answering import weights
from service.answering.abstain import chances
from service.answering.compose import Clash
from service.answering.gather import chosen, clashes
from service.answering.latest import latest_only
from service.answering.named import of_the_named
from service.answering.names import names_in
from service.answering.ranking import ranked
from service.answering.respelling import respelt
from service.answering.sentence_score import Measured, measure, terms_of
from service.domain.answer import Reason
from service.domain.evidence import Evidence
from service.ports import PairScorer
from service.retrieval.latest import asks_for_latest, without_latest

SURE = 0.7
"""The chance that the best sentence is right from which on it is told, however unlikely an answer looked: what is right, answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The evidence numbers that answer, best first; none when the reader abstains for `reason`.

    `confidence` is the chance that the best of them is right, `answerable` the chance that the articles answer at all.
    """

    numbers: tuple[int, ...] = ()
    confidence: float = 0.0
    answerable: float = 0.0
    reason: Reason | None = None
    missing: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


def read(
    question: str, evidence: Evidence, scorer: PairScorer, threshold: float = weights.THRESHOLD
) -> Extract:
    """The sentences that answer the question, or an abstention. `threshold` is the least chance of
    being answerable to answer with; at 0 whatever ranks best is answered with, on topic or not."""
    if not evidence.sentences:
        return Extract(reason=Reason.NOT_IN_CORPUS)
    question = respelt(question, evidence)
    latest = asks_for_latest(question)
    measured = measure(without_latest(question) if latest else question, evidence)
    best = ranked(measured, evidence, scorer)
    chance = chances(measured, best, evidence)
    sure = min(chance.right, chance.answerable, chance.on_topic)
    off_topic = chance.on_topic < weights.TOPIC_THRESHOLD and threshold > 0
    missing = _unknown(question, evidence, measured)
    extract = Extract(confidence=sure, answerable=chance.answerable, missing=missing)
    unlikely = chance.answerable < threshold and chance.right < SURE
    if off_topic or unlikely or _stranger(question, missing):
        return replace(extract, reason=_reason(measured))
    best = of_the_named(best, evidence)
    numbers = chosen(measured.ask, evidence, latest_only(best, measured, evidence) if latest else best)
    return replace(extract, numbers=numbers, missing=(), clashes=clashes(measured.ask, evidence, numbers))


def _reason(measured: Measured) -> Reason:
    """`unsupported_language` only when nothing of a question in another script is known to the evidence."""
    text = measured.ask.text
    foreign = not any(c.isascii() and c.isalpha() for c in text) and not text.isascii()
    strange = bool(measured.ask.weights) and not measured.known & frozenset(measured.ask.weights)
    return Reason.UNSUPPORTED_LANGUAGE if foreign and strange else Reason.NOT_IN_CORPUS


def _unknown(question: str, evidence: Evidence, measured: Measured) -> tuple[str, ...]:
    """Names of the question that the library does not know, in any spelling."""
    mended = frozenset(evidence.repairs)
    return tuple(
        name
        for name in names_in(question)
        if not evidence.names.get(name) and not terms_of(name) & (measured.known | mended)
    )


def _stranger(question: str, unknown: Sequence[str]) -> bool:
    """Whether the question is only about names that no article mentions."""
    return bool(unknown) and len(unknown) == len(names_in(question))
