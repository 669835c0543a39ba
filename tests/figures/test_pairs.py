"""The table of pairs: which figures say the same, and which do not."""

import pytest

from service.domain.figures import Figure, Money
from service.figures.compare import same
from service.figures.find import find_figures
from tests.figures.pairs import DIFFERENT_PAIRS, SAME_PAIRS


def the_figure(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(("a", "b"), SAME_PAIRS)
def test_same(a: str, b: str) -> None:
    """Two spellings of one figure are found whole and compare as the same, either way round."""
    assert same(the_figure(a), the_figure(b))
    assert same(the_figure(b), the_figure(a))


@pytest.mark.parametrize(("a", "b"), DIFFERENT_PAIRS)
def test_different(a: str, b: str) -> None:
    """Another currency, scale, unit, bound or date is another figure."""
    assert not same(the_figure(a), the_figure(b))
    assert not same(the_figure(b), the_figure(a))


def test_size() -> None:
    """The table holds at least 300 pairs in at least 12 currencies."""
    figures = [the_figure(text) for pair in SAME_PAIRS + DIFFERENT_PAIRS for text in pair]
    assert len(SAME_PAIRS) + len(DIFFERENT_PAIRS) >= 300
    assert len({figure.currency for figure in figures if isinstance(figure, Money) and figure.currency}) >= 12
