"""Which articles tell the same words: syndicated copies with another headline, a byline, a cut last paragraph."""

from collections.abc import Mapping, Sequence

from service.retrieval.tokens import analyse

SHINGLE = 4
"""Terms that must follow each other in both articles to count as shared."""

CONTAINED = 0.6
"""Two articles are copies when this share of the shorter one's runs of words stands in the other."""

LEAST = 20
"""An article shorter than this many runs is too short to tell a copy from two reports of one fact."""

Shingles = frozenset[tuple[str, ...]]


def shingles(text: str, language: str | None = None) -> Shingles:
    """Every run of four analysed words.

    >>> sorted(shingles("Acme raised forty million dollars"))
    [('acm', 'rais', 'forti', 'million'), ('rais', 'forti', 'million', 'dollar')]
    """
    terms = analyse(text, language)
    return frozenset(tuple(terms[i : i + SHINGLE]) for i in range(len(terms) - SHINGLE + 1))


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Whether the shorter text stands, but for small changes, in the longer one (Broder's containment, 1997)."""
    shorter = min(len(one), len(other))
    return shorter >= LEAST and len(one & other) >= CONTAINED * shorter


def copied_from(articles: Sequence[str], runs: Mapping[str, Shingles]) -> dict[str, str]:
    """For each copy the article that had the words first; `articles` are ids in time order."""
    found: dict[str, str] = {}
    for place, article in enumerate(articles):
        first = next(
            (e for e in articles[:place] if e not in found and is_copy(runs[e], runs[article])), None
        )
        if first is not None:
            found[article] = first
    return found
