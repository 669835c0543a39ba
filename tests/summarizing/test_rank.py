"""Which sentences carry an article: ranked, without saying the same twice."""

import numpy as np

from service.summarizing.choose import choose
from service.summarizing.rank import Candidate, likeness, scores


def candidate(words: str, place: int, *, article: str = "a", figures: int = 0) -> Candidate:
    terms = tuple(words.split())
    return Candidate(article=article, terms=terms, place=place, places=4, words=10, figures=figures)


def test_the_opening_counts_more_than_the_end() -> None:
    """Of two sentences alike in all else, the earlier one ranks higher."""
    first, last = scores([candidate("acme raise fund", 0), candidate("acme raise round", 3)])
    assert first > last


def test_nothing_to_rank_is_no_error() -> None:
    """No candidates, no scores; candidates without words are still ranked."""
    assert scores([]) == []
    assert len(scores([candidate("", 0), candidate("", 1)])) == 2


def test_likeness_is_symmetric_and_bounded() -> None:
    """Each is most like itself."""
    like = likeness([candidate("acme raise", 0), candidate("acme sell", 1), candidate("rain leith", 2)])
    assert np.allclose(like, like.T)
    assert like.min() >= 0.0
    assert np.allclose(np.diag(like), 1.0)


def test_what_is_said_is_not_said_again() -> None:
    """A near repetition of a chosen sentence is never chosen, even where room is left."""
    like = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert choose([1.0, 0.95, 0.2], like, 3) == [0, 2]


def test_each_group_is_heard_first() -> None:
    """The second sentence comes from the other article, though the first article has a better one."""
    assert choose([1.0, 0.9, 0.2], np.eye(3), 2, ["a", "a", "b"]) == [0, 2]


def test_the_first_say_of_a_group_is_its_best() -> None:
    """Another article's opening is told though part of it is told already; what says all of it again is not."""
    like = np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert choose([1.0, 0.8, 0.7], like, 2, ["a", "b", "b"]) == [0, 1]
    like[0, 1] = like[1, 0] = 0.9
    assert choose([1.0, 0.8, 0.7], like, 2, ["a", "b", "b"]) == [0, 2]
