"""The bundled sample articles: complete, fictional in form, and never a copy of the article they retell."""

import re
from pathlib import Path

import pytest

from service.domain.article import Format
from service.samples import samples

REFERENCE = Path(__file__).parents[2].parent / "shared" / "articles" / "stepstar-series-b.txt"


def test_first_sample_is_the_deal_a_newcomer_meets() -> None:
    """The StepStar round comes first, so that the page's first question is about it."""
    assert samples()[0].id == "stepstar-series-b"


def test_ids_urls_and_texts_are_unique_and_stated() -> None:
    """Every sample has its own id, url, title, source and date, so that each can be found and filtered."""
    posted = samples()
    for key in ("id", "url", "text"):
        assert len({getattr(article, key) for article in posted}) == len(posted)
    assert all(article.title and article.source and article.published_at for article in posted)


def test_urls_point_at_example_domains_only() -> None:
    """No sample can send a reader to somebody's real site."""
    assert all(re.match(r"https://example\.(com|org|net)/", article.url or "") for article in samples())


def test_every_format_and_three_languages_are_there() -> None:
    """Plain text, Markdown and HTML are shown, and articles in English, Spanish and Chinese."""
    posted = samples()
    assert {article.format for article in posted} == set(Format)
    texts = " ".join(article.text for article in posted)
    assert "收购" in texts
    assert "ronda" in texts
    assert "Series B" in texts


def test_dirty_scrape_keeps_its_glued_sentences_and_share_lines() -> None:
    """One sample is as dirty as real scrapes are, so that cleaning is seen at work."""
    halcyard = next(article for article in samples() if article.id == "halcyard-tender-offer")
    assert "TuesdayNew shares" in halcyard.text
    assert halcyard.text.count("\nAdvertisements\n") == 3


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference article is not here")
def test_the_retelling_shares_no_run_of_ten_words_with_the_reference_article() -> None:
    """Facts carry over into the sample, sentences do not."""
    assert not _runs(samples()[0].text) & _runs(REFERENCE.read_text("utf-8"))


def _runs(text: str, length: int = 10) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
