"""How near embedding is to what the machine can do with the shipped model on one thread."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from benchmarks.corpus import article
from service.adapters.embed_minilm import DIRECTORY, MiniLm
from service.adapters.onnx_files import Session, open_session

BATCHES = (1, 2, 4, 8, 16)
PASSAGES = 96
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Embedding:
    """Passages per processor second: bare onnxruntime by batch size, and the service's embedder.

    `exact` is the bare loop one text at a time with the service's session, whose 8-bit sums are the same on every processor.
    """

    bare: dict[int, float]
    exact: float
    ours: float
    tokens: float

    @property
    def share(self) -> float:
        return self.ours / max(self.bare.values())


def embedding() -> Embedding:
    """Everything on the same passages; rounds take turns, so that another process slows all alike."""
    texts = [" ".join(p) for number in range(PASSAGES // 8) for p in article(number).paragraphs]
    tokenizer = Tokenizer.from_file(str(DIRECTORY / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ids = sorted((tokenizer.encode(text).ids[:256] for text in texts), key=len)
    session, ours = _plain_session(), MiniLm(threads=1)
    exact = open_session((DIRECTORY / "model.onnx").read_bytes())
    runs: dict[int | str, Callable[[], object]] = {
        size: partial(_bare, session, ids, size) for size in BATCHES
    }
    runs["exact"] = partial(_bare, exact, ids, 1)
    runs["ours"] = lambda: ours.embed_passages(texts, [[(0, len(text))] for text in texts])
    rounds = [{name: _seconds(run) for name, run in runs.items()} for _ in range(ROUNDS)]
    rates = {name: len(texts) / min(one[name] for one in rounds) for name in runs}
    bare = {size: rates[size] for size in BATCHES}
    return Embedding(bare, rates["exact"], rates["ours"], sum(map(len, ids)) / len(ids))


def _plain_session() -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(str(DIRECTORY / "model.onnx"), options, providers=["CPUExecutionProvider"])


def _bare(session: Session, texts: Sequence[list[int]], size: int) -> None:
    """The model alone over tokens that are ready, sorted by length and padded inside a batch only."""
    for first in range(0, len(texts), size):
        batch = texts[first : first + size]
        ids = np.zeros((len(batch), max(map(len, batch))), np.int64)
        mask = np.zeros_like(ids)
        for row, text in enumerate(batch):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})


def _seconds(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun
