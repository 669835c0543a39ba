"""A whole service over the sample articles, asking a model server on loopback."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.app.service import Service
from service.app.settings import Settings
from service.app.wiring import open_service
from service.domain.answer import Answer, Event
from service.domain.question import Question, Turn
from service.samples import samples
from tests.fakes.chat_server import ChatServer, chat_server, says

QUESTION = "How much did Quillfern raise in its Series B, and who led the round?"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that holds the sample articles."""
    folder = tmp_path_factory.mktemp("generative")
    with open_service(Settings(data_dir=folder)) as service:
        assert all(service.ingest.add(posted) for posted in samples())
    return folder


class Asked:
    """A service with a model, and the server that plays the model."""

    def __init__(self, server: ChatServer, service: Service, ask: Callable[[Question], list[Event]]) -> None:
        self.server = server
        self.service = service
        self.trouble = service.model_trouble
        self.ask = ask

    def events(self, question: str = QUESTION, *history: str) -> list[Event]:
        turns = tuple(Turn("user" if i % 2 == 0 else "assistant", text) for i, text in enumerate(history))
        return self.ask(Question(text=question, history=turns))

    def answer(self, question: str = QUESTION, *history: str) -> Answer:
        answer = self.events(question, *history)[-1].data
        assert isinstance(answer, Answer)
        return answer


@contextmanager
def asking(library: Path, url: str, server: ChatServer, **settings: object) -> Iterator[Asked]:
    given = {
        "data_dir": library,
        "model": "m",
        "OPENAI_BASE_URL": url,
        "OPENAI_API_KEY": "sk-x",
        "model_timeout": 60.0,
    }
    # One loop for all questions, as a server has: a kept connection belongs to the loop that opened it.
    with (
        open_service(Settings(**{**given, **settings})) as service,  # type: ignore[arg-type]
        asyncio.Runner() as runner,
    ):

        async def collect(question: Question) -> list[Event]:
            return [event async for event in service.ask.stream(question)]

        yield Asked(server, service, lambda question: runner.run(collect(question)))


@pytest.fixture(scope="module")
def asked(library: Path) -> Iterator[Asked]:
    """One open service for the tests of a module; each test chooses what the server plays."""
    with chat_server(says("NOT_FOUND")) as server, asking(library, server.url, server) as asked:
        yield asked


def number_of(exchange_text: str, words: str) -> int:
    """The number under which the model was offered the sentence that holds these words."""
    line = next(line for line in exchange_text.splitlines() if line.startswith("[") and words in line)
    return int(line[1 : line.index("]")])
