"""The verifier of this checkout as a system under test: claims and sentences in, a plain verdict out."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal

from evals.mutations.tables import Offered
from evals.sets import BUNDLED, read_lines
from service.domain.answer import Verdict
from service.domain.article import Format, Metadata, Posted, Role, Sentence
from service.domain.draft import DraftSentence
from service.domain.evidence import Evidence, EvidenceSentence
from service.reading.read import read
from service.samples import samples
from service.stories.draft import CheckedSentence, checked

QUESTION = "What happened?"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the verifier made of a claim: how it is shown, the check that refused it, all that failed, and why."""

    shown: Literal["supported", "partly", "dropped"]
    dropped_by: str | None
    failed: frozenset[str]
    why: str


def judge(claim: str, offered: Sequence[Offered], numbers: Sequence[int] | None = None) -> Judged:
    """The verdict on a claim that points at its cited sentences, or at `numbers` of those offered."""
    cited = tuple(number for number, one in enumerate(offered, 1) if one.cited)
    pointing = cited if numbers is None else tuple(numbers)
    return _plain(checked(DraftSentence(claim, pointing), evidence(offered)))


def evidence(offered: Sequence[Offered]) -> Evidence:
    """The sentences as the service would number them."""
    sentences = tuple(_sentence(number, one) for number, one in enumerate(offered, 1))
    return Evidence(standalone_question=QUESTION, queries=(QUESTION,), hits=(), sentences=sentences)


@cache
def article_grid(article_id: str) -> tuple[Offered, ...]:
    """Every sentence of a sample or of the bundled set's article as this checkout reads it; none is cited yet."""
    reading = read(_posted(article_id), len)
    about = reading.metadata
    return tuple(
        Offered(
            article_id=article_id,
            place=sentence.ordinal,
            text=reading.text[sentence.start : sentence.end],
            cited=False,
            title=about.title,
            published_at=about.published_at,
            language=about.language,
            role=sentence.role.value,
        )
        for sentence in reading.sentences
    )


def _posted(article_id: str) -> Posted:
    known = [*samples(), *(as_posted(row) for row in read_lines(BUNDLED / "articles.jsonl"))]
    return next(one for one in known if one.id == article_id)


def as_posted(row: dict[str, Any]) -> Posted:
    """An article of a question set as it is posted."""
    return Posted(**{**row, "format": Format(row.get("format") or "text")})


def _sentence(number: int, one: Offered) -> EvidenceSentence:
    return EvidenceSentence(
        number=number,
        article_id=one.article_id,
        version=1,
        metadata=Metadata(title=one.title, published_at=one.published_at, language=one.language),
        sentence=Sentence(one.place, 0, len(one.text), Role(one.role)),
        text=one.text,
        hit=1,
    )


def _plain(result: CheckedSentence) -> Judged:
    verdicts = {field.name: getattr(result.checks, field.name) for field in fields(result.checks)}
    failed = frozenset(name for name, verdict in verdicts.items() if verdict is Verdict.FAILED)
    if result.dropped:
        return Judged("dropped", result.dropped.check, failed, result.dropped.detail)
    shown: Literal["supported", "partly"] = (
        "supported" if result.support and result.support.value == "supported" else "partly"
    )
    return Judged(shown, None, failed, "")
