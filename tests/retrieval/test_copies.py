"""Syndicated copies are told from two reports of one deal."""

import pytest

from service.reading.read import read
from service.retrieval.copies import Content, content, copied_from, repeats
from service.retrieval.signature import bands
from service.samples import samples


def told(posted: object) -> Content:
    reading = read(posted, lambda text: len(text) // 4)  # type: ignore[arg-type]
    about = reading.metadata
    return content(reading.text, reading.sentences, about.source, about.language)


SAMPLES = {posted.id or "": told(posted) for posted in samples() if not posted.text.startswith("<")}
SENTENCES = (
    "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.",
    "The company books space on coastal ships for small exporters in Leith, Hull and Rotterdam.",
    "It will spend the money on engineers and on a second office in Hull.",
    "Plimsoll Freight was founded in 2021 and employs 40 people.",
    "Most small exporters still book space on the telephone, and ships leave port with room to spare on their decks.",
    "The company shows free space on a map and lets shippers pay for it by the pallet and not by the container.",
    "Harbour masters say that fewer lorries now wait at the gates in the morning.",
)


def article(*sentences: str, source: str = "") -> Content:
    return Content(" ".join(sentences), sentences, "en", source)


def test_a_copy_with_another_headline_is_recognised() -> None:
    """The syndicated sample is a copy of the article it was taken from, and no other sample is one."""
    assert copied_from(SAMPLES.items()) == {"portavento-stake-sale-syndicated": "portavento-stake-sale"}


def test_which_came_first_decides_nothing_that_is_hidden() -> None:
    """What is contained is the copy, also when it came before the longer article."""
    assert copied_from(reversed(list(SAMPLES.items()))) == {
        "portavento-stake-sale-syndicated": "portavento-stake-sale"
    }


def test_a_cut_copy_is_a_copy_and_the_longer_article_is_none() -> None:
    """A shortened copy says nothing of its own; the article it was cut from does."""
    whole, cut = article(*SENTENCES), article(*SENTENCES[:5], source="Hull Post")
    assert repeats(cut, whole)
    assert not repeats(whole, cut)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("$12 million", "$14 million"),
        ("$12 million", "€12 million"),
        ("2021", "2019"),
        ("40 people", "45 people"),
        ("Harbourlight Ventures", "Ostrom Capital"),
    ],
)
def test_one_changed_figure_or_name_makes_a_report_of_its_own(old: str, new: str) -> None:
    """Nearly the same words with another figure or party are no copy: hiding them would hide it."""
    whole = article(*SENTENCES)
    assert not repeats(article(*(s.replace(old, new) for s in SENTENCES)), whole)


def test_a_sentence_with_news_makes_a_report_of_its_own() -> None:
    """A copy with one more party or figure is shown beside the original."""
    whole = article(*SENTENCES)
    assert not repeats(article(*SENTENCES, "Ostrom Capital joined the round too."), whole)
    assert not repeats(article(*SENTENCES, "It had sales of £3 million."), whole)


def test_a_publisher_that_names_itself_tells_nothing_new() -> None:
    """The line with which a portal says whose page this is does not hide that the page is a copy."""
    signed = article(*SENTENCES, "The Hull Post republishes agency material.", source="Hull Post")
    assert repeats(signed, article(*SENTENCES))


def test_two_reports_of_one_deal_are_no_copies() -> None:
    """A press release and a journal's own report stay two sources."""
    one, other = SAMPLES["calderhythe-tidewell-release"], SAMPLES["calderhythe-tidewell-journal"]
    assert not repeats(one, other)
    assert not repeats(other, one)


def test_a_short_notice_is_no_copy_unless_it_is_the_same_text() -> None:
    """Too few words to tell two reports of one fact from a copy."""
    assert not repeats(
        article("Acme raised forty million dollars"), article("Acme raised forty million dollars now")
    )
    assert repeats(article("Acme raised forty million dollars"), article("Acme raised forty million dollars"))


def test_a_copy_of_a_copy_is_a_copy_of_the_first() -> None:
    """A chain of ever shorter copies names one original."""
    articles = [("c", article(*SENTENCES[:4])), ("b", article(*SENTENCES[:5])), ("a", article(*SENTENCES))]
    assert set(copied_from(articles).values()) == {"a"}


def test_copies_share_a_band_and_reports_hardly_do() -> None:
    """The signatures lead from a copy to its original, and seldom from one report to another."""
    numbers = {name: set(bands(one.runs)) for name, one in SAMPLES.items()}
    assert numbers["portavento-stake-sale"] & numbers["portavento-stake-sale-syndicated"]
    others = [numbers[name] for name in numbers if not name.startswith("portavento")]
    assert not any(one & other for i, one in enumerate(others) for other in others[:i])
