"""What each block of a text is for: content, heading, noise or a table's row.

Decided from the block's own words and its place: before the title, at the head, in the body, in the tail
of links.
"""

import re
from collections.abc import Mapping, Sequence

from service.domain.article import Role, Sentence
from service.reading.blocks import PROSE, Block, Kind
from service.reading.bylines import author_of, is_bio, is_byline
from service.reading.noise import is_button, is_noise_line, opens_tail

HEAD = 30  # blocks in which a title is looked for
ENDS = re.compile(r"[.!?…:;,。！？：；，؟।]['\"”’)\]»」』*_]*$")
ASKS = re.compile(r"[?？]['\"”’)]*$")
HOW = re.compile(r"(?:how|what|who|why|where|when|which|inside|behind|meet|beyond|about)\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|should|did|does|said|says|suggests?|"
    r"raised|raises|announced|acquired|founded|led|plans|expects?|reported|closed|signed|bought|sold|owns?|became|remains?|agreed|"
    r"fue|ha|será|está|wurde|wird|hat|ist|sind|a été|est|sera)\b",
    re.IGNORECASE,
)
SETEXT = re.compile(r"(?:=+|-+)$")
SHORT = 120


def roles_of(
    text: str, blocks: Sequence[Block], title: str | None, known: Mapping[int, Role]
) -> tuple[Role, ...]:
    """One role per block; `known` has what markup states, by the block's start."""
    lines = [text[block.start : block.end] for block in blocks]
    headline = _headline(lines, title)
    body = _body(lines, headline)
    authors = tuple(
        name for line in lines[: body + 2] if is_byline(line) and (name := author_of(line)) is not None
    )
    roles: list[Role] = []
    tail = False
    for place, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        tail = _in_tail(tail, block, line)
        if block.start in known:
            role = known[block.start]
        elif (
            tail
            or block.kind is Kind.RULE
            or _is_noise(line, place, len(lines), headline=headline, body=body, authors=authors)
        ) or (roles and roles[-1] is Role.NOISE and is_button(line)):
            role = Role.NOISE
        elif block.kind is Kind.ROW:
            role = Role.TABLE_ROW
        else:
            role = (
                Role.HEADING if place == headline or _is_heading(lines, blocks, place, body) else Role.CONTENT
            )
        roles.append(role)
    return tuple(roles)


def headline_of(text: str, grid: Sequence[Sentence]) -> str | None:
    """The title that a text itself shows: its longest heading before its first sentence."""
    first = next((place for place, sentence in enumerate(grid) if sentence.role.citable), 0)
    found = [text[s.start : s.end] for s in grid[:first] if s.role is Role.HEADING]
    return max(found, key=len, default="").strip("#* \t") or None


def fold(line: str) -> str:
    """For comparing titles: letters and digits only, lower case."""
    return "".join(char for char in line.casefold() if char.isalnum())


def _headline(lines: Sequence[str], title: str | None) -> int | None:
    """Where the title stands; without a stated one, the longest line before the body that could be it."""
    if title:
        wanted = fold(title)
        return next((place for place, line in enumerate(lines[:HEAD]) if fold(line) == wanted), None)
    before = range(min(_body(lines, None), HEAD))
    return max(
        (place for place in before if _could_title(lines[place])), key=lambda n: len(lines[n]), default=None
    )


def _could_title(line: str) -> bool:
    if (
        not 8 <= len(line) <= 2 * SHORT
        or re.search(r" \| |::", line)
        or (ENDS.search(line) and not ASKS.search(line))
    ):
        return False
    return (len(line.split()) > 3 or _is_cjk(line)) and not is_noise_line(line) and not is_byline(line)


def _body(lines: Sequence[str], headline: int | None) -> int:
    """The first block that reads as a paragraph."""
    start = 0 if headline is None else headline + 1
    for place in range(start, len(lines)):
        line = lines[place]
        if (len(line) > SHORT or (len(line.split()) > 8 and ENDS.search(line)) or _is_wide(line)) and not (
            is_noise_line(line) or is_byline(line)
        ):
            return place
    return start


def _is_wide(line: str) -> bool:
    return len(line) > 30 and line[-1] in "。！？”"


def _in_tail(tail: bool, block: Block, line: str) -> bool:
    """A list of links lasts while its lines are items or titles."""
    if opens_tail(line):
        return True
    if not tail or block.kind is Kind.ROW:
        return False
    if block.kind is Kind.ITEM:
        return len(line) < 2 * SHORT
    return not block.gap and len(line) < SHORT and not re.search(r"[.。]['\"”’)]*$", line)


def _is_noise(
    line: str, place: int, count: int, *, headline: int | None, body: int, authors: tuple[str, ...]
) -> bool:
    if is_noise_line(line):
        return True
    if headline is not None and place < headline:
        return len(line) < SHORT and (not ENDS.search(line) or len(line.split()) < 8)
    if place <= body and is_byline(line):
        return True
    return place > body and place >= count // 2 and is_bio(line, authors)


def _is_heading(lines: Sequence[str], blocks: Sequence[Block], place: int, body: int) -> bool:
    block, line = blocks[place], lines[place]
    if block.kind is Kind.HEADING:
        return True
    if place + 1 < len(blocks) and not blocks[place + 1].gap and SETEXT.match(lines[place + 1]):
        return True
    if block.kind is not Kind.PARAGRAPH or len(line) > SHORT or (ENDS.search(line) and not ASKS.search(line)):
        return False
    if PROSE.search(line):
        return False
    if place < body and place <= HEAD:
        return not ENDS.search(line) or bool(ASKS.search(line))
    return _titles(line) and not _in_list(lines, place)


def _in_list(lines: Sequence[str], place: int) -> bool:
    """Short lines one after the other are a list of facts or names, not headings."""
    if place + 1 == len(lines):
        return True
    return _is_short(lines[place + 1]) or (
        place > 0 and _is_short(lines[place - 1]) and len(lines[place - 1]) < 40
    )


def _is_short(line: str) -> bool:
    return len(line) <= 80 and not ENDS.search(line) and not is_noise_line(line)


def _titles(line: str) -> bool:
    """A short line in the body that names what follows rather than says something.

    >>> _titles("Funding Dynamics in AI"), _titles("What went wrong"), _titles("Conditions")
    (True, True, True)
    >>> _titles("In April 2023, StepStar was formally founded")
    False
    """
    found = line.split()
    if re.search(r"\S: ?\S| \| |\t|  ", line) or (
        any(char.isdigit() for char in line) and not ASKS.search(line)
    ):
        return False
    if _is_cjk(line):
        return len(line) <= 24
    if len(found) > 12:
        return False
    if ASKS.search(line) or HOW.match(line):
        return len(found) <= 10
    if _is_title_case(found):
        return True
    return len(found) <= 7 and not VERB.search(line)


def _is_cjk(line: str) -> bool:
    return any("\u2e80" <= char <= "\u9fff" for char in line)


def _is_title_case(found: Sequence[str]) -> bool:
    long = [word for word in found if len(word) > 3 and word[0].isalpha()]
    return (
        len(found) <= 10 and bool(long) and all(word[0].isupper() for word in long) and found[0][:1].isupper()
    )
