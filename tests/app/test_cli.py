"""The command line against a real loopback server, and on a data directory of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from service.app.cli.exits import run_program
from tests.app.fake_service import QUOTE, ReplayedAsk, fake_service
from tests.app.serving import serving

Output = pytest.CaptureFixture[str]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx2.Client]:
    """A server that commands find by DEALBRIEF_URL."""
    with serving(fake_service()) as client:
        monkeypatch.setenv("DEALBRIEF_URL", str(client.base_url))
        yield client


def told(capsys: Output) -> tuple[str, str]:
    output = capsys.readouterr()
    return output.out, output.err


def test_ask_shows_the_answer_and_its_quotes(client: httpx2.Client, capsys: Output) -> None:
    """A person sees the answer, the quote and where it stands."""
    assert run_program(["ask", "Who raised?"]) == 0
    out, _ = told(capsys)
    assert f"{QUOTE} [1]" in out
    assert f"[1] “{QUOTE}”" in out
    assert "acme@1:s1" in out


def test_ask_as_json_is_the_wire_contract(client: httpx2.Client, capsys: Output) -> None:
    """A program gets what HTTP gives."""
    assert run_program(["ask", "Who raised?", "--json"]) == 0
    assert json.loads(told(capsys)[0]) == client.post("/v1/ask", json={"question": "Who raised?"}).json()


def test_ask_hands_every_option_on() -> None:
    """Filters, as-of, mode and top-k reach the service."""
    ask = ReplayedAsk()
    with serving(fake_service(ask)) as client:
        options = [
            "--source",
            "A",
            "--source",
            "B",
            "--article",
            "x",
            "--after",
            "2025-01-01",
            "--as-of",
            "2025-02-01",
        ]
        more = ["--before", "2025-03-01", "--language", "en", "--mode", "extractive", "--top-k", "5"]
        assert run_program(["ask", "Who?", *options, *more, "--url", str(client.base_url)]) == 0
    (question,) = ask.asked
    assert question.filters.sources == ("A", "B")
    assert question.filters.article_ids == ("x",)
    assert [str(day) for day in (question.filters.published_after, question.filters.published_before)] == [
        "2025-01-01",
        "2025-03-01",
    ]
    assert (question.filters.language, question.mode, question.top_k) == ("en", "extractive", 5)


def test_files_folders_and_lines_are_ingested(client: httpx2.Client, capsys: Output, tmp_path: Path) -> None:
    """Text, Markdown, HTML and NDJSON by their names; a bad one is told and the rest are stored."""
    (tmp_path / "a.txt").write_text("Acme raised.", "utf-8")
    (tmp_path / "b.md").write_text("# Beta\n\nBeta bought.", "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.html").write_text("<p>Gamma sold.</p>", "utf-8")
    (tmp_path / "d.ndjson").write_text(
        '{"id": "d1", "text": "Delta."}\n{"text": ""}\n{"id": "d2", "text": "D."}\n'
    )
    (tmp_path / "e.bin").write_bytes(b"not an article")
    (tmp_path / "f.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert run_program(["ingest", str(tmp_path), "--json"]) == 65
    out, err = told(capsys)
    results = [json.loads(line) for line in out.splitlines()]
    outcomes = {Path(result["path"]).name: result.get("status", "refused") for result in results}
    assert outcomes == {
        "a.txt": "created",
        "b.md": "created",
        "c.html": "created",
        "d.ndjson:1": "created",
        "d.ndjson:2": "refused",
        "d.ndjson:3": "created",
        "f.txt": "refused",
    }
    assert "2 could not be added" in err
    assert client.get("/v1/articles").json()["total"] == 5


def test_one_article_can_be_described(client: httpx2.Client, capsys: Output, tmp_path: Path) -> None:
    """Id, title, source, address and date go with a single file."""
    (tmp_path / "a.txt").write_text("Acme raised.", "utf-8")
    options = ["--id", "acme", "--title", "T", "--source", "S", "--article-url", "https://example.com/a"]
    assert run_program(["ingest", str(tmp_path / "a.txt"), *options, "--published-at", "2025-01-02"]) == 0
    stored = client.get("/v1/articles/acme").json()
    assert (stored["title"], stored["source"], stored["published_at"]) == ("T", "S", "2025-01-02")
    (tmp_path / "b.txt").write_text("Beta bought.", "utf-8")
    assert run_program(["ingest", str(tmp_path), "--id", "acme"]) == 64


def test_export_reads_back(client: httpx2.Client, capsys: Output, tmp_path: Path) -> None:
    """What export writes, ingest takes, text and all."""
    client.post("/v1/articles", json={"id": "acme", "text": "Acme\u2028raised.\r\n", "title": "T"})
    assert run_program(["export", str(tmp_path / "all.ndjson")]) == 0
    with serving(fake_service()) as other:
        assert run_program(["ingest", str(tmp_path / "all.ndjson"), "--url", str(other.base_url)]) == 0
        assert other.get("/v1/articles/acme/text").content == "Acme\u2028raised.\r\n".encode()


def test_articles_are_listed_shown_and_deleted(client: httpx2.Client, capsys: Output) -> None:
    """The three things to do with an article, for people and for programs."""
    client.post("/v1/articles", json={"id": "acme", "text": "Acme raised.", "title": "T"})
    assert run_program(["articles", "list"]) == 0
    assert "undated  acme  T" in told(capsys)[0]
    assert run_program(["articles", "list", "--json"]) == 0
    assert json.loads(told(capsys)[0])["id"] == "acme"
    assert run_program(["articles", "show", "acme", "--text"]) == 0
    assert told(capsys)[0] == "Acme raised.\n"
    assert run_program(["articles", "delete", "acme"]) == 0
    assert run_program(["articles", "show", "acme"]) == 66
    assert "acme" in told(capsys)[1]


def test_samples_are_added_once_and_stay_deleted(client: httpx2.Client, capsys: Output) -> None:
    """A second run adds nothing, and a sample that was deleted does not come back."""
    assert run_program(["samples", "--json"]) == 0
    first = json.loads(told(capsys)[0])
    assert {one["status"] for one in first} == {"created"}
    gone = first[0]["id"]
    assert run_program(["articles", "delete", gone]) == 0
    told(capsys)
    assert run_program(["samples", "--json"]) == 0
    second = {one["id"]: one["status"] for one in json.loads(told(capsys)[0])}
    assert second.pop(gone) == "deleted"
    assert set(second.values()) == {"unchanged"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ask"], 64, ""),
        (["nonsense"], 64, ""),
        (["ask", " "], 65, "empty"),
        (["ask", "a", "--as-of", "soon"], 65, "as_of"),
        (["ingest", "no-such-file"], 66, "no-such-file"),
        (["articles", "show", "no-such-id"], 66, "no-such-id"),
        (["articles", "show", "a/b"], 65, "a/b"),
    ],
)
def test_a_command_that_fails_says_why_in_its_code(
    client: httpx2.Client, capsys: Output, arguments: list[str], code: int, words: str
) -> None:
    """Sysexits tell scripts what went wrong, one line tells people."""
    assert run_program(arguments) == code
    assert words in told(capsys)[1]


def test_a_server_that_is_away_is_told(capsys: Output) -> None:
    """Nothing listens on the discard port; the message says what to do."""
    assert run_program(["ask", "Who?", "--url", "http://127.0.0.1:9"]) == 69
    assert "dealbrief serve" in told(capsys)[1]


def test_something_else_than_dealbrief_is_told(capsys: Output) -> None:
    """An address where another program answers is named, not parsed."""
    with serving(fake_service()) as client:
        assert run_program(["ask", "Who?", "--url", f"{client.base_url}/elsewhere"]) != 0
    assert "Traceback" not in told(capsys)[1]


def test_a_broken_setting_is_told(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    """A misspelt variable is a configuration error with the right name in it."""
    monkeypatch.setenv("DEALBRIEF_PROT", "1")
    assert run_program(["ask", "Who?"]) == 78
    assert "DEALBRIEF_PORT" in told(capsys)[1]


def test_standard_input_is_read() -> None:
    """A dash takes what is piped in."""
    with serving(fake_service()) as client:
        command = [
            sys.executable,
            "-m",
            "service",
            "ingest",
            "-",
            "--id",
            "piped",
            "--url",
            str(client.base_url),
        ]
        subprocess.run(
            command, input=b"Acme raised.\n", check=True, capture_output=True, env=dict(os.environ)
        )
        assert client.get("/v1/articles/piped/text").text == "Acme raised.\n"


def test_help_loads_nothing_heavy() -> None:
    """--help must be quick, so it imports neither the web framework nor the model."""
    code = (
        "import sys; from service.app.cli.exits import run_program; run_program(['--help']); "
        "heavy = {'fastapi', 'chromadb', 'onnxruntime', 'sqlalchemy', 'httpx2', 'pydantic', 'openai', 'numpy'}; "
        "sys.exit(1 if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Commands" in done.stdout
