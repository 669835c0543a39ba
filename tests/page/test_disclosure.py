"""What an answer says about itself beside its claims: other names, copies, both sides of a conflict; and it stays put."""

import json
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.page.conftest import Watched, serving, watching

pytestmark = pytest.mark.browser

FIRST_CLAIM_TOPS = """() => {
  window.tops = new Set();
  new MutationObserver(() => {
    const claim = document.querySelector(".turn:last-child .claim");
    if (claim) window.tops.add(claim.getBoundingClientRect().top - claim.closest(".turn").getBoundingClientRect().top);
  }).observe(document.getElementById("transcript"), { childList: true, subtree: true, characterData: true, attributes: true });
}"""


def post(url: str, article: dict[str, str]) -> None:
    body = json.dumps(article).encode()
    request = urllib.request.Request(f"{url}/v1/articles", body, {"content-type": "application/json"})
    urllib.request.urlopen(request).close()


def test_the_other_name_that_was_searched_is_shown(browser: Browser, tmp_path: Path) -> None:
    """Who asks by a former name reads under which name the company was found, in one line."""
    with serving(tmp_path / "data", samples=False) as url:
        post(url, {
            "title": "Northwind Labs raises $9 million",
            "text": "Northwind Labs, formerly known as Boreal Robotics, is based in Leith. "
            "Northwind Labs has raised $9 million in a Series A led by Ostend Capital.",
        })  # fmt: skip
        with watching(browser, url) as watched:
            watched.ask("How much did Boreal Robotics raise?")
            line = watched.page.locator(".other-name")
            expect(line).to_have_text("Boreal Robotics was also searched for under its name Northwind Labs.")
    assert watched.errors == []


def test_a_copy_is_named_by_its_source(watched: Watched) -> None:
    """A sentence that a syndicated copy holds too names that copy, by its source."""
    watched.ask("Who bought the 12.5 percent stake in Portavento Terminals?")
    expect(watched.page.locator(".copies").first).to_contain_text(
        "is also reported, in the same words, by Minho Morning."
    )


def test_both_figures_of_a_conflict_stand_side_by_side(watched: Watched) -> None:
    """Each figure that two articles give for one price has its own source and chip."""
    watched.ask("How much is Calderhythe paying for Tidewell Sensors?")
    sides = watched.page.locator(".conflict .side")
    expect(sides).to_have_count(2)
    for place, (figure, source) in enumerate(
        [("€312 million", "North Quay Newswire"), ("€345 million", "Vestland Journal")]
    ):
        expect(sides.nth(place)).to_contain_text(figure)
        expect(sides.nth(place)).to_contain_text(source)
        expect(sides.nth(place).locator(".chip")).to_have_count(1)


def test_the_deal_card_shows_its_quotes_and_what_cannot_be(watched: Watched) -> None:
    """A card in the article panel has a chip a value, and its conflicts below."""
    watched.page.fill("#article-search", "StepStar")
    watched.page.locator("#articles .entry", has_text="StepStar").click()
    watched.page.locator("summary", has_text="Deal card").click()
    amount = watched.page.locator(".deal tr", has_text="several hundred million")
    expect(amount.locator(".chip")).to_have_count(1)
    expect(watched.page.locator("#article-body .conflict .side-value")).to_have_text(
        ["$2 billion", "140 billion RMB"]
    )
    amount.locator(".chip").click()
    expect(watched.page.locator("#article-body mark")).to_contain_text("several hundred million")


@pytest.mark.parametrize("height", [480, 740])
def test_the_buttons_of_the_add_dialog_are_in_reach(browser: Browser, server: str, height: int) -> None:
    """On a phone the dialog scrolls under its buttons and never cuts them."""
    with watching(browser, server, viewport={"width": 360, "height": height}) as watched:
        watched.page.evaluate("document.getElementById('add-dialog').showModal()")
        for button in ("#add-cancel", "#add-send"):
            expect(watched.page.locator(button)).to_be_in_viewport(ratio=1)
        frame = watched.page.locator("#add-dialog").bounding_box()
        sent = watched.page.locator("#add-send").bounding_box()
        assert frame
        assert sent
        assert sent["y"] + sent["height"] < frame["y"] + frame["height"]


def test_nothing_that_is_shown_moves_while_an_answer_arrives(watched: Watched) -> None:
    """From the first claim to the last line the first claim keeps its place in the turn, in a follow-up too."""
    for question in ("Who invested in StepStar's Series B?", "And where is it based?"):
        watched.page.evaluate(FIRST_CLAIM_TOPS)
        watched.ask(question)
        assert watched.page.evaluate("window.tops.size") == 1
