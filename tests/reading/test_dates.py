"""Publication dates are stated or absent, never guessed."""

import pytest

from service.domain.errors import ArticleRejected
from service.reading.dates import first_date, given_date, page_date, text_date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("June 14, 2025 31", "2025-06-14"),
        ("By X | 13 September 2024 | 4 min read", "2024-09-13"),
        ("Thursday, February 22, 2024", "2024-02-22"),
        ("Oct 14, 2025 · 5 min read · by Jules", "2025-10-14"),
        ("Sept. 5, 2024", "2024-09-05"),
        ("September 5th, 2024", "2024-09-05"),
        ("5th of September 2024", "2024-09-05"),
        ("19 Nov 2024 - Agency report", "2024-11-19"),
        ("Published 23.05.2023 06:40", "2023-05-23"),
        ("2024-05-21", "2024-05-21"),
        ("极昼产业观察  2024年12月10日  记者 沈若桐", "2024-12-10"),
        ("2024年 2月 9日", "2024-02-09"),
        ("Córdoba, 20 de mayo de 2025", "2025-05-20"),
        ("Berlin, 5. Mai 2025", "2025-05-05"),
        ("Le 3 août 2024", "2024-08-03"),
        ("23/04/2025", "2025-04-23"),
        ("04/23/2025", "2025-04-23"),
        ("05/05/2025", "2025-05-05"),
        ("03/04/2025", None),
        ("31 February 2024", None),
        ("99.99.2024", None),
        ("2024-13-01", None),
        ("June 2025", None),
        ("in 2024", None),
        ("Model 12 Alpha 2024", None),
        ("", None),
    ],
)
def test_a_written_date_is_read_or_left_alone(line: str, expected: str | None) -> None:
    """Complete, possible, unambiguous dates are read in several languages; all others are not."""
    assert first_date(line) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-06-14", "2025-06-14"),
        (" 2025-06-14 ", "2025-06-14"),
        ("2025-06-14T09:30:00Z", "2025-06-14T09:30:00Z"),
        ("2025-06-14T09:30:00+00:00", "2025-06-14T09:30:00Z"),
        ("2025-06-14T09:30:00.250+02:00", "2025-06-14T09:30:00.250000+02:00"),
    ],
)
def test_a_given_date_is_normalised(stated: str, expected: str) -> None:
    """A date stays one; a time keeps its zone."""
    assert given_date(stated) == expected


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "14.06.2025",
        "2025-02-30",
        "2025-06-14T09:30:00",
        "yesterday",
        "2025-6-1",
        "2025-06-14T25:00:00Z",
        "٢٠٢٥-٠٦-١٤",
    ],
)
def test_a_bad_given_date_is_refused_with_a_way_out(stated: str) -> None:
    """The refusal names the value, the field and a form that works."""
    with pytest.raises(ArticleRejected, match="YYYY-MM-DD") as caught:
        given_date(stated)
    assert caught.value.field == "published_at"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-03-06T07:15:00+01:00", "2025-03-06T07:15:00+01:00"),
        ("2025-03-06 07:15:00", "2025-03-06"),
        ("March 6, 2025", "2025-03-06"),
        ("03/04/2025", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_page_may_state_its_date_in_many_forms(stated: str, expected: str | None) -> None:
    """Markup is taken at its word only where the word is clear."""
    assert page_date(stated) == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("AUSTIN, Texas and UMEÅ, Sweden, September 12, 2024 – Acme today announced a deal.", "2024-09-12"),
        ("LONDON, 3 May 2024 (Newswire) - Acme said it sold Beta.", "2024-05-03"),
        ("SASKATOON, January 20, 2026. By Ann Lee", "2026-01-20"),
        ("Acme terminated the agreement on September 21, 2023, after its auditors left.", None),
        ("IPO plans were dropped on May 3, 2024 and the fund left.", None),
    ],
)
def test_only_a_dateline_dates_a_paragraph(opening: str, expected: str | None) -> None:
    """A date in a sentence is the event's, not the article's."""
    assert text_date([], [opening]) == expected
