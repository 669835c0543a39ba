"""Our own coarse sentences of an article: over-citing is judged without asking the system under test."""

import re
from functools import lru_cache

_END = re.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(]?[A-ZÀ-Þ0-9¿¡«])|[。！？]+[”’」』]?|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|St|No|Inc|Ltd|Co|Corp|vs|approx|Rs|Mio|Mrd|Sr|Sra)|\b[A-Z])\.\s+$"
)


@lru_cache(maxsize=4096)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans that together cover the text; glued sentences stay one, which can only favour the system.

    >>> sentence_spans("Dr. Wu left. She sold.\\nTerms")
    ((0, 13), (13, 23), (23, 28))
    """
    spans, start = [], 0
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text[start : match.end()]):
            spans.append((start, match.end()))
            start = match.end()
    return (*spans, (start, len(text))) if start < len(text) else tuple(spans)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the sentences it touches."""
    touched = [(a, b) for a, b in sentence_spans(text) if a < end and start < b]
    return (min(touched[0][0], start), max(touched[-1][1], end)) if touched else (start, end)
