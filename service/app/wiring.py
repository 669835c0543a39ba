"""The one place that picks adapters and puts a service together."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from pydantic import SecretStr

from service.adapters.alias_file import read_aliases
from service.adapters.data_directory import DataDirectory, open_data_directory
from service.adapters.embed_minilm import MiniLm
from service.adapters.html_process import HtmlProcess
from service.adapters.index_generations import VectorGenerations
from service.adapters.index_places import IndexDirectories, IndexPlace, IndexServer
from service.adapters.library.opening import Library, open_library
from service.adapters.pair_minilm import PairMiniLm
from service.adapters.prompt_files import load_prompts
from service.answering.budget import within
from service.app.service import IndexState, Service
from service.app.settings import Settings
from service.ports import ChatModel, Embedder
from service.reading.read import read
from service.stories.ask import Ask
from service.stories.draft import ModelWriter, checked
from service.stories.draft_deal import DealDrafting, DealWriter
from service.stories.extract_deal import ExtractDeals
from service.stories.find import Find
from service.stories.generative import Generative
from service.stories.ingest import Ingest
from service.stories.other_names import OtherNames
from service.stories.reindex import PASSAGE_RULE, Reindex
from service.stories.suggest import Suggest
from service.stories.summarize import Drafting, Summarize

if TYPE_CHECKING:
    from service.adapters.chat_openai import OpenAiChat


@contextmanager
def open_service(
    settings: Settings, address: str | None = None, embedder: Embedder | None = None
) -> Iterator[Service]:
    """Open the data directory and everything in it.

    `address` is where this process will answer; `embedder` takes the place of the one the settings name.
    """
    with ExitStack() as stack:
        directory = stack.enter_context(open_data_directory(settings.data_dir))
        embedder = embedder or _embedder(settings, stack)
        library = open_library(directory.library, embedder.name)
        stack.callback(library.close)
        index = _index(settings, directory, library, embedder)
        stack.callback(index.close)
        pages = HtmlProcess()
        stack.callback(pages.close)
        ingest = Ingest(
            read=partial(read, extract=pages),
            articles=library.articles,
            passages=library.passages,
            journal=library.journal,
            embedder=embedder,
            index=index,
        )
        names = OtherNames(library.catalogue, read_aliases(settings.aliases))
        model = _chat_model(settings)
        generative = _generative(settings, model) if model else None
        ask = _ask(settings, library, index, embedder, names=names, generative=generative)
        limiter = CapacityLimiter(settings.workers)
        index.start()
        if address:
            directory.announce(address)
        yield Service(
            articles=library.articles,
            was_deleted=library.articles.was_deleted,
            ingest=ingest,
            ask=ask,
            suggest=Suggest(library.catalogue, library.articles, ask),
            summarize=Summarize(
                library.articles,
                library.catalogue,
                embedder,
                names=names,
                drafting=_drafting(settings, model) if model else None,
                limiter=limiter,
            ),
            deals=ExtractDeals(
                library.articles,
                names,
                drafting=_deal_drafting(settings, model) if model else None,
                limiter=limiter,
            ),
            index_state=lambda: _state(index),
            reindex=index.rebuild,
            embedder=embedder.name,
            model=settings.model,
            model_trouble=lambda: model.trouble if model else None,
        )


def _embedder(settings: Settings, stack: ExitStack) -> Embedder:
    built_in = MiniLm()
    if settings.embeddings == "minilm":
        return built_in
    # Imported for those who use it: the package behind it takes a second to load.
    from service.adapters.embed_openai import EmbeddingSettings, OpenAiEmbedder  # noqa: PLC0415

    endpoint = EmbeddingSettings(
        base_url=settings.openai_base_url,
        model=settings.embedding_model or "",
        dimensions=settings.embedding_dimensions,
        api_key=_secret(settings.openai_api_key),
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


def _ask(
    settings: Settings,
    library: Library,
    index: VectorGenerations,
    embedder: Embedder,
    *,
    names: OtherNames,
    generative: Generative | None,
) -> Ask:
    find = Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=index,
        passages=library.passages,
        articles=library.articles,
        embedder=embedder,
    )
    return Ask(
        find,
        library.articles,
        library.catalogue,
        scorer=PairMiniLm(),
        names=names,
        generative=generative,
        limiter=CapacityLimiter(settings.workers),
    )


def _chat_model(settings: Settings) -> "OpenAiChat | None":
    if settings.model is None:
        return None
    # Imported for those who use it: the package behind it takes a second to load.
    from service.adapters.chat_openai import ChatSettings, OpenAiChat  # noqa: PLC0415

    return OpenAiChat(
        ChatSettings(
            model=settings.model,
            base_url=settings.openai_base_url,
            api_key=_secret(settings.openai_api_key),
            timeout_seconds=settings.model_timeout,
            retries=settings.model_retries,
            temperature=settings.model_temperature,
            max_tokens=settings.model_max_tokens,
        )
    )


def _generative(settings: Settings, model: ChatModel) -> Generative:
    prompts = load_prompts(settings.prompts)
    return Generative(
        writer=lambda: ModelWriter(model, prompts),
        verify=checked,
        select=lambda evidence: within(evidence, settings.model_evidence),
    )


def _drafting(settings: Settings, model: ChatModel) -> Drafting:
    prompts = load_prompts(settings.prompts)
    return Drafting(
        writer=lambda: ModelWriter(model, prompts, "summarize"),
        verify=checked,
        select=lambda evidence: within(evidence, settings.model_evidence),
    )


def _deal_drafting(settings: Settings, model: ChatModel) -> DealDrafting:
    prompts = load_prompts(settings.prompts)
    return DealDrafting(
        writer=lambda: DealWriter(model, prompts, "deal"),
        verify=checked,
        select=lambda evidence: within(evidence, settings.model_evidence),
    )


def _secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value else None


def _state(index: VectorGenerations) -> IndexState:
    status = index.status()
    return IndexState(state=status.state, generation=status.generation, reasons=status.reasons)
