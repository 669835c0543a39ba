"""Follow-ups take from the conversation what they leave out, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from service.answering.conversation import standalone
from service.domain.question import Turn

HISTORY = [
    Turn("user", "Who led Quillfern's Series B?"),
    Turn("assistant", "Marrowstone Growth led it. [1]"),
]


def test_a_first_question_is_left_as_it_is() -> None:
    """Without a conversation nothing is added."""
    assert standalone("And who led it?", []).text == "And who led it?"


def test_a_question_that_names_its_subject_is_left_as_it_is() -> None:
    """A new subject needs no help from the old one."""
    question = "Where is Glimmerfen headquartered?"
    assert standalone(question, HISTORY).queries == (question,)


def test_pronouns_and_ellipses_bring_the_names_of_the_conversation() -> None:
    """What was talked about is searched for."""
    for question in ("And when did it close?", "how much was raised?", "What did they invest?", "Why?"):
        assert "Quillfern" in standalone(question, HISTORY).text


def test_the_same_question_about_another_company() -> None:
    """The old name gives way to the new one."""
    for question in ("What about Glimmerfen?", "Same question for Glimmerfen.", "and Glimmerfen?"):
        assert standalone(question, HISTORY).text == "Who led Glimmerfen's Series B?"


def test_an_ellipsis_without_a_name_keeps_the_earlier_question() -> None:
    """What the year before was about stands in the question before."""
    asked = [Turn("user", "Quillfern's revenue in 2025?"), Turn("assistant", "$21 million. [1]")]
    assert "Quillfern's revenue in 2025?" in standalone("What about the year before?", asked).text


def test_markers_of_the_earlier_answer_are_not_names() -> None:
    """Citation markers never get into a search."""
    assert "[1]" not in standalone("Who is he?", HISTORY).text


@given(
    st.text(max_size=80),
    st.lists(st.builds(Turn, st.sampled_from(["user", "assistant"]), st.text(max_size=60))),
)
def test_any_conversation_gives_a_question_to_search_for(question: str, history: list[Turn]) -> None:
    """Odd text never breaks it, and the standalone question is always searched first."""
    alone = standalone(question, history)
    assert alone.queries[0] == alone.text


def test_the_place_that_a_quoted_lede_opens_with_is_not_what_a_follow_up_is_about() -> None:
    """Its dateline stays out of what is looked for."""
    history = [
        Turn("user", "Who led the Series B of Quillfern?"),
        Turn("assistant", "AUSTIN, January 21, 2026 – Quillfern has raised $60 million. [1]"),
    ]
    assert (
        standalone("And how much did it raise?", history).text
        == "How much did it raise? (Quillfern, Series B)"
    )
