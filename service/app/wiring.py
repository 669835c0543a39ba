"""The one place that picks adapters and puts a service together."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

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


@contextmanager
def open_service(settings: Settings, address: str | None = None) -> Iterator[Service]:
    """Open the data directory and everything in it; `address` is where this process will answer."""
    with ExitStack() as stack:
        directory = stack.enter_context(open_data_directory(settings.data_dir))
        embedder = _embedder(settings)
        library = open_library(directory.library, embedder.name)
        stack.callback(library.close)
        index = _index(settings, directory, library, embedder)
        stack.callback(index.close)
        index.start()
        ingest = Ingest(
            read=read,
            articles=library.articles,
            passages=library.passages,
            journal=library.journal,
            embedder=embedder,
            index=index,
        )
        ingest.finish_pending()
        if address:
            directory.announce(address)
        yield Service(
            articles=library.articles,
            was_deleted=library.articles.was_deleted,
            ingest=ingest,
            ask=Ask(_find(library, index, embedder)),
            index_state=lambda: _state(index),
            reindex=index.rebuild,
            embedder=embedder.name,
        )


def _embedder(settings: Settings) -> Embedder:
    return MiniLm()


def _index(
    settings: Settings, directory: DataDirectory, library: Library, embedder: Embedder
) -> VectorGenerations:
    place: IndexPlace
    place = IndexServer(settings.chroma_url) if settings.chroma_url else IndexDirectories(directory.index)
    return VectorGenerations(library, place, embedder=embedder.name, passage_rule="1")


def _find(library: Library, index: VectorGenerations, embedder: Embedder) -> Find:
    return Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=index,
        passages=library.passages,
        articles=library.articles,
        embedder=embedder,
    )


def _state(index: VectorGenerations) -> IndexState:
    status = index.status()
    return IndexState(state=status.state, generation=status.generation, reasons=status.reasons)
