"""Opening the models that are shipped with the service: checked files, a tokenizer, a session."""

import hashlib
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from service.domain.errors import EmbedderUnavailable

__all__ = ["Session", "Tokenizer", "encodable", "open_session", "read_checked", "read_tokenizer"]


class Session(Protocol):
    """A loaded model."""

    def run(self, names: None, feed: dict[str, NDArray[np.int64]]) -> list[Any]: ...


def read_checked(directory: Path, name: str) -> tuple[bytes, str]:
    """A file of the model and its SHA-256, once that is what checksums.txt says."""
    try:
        data = (directory / name).read_bytes()
        lines = (directory / "checksums.txt").read_text("ascii").splitlines()
        wanted = {file: digest for digest, file in (line.split() for line in lines)}
    except (OSError, ValueError) as problem:
        raise EmbedderUnavailable(
            f"The model in {directory} cannot be read ({problem}). Install dealbrief again."
        ) from problem
    digest = hashlib.sha256(data).hexdigest()
    if digest != wanted.get(name):
        raise EmbedderUnavailable(
            f"{directory / name} is not the file it should be: its SHA-256 differs from checksums.txt. "
            "Install dealbrief again."
        )
    return data, digest


def read_tokenizer(directory: Path) -> Tokenizer:
    """The tokenizer without the cutting and padding that its file asks for."""
    data, _ = read_checked(directory, "tokenizer.json")
    tokenizer = Tokenizer.from_buffer(data)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def open_session(model: bytes) -> Session:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Waiting threads sleep instead of spinning: about twice as fast on shared cores.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Processors without VNNI add up pairs of 8-bit products in 16 bits, which overflows: numbers would differ
    # between machines, by up to 1.5 here. https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.log_severity_level = 3
    session: Session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session


def encodable(text: str) -> str:
    """The text, code point for code point, with the lone surrogates that UTF-8 cannot hold replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
