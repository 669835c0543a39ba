"""Find every figure of a text: money, percentages, dates, durations, multiples, counts."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from service.domain.figures import Duration, Figure, Qualifier, Quantity
from service.figures import qualifiers
from service.figures.counts import read_count
from service.figures.dates import find_dates
from service.figures.durations import find_phrases, read_duration
from service.figures.language import guess
from service.figures.money import read_money
from service.figures.multiples import find_words, read_multiple
from service.figures.number import Number
from service.figures.numbers import find_numbers
from service.figures.percentages import find_fractions, read_percentage
from service.figures.ranges import join_ranges, lend_scales


def find_figures(
    text: str, language: str | None = None, reference_day: date | None = None
) -> tuple[Figure, ...]:
    """The figures of a text in reading order; spans never overlap.

    `language` settles separators and number words (guessed when absent); with `reference_day`, "last
    year" is a date and dates without a year get the nearest one.

    >>> [f.raw for f in find_figures("StepStar raised $40m, up 12%, in its Series B on June 14, 2025.")]
    ['$40m', '12%', 'June 14, 2025']
    """
    return _found(text, language or guess(text), reference_day)


@lru_cache(maxsize=4096)
def _found(text: str, spoken: str, reference_day: date | None) -> tuple[Figure, ...]:
    """Cached: the checks of one claim, and claims of one answer, read the same sentences again."""
    dates = list(find_dates(text, reference_day))
    taken = _Taken()
    worded: list[Figure] = [*dates, *find_phrases(text), *find_words(text), *find_fractions(text, spoken)]
    phrases = [figure for figure in worded if taken.claim(figure)]
    numbers = [number for number in find_numbers(text, spoken) if taken.free(number.start, number.end)]
    quantities = [figure for number in lend_scales(text, numbers) if (figure := _read(text, number))]
    quantities = [figure for figure in quantities if taken.claim(figure)]
    qualified = [_qualified(text, figure) for figure in join_ranges(text, quantities)]
    return tuple(sorted([*phrases, *qualified], key=lambda figure: figure.start))


class _Taken:
    """Which code points are already read as a figure; the first to claim them keeps them."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def free(self, start: int, end: int) -> bool:
        return not any(start < taken_end and taken_start < end for taken_start, taken_end in self._spans)

    def claim(self, figure: Figure) -> bool:
        if not self.free(figure.start, figure.end):
            return False
        self._spans.append((figure.start, figure.end))
        return True


def _read(text: str, number: Number) -> Quantity | None:
    """The first kind that the words around the number name."""
    figure = (
        read_money(text, number)
        or read_percentage(text, number)
        or read_duration(text, number)
        or read_multiple(text, number)
        or read_count(text, number)
    )
    if figure is None:
        return None
    if number.amount is None:
        return replace(figure, qualifier=Qualifier.SEVERAL)
    return replace(figure, qualifier=Qualifier.MORE_THAN) if number.more else figure


def _qualified(text: str, figure: Quantity) -> Quantity:
    if figure.qualifier is not Qualifier.EXACT:
        return figure
    found = qualifiers.before(text, figure.start)
    if isinstance(figure, Duration) and found is Qualifier.MORE_THAN and _lasting(text, figure):
        return figure
    if found is Qualifier.EXACT:
        found = qualifiers.after(text, figure.end)
    return replace(figure, qualifier=found)


def _lasting(text: str, duration: Duration) -> bool:
    """ "Over three years" says how long something takes; "over 90 days late" says at least."""
    late = text[duration.end :].lstrip().startswith(("old", "late", "overdue", "ago"))
    return text[duration.start - 5 : duration.start] == "over " and not late
