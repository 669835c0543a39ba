"""Embedding vectors kept with a set, so that a gate's result does not depend on the processor.

Vectors are float16, keyed by a hash of the embedder's name, the text and the spans. What is missing is
computed and rounded alike, so that keeping it later changes nothing.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.ports import Embedder, Matrix, PassageVectors

KEPT = Path(__file__).parent / "sets" / "deals" / "vectors.npz"
Rows = NDArray[np.float16]


class KeptEmbedder:
    """An embedder that looks vectors up and asks the one behind it only for what is not kept."""

    def __init__(self, behind: Embedder, kept: dict[str, Rows] | None = None) -> None:
        self.name = behind.name
        self.dimensions = behind.dimensions
        self.used: dict[str, Rows] = {}
        self._behind = behind
        self._kept = dict(kept or {})

    def embed(self, texts: Sequence[str]) -> Matrix:
        keys = [self._key(text, ()) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
        if missing:
            rows = self._behind.embed(list(missing.values()))
            for key, row in zip(missing, rows, strict=True):
                self._keep(key, row.reshape(1, -1))
        return (
            np.concatenate([_unit(self._kept_rows(key)) for key in keys]) if keys else self._behind.embed([])
        )

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[PassageVectors]:
        return [self._passage(text, part) for text, part in zip(texts, spans, strict=True)]

    def count_tokens(self, text: str) -> int:
        return self._behind.count_tokens(text)

    def _passage(self, text: str, spans: Sequence[tuple[int, int]]) -> PassageVectors:
        key = self._key(text, spans)
        if key not in self._kept:
            found = self._behind.embed_passages([text], [spans])[0]
            rows = found.whole.reshape(1, -1)
            self._keep(key, rows if found.sentences is None else np.concatenate([rows, found.sentences]))
        rows = _unit(self._kept_rows(key))
        return PassageVectors(rows[0], rows[1:] if len(rows) > 1 else None)

    def _keep(self, key: str, rows: Matrix) -> None:
        self._kept[key] = rows.astype(np.float16)

    def _kept_rows(self, key: str) -> Rows:
        self.used[key] = self._kept[key]
        return self._kept[key]

    def _key(self, text: str, spans: Sequence[tuple[int, int]]) -> str:
        whole = f"{self.name}\n{text}\n{list(map(tuple, spans))}"
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _unit(rows: Rows) -> Matrix:
    wide = rows.astype(np.float32)
    length = np.linalg.norm(wide, axis=1, keepdims=True)
    out: Matrix = (wide / np.where(length == 0, 1, length)).astype(np.float32)
    return out


def load_vectors(path: Path = KEPT) -> dict[str, Rows]:
    """The kept vectors; none where nothing was kept yet."""
    if not path.exists():
        return {}
    with np.load(path) as stored:
        keys, counts, rows = stored["keys"], stored["counts"], stored["rows"]
    ends = np.cumsum(counts)
    return {str(key): rows[end - n : end] for key, n, end in zip(keys, counts, ends, strict=True)}


def save_vectors(vectors: dict[str, Rows], path: Path = KEPT) -> None:
    """Keep the vectors, in the order of their keys."""
    keys = sorted(vectors)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        keys=np.array(keys),
        counts=np.array([len(vectors[key]) for key in keys]),
        rows=np.concatenate([vectors[key] for key in keys]),
    )
