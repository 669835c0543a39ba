"""The shipped embedding model: right vectors, the same ones every time, and no load of a damaged file."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.embed_minilm import DIRECTORY, MiniLm
from service.domain.errors import EmbedderUnavailable

TEXTS = [
    "Northwind raised $40 million in a Series B round led by Aurora Capital.",
    "The funding round valued the company at half a billion dollars.",
    "It rained in the mountains all week.",
    "北风公司完成B轮融资。",
    "word " * 400,
    "",
]


@pytest.fixture(scope="module")
def model() -> MiniLm:
    return MiniLm(threads=2)


def test_vectors_are_unit_rows(model):
    """Each text gets one row of length one, an empty text too, and no text gives an empty matrix."""
    matrix = model.embed(TEXTS)
    assert matrix.shape == (len(TEXTS), model.dimensions)
    assert matrix.dtype == np.float32
    assert np.allclose(np.linalg.norm(matrix, axis=1), 1, atol=1e-5)
    assert model.embed([]).shape == (0, model.dimensions)


def test_near_meanings_have_near_vectors(model):
    """Two sentences about a funding round are closer to each other than to the weather."""
    deal, round_, weather = model.embed(TEXTS[:3])
    assert deal @ round_ > deal @ weather + 0.2


def test_known_vector_holds(model):
    """The first components of a known sentence stay what upstream's fp32 model gives, within int8's error."""
    expected = [0.0676, 0.0635, 0.0487, 0.0793, 0.0374]
    got = model.embed(["This is an example sentence"])[0][:5]
    assert np.allclose(got, expected, atol=0.02)


def test_a_text_has_one_vector_whatever_it_is_embedded_with(model):
    """Alone, among others, from the cache or as a passage, a text's vector is the same to the bit."""
    alone = [model.embed([text])[0] for text in TEXTS]
    together = model.embed(list(reversed(TEXTS)))[::-1]
    passages = model.embed_passages(TEXTS, [[] for _ in TEXTS])
    assert np.array_equal(np.stack(alone), together)
    assert np.array_equal(together, np.stack([each.whole for each in passages]))


def test_threads_give_the_same_vectors(model):
    """Eight callers at once get what one caller gets."""
    expected = model.embed(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        for got in pool.map(lambda _: model.embed(TEXTS), range(16)):
            assert np.array_equal(got, expected)


def test_sentence_vectors_follow_their_sentences(model):
    """Each sentence of a passage is nearer to a question about it than its neighbours are."""
    first, second = "Aurora Capital led the funding round.", "Heavy rain flooded the valley on Monday."
    text = f"😀 {first} {second}"
    spans = [(2, 2 + len(first)), (3 + len(first), len(text))]
    sentences = model.embed_passages([text], [spans])[0].sentences
    questions = model.embed(["Who invested in the company?", "What was the weather like?"])
    assert np.array_equal(np.argmax(questions @ sentences.T, axis=1), [0, 1])


def test_spans_without_word_pieces_get_the_whole(model):
    """A blank span, and a sentence wholly beyond the cut, carry the passage's own vector."""
    text = "round " * 300 + "The end."
    blank, beyond = (5, 6), (len(text) - 8, len(text))
    vectors = model.embed_passages([text], [[blank, beyond]])[0]
    assert np.array_equal(vectors.sentences, np.stack([vectors.whole, vectors.whole]))


def test_counting_is_not_cut(model):
    """Token counts go beyond the window, so that passages can be packed below it."""
    assert model.count_tokens("word " * 400) == 400
    assert model.count_tokens("") == 0


def test_cached_vectors_cannot_be_changed(model):
    """What one asker got from the cache, no asker can alter for the next."""
    with pytest.raises(ValueError, match="read-only"):
        model.embed(["a question"])[0][0] = 1.0


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_text_and_span_embeds(model, text, spans):
    """Any string, lone surrogates and NUL included, with any spans, gives finite unit vectors."""
    vectors = model.embed_passages([text], [spans])[0]
    assert np.allclose(np.linalg.norm(vectors.whole), 1, atol=1e-5)
    assert vectors.sentences.shape == (len(spans), model.dimensions)
    assert np.isfinite(vectors.sentences).all()


def test_the_name_tells_model_and_pooling(model):
    """The name changes with the model file and with the pooling rule, so stored vectors never mix."""
    directory, digest, pooling = model.name.split("/")
    assert (directory, pooling) == ("minilm-l6-v2-int8", "mean-1")
    assert (DIRECTORY / "checksums.txt").read_text().startswith(digest)


@pytest.mark.parametrize("damaged", ["model.onnx", "tokenizer.json", "checksums.txt"])
def test_a_damaged_or_missing_file_is_refused(tmp_path: Path, damaged: str):
    """A file that differs from its checksum by one byte, or is gone, is named and never used."""
    copy = tmp_path / "model"
    shutil.copytree(DIRECTORY, copy)
    data = bytearray((copy / damaged).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / damaged).write_bytes(data)
    with pytest.raises(EmbedderUnavailable, match="Install dealbrief again"):
        MiniLm(copy)
    (copy / damaged).unlink()
    with pytest.raises(EmbedderUnavailable, match="cannot be read"):
        MiniLm(copy)
