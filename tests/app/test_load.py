"""Many at once: whoever waits, waits in line, and the service goes on answering everybody else."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import httpx2
from anyio import CapacityLimiter

from service.adapters.memory import memory_library
from service.adapters.pair_minilm import PairMiniLm
from service.app.settings import Settings
from service.domain.article import Posted
from service.domain.evidence import Evidence
from service.domain.question import Question
from service.stories.ask import Ask
from service.stories.ingest import Added
from tests.app.fake_service import fake_service
from tests.app.serving import serving

PATIENCE = 20


@dataclass(slots=True)
class HeldFind:
    """Finds nothing, but only once the question's own gate is opened."""

    gates: dict[str, threading.Event]
    begun: list[str] = field(default_factory=list)
    began: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __call__(self, question: Question, standalone: str, queries: object = ()) -> Evidence:
        self.begun.append(question.text)
        self.began.release()
        assert self.gates[question.text].wait(PATIENCE)
        return Evidence(standalone_question=standalone, queries=(standalone,), hits=(), sentences=())


@dataclass(slots=True)
class HeldIngest:
    """Stores nothing until it is let go."""

    inner: object
    gate: threading.Event = field(default_factory=threading.Event)

    def add(self, posted: Posted) -> Added:
        assert self.gate.wait(PATIENCE)
        return self.inner.add(posted)  # type: ignore[attr-defined, no-any-return]

    def add_many(self, many: object) -> Iterator[Added]:
        assert self.gate.wait(PATIENCE)
        yield from self.inner.add_many(many)  # type: ignore[attr-defined]

    def delete(self, article_id: str) -> None:
        raise NotImplementedError


def asking(find: HeldFind, workers: int) -> Ask:
    library = memory_library("counting")
    return Ask(
        find, library.articles, library.catalogue, scorer=PairMiniLm(), limiter=CapacityLimiter(workers)
    )


def test_questions_are_looked_up_in_the_order_they_came() -> None:
    """With one worker 64 questions begin one after another, first come, first served."""
    names = [f"Question {number}?" for number in range(64)]
    find = HeldFind({name: threading.Event() for name in names})
    for gate in find.gates.values():
        gate.set()

    async def all_at_once() -> None:
        ask = asking(find, workers=1)
        await asyncio.gather(*(ask.answer(Question(text=name)) for name in names))

    asyncio.run(all_at_once())
    assert find.begun == names


def test_a_question_that_was_looked_up_does_not_queue_again() -> None:
    """Its answer is finished while the next question still holds the only worker."""
    find = HeldFind({"First?": threading.Event(), "Second?": threading.Event()})

    async def first_then_second() -> str:
        ask = asking(find, workers=1)
        first = asyncio.create_task(ask.answer(Question(text="First?")))
        second = asyncio.create_task(ask.answer(Question(text="Second?")))
        await asyncio.to_thread(find.began.acquire)
        find.gates["First?"].set()
        await asyncio.to_thread(find.began.acquire)
        answered = await asyncio.wait_for(first, PATIENCE)
        assert not second.done()
        find.gates["Second?"].set()
        await second
        return answered.question

    assert asyncio.run(first_then_second()) == "First?"


def test_the_service_answers_while_every_worker_looks_up() -> None:
    """The event loop waits for none of them: /healthz, /readyz and the article list come at once."""
    find = HeldFind({f"{number}?": threading.Event() for number in range(4)})
    service = replace(fake_service(), ask=asking(find, workers=2))
    with serving(service) as client, ThreadPoolExecutor(4) as people:
        asked = [people.submit(post, client, "/v1/ask", {"question": name}) for name in find.gates]
        assert find.began.acquire(timeout=PATIENCE)
        assert find.began.acquire(timeout=PATIENCE)
        for path in ("/healthz", "/readyz", "/v1/articles"):
            assert client.get(path).status_code == 200
        for gate in find.gates.values():
            gate.set()
        assert [reply.result().status_code for reply in asked] == [200] * 4


@contextmanager
def one_too_many(client: httpx2.Client, ingest: HeldIngest, most: int) -> Iterator[httpx2.Response]:
    """One post more than may be held; gives the reply to the one that found no seat, then stores the others."""
    bodies = [
        {"id": f"a{number}", "text": f"Acme {number} raised $40 million."} for number in range(most + 1)
    ]
    with ThreadPoolExecutor(len(bodies)) as people:
        sent = [people.submit(post, client, "/v1/articles", body) for body in bodies]
        try:
            yield next(as_completed(sent, timeout=PATIENCE)).result()
        finally:
            ingest.gate.set()
        assert sorted(reply.result().status_code for reply in sent) == [201] * most + [503]


def test_posts_wait_in_a_line_of_their_own() -> None:
    """As many posts as may be held are in work; questions and lists are answered all the same."""
    service = fake_service()
    ingest = HeldIngest(service.ingest)
    settings = Settings(max_posters=12, workers=2)
    with (
        serving(replace(service, ingest=ingest), settings) as client,
        one_too_many(client, ingest, settings.max_posters),
    ):
        assert post(client, "/v1/ask", {"question": "Who?"}).status_code == 200
        for path in ("/healthz", "/readyz", "/v1/articles"):
            assert client.get(path).status_code == 200


def test_one_post_too_many_is_told_to_come_back() -> None:
    """Over the limit there is 503 with Retry-After and the setting's name; afterwards there is room again."""
    service = fake_service()
    ingest = HeldIngest(service.ingest)
    with serving(replace(service, ingest=ingest), Settings(max_posters=2)) as client:
        with one_too_many(client, ingest, 2) as refused:
            assert refused.status_code == 503
            assert refused.headers["content-type"] == "application/problem+json"
            assert refused.headers["retry-after"] == "1"
            assert "DEALBRIEF_MAX_POSTERS" in refused.json()["detail"]
            assert batch(client).status_code == 503
        assert batch(client).text.count('"status": "created"') == 1


def batch(client: httpx2.Client) -> httpx2.Response:
    body = b'{"id": "b", "text": "Brill raised $4 million."}'
    return client.post("/v1/articles/batch", content=body, headers={"Content-Type": "application/x-ndjson"})


def post(client: httpx2.Client, path: str, body: dict[str, str]) -> httpx2.Response:
    return client.post(path, json=body)
