"""The shipped pair scorer tells sentences that answer from sentences that share words."""

import pytest

from service.adapters.onnx_files import read_tokenizer
from service.adapters.pair_minilm import QUESTION, SENTENCE, TITLE, VOCABULARY, PairMiniLm, pieces
from service.domain.errors import EmbedderUnavailable

TITLE_OF_ALL = "Harbinger Looms raises $14 million"


@pytest.fixture(scope="module")
def scorer() -> PairMiniLm:
    return PairMiniLm()


def test_what_answers_beats_what_shares_words(scorer: PairMiniLm) -> None:
    """Of two sentences with the question's words, the one that holds what was asked for gets the higher number."""
    answers, shares = scorer.score(
        "How many people work at Harbinger Looms?",
        [
            (TITLE_OF_ALL, "The company employs 48 people in Penryn."),
            (TITLE_OF_ALL, "Harbinger Looms makes sails that many people in shipping know."),
        ],
    )
    assert answers > shares


def test_a_number_does_not_depend_on_the_other_candidates(scorer: PairMiniLm) -> None:
    """Alone or among others, a sentence gets the same number: a question has the same answer always."""
    pair = (TITLE_OF_ALL, "Tern Rock Capital led the round.")
    others = [("", "x" * 500), pair, ("Other", "Short.")]
    fresh = PairMiniLm(remembered=0)
    assert fresh.score("Who led it?", [pair])[0] == fresh.score("Who led it?", others)[1]


@pytest.mark.parametrize("text", ["", " ", "\ud800", "0" * 10_000, "千" * 5_000])
def test_any_text_gets_a_number(scorer: PairMiniLm, text: str) -> None:
    """Empty, endless and unencodable texts are read as far as they go."""
    [number] = scorer.score(text, [(text, text)])
    assert number == number  # noqa: PLR0124  not a number would differ from itself


def test_long_texts_are_cut_each_by_itself() -> None:
    """A long question never crowds out the sentence."""
    ids, kinds = pieces(read_tokenizer(VOCABULARY), "why " * 900, "title " * 900, "word " * 900)
    assert len(ids) == len(kinds) == QUESTION + TITLE + SENTENCE + 4


def test_a_damaged_model_is_named(tmp_path) -> None:
    """A file that is not the one that was shipped is refused by name."""
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "checksums.txt").write_text("0" * 64 + "  model.onnx\n")
    with pytest.raises(EmbedderUnavailable, match=r"model\.onnx"):
        PairMiniLm(tmp_path)
