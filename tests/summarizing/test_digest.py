"""Which sentences a summary is offered: those that tell something by themselves."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.article import Role
from service.domain.summary import Style
from service.summarizing.digest import digest, offered, when
from tests.deals.reading import evidence

TOLD = "Plimsoll Freight ha cerrado una ronda de 12 millones de euros."


@pytest.mark.parametrize("dateline", ["VALENCIA, 27 de mayo de 2025.", "LEITH, 3 March 2025."])
def test_a_place_and_a_date_are_no_sentence_of_a_summary(dateline: str) -> None:
    """A dateline tells nothing by itself, also where its month is written small."""
    assert [s.text for s in offered(evidence(dateline, TOLD), Style.BRIEF)] == [TOLD]


def test_rows_and_list_items_are_notes_among_sentences() -> None:
    """A brief is prose where the article has prose; bullets may hold its rows and list items."""
    prose, row, item = evidence(TOLD, "| Amount | 12 million |", "- a second office in Hull")
    row = replace(row, sentence=replace(row.sentence, role=Role.TABLE_ROW))
    assert [p.text for p in digest([prose, row, item], Style.BRIEF)] == [prose.text]
    assert len(digest([prose, row, item], Style.BULLETS)) == 3
    assert len(digest([row, item], Style.BRIEF)) == 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Plimsoll opened in Hull in 2019.", date(2019, 1, 1)),
        ("Plimsoll will employ 200 people by the end of 2025.", date(2025, 6, 14)),
        ("Plimsoll raised money in June 2025.", date(2025, 6, 14)),
        ("Plimsoll raised money on 3 June 2025.", date(2025, 6, 3)),
        ("Plimsoll will close the deal in the third quarter of 2025.", date(2025, 7, 1)),
        ("Plimsoll carries freight.", date(2025, 6, 14)),
    ],
)
def test_an_event_is_placed_by_what_its_sentence_states(text: str, day: date) -> None:
    """A year of the past stands for its first day; the year in which the article appeared, for the article's."""
    (sentence,) = evidence(text, published_at="2025-06-14")
    assert when(sentence) == day
