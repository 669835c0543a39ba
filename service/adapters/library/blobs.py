"""Values as the library keeps them in columns: hashes and vectors, the same bytes on every machine."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from service.ports import Matrix, PassageVectors, Vector


def text_hash(text: str) -> bytes:
    """What a text is known by; vectors and copies are found by it."""
    return sha256(text.encode()).digest()


def whole_blob(vector: Vector) -> bytes:
    return np.asarray(vector, dtype="<f4").tobytes()


def sentences_blob(rows: Matrix) -> bytes:
    """Half precision: a cosine moves by less than 0.001, and the rows take half the room."""
    return np.asarray(rows, dtype="<f2").tobytes()


def passage_vectors(whole: bytes, rows: bytes | None) -> PassageVectors:
    vector = np.frombuffer(whole, dtype="<f4").astype(np.float32, copy=False)
    if rows is None:
        return PassageVectors(vector)
    matrix = np.frombuffer(rows, dtype="<f2").astype(np.float32).reshape(-1, len(vector))
    return PassageVectors(vector, matrix)


def matrix(wholes: Sequence[bytes]) -> Matrix:
    """Stored vectors as the rows of one matrix; the sequence is not empty."""
    return (
        np.frombuffer(b"".join(wholes), dtype="<f4").astype(np.float32, copy=False).reshape(len(wholes), -1)
    )
