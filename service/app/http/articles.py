"""Routes to post, list, read and delete articles."""

import json
from collections.abc import AsyncIterator, Callable, Generator
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse

from service.app.http.batch import NDJSON, batch_results, spooled
from service.app.http.contract import BEARER, problems
from service.app.http.seats import posting
from service.app.limits import check_size
from service.app.service import Service
from service.app.settings import Settings
from service.app.wire.articles import (
    ArticleIn,
    ArticleOut,
    ArticlesOut,
    Described,
    SentenceOut,
    added,
    described,
)
from service.domain.article import sentence_id

ArticleId = Annotated[str, Path(description="The article's id.", max_length=200, examples=["acme-series-b"])]
Version = Annotated[int | None, Query(description="Default: the current version.", ge=1, le=2**31)]
BATCH = {
    "requestBody": {
        "required": True,
        "description": "One article a line, each as the body of `POST /v1/articles`.",
        "content": {
            NDJSON: {"schema": {"type": "string"}, "example": '{"text": "Acme raised $40 million."}\n'}
        },
    }
}
RESULTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One result a line, in the order sent, as soon as each article is stored.",
        "content": {
            NDJSON: {
                "schema": {"type": "string"},
                "example": '{"line": 1, "id": "acme", "version": 1, "status": "created"}\n'
                '{"line": 2, "error": {"status": 422, "title": "Unprocessable Content", "detail": "…"}}\n',
            }
        },
    }
}


def article_routes(service: Service, settings: Settings) -> APIRouter:
    routes = APIRouter(tags=["articles"], dependencies=[BEARER])
    seats = posting(settings.max_posters)
    # Posts wait for each other, so that embedding leaves threads and cores to those who ask.
    limiter = CapacityLimiter(max(1, settings.workers // 2))

    @routes.post(
        "/articles", summary="Post an article", status_code=201, responses=problems(401, 413, 415, 422, 503)
    )
    async def post(article: Annotated[ArticleIn, Body()]) -> ArticleOut:
        """Read, store and index one article; it is stored for good when the reply arrives."""
        posted = article.posted()
        check_size(posted, settings)
        with seats.taken():
            return ArticleOut(**added(await to_thread.run_sync(service.ingest.add, posted, limiter=limiter)))

    @routes.post(
        "/articles/batch",
        summary="Post many articles",
        responses=RESULTS | problems(401, 413, 415, 503),
        openapi_extra=BATCH,
    )
    async def batch(request: Request) -> StreamingResponse:
        """Post many articles; a bad line is reported and the rest go on."""
        leave = seats.sit()
        try:
            lines = await spooled(request)
        except BaseException:
            leave()
            raise
        results = batch_results(lines, service.ingest, settings)
        return StreamingResponse(_ndjson(results, limiter, leave), media_type=NDJSON)

    @routes.get("/articles", summary="List articles", responses=problems(401, 422))
    def page(
        q: Annotated[str | None, Query(max_length=500, description="Words in title, id or source.")] = None,
        source: Annotated[str | None, Query(max_length=200)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=1_000)] = None,
    ) -> ArticlesOut:
        """List the current versions, newest publication first."""
        found = service.articles.page(q or None, source or None, limit, cursor)
        items = [Described(**described(item)) for item in found.items]
        return ArticlesOut(items=items, next_cursor=found.next_cursor, total=found.total)

    @routes.get("/articles/{article_id}", summary="Describe an article", responses=problems(401, 404, 422))
    def one(article_id: ArticleId) -> Described:
        """What is known of an article."""
        return Described(**described(service.articles.find(article_id)))

    @routes.get(
        "/articles/{article_id}/text",
        summary="Read the text",
        response_class=PlainTextResponse,
        responses=problems(401, 404, 422),
    )
    def text(article_id: ArticleId, version: Version = None) -> Response:
        """The canonical text, exactly as every offset counts it."""
        return PlainTextResponse(service.articles.find(article_id, version).text)

    @routes.get(
        "/articles/{article_id}/sentences", summary="List the sentences", responses=problems(401, 404, 422)
    )
    def sentences(article_id: ArticleId, version: Version = None) -> list[SentenceOut]:
        """The addressed sentences of one version, as they were cut when it was stored."""
        article = service.articles.find(article_id, version)
        return [
            SentenceOut(
                id=sentence_id(article.id, article.version, one.ordinal),
                start=one.start,
                end=one.end,
                role=one.role,
            )
            for one in article.sentences
        ]

    @routes.delete(
        "/articles/{article_id}",
        summary="Delete an article",
        status_code=204,
        responses=problems(401, 404, 422),
    )
    def delete(article_id: ArticleId) -> None:
        """Remove all versions at once from every search and every later citation."""
        service.ingest.delete(article_id)

    return routes


async def _ndjson(
    results: Generator[dict[str, Any], None, None], limiter: CapacityLimiter, leave: Callable[[], None]
) -> AsyncIterator[bytes]:
    try:
        while result := await to_thread.run_sync(next, results, None, limiter=limiter):
            yield json.dumps(result, ensure_ascii=False).encode() + b"\n"
    finally:
        results.close()
        leave()
