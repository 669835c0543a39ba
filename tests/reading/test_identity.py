"""Which article a post is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.article import Posted
from service.domain.errors import ArticleRejected
from service.reading.identity import LONGEST, article_id, canonical_url


def test_a_given_id_is_kept() -> None:
    """The sender's id is the id, also with spaces and letters of any script."""
    for given_id in ("a", "deal 12", "融资-1", "x" * LONGEST):
        assert article_id(Posted(text="t", id=given_id, url="https://a.example/b"), "t") == given_id


@pytest.mark.parametrize(
    "bad", ["", "x" * 201, "a/b", "a\nb", "a\x00", "\x7f", " a", "a ", ".", "..", "\ud800"]
)
def test_an_unusable_id_is_refused(bad: str) -> None:
    """An id that could not stand in an address is refused, naming the field."""
    with pytest.raises(ArticleRejected) as caught:
        article_id(Posted(text="t", id=bad), "t")
    assert caught.value.field == "id"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.com/deals/one",
        "https://www.example.com/deals/one/",
        "HTTPS://EXAMPLE.COM:443/deals/one#top",
        "https://example.com/deals/one?utm_source=x&fbclid=y",
    ],
)
def test_spellings_of_one_address_are_one_article(other: str) -> None:
    """Scheme, case, port, slash, fragment and tracking do not make another article."""
    first = article_id(Posted(text="t", url="https://example.com/deals/one"), "t")
    assert article_id(Posted(text="t", url=other), "t") == first


@pytest.mark.parametrize(
    "other",
    [
        "https://example.com/deals/two",
        "https://example.com/deals/one?page=2",
        "https://other.example/deals/one",
    ],
)
def test_other_addresses_are_other_articles(other: str) -> None:
    """Path, query and host tell articles apart."""
    first = article_id(Posted(text="t", url="https://example.com/deals/one"), "t")
    assert article_id(Posted(text="t", url=other), "t") != first


def test_a_page_may_name_its_own_address() -> None:
    """The canonical link serves when the sender gave no url."""
    posted = Posted(text="t")
    assert article_id(posted, "t", "https://example.com/a") == article_id(
        Posted(text="t", url="https://example.com/a"), "t"
    )


def test_without_id_and_address_content_decides() -> None:
    """Same content, same id; other content, another."""
    assert (
        article_id(Posted(text="t"), "t")
        == article_id(Posted(text="t"), "t")
        != article_id(Posted(text="u"), "u")
    )


@pytest.mark.parametrize("url", ["http://[::1", "https://example.com:99999/"])
def test_a_broken_address_is_refused(url: str) -> None:
    """What cannot be taken apart as an address is named."""
    with pytest.raises(ArticleRejected, match="url"):
        canonical_url(url)


@given(st.text(max_size=80), st.text(max_size=40))
def test_every_id_is_valid_or_refused(url: str, text: str) -> None:
    """Whatever the address, the id that comes of it could have been given."""
    try:
        made = article_id(Posted(text=text, url=url), text)
    except ArticleRejected:
        return
    assert article_id(Posted(text=text, id=made), text) == made
