"""What a model thinks aloud before its reply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.thoughts import WithoutThoughts

REPLIES = {
    "<think>Sentence [1] says 5.\nSo 5.</think>\nIt is 4. [2]": "\nIt is 4. [2]",
    "\n<THINKING>5 [1].</THINKING>It is 4. [2]": "It is 4. [2]",
    "<think>It never ends [1].": "",
    "It is 4. [2] <think>aside</think>": "It is 4. [2] <think>aside</think>",
    "<th": "<th",
    "": "",
}


def read(pieces: list[str]) -> str:
    reply = WithoutThoughts()
    return "".join([*map(reply.feed, pieces), reply.finish()])


@pytest.mark.parametrize("reply", REPLIES)
def test_a_thought_at_the_head_is_no_part_of_the_reply(reply: str) -> None:
    """Only what comes after it is read; the same tag further on is text like any other."""
    assert read([reply]) == REPLIES[reply]


@given(st.sampled_from(sorted(REPLIES)), st.data())
def test_however_it_is_cut_the_reply_is_the_same(reply: str, data: st.DataObject) -> None:
    """A tag may be split between two pieces of the stream."""
    pieces, rest = [], reply
    while rest:
        size = data.draw(st.integers(1, 5))
        pieces.append(rest[:size])
        rest = rest[size:]
    assert read(pieces) == REPLIES[reply]
