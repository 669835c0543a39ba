"""The kind of answer is told from the words of a question."""

import pytest

from service.answering.answer_type import Kind, answers_of, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much did Foo raise?", Kind.MONEY),
        ("Foo's valuation after the round?", Kind.MONEY),
        ("Who leads Foo?", Kind.PERSON),
        ("Which bank arranged the loan?", Kind.NAME),
        ("When did it close?", Kind.DATE),
        ("Where is Foo based?", Kind.PLACE),
        ("Why was it called off?", Kind.REASON),
        ("What did Bar say about Baz?", Kind.QUOTE),
        ("What percentage of Foo changes hands?", Kind.PERCENT),
        ("How many people work at Foo?", Kind.COUNT),
        ("How long does the loan run?", Kind.DURATION),
        ("Who are the Six Swans?", Kind.DEFINITION),
        ("Is Foo going public?", Kind.POLAR),
    ],
)
def test_the_kind_of_answer_that_a_question_wants(question: str, kind: Kind) -> None:
    """Plain questions are understood."""
    assert wanted(question).kind is kind


def test_what_the_question_says_itself_is_no_answer() -> None:
    """A figure or a name of the question does not answer it."""
    assert answers_of(Kind.MONEY, "It raised $4m.", "Who raised $4m?") == []
    assert answers_of(Kind.PERSON, "Foo bought Bar.", "Whom did Foo buy?") == ["Bar"]


def test_a_question_for_several_things_is_told_from_one_for_one() -> None:
    """Lists are gathered, single facts are not."""
    assert wanted("Which investors joined the round?").several
    assert not wanted("When did the round close?").several
