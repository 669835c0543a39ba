"""Which sentences make the summary: the best ones that do not say the same again, in reading order."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

SAME_AGAIN = 0.62
"""Two sentences more alike than this tell the same; the better one stays."""

REPEAT_PENALTY = 0.7


class Style(StrEnum):
    """What a summary is for."""

    HEADLINE = "headline"
    BRIEF = "brief"
    BULLETS = "bullets"
    TIMELINE = "timeline"


SENTENCES: dict[Style, int] = {Style.HEADLINE: 1, Style.BRIEF: 3, Style.BULLETS: 6, Style.TIMELINE: 8}
"""How many sentences a style has unless the asker says otherwise."""


def choose(scores: Sequence[float], like: NDArray[np.float64], most: int) -> list[int]:
    """Indices of at most `most` candidates, best first.

    Maximal marginal relevance (Carbonell and Goldstein, 1998): each next one is judged by its score
    less what the chosen ones already say.
    """
    top = max(scores, default=0.0) or 1.0
    value = np.asarray(scores, dtype=np.float64) / top
    closest = np.zeros(len(value))
    chosen: list[int] = []
    while len(chosen) < most:
        worth = np.where(closest < SAME_AGAIN, value - REPEAT_PENALTY * closest * value, -1.0)
        worth[chosen] = -1.0
        best = int(np.argmax(worth)) if len(worth) else -1
        if best < 0 or worth[best] <= 0:
            break
        chosen.append(best)
        closest = np.maximum(closest, like[best])
    return chosen
