"""A text's blocks: paragraphs, list items, table rows, headings and rules, by its line breaks.

Scraped pages have a line per block, letters and wire copy are wrapped by hand at some width. So a line
break ends a block unless the text shows that it was wrapped: greedy wrapping moves a word to the next
line only when it would not have fitted.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.domain.article import Format


class Kind(StrEnum):
    """What the layout alone says about a block."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    HEADING = "heading"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Block:
    """A half-open span of the text without white space at its ends; `gap` when a blank line stands before."""

    start: int
    end: int
    kind: Kind
    gap: bool = True


LINE = re.compile("[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
BREAKS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
ITEM = re.compile(
    r"(?:[-*+•‣▪▫◦●○■□►▶→✓✔➤–—]|(?:\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]))[ \t\u00a0\u3000]+(?=\S)"
)
ATX = re.compile(r"#{1,6}[ \t]+\S")
RULE = re.compile(r"[-=_*~#·•.|+: \t\u00a0—–]{3,}$")
CELLS = re.compile(r"[ \t]*\|[ \t]*")
GAP = re.compile(r"(?<![.!?:;,。！？])(?<![.!?][\"”’)])(?: {2,}|\t+|\u3000+)")
LONGEST_ROW = 200
PROSE = re.compile(r"[a-z][.!?]\s+[A-Z]")
WIDEST = 120  # columns; wider lines are nobody's manual wrapping
EVIDENCE = 3  # lines that go on in lower case where greedy wrapping would break them
UNFINISHED = re.compile(
    r"(?:,|;|\b(?:the|a|an|of|and|or|to|in|for|with|by|on|at|from|its|their|that|which|as))$", re.IGNORECASE
)


def blocks_of(text: str, form: Format) -> tuple[Block, ...]:
    """The blocks of a text in order: disjoint, and together they hold everything but white space."""
    lines = _lines(text)
    rows = _rows(text, lines)
    width = _wrap_width(text, lines)
    return tuple(_merged(text, form, lines, rows, width))


def _lines(text: str) -> list[Block]:
    lines: list[Block] = []
    last = 0
    for match in LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            gap = not lines or len(BREAKS.findall(text, last, start)) > 1
            lines.append(Block(start, end, Kind.PARAGRAPH, gap))
            last = end
    return lines


def _cells(line: str) -> int:
    """How many columns a line shows, 1 for prose; pipes count before gaps."""
    if "|" in line:
        return len([cell for cell in CELLS.split(line) if cell])
    return len(GAP.split(line)) if len(line) < 400 else 1


def _rows(text: str, lines: Sequence[Block]) -> set[int]:
    """Lines that are rows of a table: neighbours with the same number of columns, and a figure among them."""
    rows: set[int] = set()
    run: list[int] = []
    columns = 0
    for place, line in enumerate(lines):
        content = text[line.start : line.end]
        cells = _cells(content) if not RULE.match(content) else columns
        if cells < 2 or cells != columns or (line.gap and "|" not in content):
            rows.update(_table(text, lines, run))
            run, columns = [], cells
        if cells > 1:
            run.append(place)
    rows.update(_table(text, lines, run))
    return rows


def _table(text: str, lines: Sequence[Block], run: list[int]) -> list[int]:
    contents = [text[lines[place].start : lines[place].end] for place in run]
    framed = sum(content.startswith("|") and content.endswith("|") for content in contents)
    ruled = any("|" in content and RULE.match(content) for content in contents)
    figures = any(char.isdigit() for content in contents for char in content)
    prose = any(len(content) > LONGEST_ROW or PROSE.search(content) for content in contents)
    return run if len(run) > 1 and (ruled or framed == len(run) or (figures and not prose)) else []


def _first_word(line: str) -> int:
    return len(line.split(maxsplit=1)[0])


def _wrap_width(text: str, lines: Sequence[Block]) -> int | None:
    """The column at which the whole text was wrapped by hand, or None when it was not."""
    width = max((line.end - line.start for line in lines), default=0)
    if not 30 <= width <= WIDEST:
        return None
    goes_on = sum(
        not after.gap and text[after.start].islower() and _greedy(text, before, after, width)
        for before, after in itertools.pairwise(lines)
    )
    return width if goes_on >= EVIDENCE else None


def _greedy(text: str, before: Block, after: Block, width: int) -> bool:
    return before.end - before.start + 1 + _first_word(text[after.start : after.end]) > width - 3


def _continues(text: str, before: Block, after: Block, width: int | None) -> bool:
    if after.gap or before.kind in (Kind.ROW, Kind.RULE, Kind.HEADING):
        return False
    if width is not None:
        return _greedy(text, before, after, width)
    ending = text[max(before.start, before.end - 12) : before.end]
    return text[after.start].islower() and before.end - before.start >= 40 and bool(UNFINISHED.search(ending))


def _kind(line: str, form: Format, row: bool) -> Kind:
    if RULE.match(line) or not any(char.isalnum() for char in line):
        return Kind.RULE
    if row:
        return Kind.ROW
    if form is Format.MARKDOWN and (ATX.match(line) or (line.startswith("**") and line.endswith("**"))):
        return Kind.HEADING
    return Kind.ITEM if ITEM.match(line) else Kind.PARAGRAPH


def _merged(
    text: str, form: Format, lines: Sequence[Block], rows: set[int], width: int | None
) -> list[Block]:
    blocks: list[Block] = []
    for place, line in enumerate(lines):
        kind = _kind(text[line.start : line.end], form, place in rows)
        if kind is Kind.PARAGRAPH and blocks and _continues(text, _last(lines, place, blocks), line, width):
            first = blocks.pop()
            blocks.append(Block(first.start, line.end, first.kind, first.gap))
        else:
            blocks.append(Block(line.start, line.end, kind, line.gap))
    return blocks


def _last(lines: Sequence[Block], place: int, blocks: Sequence[Block]) -> Block:
    """The line before, with the kind that its block turned out to have."""
    before = lines[place - 1]
    return Block(before.start, before.end, blocks[-1].kind, before.gap)
