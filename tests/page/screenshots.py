"""Write pictures of the page's main states: `make screenshots` puts them into docs/images."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.page.conftest import FLAGS, chromium_path, serving

QUESTION = "How much did Quillfern raise in its Series B, and who led the round?"
UNANSWERED = "Who is Quillfern's auditor?"
HOSTILE = "What is the price for Tidewell Sensors?"


def main(folder: Path) -> None:
    """Six states on a wide screen, a phone, and in the dark."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data) / "data") as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        wide = _page(browser, url, 1280, 800, "light")
        _shot(wide, folder, "welcome")
        _ask(wide, QUESTION)
        _shot(wide, folder, "answer")
        wide.locator(".chip").first.click()
        wide.locator("#article-body mark").wait_for()
        _shot(wide, folder, "citation")
        wide.click("#close-article")
        _ask(wide, UNANSWERED)
        _shot(wide, folder, "abstention")
        _ask(wide, HOSTILE)
        _shot(wide, folder, "conflict")
        wide.click("#add")
        _shot(wide, folder, "add")
        dark = _page(browser, url, 1280, 800, "dark")
        _ask(dark, QUESTION)
        dark.locator(".chip").first.click()
        dark.locator("#article-body mark").wait_for()
        _shot(dark, folder, "dark")
        phone = _page(browser, url, 360, 740, "light")
        _ask(phone, QUESTION)
        _shot(phone, folder, "phone")
        phone.locator(".chip").first.click()
        phone.locator("#article-body mark").wait_for()
        _shot(phone, folder, "phone-citation")
        browser.close()


def _page(browser: Browser, url: str, width: int, height: int, scheme: str) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(url)
    page.wait_for_selector(".suggestions button, .welcome .primary")
    return page


def _ask(page: Page, question: str) -> None:
    before = page.locator(".facts").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.locator(".facts").nth(before).wait_for()


def _shot(page: Page, folder: Path, name: str) -> None:
    page.screenshot(path=folder / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))
