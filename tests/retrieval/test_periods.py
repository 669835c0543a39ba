"""The times that a question names, read as spans of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.retrieval.periods import best_closeness, periods


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What happened on 14 June 2025?", date(2025, 6, 14), date(2025, 6, 14)),
        ("Since October 7th, 2023?", date(2023, 10, 7), date(2023, 10, 7)),
        ("on 2024-02-29?", date(2024, 2, 29), date(2024, 2, 29)),
        ("the June 2025 round", date(2025, 6, 1), date(2025, 6, 30)),
        ("Q3 2024 revenue", date(2024, 7, 1), date(2024, 9, 30)),
        ("in the second half of 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("late 2023", date(2023, 9, 1), date(2023, 12, 31)),
        ("the 2023 round", date(2023, 1, 1), date(2023, 12, 31)),
        ("2025年8月的合同", date(2025, 8, 1), date(2025, 8, 31)),
    ],
)
def test_a_time_is_read_as_its_days(question: str, first: date, last: date) -> None:
    """Days, months, quarters, halves and years, also in Chinese."""
    assert [(one.first, one.last) for one in periods(question)] == [(first, last)]


@pytest.mark.parametrize(
    "question", ["It may rise by 2 percent", "Is 31 February 2025 a day?", "Sawyer-2 weighs 1200 kg"]
)
def test_what_is_no_time_is_none(question: str) -> None:
    """A verb, a day that never was, a weight."""
    assert all(best_closeness([one], date(1999, 5, 2)) == 0.0 for one in periods(question))


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever is asked, reading its times never fails, and each ends after it began."""
    assert all(one.first <= one.last for one in periods(text))
