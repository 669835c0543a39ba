"""Summaries and deal cards over HTTP and from the command line."""

import csv
import io
import json
from collections.abc import Iterator

import httpx2
import jsonschema
import pytest

from service.app.cli.deal import _cell
from tests.app.fake_service import fake_service
from tests.app.serving import serving

TEXT = "Acme Robotics has raised $40 million in a Series B round led by Northwind Ventures."


@pytest.fixture
def client() -> Iterator[httpx2.Client]:
    with serving(fake_service()) as open_client:
        open_client.post(
            "/v1/articles", json={"text": TEXT, "id": "acme", "title": "Acme Robotics raises $40m"}
        )
        yield open_client


def test_a_summary_is_cited(client: httpx2.Client) -> None:
    """Each claim is a slice of the summary, each quote a slice of its article."""
    made = client.post("/v1/summaries", json={"article_ids": ["acme"], "style": "headline"}).json()
    (claim,) = made["claims"]
    assert made["summary"][claim["start"] : claim["end"]] == claim["text"]
    assert made["citations"][0]["quote"] == TEXT
    assert made["style"] == "headline"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"article_ids": ["acme"], "filters": {}}, 422),
        ({"article_ids": ["acme"], "max_sentences": 0}, 422),
        ({"article_ids": ["acme"], "style": "poem"}, 422),
        ({"article_ids": ["acme"], "stranger": 1}, 422),
        ({"article_ids": ["nowhere"]}, 404),
        ({"filters": {"sources": ["Nowhere"]}}, 404),
    ],
)
def test_a_summary_that_cannot_be_is_a_problem(
    client: httpx2.Client, body: dict[str, object], status: int
) -> None:
    """What is refused is refused with a problem document."""
    reply = client.post("/v1/summaries", json=body)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_card_has_every_key_and_fits_its_schema(client: httpx2.Client) -> None:
    """What is published as the schema holds for what is served, and both routes serve the same."""
    told = client.post("/v1/deals", json={"article_ids": ["acme"]}).json()
    (card,) = told["deals"]
    schema = client.get("/v1/deals/schema").json()
    jsonschema.validate(card, schema)
    assert set(card) == set(schema["properties"])
    assert card["amount"]["value"] == {"amount": "40000000", "currency": "USD", "qualifier": "exact"}
    assert card["valuation"] == {"value": None, "raw": None, "citations": [], "basis": "not_stated"}
    assert client.get("/v1/articles/acme/deal").json() == told


def test_every_value_of_a_card_is_cited(client: httpx2.Client) -> None:
    """No value without a citation, no citation that is not listed."""
    told = client.get("/v1/articles/acme/deal").json()
    numbers = {citation["n"] for citation in told["citations"]}
    for name, field in told["deals"][0].items():
        for item in field if isinstance(field, list) else [field]:
            if isinstance(item, dict) and item["basis"] != "not_stated":
                assert item["citations"], name
                assert set(item["citations"]) <= numbers


def test_an_article_without_a_deal_has_no_card(client: httpx2.Client) -> None:
    """Nothing is made up where no deal is told; an unknown article is a 404."""
    client.post("/v1/articles", json={"text": "It rained in Leith on Sunday.", "id": "rain"})
    told = client.get("/v1/articles/rain/deal").json()
    assert (told["deals"], told["citations"], told["conflicts"]) == ([], [], [])
    assert (told["mode"], told["dropped"]) == ("extractive", [])
    assert client.get("/v1/articles/nowhere/deal").status_code == 404


def test_the_commands_print_what_the_routes_say(
    client: httpx2.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    """`summarize --json` and `deal --csv`, `--jsonl` and `--json` speak to a server."""
    from service.app.cli.exits import run_program

    url = ["--url", str(client.base_url)]
    assert run_program(["summarize", "acme", "--style", "headline", "--json", *url]) == 0
    assert json.loads(capsys.readouterr().out)["claims"]
    assert run_program(["deal", "acme", "--csv", *url]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["company"], row["amount"], row["amount_currency"]) == ("Acme Robotics", "40000000", "USD")
    assert row["valuation"] == ""
    assert run_program(["deal", "acme", "--jsonl", *url]) == 0
    line = json.loads(capsys.readouterr().out)
    assert line["company"]["value"] == "Acme Robotics"
    assert set(line["company"]["citations"]) <= {citation["n"] for citation in line["citations"]}
    assert run_program(["deal", "acme", *url]) == 0
    assert "Northwind Ventures" in capsys.readouterr().out


def test_a_sheet_says_what_is_only_talk_and_what_conflicts(
    client: httpx2.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row names the fields that are only reported or stated differently; a line holds both figures' quotes."""
    from service.app.cli.exits import run_program

    url = ["--url", str(client.base_url)]
    client.post("/v1/articles", json={"id": "talk", "title": "Quern in talks to buy Ostler", "text":
        "Quern is in talks to buy Ostler Mills for £20 million, according to people familiar with the matter."})  # fmt: skip
    assert run_program(["deal", "talk", "--csv", *url]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert "amount" in row["reported"].split("; ")
    for name, price in (("one", "30"), ("two", "35")):
        text = f"Tarn Group has signed an agreement to acquire Pell Lighting for ${price} million."
        client.post("/v1/articles", json={"id": name, "title": "Tarn to acquire Pell Lighting", "text": text})
    assert run_program(["deal", "one", "two", "--csv", *url]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["amount"], row["conflicting"]) == ("", "amount")
    assert run_program(["deal", "one", "two", "--jsonl", *url]) == 0
    (conflict,) = (line := json.loads(capsys.readouterr().out))["conflicts"]
    quotes = {citation["n"]: citation["quote"] for citation in line["citations"]}
    assert all(value["value"] in quotes[value["citation"]] for value in conflict["values"])


def test_a_cell_is_no_formula() -> None:
    """A value from an article cannot run in the sheet it is opened in."""
    assert _cell('=HYPERLINK("http://evil")').startswith("'=")
