"""What the newest article says, of sentences that answer about as well."""

from datetime import date

import numpy as np

from service.answering.ranking import Ranked
from service.answering.sentence_score import FEATURES, Measured
from service.domain.evidence import Evidence

NEAR = 2.0
"""How much less a newer article's sentence may score than the best: one in seven of its share."""
_MUST_HOLD = [FEATURES.index(name) for name in ("typed", "concept")]
"""An answer of the kind that is wanted, and what the question is about."""


def latest_only(ranked: Ranked, measured: Measured, evidence: Evidence) -> Ranked:
    """The ranking without what was published before the newest sentence that is about as good as the best.

    About as good is what scores nearly as much and holds the same: the newest news of a company need not say who runs its
    finances. Undated articles stay only where nothing near the best has a date.
    """
    days = [evidence.sentences[place].metadata.published_on for place in ranked.places]
    held = measured.rows[list(ranked.places)][:, _MUST_HOLD]
    near = (ranked.scores >= ranked.scores[0] - NEAR) & np.all(held >= held[0], axis=1)
    newest = max((day for day, good in zip(days, near, strict=True) if day and good), default=date.min)
    kept = [i for i, day in enumerate(days) if (day or date.min) >= newest]
    return Ranked(tuple(ranked.places[i] for i in kept), ranked.scores[kept], ranked.pairs[kept])
