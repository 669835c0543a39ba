"""What the newest article says, of sentences that answer about as well."""

from datetime import date

from service.answering.ranking import Ranked
from service.domain.evidence import Evidence

NEAR = 2.0
"""How much less a newer article's sentence may score than the best: one in seven of its share."""


def latest_only(ranked: Ranked, evidence: Evidence) -> Ranked:
    """The ranking without what was published before the newest sentence that is about as good as the best.

    Undated articles stay only where nothing near the best has a date.
    """
    days = [evidence.sentences[place].metadata.published_on for place in ranked.places]
    near = [
        day
        for day, score in zip(days, ranked.scores, strict=True)
        if day and score >= ranked.scores[0] - NEAR
    ]
    if not near:
        return ranked
    newest = max(near)
    kept = [i for i, day in enumerate(days) if (day or date.min) >= newest]
    return Ranked(tuple(ranked.places[i] for i in kept), ranked.scores[kept], ranked.pairs[kept])
