"""The chat page as a person uses it, in a real browser."""

import json
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.page.conftest import Watched, serving, watching

pytestmark = pytest.mark.browser

QUESTION = "Who invested in StepStar's Series B?"


def wire(url: str, question: str) -> dict[str, object]:
    """The same answer over HTTP."""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{url}/v1/ask", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        answer: dict[str, object] = json.load(reply)
    return answer


def test_a_question_is_answered_with_citation_chips(watched: Watched) -> None:
    """Enter asks; claims arrive with numbered chips, and the mode is named."""
    watched.ask(QUESTION)
    expect(watched.page.locator(".claim").first).to_be_visible()
    expect(watched.page.locator(".chip").first).to_have_text("1")
    expect(watched.page.locator(".mode")).to_have_text("Extractive")
    expect(watched.page.locator(".status")).to_have_count(0)


def test_the_highlight_is_the_quote(watched: Watched) -> None:
    """A click on any chip opens the article, and the marked text equals the quote, in sight."""
    watched.ask(QUESTION)
    citations = wire(watched.url, QUESTION)["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        watched.page.locator(f'.claims .chip[data-n="{citation["n"]}"]').first.click()
        mark = watched.page.locator("#article-body mark")
        expect(mark).to_be_in_viewport()
        assert mark.evaluate("m => m.textContent") == citation["quote"]


def test_the_preview_shows_the_quote_by_keyboard_too(watched: Watched) -> None:
    """Focus on a chip previews title, source and quote; Escape closes the preview."""
    watched.ask(QUESTION)
    chip = watched.page.locator(".chip").first
    watched.page.locator("#question").focus()
    for _ in range(60):
        watched.page.keyboard.press("Shift+Tab")
        if chip.evaluate("c => c === document.activeElement"):
            break
    preview = watched.page.locator("#preview")
    expect(preview.locator("blockquote")).not_to_be_empty()
    expect(preview).to_be_visible()
    watched.page.keyboard.press("Escape")
    expect(preview).to_be_hidden()


def test_closing_the_article_returns_to_the_chip(watched: Watched) -> None:
    """Escape closes the article and gives the focus back to where it came from."""
    watched.ask(QUESTION)
    chip = watched.page.locator(".chip").first
    chip.click()
    watched.page.locator("#article-body mark").wait_for()
    watched.page.keyboard.press("Escape")
    expect(watched.page.locator("#article")).to_be_hidden()
    expect(chip).to_be_focused()


def test_a_follow_up_shows_what_was_searched(watched: Watched) -> None:
    """A follow-up that leaves its subject out shows the standalone question."""
    watched.ask(QUESTION)
    watched.ask("And where is it based?")
    expect(watched.page.locator(".turn").nth(1).locator(".standalone")).to_contain_text("StepStar")


def test_an_abstention_is_calm_and_says_why(watched: Watched) -> None:
    """What the articles do not say is said so, with the nearest passages to look at."""
    watched.ask("What did the Quellmark Bakery of Tromsø earn from cinnamon buns in 1931?")
    box = watched.page.locator(".abstention")
    expect(box).to_be_visible()
    expect(watched.page.locator("[role=alert]")).to_have_count(0)
    assert watched.page.locator(".claim").count() == 0


def test_suggested_questions_are_answered(watched: Watched) -> None:
    """Every suggestion on an empty conversation leads to an answer."""
    suggestions = watched.page.locator(".suggestions button")
    expect(suggestions.first).to_be_visible()
    suggestions.first.click()
    watched.page.locator(".turn .facts").wait_for()
    expect(watched.page.locator(".claim").first).to_be_visible()


def test_conversations_are_kept_in_the_browser_and_cleared(watched: Watched) -> None:
    """A reload keeps the conversation; clearing leaves nothing behind."""
    watched.ask(QUESTION)
    watched.page.reload()
    watched.page.locator("#conversations .entry").first.click()
    expect(watched.page.locator(".turn .question")).to_have_text(QUESTION)
    watched.page.click("#clear")
    expect(watched.page.locator("#conversations .entry")).to_have_count(0)
    assert watched.page.evaluate("localStorage.getItem('dealbrief.conversations')") == "[]"


def test_a_deep_link_opens_the_article_at_its_span(watched: Watched) -> None:
    """An address with article and span opens there, in a new visit too."""
    citation = wire(watched.url, QUESTION)["citations"][0]  # type: ignore[index]
    span = {"article": citation["article_id"], "s": citation["start"], "e": citation["end"]}
    watched.page.goto("about:blank")
    watched.page.goto(f"{watched.url}/#{urllib.parse.urlencode(span)}")
    mark = watched.page.locator("#article-body mark")
    mark.wait_for()
    assert mark.evaluate("m => m.textContent") == citation["quote"]


def test_next_and_previous_walk_through_the_citations(watched: Watched) -> None:
    """The pager goes round the citations of the answer."""
    watched.ask("Compare the amounts raised by StepStar and by the other companies: who raised how much?")
    if watched.page.locator(".sources li").count() < 2:
        pytest.skip("this answer has a single citation")
    watched.page.locator(".chip").first.click()
    expect(watched.page.locator("#pager-at")).to_contain_text("1 of")
    watched.page.click("#next")
    expect(watched.page.locator("#pager-at")).to_contain_text("2 of")
    watched.page.click("#previous")
    expect(watched.page.locator("#pager-at")).to_contain_text("1 of")


def test_copy_gives_the_answer_with_footnotes(browser: Browser, server: str) -> None:
    """Copied text has every claim and, per citation, a footnote with the quote."""
    with watching(browser, server, permissions=["clipboard-read", "clipboard-write"]) as watched:
        watched.ask(QUESTION)
        watched.page.get_by_role("button", name="Copy with footnotes").click()
        expect(watched.page.get_by_role("button", name="Copied")).to_be_visible()
        copied = watched.page.evaluate("navigator.clipboard.readText()")
    assert QUESTION in copied
    assert "[^1]: “" in copied


def test_stop_leaves_the_turn_and_frees_the_composer(watched: Watched) -> None:
    """Escape stops a running question: the turn says so and the next question can be asked."""
    watched.page.route("**/v1/ask", lambda route: None)
    watched.page.fill("#question", QUESTION)
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator(".status")).to_contain_text("Searching")
    watched.page.keyboard.press("Escape")
    expect(watched.page.locator(".status")).to_contain_text("Stopped")
    expect(watched.page.locator("#send")).to_be_visible()
    watched.page.unroute("**/v1/ask")
    watched.ask(QUESTION)


