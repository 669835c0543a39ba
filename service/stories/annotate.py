"""What makes a passage findable: its search terms, and where its sentences stand in its text."""

from collections.abc import Sequence
from functools import lru_cache

from service.domain.article import Metadata, Passage, Reading, Role, Sentence
from service.retrieval.aliases import stated_aliases
from service.retrieval.copies import content
from service.retrieval.signature import bands
from service.retrieval.tokens import analyse

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # not strftime's, which speak the language of the machine


def spans_in(passage: Passage, sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a passage stands in the passage's own text: one character between neighbours.

    >>> from service.domain.article import Role
    >>> grid = [Sentence(1, 0, 7, Role.CONTENT), Sentence(2, 9, 16, Role.CONTENT)]
    >>> spans_in(Passage(1, (1, 2), 0, 16, "A grew. B fell."), grid)
    ((0, 7), (8, 15))
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for ordinal in passage.sentences:
        sentence = sentences[ordinal - 1]
        end = start + sentence.end - sentence.start
        spans.append((start, end))
        start = end + 1
    return tuple(spans)


def lexical_terms(passage: Passage, metadata: Metadata) -> tuple[str, ...]:
    """What a passage is found by: title, source, date and heading too, which its vector leaves out.

    On 1,019 questions over 609 news articles they raised evidence recall@10 from .47 to .53 for words
    and lowered it from .36 to .29 for vectors.

    >>> lexical_terms(Passage(1, (1,), 0, 7, "A grew."), Metadata(published_at="2025-06-14"))
    ('june', '14', '2025', 'grew')
    """
    return (*_terms_about(metadata, passage.heading), *analyse(passage.text, metadata.language))


@lru_cache(maxsize=1024)
def _terms_about(metadata: Metadata, heading: str | None) -> tuple[str, ...]:
    """The terms that neighbouring passages share."""
    about = " . ".join(part for part in (metadata.title, metadata.source, heading) if part)
    return (*analyse(about, metadata.language), *analyse(_spoken(metadata)))


def likeness(reading: Reading) -> tuple[int, ...]:
    """Numbers that articles with many words in common are likely to share."""
    about = reading.metadata
    return bands(content(reading.text, reading.sentences, about.source, about.language).runs)


def names_given(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Each name with another one that the article gives it."""
    told = (reading.text[s.start : s.end] for s in reading.sentences if s.role is Role.CONTENT)
    aliases = stated_aliases(told, reading.metadata.title or "")
    return tuple((name, alias) for name, others in aliases.items() for alias in sorted(others))


def _spoken(metadata: Metadata) -> str:
    on = metadata.published_on
    return f"{MONTHS[on.month - 1]} {on.day} {on.year}" if on else ""
