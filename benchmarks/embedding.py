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

BATCHES = (1, 2, 4, 8, 16)
PASSAGES = 160
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Embedding:
    """Passages per processor second: bare onnxruntime by batch size, and the service's embedder."""

    bare: dict[int, float]
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
    session, ours = _session(), MiniLm(threads=1)
    runs: dict[int, Callable[[], object]] = {batch: partial(_bare, session, ids, batch) for batch in BATCHES}
    runs[0] = lambda: ours.embed_passages(texts, [[(0, len(text))] for text in texts])
    rounds = [{batch: _seconds(run) for batch, run in runs.items()} for _ in range(ROUNDS)]
    rates = {batch: len(texts) / min(one[batch] for one in rounds) for batch in runs}
    return Embedding({batch: rates[batch] for batch in BATCHES}, rates[0], sum(map(len, ids)) / len(ids))


def _session() -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(str(DIRECTORY / "model.onnx"), options, providers=["CPUExecutionProvider"])


def _bare(session: ort.InferenceSession, texts: Sequence[list[int]], size: int) -> None:
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
