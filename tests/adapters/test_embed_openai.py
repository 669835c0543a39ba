"""Embeddings from an OpenAI-compatible server: checked before they are kept, told as our own errors."""

import math

import numpy as np
import pytest

from service.adapters.embed_minilm import MiniLm, word_piece_counter
from service.adapters.embed_openai import EmbeddingSettings, OpenAiEmbedder
from service.domain.errors import EmbedderUnavailable, SettingsRejected
from tests.fakes.embedding_server import embedding_server, listed, numbers_of


@pytest.fixture
def server():
    with embedding_server() as running:
        yield running


def embedder(server, **changes):
    wanted = {"base_url": server.url, "model": "m", "dimensions": 3, "timeout_seconds": 10.0, "retries": 0}
    return OpenAiEmbedder(EmbeddingSettings(**{**wanted, **changes}), len)


def unit(text):
    vector = np.array(numbers_of(text), np.float32)
    return vector / np.linalg.norm(vector)


def test_vectors_follow_their_index(server):
    """Whatever order the server answers in, each text gets its own vector, as a unit row."""
    texts = ["one", "three", "eleven"]
    assert np.allclose(embedder(server).embed(texts), [unit(text) for text in texts], atol=1e-6)
    assert server.requests[0] == {"model": "m", "input": texts, "encoding_format": "float"}


def test_many_texts_go_in_batches(server):
    """150 texts are asked for in batches of at most 64, and come back in order; none asks for nothing."""
    texts = [f"{'x' * (n + 1)}" for n in range(150)]
    assert np.allclose(embedder(server).embed(texts), [unit(text) for text in texts], atol=1e-6)
    assert [len(request["input"]) for request in server.requests] == [64, 64, 22]
    assert embedder(server).embed([]).shape == (0, 3)


def test_questions_are_asked_once(server):
    """A single text is cached, and the cached vector cannot be changed."""
    model = embedder(server)
    assert np.array_equal(model.embed(["who?"]), model.embed(["who?"]))
    assert len(server.requests) == 1
    with pytest.raises(ValueError, match="read-only"):
        model.embed(["who?"])[0][0] = 0


def test_blank_and_unencodable_texts_are_sendable(server):
    """An empty text and a lone surrogate are sent in a form that every server takes."""
    embedder(server).embed(["", "a\ud800"])
    assert server.requests[0]["input"] == [" ", "a?"]


def test_passages_have_no_sentence_vectors(server):
    """The endpoint gives no token vectors, so a passage has its own vector only."""
    [passage] = embedder(server).embed_passages(["A grew. B fell."], [[(0, 7), (8, 15)]])
    assert np.allclose(passage.whole, unit("A grew. B fell."))
    assert passage.sentences is None


def test_the_key_is_sent_and_never_told(server):
    """The key goes to the server, and neither into the settings' text nor into an error."""
    server.statuses = [401]
    model = embedder(server, api_key="sk-secret")
    with pytest.raises(SettingsRejected, match="OPENAI_API_KEY") as refused:
        model.embed(["a"])
    assert server.keys == ["Bearer sk-secret"]
    assert "sk-secret" not in str(refused.value)
    assert "sk-secret" not in repr(model._settings)


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, SettingsRejected), (400, SettingsRejected), (422, SettingsRejected), (429, EmbedderUnavailable),
     (500, EmbedderUnavailable), (503, EmbedderUnavailable)],
)  # fmt: skip
def test_each_refusal_is_told_as_what_it_is(server, status, error):
    """What the operator must mend is `SettingsRejected`, what passes by itself is `EmbedderUnavailable`."""
    server.statuses = [status]
    with pytest.raises(error, match="'m'"):
        embedder(server).embed(["a"])


def test_a_passing_failure_is_tried_again(server):
    """One 500 is forgiven when retries are allowed."""
    server.statuses = [500]
    assert embedder(server, retries=1).embed(["a"]).shape == (1, 3)


def test_the_wrong_length_names_the_right_one(server):
    """Vectors of another length than promised are refused with the setting that would fit."""
    with pytest.raises(SettingsRejected, match="DEALBRIEF_EMBEDDING_DIMENSIONS=3"):
        embedder(server, dimensions=4).embed(["a"])


def test_without_dimensions_the_first_reply_tells_them(server):
    """The length is asked once, is part of the name, and holds from then on."""
    model = embedder(server, dimensions=None)
    assert (model.dimensions, model.name) == (3, "openai/m/3")
    server.reply = with_data(lambda data: [{**item, "embedding": [1, 2]} for item in data])
    with pytest.raises(SettingsRejected, match="vectors of 2 numbers, not 3"):
        model.embed(["a"])


def with_data(change):
    def reply(texts):
        body = listed(texts)
        return {**body, "data": change(body["data"])}

    return reply


@pytest.mark.parametrize(
    "reply",
    [
        lambda texts: b"<html>Please log in</html>",
        lambda texts: {"unexpected": True},
        lambda texts: [],
        with_data(lambda data: data[1:]),
        with_data(lambda data: [*data, data[0]]),
        with_data(lambda data: [{**item, "index": 0} for item in data]),
        with_data(lambda data: [{**item, "embedding": None} for item in data]),
        with_data(lambda data: [{**item, "embedding": "text"} for item in data]),
        with_data(lambda data: [{**item, "embedding": [math.nan, 1, 1]} for item in data]),
        with_data(lambda data: [{**item, "embedding": [math.inf, 1, 1]} for item in data]),
        with_data(lambda data: [{**item, "embedding": [0, 0, 0]} for item in data]),
    ],
    ids=[
        "login-page",
        "other-json",
        "list",
        "missing",
        "extra",
        "same-index",
        "no-vector",
        "text",
        "nan",
        "infinite",
        "zero",
    ],
)
def test_nothing_unsound_is_accepted(server, reply):
    """A reply that is no list of sound vectors, one a text, never becomes a vector."""
    server.reply = reply
    with pytest.raises(EmbedderUnavailable, match="'m'"):
        embedder(server).embed(["a", "b"])


def test_the_deadline_is_total(server):
    """A server that keeps a request longer than the deadline is given up."""
    server.delay_seconds = 1.0
    with pytest.raises(EmbedderUnavailable, match=r"within 0\.2 seconds"):
        embedder(server, timeout_seconds=0.2, retries=3).embed(["a"])


def test_nobody_there():
    """A refused connection names the setting to check."""
    with embedding_server() as gone:
        pass
    with pytest.raises(EmbedderUnavailable, match="OPENAI_BASE_URL"):
        embedder(gone).embed(["a"])


def test_passages_are_packed_as_for_the_built_in_model(server):
    """Counting by the built-in word pieces, a change of embedder changes no passage."""
    text = "Northwind raised $40m (about 37m euro)."
    assert word_piece_counter()(text) == MiniLm().count_tokens(text) > 0