def test_an_error_says_what_to_do(browser: Browser, server: str) -> None:
    """A problem document is shown in words, with a way to try again."""
    problem = {
        "type": "about:blank",
        "title": "Overloaded",
        "status": 503,
        "detail": "Try again in 2 seconds.",
    }
    with watching(browser, server) as watched:
        watched.page.route("**/v1/ask", lambda route: route.fulfill(status=503, body=json.dumps(problem)))
        watched.page.fill("#question", QUESTION)
        watched.page.keyboard.press("Enter")
        expect(watched.page.locator("[role=alert]")).to_contain_text("Try again in 2 seconds.")
        expect(watched.page.get_by_role("button", name="Ask again")).to_be_visible()


def test_offline_the_page_says_so(browser: Browser, server: str) -> None:
    """Without a connection a question ends in one plain sentence, and works again afterwards."""
    with watching(browser, server) as watched:
        watched.page.context.set_offline(True)
        watched.page.fill("#question", QUESTION)
        watched.page.keyboard.press("Enter")
        expect(watched.page.locator("[role=alert]")).to_contain_text("cannot be reached")
        watched.page.context.set_offline(False)
        watched.page.get_by_role("button", name="Ask again").click()
        watched.page.locator(".facts").wait_for()


@pytest.mark.parametrize("width", [360, 768, 1280, 1800])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways(browser: Browser, server: str, width: int, scheme: str) -> None:
    """From a phone to a wide screen, in both themes, the page fits its width, also beside an article."""
    with watching(browser, server, viewport={"width": width, "height": 740}, color_scheme=scheme) as watched:
        watched.ask(QUESTION)
        watched.page.locator(".chip").first.click()
        watched.page.locator("#article-body mark").wait_for()
        expect(watched.page.locator("#article-body mark")).to_be_in_viewport()
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        ground = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(22, 25, 28)") == (scheme == "dark")


