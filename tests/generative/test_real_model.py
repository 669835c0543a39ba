"""A real small model, far too weak to be right, drafts answers: nothing it invents is shown as supported."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.domain.answer import Answer, Claim, Support
from service.domain.article import Metadata
from tests.fakes.chat_server import ChatServer
from tests.fakes.local_model import ALWAYS_POINTS, local_model
from tests.generative.conftest import asking

PROMPTS = Path(__file__).parents[2] / "evals" / "recorded" / "prompts"
QUESTIONS = (
    "What termination fee does Brackenmoor owe?",
    "Why was the Brackenmoor-Pellucid merger called off?",
    "Who led Quillfern's Series B?",
    "How much will Calderhythe pay for Tidewell?",
    "What is Halcyard worth in the tender offer?",
    "Who founded Tidewell Sensors?",
)
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_CAPITALISED = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w'’-]+")


@pytest.fixture(scope="module")
def answers(library: Path) -> Iterator[dict[str, tuple[Answer, str]]]:
    """Each question's answer, with the full text of every article that it cites."""
    with (
        local_model(ALWAYS_POINTS) as url,
        asking(
            library,
            url,
            ChatServer(url),
            prompts=PROMPTS,
            model_timeout=300.0,  # how fast it is does not matter here
            model_retries=0,
            model_temperature=0.0,
            model_max_tokens=40,
            model_evidence=600,
        ) as asked,
    ):
        found = {}
        for question in QUESTIONS:
            answer = asked.answer(question)
            cited = [asked.service.articles.find(c.article_id, c.version) for c in answer.citations]
            found[question] = (answer, " ".join(f"{_title(a.metadata)} {a.text}" for a in cited))
        yield found


def _title(metadata: Metadata) -> str:
    return metadata.title or ""


def _numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in _DIGITS.findall(text)}


def _quotes(answer: Answer, claim: Claim) -> str:
    return " ".join(c.quote for c in answer.citations if c.n in claim.citations)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_invented_figure_or_name_is_supported(
    answers: dict[str, tuple[Answer, str]], question: str
) -> None:
    """Every number of a supported claim stands in its quotes, every name in the article it cites."""
    answer, articles = answers[question]
    for claim in answer.claims:
        if claim.support is not Support.SUPPORTED:
            continue
        worked_out = claim.derived.result if claim.derived else ""
        assert _numbers(claim.text) <= _numbers(f"{_quotes(answer, claim)} {worked_out}")
        for name in _CAPITALISED.findall(claim.text):
            assert name.removesuffix("'s").removesuffix("’s") in articles


@pytest.mark.slow
def test_the_model_really_drafted(answers: dict[str, tuple[Answer, str]]) -> None:
    """It replied to every question, most replies were answers, and something of them was refused."""
    assert all(answer.trace.completion_tokens for answer, _ in answers.values())
    modes = [answer.mode for answer, _ in answers.values()]
    assert (
        modes.count("generative") >= len(QUESTIONS) // 2
    )  # a reply that breaks off before its marker is none
    assert any(answer.dropped for answer, _ in answers.values())
    assert all(answer.trace.model == "m" for answer, _ in answers.values())
