"""What holds for the grid of any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.article import Format, Role, Sentence
from service.reading.passages import BUDGET, pack
from service.reading.sentences import sentence_grid

PIECES = st.sampled_from(
    [
        "Acme Inc. raised $1.5 bn. ",
        "the roundThis round",
        "Dr. Jiang ",
        "U.S. ",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "  ",
        "\u3000",
        "\u00a0",
        "\u2028",
        "\x85",
        "。",
        "公司完成融资",
        "“He said",
        "” ",
        '"',
        "(",
        ")",
        "...",
        "!",
        "? ",
        ". ",
        "| a | b |",
        "a  b",
        "- item",
        "# Title",
        "Advertisements",
        "By Ann Lee, 3 May 2024",
        "🚀",
        "\u200b",
        "\ufeff",
        "e\u0301",
        "Read more: x",
        "Related",
        "1. ",
        "A",
        "x",
        "É",
        "ß",
        "Σ",
        "https://a.example/b?c=d.E",
        "---",
        "|---|",
        "\x1c",
        "\u202e",
        "365",
        "The ",
        "MicrosoftJiang ",
        "23andMe ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


def assert_grid(text: str, grid: tuple[Sentence, ...]) -> None:
    last = 0
    for ordinal, sentence in enumerate(grid, 1):
        assert sentence.ordinal == ordinal
        assert last <= sentence.start < sentence.end <= len(text)
        assert not text[last : sentence.start].strip()
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        last = sentence.end
    assert not text[last:].strip()


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(Format))
def test_the_grid_covers_all_content_in_order(text: str, form: Format) -> None:
    """Spans are ordered, disjoint, inside the text, trimmed, cover all but white space, and are stable."""
    grid = sentence_grid(text, form)
    assert_grid(text, grid)
    assert grid == sentence_grid(text, form)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 40))
def test_passages_hold_every_citable_sentence_once(text: str, budget: int) -> None:
    """Passages partition the citable sentences in order; only a single sentence may exceed the budget."""
    grid = sentence_grid(text, Format.TEXT)
    passages = pack(text, grid, lambda part: len(part.split()), budget=budget)
    packed = [ordinal for passage in passages for ordinal in passage.sentences]
    assert packed == [s.ordinal for s in grid if s.role.citable]
    for passage in passages:
        spans = [grid[ordinal - 1] for ordinal in passage.sentences]
        assert (passage.start, passage.end) == (spans[0].start, spans[-1].end)
        assert passage.text.split() == " ".join(text[s.start : s.end] for s in spans).split()
        assert len(passage.text.split()) <= budget or len(spans) == 1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Acme raised money.", "It will hire forty people.", "The price was not disclosed."]),
        min_size=1,
    )
)
def test_joining_sentences_with_a_space_gives_them_back(sentences: list[str]) -> None:
    """Well-formed prose is cut into exactly the sentences that it was joined from."""
    text = " ".join(sentences)
    grid = sentence_grid(text, Format.TEXT)
    assert [text[s.start : s.end] for s in grid] == sentences
    assert {s.role for s in grid} == {Role.CONTENT}


def test_the_budget_leaves_room_in_the_window() -> None:
    """Two special tokens and a passage of the full budget stay far below the window of 256."""
    assert BUDGET + 2 <= 128
