"""Which sentences make the summary: the best ones that do not say the same again."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.domain.summary import Style

SAME_AGAIN = 0.62
"""Two sentences more alike than this tell the same; the better one stays."""

REPEAT_PENALTY = 0.7

SENTENCES: dict[Style, int] = {Style.HEADLINE: 1, Style.BRIEF: 3, Style.BULLETS: 6, Style.TIMELINE: 8}
"""How many sentences a style has unless the asker says otherwise."""


def choose(
    scores: Sequence[float], like: NDArray[np.float64], most: int, groups: Sequence[str] = ()
) -> list[int]:
    """Indices of at most `most` candidates, best first; each group gets its say before any gets a second.

    A group's first say is its best one, however much of it is told already, unless all of it is. Maximal marginal relevance (Carbonell and Goldstein, 1998): each next one is judged by its score
    less what the chosen ones already say.
    """
    value = np.asarray(scores, dtype=np.float64) / (max(scores, default=0.0) or 1.0)
    closest = np.zeros(len(value))
    chosen: list[int] = []
    while len(chosen) < min(most, len(value)):
        new = np.where(closest < SAME_AGAIN, value, -1.0)
        new[chosen] = -1.0
        worth = np.where(new > 0, new * (1 - REPEAT_PENALTY * closest), -1.0)
        best = int(np.argmax(_unheard(worth, new, chosen, groups)))
        if worth[best] <= 0:
            break
        chosen.append(best)
        closest = np.maximum(closest, like[best])
    return chosen


def _unheard(
    worth: NDArray[np.float64], new: NDArray[np.float64], chosen: Sequence[int], groups: Sequence[str]
) -> NDArray[np.float64]:
    """The value of those whose group has said nothing yet, where one of them adds something; else the worth."""
    heard = {groups[i] for i in chosen} if groups else set()
    waiting = np.array([group not in heard for group in groups], dtype=bool)
    if not heard or not np.any(new[waiting] > 0):
        return worth
    return np.where(waiting, new, -1.0)
