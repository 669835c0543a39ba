"""How well an article as a whole fits a question, before any of its passages is looked at.

A question about "the Kenyan trader-credit firm" is answered in a passage that says none of these words: the
article holds them all, elsewhere.
"""

from collections.abc import Mapping

ENOUGH = 0.5
"""Passages that hold a term at which half of its weight is counted (saturation, as in BM25)."""


def article_scores(holders: Mapping[str, Mapping[str, int]], rarity: Mapping[str, float]) -> dict[str, float]:
    """Each article by the question's terms that it holds, the rarer the more; the best gets 1.

    `holders` are, for each term, the articles with how many of their passages hold it.

    >>> article_scores({"kenya": {"a": 1, "b": 1}, "onion": {"a": 4}}, {"kenya": 3.0, "onion": 2.0})
    {'a': 1.0, 'b': 0.53}
    """
    scores: dict[str, float] = {}
    for term, articles in holders.items():
        for article_id, passages in articles.items():
            gained = rarity[term] * passages / (passages + ENOUGH)
            scores[article_id] = scores.get(article_id, 0.0) + gained
    most = max(scores.values(), default=1.0)
    return {article_id: round(score / most, 2) for article_id, score in scores.items()}
