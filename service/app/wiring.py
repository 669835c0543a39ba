"""The one place that picks adapters and puts a service together."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from anyio import CapacityLimiter

from service.adapters.data_directory import DataDirectory, open_data_directory
from service.adapters.embed_minilm import MiniLm
from service.adapters.index_generations import VectorGenerations
from service.adapters.index_places import IndexDirectories, IndexPlace, IndexServer
from service.adapters.library.opening import Library, open_library
from service.app.service import IndexState, Service
from service.app.settings import Settings
from service.ports import Embedder
from service.reading.read import read
from service.stories.ask import Ask
from service.stories.find import Find
from service.stories.ingest import Ingest
from service.stories.reindex import PASSAGE_RULE, Reindex
from service.stories.suggest import Suggest


@contextmanager
def open_service(settings: Settings, address: str | None = None) -> Iterator[Service]:
    """Open the data directory and everything in it; `address` is where this process will answer."""
    with ExitStack() as stack:
        directory = stack.enter_context(open_data_directory(settings.data_dir))
        embedder = _embedder(settings, stack)
        library = open_library(directory.library, embedder.name)
        stack.callback(library.close)
        index = _index(settings, directory, library, embedder)
        stack.callback(index.close)
        ingest = Ingest(
            read=read,
            articles=library.articles,
            passages=library.passages,
            journal=library.journal,
            embedder=embedder,
            index=index,
        )
        ask = _ask(settings, library, index, embedder)
        index.start()
        if address:
            directory.announce(address)
        yield Service(
            articles=library.articles,
            was_deleted=library.articles.was_deleted,
            ingest=ingest,
            ask=ask,
            suggest=Suggest(library.catalogue, library.articles, ask),
            index_state=lambda: _state(index),
            reindex=index.rebuild,
            embedder=embedder.name,
        )


def _embedder(settings: Settings, stack: ExitStack) -> Embedder:
    built_in = MiniLm()
    if settings.embeddings == "minilm":
        return built_in
    # Imported for those who use it: the package behind it takes a second to load.
    from service.adapters.embed_openai import EmbeddingSettings, OpenAiEmbedder  # noqa: PLC0415

    assert settings.embeddings_url is not None
    assert settings.embeddings_model is not None
    assert settings.embeddings_dimensions is not None
    key = settings.embeddings_api_key
    endpoint = EmbeddingSettings(
        base_url=settings.embeddings_url,
        model=settings.embeddings_model,
        dimensions=settings.embeddings_dimensions,
        api_key=key.get_secret_value() if key else None,
    )
    outside = OpenAiEmbedder(endpoint, built_in.count_tokens)
    stack.callback(outside.close)
    return outside


def _index(
    settings: Settings, directory: DataDirectory, library: Library, embedder: Embedder
) -> VectorGenerations:
    refresh = Reindex(
        articles=library.articles,
        passages=library.passages,
        catalogue=library.catalogue,
        notes=library.notes,
        embedder=embedder,
    )
    place: IndexPlace
    place = IndexServer(settings.chroma_url) if settings.chroma_url else IndexDirectories(directory.index)
    return VectorGenerations(
        library, place, embedder=embedder.name, passage_rule=PASSAGE_RULE, refresh=refresh
    )


def _ask(settings: Settings, library: Library, index: VectorGenerations, embedder: Embedder) -> Ask:
    find = Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=index,
        passages=library.passages,
        articles=library.articles,
        embedder=embedder,
    )
    return Ask(find, library.articles, library.catalogue, limiter=CapacityLimiter(settings.workers))


def _state(index: VectorGenerations) -> IndexState:
    status = index.status()
    return IndexState(state=status.state, generation=status.generation, reasons=status.reasons)
