"""Whole sentences packed into passages that fit the embedding model's window.

langchain-text-splitters packs; what it packs are the sentences' ordinals, each measured by its
sentence's tokens. So a passage comes back as addresses, and nothing has to be searched for in the text.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

from langchain_text_splitters import CharacterTextSplitter

from service.domain.article import Passage, Role, Sentence

# Half the window of 256 less two special tokens: at a fixed token budget smaller passages found more
# evidence than larger ones on 609 news articles (docs/reading.md).
BUDGET = 126

Section = tuple[str | None, list[Sentence]]


def pack(
    text: str,
    sentences: Sequence[Sentence],
    count_tokens: Callable[[str], int],
    title: str | None = None,
    budget: int = BUDGET,
) -> tuple[Passage, ...]:
    """Passages in order: a heading opens one, noise is skipped, a sentence over the budget is one by itself.

    >>> text = "A grew. B fell. C rose."
    >>> spans = [(0, 7), (8, 15), (16, 23)]
    >>> grid = [Sentence(n, a, b, Role.CONTENT) for n, (a, b) in enumerate(spans, 1)]
    >>> [p.text for p in pack(text, grid, lambda part: len(part.split()), budget=4)]
    ['A grew. B fell.', 'C rose.']
    """
    packed = (
        (heading, group)
        for heading, section in _sections(text, sentences, title)
        for group in _groups(text, section, count_tokens, budget)
    )
    return tuple(
        _passage(text, ordinal, heading, group) for ordinal, (heading, group) in enumerate(packed, 1)
    )


def _sections(text: str, sentences: Sequence[Sentence], title: str | None) -> Iterator[Section]:
    """The citable sentences under each heading; the article's own title is none."""
    heading: str | None = None
    section: list[Sentence] = []
    for sentence in sentences:
        if sentence.role is Role.HEADING:
            if section:
                yield heading, section
            shown = text[sentence.start : sentence.end].strip("#*_ \t")
            heading, section = (shown if shown and shown != title else None), []
        elif sentence.role.citable:
            section.append(sentence)
    if section:
        yield heading, section


def _groups(
    text: str, section: Sequence[Sentence], count_tokens: Callable[[str], int], budget: int
) -> Iterator[list[Sentence]]:
    tokens = {s.ordinal: max(count_tokens(text[s.start : s.end]), 1) for s in section}
    run: list[Sentence] = []
    for sentence in section:
        if tokens[sentence.ordinal] <= budget:
            run.append(sentence)
            continue
        yield from _packed(run, tokens, budget)
        yield [sentence]
        run = []
    yield from _packed(run, tokens, budget)


def _packed(run: Sequence[Sentence], tokens: dict[int, int], budget: int) -> Iterator[list[Sentence]]:
    by_ordinal = {str(sentence.ordinal): sentence for sentence in run}
    splitter = CharacterTextSplitter(
        separator=" ",
        chunk_size=budget,
        chunk_overlap=0,
        length_function=lambda ordinals: sum(tokens[int(ordinal)] for ordinal in ordinals.split()),
    )
    for chunk in splitter.split_text(" ".join(by_ordinal)):
        yield [by_ordinal[ordinal] for ordinal in chunk.split()]


def _passage(text: str, ordinal: int, heading: str | None, group: Sequence[Sentence]) -> Passage:
    return Passage(
        ordinal=ordinal,
        sentences=tuple(sentence.ordinal for sentence in group),
        start=group[0].start,
        end=group[-1].end,
        text=_joined(text, group),
        heading=heading,
    )


def _joined(text: str, group: Sequence[Sentence]) -> str:
    """The sentences with one space between, or a line break where a table's row begins or ends."""
    parts = [text[group[0].start : group[0].end]]
    for before, after in itertools.pairwise(group):
        parts.append("\n" if Role.TABLE_ROW in (before.role, after.role) else " ")
        parts.append(text[after.start : after.end])
    return "".join(parts)
