"""Pages: the main text, what markup states, and what nobody sees."""

import pytest

from service.domain.article import Role
from service.reading.html import Page, extract_page

PARAGRAPHS = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Acme Valves of Umeå has bought Beta Taps for $5 million in cash, the two companies said on Monday.",
        "The staff of forty will move to the buyer's plant, and the brand will be kept for at least three years.",
        "Closing is expected in the first quarter, after the authority for competition has cleared the deal.",
    )
)
PAGE = f"""<!DOCTYPE html><html lang="sv-SE"><head><title>Acme buys Beta | Deal Ledger</title>
<link rel="canonical" href="https://ledger.example/acme-beta">
<meta property="og:site_name" content="The Deal Ledger">
<script type="application/ld+json">{{"@graph":[{{"@type":"WebSite"}},{{"@type":["NewsArticle"],"headline":"Acme buys Beta",
"datePublished":"2025-03-06T07:15:00+01:00","publisher":{{"name":"Deal Ledger AB"}}}}]}}</script>
<style>.gone{{display:none}} .big{{font-size:2em}}</style></head>
<body><nav><a href="/">Home</a><a href="/deals">Deals</a></nav>
<article><h1>Acme buys Beta</h1>{PARAGRAPHS}<h2>Terms</h2>
<table><caption>Summary</caption><tr><th>Price</th><td>$5 million</td></tr><tr><th>Tenor</th><td>9 years</td></tr></table>
<figure><img src="a.jpg"><figcaption>The plant in Umeå. Photo: Ann Lee</figcaption></figure>
<ul><li>One condition is the licence.</li><li>Another is the bank.</li></ul></article>
<aside><p>Most read: something else</p></aside><footer>Printed in Umeå</footer></body></html>"""


def with_hidden(markup: str) -> str:
    return f"<html><head><style>.gone{{display:none}}</style></head><body><article><h1>Acme buys Beta</h1>{PARAGRAPHS}{markup}</article></body></html>"


def lines(page: Page) -> list[str]:
    return [line for line in page.text.splitlines() if line]


def test_a_page_gives_its_article_in_order() -> None:
    """Title, paragraphs, heading, rows, caption and items come in reading order, without menus and asides."""
    found = lines(extract_page(PAGE))
    assert found[0] == "Acme buys Beta"
    assert found[4:7] == ["Terms", "Summary", "Price\t$5 million"]
    assert "The plant in Umeå. Photo: Ann Lee" in found
    assert "- One condition is the licence." in found
    assert not any("Most read" in line or "Home" in line for line in found)


def test_markup_decides_roles() -> None:
    """Headings and table rows are known by their place in the text."""
    page = extract_page(PAGE)
    stated = {page.text[place:].splitlines()[0]: role for place, role in page.roles}
    assert stated["Acme buys Beta"] is Role.HEADING
    assert stated["Terms"] is Role.HEADING
    assert stated["Tenor\t9 years"] is Role.TABLE_ROW


