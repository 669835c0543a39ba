"""BM25 as SQLite's FTS5 computes it (https://www.sqlite.org/fts5.html#the_bm25_function), higher is better.

Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), k1 = 1.2, b = 0.75.
"""

from collections.abc import Mapping, Sequence
from math import log

K1 = 1.2
B = 0.75
# FTS5 gives a term that stands in more than half of all rows this weight instead of a negative one.
LEAST_WEIGHT = 1e-6


def weight(rows: int, holding: int) -> float:
    """How much a term tells that stands in `holding` of `rows` passages.

    >>> round(weight(1000, 10), 2)
    4.55
    """
    return max(log((rows - holding + 0.5) / (holding + 0.5)), LEAST_WEIGHT)


def score(passage: Sequence[str], weights: Mapping[str, float], average_length: float) -> float:
    """The BM25 score of one passage's terms for the weighted terms of a question.

    >>> round(score(["fund", "rais"], {"fund": 2.0, "stake": 3.0}, 2.0), 2)
    2.0
    """
    # One more than its terms: FTS5 counts the token of the source, too.
    length_part = K1 * (1 - B + B * (len(passage) + 1) / (average_length + 1))
    total = 0.0
    for term, term_weight in weights.items():
        count = passage.count(term)
        total += term_weight * count * (K1 + 1) / (count + length_part)
    return total


def rarest(holding: Mapping[str, int], budget: int) -> list[str]:
    """The rarest terms, as many as stand in at most `budget` passages together, and always one.

    >>> rarest({"rais": 9000, "stepstar": 12, "fund": 400}, 1000)
    ['stepstar', 'fund']
    """
    chosen: list[str] = []
    for term in sorted(holding, key=lambda t: (holding[t], t)):
        budget -= holding[term]
        if chosen and budget < 0:
            break
        chosen.append(term)
    return chosen
