"""Passages: whole sentences, their headings, and the token budget."""

from service.domain.article import Format
from service.reading.passages import pack
from service.reading.sentences import sentence_grid


def words(text: str) -> int:
    return len(text.split())


TEXT = """Acme buys Beta

Acme has bought Beta, the maker of valves, for $5 million in cash, the two said.

Advertisements

Nobody else made a bid. The price is final.

Terms and conditions

The staff moves to Umeå. The brand is kept for three years.
"""


def test_noise_is_skipped_and_never_quoted() -> None:
    """A passage goes on behind an advertisement without its words."""
    first = pack(TEXT, sentence_grid(TEXT, Format.TEXT), words, budget=60)[0]
    assert "Advertisements" not in first.text
    assert first.text.endswith("The price is final.")
    assert "Advertisements" in TEXT[first.start : first.end]


def test_a_heading_opens_a_passage() -> None:
    """What stands under another heading is another passage, however short both are."""
    passages = pack(TEXT, sentence_grid(TEXT, Format.TEXT), words, budget=60)
    assert [p.heading for p in passages] == ["Acme buys Beta", "Terms and conditions"]
    assert pack(TEXT, sentence_grid(TEXT, Format.TEXT), words, "Acme buys Beta", budget=60)[0].heading is None


def test_a_sentence_over_the_budget_stands_alone_and_whole() -> None:
    """No sentence is cut to fit; its neighbours are not dragged along."""
    text = "Short one here. " + "This one is " + "very " * 20 + "long. Short again here."
    passages = pack(text, sentence_grid(text, Format.TEXT), words, budget=8)
    assert [len(p.sentences) for p in passages] == [1, 1, 1]
    assert words(passages[1].text) > 8


def test_tokens_are_counted_once_a_sentence() -> None:
    """Measuring costs one call per sentence, whatever the packing tries."""
    asked: list[str] = []

    def count(text: str) -> int:
        asked.append(text)
        return len(text.split())

    text = " ".join(f"Sentence number {n} is here." for n in range(200))
    pack(text, sentence_grid(text, Format.TEXT), count, budget=40)
    assert len(asked) == 200


def test_rows_keep_their_lines() -> None:
    """Rows of a table stay apart in a passage's text."""
    text = "The terms:\n\n| Item | Value |\n|---|---|\n| Amount | $5m |\n| Tenor | 9 years |"
    found = pack(text, sentence_grid(text, Format.MARKDOWN), words, budget=60)
    assert "| Amount | $5m |\n| Tenor | 9 years |" in found[0].text


def test_nothing_citable_gives_no_passage() -> None:
    """Headings and noise alone are not indexed."""
    text = "Advertisements"
    assert pack(text, sentence_grid(text, Format.TEXT), words) == ()