def test_markup_states_metadata() -> None:
    """Linked data, meta elements and the canonical link are read, nothing is inferred."""
    stated = extract_page(PAGE).stated
    assert stated.title == "Acme buys Beta"
    assert stated.source == "Deal Ledger AB"
    assert stated.url == "https://ledger.example/acme-beta"
    assert stated.published_at == "2025-03-06T07:15:00+01:00"
    assert stated.language == "sv-SE"


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- SECRET -->",
        "<p hidden>SECRET words of an attacker.</p>",
        '<p style="display:none">SECRET words.</p>',
        '<p style="DISPLAY : NONE;">SECRET words.</p>',
        '<p style="visibility:hidden">SECRET words.</p>',
        '<p style="font-size:0">SECRET words.</p>',
        '<p style="font-size:0px">SECRET words.</p>',
        '<p style="opacity:0">SECRET words.</p>',
        '<p style="position:absolute;left:-9999px">SECRET words.</p>',
        '<p style="text-indent:-9999px">SECRET words.</p>',
        '<p style="color:#fff">SECRET words.</p>',
        '<p style="color:white;background:#FFF">SECRET words.</p>',
        '<p style="color:#123456;background-color:#123456">SECRET words.</p>',
        '<p style="height:0;overflow:hidden">SECRET words.</p>',
        '<p style="clip:rect(0,0,0,0)">SECRET words.</p>',
        '<p class="sr-only">SECRET words.</p>',
        '<p class="visually-hidden note">SECRET words.</p>',
        '<p class="gone">SECRET words.</p>',
        '<p aria-hidden="true">SECRET words.</p>',
        "<template><p>SECRET words.</p></template>",
        "<noscript><p>SECRET words.</p></noscript>",
        "<details><summary>More</summary><p>SECRET words.</p></details>",
        "<script>SECRET()</script>",
        "<style>SECRET{}</style>",
        "<textarea>SECRET words.</textarea>",
        "<svg><text>SECRET</text></svg>",
        '<iframe srcdoc="SECRET">SECRET</iframe>',
        '<div style="display:none"><div><p>SECRET words.</p></div></div>',
    ],
)
def test_what_no_reader_sees_is_not_read(hidden: str) -> None:
    """Hidden text, the channel of planted instructions, is neither text nor metadata."""
    page = extract_page(with_hidden(hidden))
    assert "SECRET" not in page.text
    assert "Closing is expected" in page.text


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="color:#333">SHOWN words of the article.</p>',
        '<p style="opacity:0.9">SHOWN words of the article.</p>',
        '<p style="font-size:0.9em">SHOWN words of the article.</p>',
        '<p style="margin-left:-10px">SHOWN words of the article.</p>',
        '<p style="color:white;background:#123">SHOWN words of the article.</p>',
        '<p class="big">SHOWN words of the article.</p>',
        '<p style="height:100px">SHOWN words of the article.</p>',
        "<blockquote><p>“SHOWN words of the article.”</p></blockquote>",
        "<p>It is <b>SHOWN</b> words of the article.</p>",
    ],
)
def test_what_readers_see_is_read(shown: str) -> None:
    """Ordinary styling hides nothing."""
    assert "SHOWN" in extract_page(with_hidden(shown)).text


def test_text_behind_a_comment_survives_it() -> None:
    """Taking a node out keeps the words that follow it."""
    assert "before after" in " ".join(
        extract_page(with_hidden("<p>It stands before <!-- x -->after it.</p>")).text.split()
    )


def test_a_page_inside_a_form_or_a_hidden_body_is_read() -> None:
    """Some sites wrap all in a form, or hide the body until their scripts have run."""
    page = f'<html><body style="opacity:0"><form><article><h1>Acme buys Beta</h1>{PARAGRAPHS}</article></form></body></html>'
    assert "Closing is expected" in extract_page(page).text


@pytest.mark.parametrize(
    "page", ["", "   ", "<html></html>", "<!-- x -->", "<html><body><script>x</script></body></html>"]
)
def test_a_page_without_text_gives_none(page: str) -> None:
    """Emptiness is not an error of the parser."""
    assert extract_page(page).text == ""


@pytest.mark.parametrize(
    "page",
    [
        "<" * 5000,
        "<div>" * 5000 + "deep",
        "<p" + " a=b" * 5000 + ">x</p>",
        '<?xml version="1.0" encoding="utf-16"?><html><body><p>x</p></body></html>',
        '<html><script type="application/ld+json">' + "[" * 5000 + "</script><p>x</p></html>",
        '<html><script type="application/ld+json">{"@type":"NewsArticle","headline":7,"publisher":[1],"datePublished":{}}</script><p>x</p></html>',
        "<table>" + "<tr><td>a" * 500,
        "<p>a\ud800b</p>",
        "\ufeff<p>x</p>",
        "not a page at all",
    ],
)
def test_odd_pages_do_no_harm(page: str) -> None:
    """Malformed, deep or lying markup gives a page, perhaps an empty one."""
    assert isinstance(extract_page(page).text, str)
