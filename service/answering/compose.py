"""From checked sentences to the claims, citations and text of an answer.

A `Page` grows by one checked sentence at a time, so that a streamed answer and a whole one are the
same fold. Everything that docs/api.md calls "always true" of an answer is made true here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from service.domain.answer import (
    Checks,
    Citation,
    Claim,
    Conflict,
    ConflictValue,
    Derived,
    DerivedInput,
    Support,
)
from service.domain.evidence import Evidence, EvidenceSentence

_MARKER = re.compile(r"\[(\s*\d+(?:\s*[,;\u2013-]\s*\d+)*\s*)\]")


class Checked(Protocol):
    """A drafted sentence after checking; `numbers` and the inputs of `derived` are evidence numbers."""

    @property
    def text(self) -> str: ...
    @property
    def numbers(self) -> Sequence[int]: ...
    @property
    def support(self) -> Support | None: ...
    @property
    def checks(self) -> Checks: ...
    @property
    def derived(self) -> Derived | None: ...


class Quote(Protocol):
    """Reads the canonical text of an article version between two offsets."""

    def __call__(self, article_id: str, version: int, start: int, end: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Clash:
    """Two values for one thing, by evidence number, before citations are numbered."""

    field: str
    internal: bool
    values: tuple[tuple[str, int], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as far as it is written. `answer[claim.start:claim.end] == claim.text` for every claim."""

    answer: str = ""
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()

    def citation_of(self, sentence: EvidenceSentence) -> int | None:
        """The first citation that holds the sentence."""
        return next((c.n for c in self.citations if sentence.id in c.sentence_ids), None)


def display(text: str) -> str:
    """A sentence of an article as a claim shows it: one line, its own bracketed numbers in round brackets.

    >>> display("Revenue rose  [3]\\nto $4m [12, 13].")
    'Revenue rose (3) to $4m (12, 13).'
    """
    return _MARKER.sub(lambda m: f"({m[1].strip()})", " ".join(text.split()))


def add(page: Page, checked: Checked, evidence: Evidence, quote: Quote) -> Page:
    """The page with one more claim; unchanged when the sentence points at nothing or says nothing."""
    sentences = [s for n in dict.fromkeys(checked.numbers) if (s := evidence.numbered(n))]
    text = display(checked.text)
    if not sentences or not text:
        return page
    citations, used = _cite(page.citations, sentences, quote)
    start = len(page.answer) + 1 if page.answer else 0
    written = replace(page, citations=citations)
    claim = Claim(
        text=text,
        start=start,
        end=start + len(text),
        citations=used,
        support=checked.support or Support.SUPPORTED,
        checks=checked.checks,
        derived=_derived(checked.derived, written, evidence),
    )
    markers = "".join(f"[{n}]" for n in used)
    answer = " ".join(filter(None, [page.answer, f"{text} {markers}"]))
    return replace(written, answer=answer, claims=(*page.claims, claim))


def write(checked: Iterable[Checked], evidence: Evidence, quote: Quote) -> Page:
    """The page of all sentences."""
    page = Page()
    for sentence in checked:
        page = add(page, sentence, evidence, quote)
    return page


def conflicts(page: Page, clashes: Iterable[Clash], evidence: Evidence) -> tuple[Conflict, ...]:
    """The clashes of which at least two values are cited on the page."""
    return tuple(found for clash in clashes if (found := _conflict(page, clash, evidence)))


def _conflict(page: Page, clash: Clash, evidence: Evidence) -> Conflict | None:
    cited = ((value, _cited(page, number, evidence)) for value, number in clash.values)
    values = tuple(ConflictValue(value, n) for value, n in cited if n is not None)
    if len(values) < 2:
        return None
    return Conflict(
        field=clash.field,
        kind="internal" if clash.internal else "cross_article",
        values=values,
        note=clash.note,
    )


def _cited(page: Page, number: int, evidence: Evidence) -> int | None:
    sentence = evidence.numbered(number)
    return page.citation_of(sentence) if sentence else None


def _derived(derived: Derived | None, page: Page, evidence: Evidence) -> Derived | None:
    if derived is None:
        return None
    inputs = ((i.value, _cited(page, i.citation, evidence)) for i in derived.inputs)
    return replace(derived, inputs=tuple(DerivedInput(value, n) for value, n in inputs if n is not None))


def _cite(
    known: tuple[Citation, ...], sentences: Sequence[EvidenceSentence], quote: Quote
) -> tuple[tuple[Citation, ...], tuple[int, ...]]:
    """The citations with those the sentences need added, and the numbers that the sentences use."""
    used: list[int] = []
    for run in _runs(sentences, quote):
        ids = tuple(s.id for s in run)
        same = next((c.n for c in known if c.sentence_ids == ids), None)
        if same is None:
            known = (*known, _citation(len(known) + 1, run, quote))
        used.append(same or len(known))
    return known, tuple(used)


def _runs(sentences: Sequence[EvidenceSentence], quote: Quote) -> list[list[EvidenceSentence]]:
    """Sentences that stand next to each other, with nothing but white space between, go together."""
    runs: list[list[EvidenceSentence]] = []
    for sentence in sentences:
        run = next((r for r in runs if _follows(r[-1], sentence, quote)), None)
        if run is None:
            runs.append([sentence])
        else:
            run.append(sentence)
    return runs


def _follows(first: EvidenceSentence, second: EvidenceSentence, quote: Quote) -> bool:
    if (first.article_id, first.version) != (second.article_id, second.version):
        return False
    if first.sentence.ordinal + 1 != second.sentence.ordinal:
        return False
    return not quote(first.article_id, first.version, first.sentence.end, second.sentence.start).strip()


def _citation(n: int, run: Sequence[EvidenceSentence], quote: Quote) -> Citation:
    first, last = run[0], run[-1]
    start, end = first.sentence.start, last.sentence.end
    metadata = first.metadata
    return Citation(
        n=n,
        article_id=first.article_id,
        version=first.version,
        sentence_ids=tuple(s.id for s in run),
        quote=quote(first.article_id, first.version, start, end),
        start=start,
        end=end,
        title=metadata.title,
        source=metadata.source,
        url=metadata.url,
        published_at=metadata.published_at,
        also_reported_by=tuple(dict.fromkeys(a for s in run for a in s.also_reported_by)),
    )
