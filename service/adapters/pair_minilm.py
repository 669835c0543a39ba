"""The pair scorer: a small model that reads a question and a sentence together, on onnxruntime.

Trained by `training/pairs`, shipped with the service; `service/models/pair-minilm-int8/MODEL_CARD.md` tells from what.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from service.adapters.onnx_files import Tokenizer, encodable, open_session, read_checked, read_tokenizer

DIRECTORY = Path(__file__).parent.parent / "models" / "pair-minilm-int8"
VOCABULARY = Path(__file__).parent.parent / "models" / "minilm-l6-v2-int8"
QUESTION, SENTENCE, TITLE = 48, 80, 24  # word pieces kept of each, as in training


class PairMiniLm:
    """Numbers above 0 say that the sentence answers the question, below 0 that it does not.

    Safe to call from several threads at once. Each pair is read by itself, so a number never depends on
    the other candidates. `remembered` numbers are kept, for questions that are asked again.
    """

    def __init__(
        self, directory: Path = DIRECTORY, vocabulary: Path = VOCABULARY, *, remembered: int = 4096
    ) -> None:
        model, digest = read_checked(directory, "model.onnx")
        self.name = f"{directory.name}/{digest[:8]}"
        self._session = open_session(model)
        self._tokenizer = read_tokenizer(vocabulary)
        self._recall = lru_cache(maxsize=remembered)(self._read)

    def score(self, question: str, candidates: Sequence[tuple[str, str]]) -> list[float]:
        """One number per candidate, which is the title of its article and the sentence."""
        return [self._recall(question, title, sentence) for title, sentence in candidates]

    def _read(self, question: str, title: str, sentence: str) -> float:
        ids, kinds = pieces(self._tokenizer, question, title, sentence)
        feed = {
            "input_ids": np.array([ids], np.int64),
            "attention_mask": np.ones((1, len(ids)), np.int64),
            "token_type_ids": np.array([kinds], np.int64),
        }
        return float(self._session.run(None, feed)[0][0])


def pieces(tokenizer: Tokenizer, question: str, title: str, sentence: str) -> tuple[list[int], list[int]]:
    """Ids and kinds of `[CLS] question [SEP] title : sentence [SEP]`; each part is cut to its length."""
    begin, end, colon = (_id(tokenizer, piece) for piece in ("[CLS]", "[SEP]", ":"))
    first, second, third = (
        tokenizer.encode(encodable(text), add_special_tokens=False).ids[:most]
        for text, most in ((question, QUESTION), (title, TITLE), (sentence, SENTENCE))
    )
    behind = [*second, colon, *third, end] if second else [*third, end]
    return [begin, *first, end, *behind], [0] * (len(first) + 2) + [1] * len(behind)


def _id(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    assert number is not None, f"the vocabulary lacks {piece}"
    return number
