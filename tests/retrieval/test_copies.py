"""Syndicated copies are told from two reports of one deal."""

from service.retrieval.copies import copied_from, is_copy, shingles
from service.samples import samples

TEXTS = {posted.id: posted.text for posted in samples()}
RUNS = {name: shingles(text) for name, text in TEXTS.items()}


def test_a_copy_with_another_headline_is_recognised() -> None:
    """The syndicated sample is a copy of the article it was taken from, and no other sample is one."""
    assert copied_from(list(RUNS), RUNS) == {"portavento-stake-sale-syndicated": "portavento-stake-sale"}


def test_two_reports_of_one_deal_are_no_copies() -> None:
    """A press release and a journal's own report stay two sources."""
    assert not is_copy(RUNS["calderhythe-tidewell-release"], RUNS["calderhythe-tidewell-journal"])


def test_a_short_notice_is_never_a_copy() -> None:
    """Too few words to tell."""
    notice = shingles("Acme raised forty million dollars")
    assert not is_copy(notice, notice)