def test_add_search_and_delete_an_article(browser: Browser, tmp_path: Path) -> None:
    """A pasted article is added, found by search, cited in an answer, and gone after a confirmed deletion."""
    text = "😀😀 Plimsoll Ferries closed its Series A on 3 March 2025.\n\nIt raised 12 million euros from Harbourlight Capital."
    with serving(tmp_path / "data") as url, watching(browser, url) as watched:
        page = watched.page
        page.click("#add")
        page.fill("#add-text", text)
        page.fill("#add-name", "Plimsoll Ferries raises money")
        page.click("#add-send")
        expect(page.locator("#add-results .good")).to_contain_text("created")
        page.click("#add-cancel")
        page.fill("#article-search", "Plimsoll")
        expect(page.locator("#articles .article-row")).to_have_count(1)
        watched.ask("How much did Plimsoll Ferries raise?")
        page.locator(".chip").first.click()
        mark = page.locator("#article-body mark")
        mark.wait_for()
        assert "12 million euros" in mark.evaluate("m => m.textContent")
        page.get_by_role("button", name="Delete Plimsoll").click()
        page.get_by_role("button", name="Keep").click()
        expect(page.locator("#articles .article-row")).to_have_count(1)
        page.get_by_role("button", name="Delete Plimsoll").click()
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(page.locator("#articles .article-row")).to_have_count(0)


def test_files_are_added_by_choosing_them(browser: Browser, tmp_path: Path) -> None:
    """Text, HTML and NDJSON files go in together; a bad line is reported and the others are kept."""
    (tmp_path / "one.txt").write_text("Oaktun Mills bought Brisk Looms for 4 million dollars on 2 May 2024.")
    (tmp_path / "two.html").write_text(
        "<article><h1>Fennick</h1><p>Fennick Robotics sold a 20 percent stake to Dunmore Partners in June 2024.</p></article>"
    )
    lines = [
        json.dumps({"text": "Quayside Foods listed in Oslo in April 2023 at 31 kroner a share."}),
        "{broken",
    ]
    (tmp_path / "three.ndjson").write_text("\n".join(lines))
    with serving(tmp_path / "data", samples=False) as url, watching(browser, url) as watched:
        expect(watched.page.locator(".welcome")).to_contain_text("no articles yet")
        watched.page.get_by_role("button", name="Add the first article").click()
        watched.page.set_input_files(
            "#add-files", [tmp_path / n for n in ("one.txt", "two.html", "three.ndjson")]
        )
        watched.page.click("#add-send")
        expect(watched.page.locator("#add-results .good")).to_have_count(3)
        expect(watched.page.locator("#add-results .problem")).to_have_count(1)
        expect(watched.page.locator("#article-count")).to_have_text("3 articles")


def test_where_a_key_is_wanted_the_page_asks_and_keeps_it_for_the_tab(
    browser: Browser, tmp_path: Path
) -> None:
    """The key is asked for once, sent as a bearer, and kept in this tab's storage only."""
    with serving(tmp_path / "data", DEALBRIEF_API_KEYS="open-sesame-0123456789") as url:
        context = browser.new_context()
        page = context.new_page()
        page.goto(url)
        page.fill("#key-input", "open-sesame-0123456789")
        page.get_by_role("button", name="Use").click()
        expect(page.locator("#articles .article-row").first).to_be_visible()
        assert page.evaluate("sessionStorage.getItem('dealbrief.key')") == "open-sesame-0123456789"
        assert page.evaluate("localStorage.getItem('dealbrief.key')") is None
        context.close()
