"""Extraction in a child process: the same pages, and limits that hold."""

import os
import threading
from collections.abc import Iterator

import pytest

from service.adapters.html_process import HtmlProcess
from service.domain.errors import ArticleRejected
from service.reading.html import extract_page

PAGE = (
    '<html lang="en"><head><title>Acme buys Beta</title></head><body><article><h1>Acme buys Beta</h1>'
    "<p>Acme Valves of Umeå has bought Beta Taps for $5 million in cash, both said.</p>"
    "<table><tr><td>Price</td><td>$5 million</td></tr></table></article></body></html>"
)
ENDLESS = "<table>" + "<tr><td>a" * 300_000
GREEDY = "<html><body><p>" + "x" * (80 << 20)


@pytest.fixture(scope="module")
def process() -> Iterator[HtmlProcess]:
    reader = HtmlProcess()
    yield reader
    reader.close()


def test_a_page_is_the_same_in_a_child(process: HtmlProcess) -> None:
    """Text, roles and stated metadata cross the pipe unchanged."""
    assert process(PAGE, "https://a.example/b") == extract_page(PAGE, "https://a.example/b")


def test_the_child_is_used_again(process: HtmlProcess) -> None:
    """Only the first page pays for the start."""
    process(PAGE)
    child = process._child
    process(PAGE)
    assert process._child is child


def test_a_large_page_crosses_the_pipe(process: HtmlProcess) -> None:
    """Pages larger than a pipe's buffer arrive whole, in both directions."""
    page = PAGE.replace("both said", "both said " + "and said again " * 40_000)
    assert len(process(page).text) > 500_000


def test_a_page_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    """The child is killed at the limit, which the refusal names, and replaced."""
    reader = HtmlProcess(timeout_seconds=0.5)
    with pytest.raises(ArticleRejected, match=r"0\.5 seconds"):
        reader(ENDLESS)
    assert reader._child is None
    with pytest.raises(ArticleRejected, match=r"0\.5 seconds"):
        reader(ENDLESS)
    reader.close()


def test_a_page_that_needs_too_much_memory_is_refused() -> None:
    """The child dies of its own limit; the service does not."""
    reader = HtmlProcess(memory_bytes=300 << 20)
    with pytest.raises(ArticleRejected, match="memory"):
        reader(GREEDY)
    assert "Acme" in reader(PAGE).text
    reader.close()


def test_a_child_that_died_between_pages_is_replaced(process: HtmlProcess) -> None:
    """Whoever kills the child costs the next page a start, no more."""
    process(PAGE)
    child = process._child
    assert child is not None
    os.kill(child.pid, 9)
    child.wait()
    assert "Acme" in process(PAGE).text


def test_threads_take_turns(process: HtmlProcess) -> None:
    """Pages of several threads never mix."""
    found: dict[int, str] = {}

    def extract(number: int) -> None:
        found[number] = process(PAGE.replace("Acme", f"Acme{number}")).text

    threads = [threading.Thread(target=extract, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Acme{number} Valves" in text for number, text in found.items())
    assert len(found) == 8


def test_a_closed_reader_opens_again() -> None:
    """Closing stops the child; a later page starts another."""
    reader = HtmlProcess()
    reader(PAGE)
    child = reader._child
    reader.close()
    assert child is not None
    assert child.poll() is not None
    assert "Acme" in reader(PAGE).text
    reader.close()
