"""A question is sent first to the source that it names."""

import pytest

from service.retrieval.route import sources_of

SOURCES = sources_of(["The Verge", "Fortune", "Polar Newswire", "Sporting News | World", None])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does The Verge say?", ("The Verge",)),
        ("what does the verge say?", ("The Verge",)),
        ("According to 'Polar Newswire', who bought it?", ("Polar Newswire",)),
        ("according to polar newswire, who bought it?", ("Polar Newswire",)),
        ("Who made a fortune?", ()),
        ("Do Fortune and Sporting News agree?", ("Fortune", "Sporting News | World")),
        ("", ()),
    ],
)
def test_sources_named_in_a_question(question: str, named: tuple[str, ...]) -> None:
    """Whole names, without "The", parts of a compound; a single common word needs its capital."""
    assert SOURCES.named_in(question) == named
