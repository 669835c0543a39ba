"""What of a passage the word index holds: its text, and what is known of its article.

Title, source and date are found as words and never embedded: measured, they help the word index and
harm the vectors (docs/retrieval.md).
"""

from datetime import date

from service.domain.article import Metadata, Passage
from service.retrieval.tokens import analyse

_MONTHS = ("January", "February", "March", "April", "May", "June")
_MONTHS += ("July", "August", "September", "October", "November", "December")


def passage_terms(passage: Passage, metadata: Metadata) -> tuple[str, ...]:
    """The terms to index a passage by.

    >>> passage = Passage(1, (1,), 0, 13, "It raised $9m", heading="Funding")
    >>> passage_terms(passage, Metadata(title="StepStar grows", published_at="2025-06-14"))
    ('stepstar', 'step', 'star', 'grow', '2025', 'june', 'fund', 'rais', '9', 'million')
    """
    known = (metadata.title, metadata.source, _day(metadata.published_on), passage.heading, passage.text)
    return tuple(term for text in known if text for term in analyse(text, metadata.language))


def _day(published: date | None) -> str:
    return f"{published.year} {_MONTHS[published.month - 1]}" if published else ""
