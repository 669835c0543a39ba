"""The parser of streamed replies: forgiving about form, the same however a reply is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.draft import LONGEST_SENTENCE, DraftParser, numbers_in, parse
from service.domain.draft import Drafted, DraftSentence, NotFound

FORMS = [
    ("It raised $5m. [3]", "It raised $5m.", (3,)),
    ("It raised $5m [3].", "It raised $5m.", (3,)),
    ("It raised $5m.[s3]", "It raised $5m.", (3,)),
    ("It raised $5m.【3】", "It raised $5m.", (3,)),
    ("It raised $5m.【3†source】", "It raised $5m.", (3,)),
    ("It raised $5m. [3, 5]", "It raised $5m.", (3, 5)),
    ("It raised $5m. [3][5]", "It raised $5m.", (3, 5)),
    ("It raised $5m. [3-5]", "It raised $5m.", (3, 4, 5)),
    ("It raised $5m. [s3–s5]", "It raised $5m.", (3, 4, 5)),
    ("It raised $5m. [3 and 5]", "It raised $5m.", (3, 5)),
    ("It raised $5m. [sentence 3]", "It raised $5m.", (3,)),
    ("It raised $5m. (s3)", "It raised $5m.", (3,)),
    ("It raised $5m. [^3]", "It raised $5m.", (3,)),
    ("It raised $5m.\n[3]", "It raised $5m.", (3,)),
    ("- It raised **$5m**. [3]", "It raised $5m.", (3,)),
    ("1. It raised $5m. [3]", "It raised $5m.", (3,)),
    ("It [3] raised $5m [4].", "It raised $5m.", (3, 4)),
    (
        "Acme Inc. bought it in the U.S. for $1.5 bn. [2]",
        "Acme Inc. bought it in the U.S. for $1.5 bn.",
        (2,),
    ),
    ("“We grow,” said Dr. Wu. [2]", "“We grow,” said Dr. Wu.", (2,)),
    ("公司完成了B轮融资。[3]", "公司完成了B轮融资。", (3,)),
    ("It costs $amount and ${more}. [1]", "It costs $amount and ${more}.", (1,)),
]


@pytest.mark.parametrize(("reply", "text", "numbers"), FORMS)
def test_every_form_of_a_marker_is_read(reply: str, text: str, numbers: tuple[int, ...]) -> None:
    """Whatever brackets, lists, ranges or places a model chooses, text and numbers come out the same."""
    assert parse(reply) == (DraftSentence(text, numbers),)


def test_a_marker_covers_the_unmarked_sentences_before_it_on_its_line() -> None:
    """A model that marks only the second of two sentences means both; each is checked on its own."""
    assert parse("A was first. B came next. [2]") == (
        DraftSentence("A was first.", (2,)),
        DraftSentence("B came next.", (2,)),
    )


def test_a_sentence_without_any_marker_points_nowhere() -> None:
    """It is kept with no numbers, so that the verifier can refuse it."""
    assert parse("Here is what I found.\nIt raised $5m. [3]")[0] == DraftSentence("Here is what I found.", ())


@pytest.mark.parametrize(
    "line", ["NOT_FOUND: the ticker", "NOT FOUND: the ticker", "- NOT_FOUND – the ticker"]
)
def test_a_line_that_says_it_is_not_there(line: str) -> None:
    """The parser tells what is missing from what is said."""
    assert parse(f"It raised $5m. [3]\n{line}")[-1] == NotFound(("the ticker",))


def test_words_that_only_begin_like_it_are_prose() -> None:
    """ "NOTHING" and "Not everything" are not the protocol's word."""
    assert parse("NOTHING was said. [1]") == (DraftSentence("NOTHING was said.", (1,)),)


def test_a_reply_without_an_end_is_taken_in_pieces() -> None:
    """Endless text without a full stop does not pile up."""
    parser = DraftParser()
    taken = [d for _ in range(100) for d in parser.feed("word " * 100)]
    parser.finish()
    assert len(parser._line) <= LONGEST_SENTENCE
    assert all(isinstance(d, DraftSentence) for d in taken)


def test_wide_ranges_do_not_explode() -> None:
    """A range over thousands is read as its two ends."""
    assert numbers_in("[1-9999]") == (1, 9999)


FURNITURE = [
    ("**Answer:**\n- It raised $5m. [3]", "It raised $5m."),
    ("Answer: It raised $5m. [3]", "It raised $5m."),
    ("Here is what I found:\n\nIt raised $5m. [3]", "It raised $5m."),
    ("It raised $5m. [3]\n\nSources:\n[3] Acme raises money\n[4] Bolt follows.", "It raised $5m."),
    ("It raised $5m. [3]\n**References**: [3] Acme raises money.", "It raised $5m."),
    ("| Item | Value |\n|---|---|\n| Amount | $5m [3] |", "Amount: $5m"),
]


@pytest.mark.parametrize(("reply", "text"), FURNITURE)
def test_what_stands_around_an_answer_is_no_claim(reply: str, text: str) -> None:
    """Headings, labels, table rules and lists of sources are left out; what they frame is read."""
    marked = [d for d in parse(reply) if isinstance(d, DraftSentence) and d.numbers]
    assert marked == [DraftSentence(text, (3,))]


ALPHABET = st.sampled_from(
    [
        *"aB1$.!?。 \n[]【】()-,s3",
        "It raised $5m.",
        " [3]",
        "[4-6]",
        "NOT_FOUND: x\n",
        "Dr. ",
        "1. ",
        "- ",
        "Sources: ",
        "Answer: ",
        "| a | b [3] |\n",
    ]
)


@given(st.lists(ALPHABET, max_size=30), st.data())
def test_however_a_reply_is_cut_the_sentences_are_the_same(parts: list[str], data: st.DataObject) -> None:
    """Stream chunks may end anywhere, inside a marker or a number too."""
    reply = "".join(parts)
    parser = DraftParser()
    out: list[Drafted] = []
    rest = reply
    while rest:
        size = data.draw(st.integers(1, 7))
        out += parser.feed(rest[:size])
        rest = rest[size:]
    assert (*out, *parser.finish()) == parse(reply)
