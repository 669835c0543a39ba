"""WCAG 2.2 AA by axe-core in the page's main states, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.page.conftest import Watched, watching

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(watched: Watched) -> list[str]:
    results = Axe().run(watched.page, options=RULES)
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in results.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_main_states_have_no_violations(browser: Browser, server: str, scheme: str, width: int) -> None:
    """Welcome, answer, preview, article, abstention and every dialog pass every rule."""
    frame = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    # axe-core builds functions from strings, which the page's own policy forbids.
    with watching(browser, server, bypass_csp=True, reduced_motion="reduce", **frame) as watched:
        found = {"welcome": violations(watched)}
        watched.ask("Who invested in StepStar's Series B?")
        found["answer"] = violations(watched)
        watched.page.locator(".chip").first.click()
        watched.page.locator("#article-body mark").wait_for()
        found["article"] = violations(watched)
        watched.page.click("#close-article")
        watched.ask("What did the Quellmark Bakery of Tromsø earn from cinnamon buns in 1931?")
        found["abstention"] = violations(watched)
        for dialog in ("add", "delete", "key"):
            watched.page.evaluate(f"document.getElementById('{dialog}-dialog').showModal()")
            found[dialog] = violations(watched)
            watched.page.evaluate(f"document.getElementById('{dialog}-dialog').close()")
    assert {state: v for state, v in found.items() if v} == {}
