"""A real Chromium on a real server over the sample corpus."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from service.adapters.data_directory import owner_of

PATIENCE_SECONDS = 60  # on two busy cores a browser and a server take their time
expect.set_options(timeout=PATIENCE_SECONDS * 1000)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--no-first-run", "--disable-sync"]  # fmt: skip


def chromium_path() -> str:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found:
        return found
    told = "No Chromium found; install it with: sudo apt-get install -y chromium"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser a file: Playwright's event loop must not outlive it, or later tests could not run their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=FLAGS, timeout=PATIENCE_SECONDS * 1000
        )
        yield browser
        browser.close()


@contextmanager
def serving(data: Path, *, samples: bool = True, **environment: str) -> Iterator[str]:
    """A server of its own process on a free loopback port; ended, and only it, when the block ends."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DEALBRIEF_")}
    env = {**ours, "DEALBRIEF_DATA_DIR": str(data), **environment}
    if samples:
        subprocess.run([sys.executable, "-m", "service", "samples"], env=env, check=True, capture_output=True)
    command = [sys.executable, "-m", "service", "serve", "--port", "0"]
    log = (data.parent / f"{data.name}.log").open("wb")
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        yield _ready(data, process)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        log.close()


def _ready(data: Path, process: subprocess.Popen[bytes]) -> str:
    """The address that the server has written down for others, once it answers there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended before it was ready"
        owner = owner_of(data)
        if owner and owner.address and _answers(owner.address):
            return owner.address
        time.sleep(0.1)
    pytest.fail(f"the server was not ready within {PATIENCE_SECONDS} seconds")


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/readyz", timeout=PATIENCE_SECONDS)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
    return True


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server over the samples, for tests that add nothing."""
    with serving(tmp_path_factory.mktemp("page") / "data") as url:
        yield url


@dataclass
class Watched:
    """A page, and everything about it that must stay empty."""

    page: Page
    url: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def see(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.foreign.append(request.url)

    def ask(self, question: str) -> None:
        """Types a question, sends it, and waits for the whole answer."""
        before = self.page.locator(".turn .facts").count()
        self.page.fill("#question", question)
        self.page.keyboard.press("Enter")
        self.page.locator(".turn .facts").nth(before).wait_for()


@contextmanager
def watching(browser: Browser, url: str, **context: object) -> Iterator[Watched]:
    opened = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context})  # type: ignore[arg-type]
    page = opened.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    watched = Watched(page, url)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("console", lambda m: watched.errors.append(m.text) if m.type == "error" else None)
    page.on("request", watched.see)
    page.goto(url)
    page.wait_for_selector(".welcome, .turn")
    yield watched
    opened.close()


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[Watched]:
    """A fresh page; afterwards it must have logged no error and asked no other host for anything."""
    with watching(browser, server) as watched:
        yield watched
    assert watched.errors == []
    assert watched.foreign == []
