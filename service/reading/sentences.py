"""The sentence grid: every piece of content of a text, cut into addressed sentences.

The text is only pointed into. A boundary that is missed makes a quote longer; a wrong one tears a fact
in two, so doubt means no boundary.
"""

import re
from collections.abc import Iterator, Mapping

from service.domain.article import Format, Role, Sentence
from service.reading import words
from service.reading.blocks import Block, Kind, blocks_of
from service.reading.glue import Glue
from service.reading.noise import is_noise_sentence
from service.reading.roles import roles_of

CLOSERS = "\"'”’»›)\\]}）】」』》〉"
OPENERS = "\"'“‘„«‹([{（【「『《〈¿¡*_"
STOP = re.compile(
    rf"(?P<cjk>[。！？｡]+[{CLOSERS}]*(?=\S|\s))"
    rf"|(?P<stop>[.!?…‽।؟۔]+[{CLOSERS}*_]*)(?P<space>\s+)(?=\S)"
)
TOKEN = re.compile(r"\S*\Z")
NEXT = re.compile(rf"[{OPENERS}\s]*(\w[\w’'-]*)?")
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}\Z")
SAID = re.compile(rf"(?:[\w.’'-]+ ){{1,4}}(?:{words.SAYING})\b|(?:{words.SAYING})\b", re.IGNORECASE)
LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\Z")
SOFT = (re.compile(r"[;；]\s*"), re.compile(r"[,:，、：]\s*"), re.compile(r"\s+"))
LONGEST = 1000  # a longer "sentence" is a list without full stops: cut so that it fits an embedding window
WIDE = 4  # a CJK character weighs about four letters: it is a token of its own


def sentence_grid(
    text: str, form: Format, title: str | None = None, known: Mapping[int, Role] | None = None
) -> tuple[Sentence, ...]:
    """Every sentence of the text with its role, in order; `known` has the roles that markup states, by start.

    >>> text = "Acme Inc. raised $1.5 bn. in a round led by Dr. Wu. It will hireThis helps."
    >>> [text[s.start:s.end] for s in sentence_grid(text, Format.TEXT)]
    ['Acme Inc. raised $1.5 bn. in a round led by Dr. Wu.', 'It will hire', 'This helps.']
    """
    blocks = blocks_of(text, form)
    roles = roles_of(text, blocks, title, known or {})
    spans = _spans(text, blocks, roles)
    return tuple(Sentence(place, start, end, role) for place, (start, end, role) in enumerate(spans, 1))


def _spans(text: str, blocks: tuple[Block, ...], roles: tuple[Role, ...]) -> Iterator[tuple[int, int, Role]]:
    glue = Glue(text)
    for block, role in zip(blocks, roles, strict=True):
        if role in (Role.HEADING, Role.TABLE_ROW) or block.kind is Kind.RULE:
            yield from ((start, end, role) for start, end in _bounded(text, block.start, block.end))
            continue
        for start, end in _cut(text, block, glue):
            noise = role is Role.CONTENT and is_noise_sentence(text[start:end])
            yield start, end, Role.NOISE if noise else role


def _cut(text: str, block: Block, glue: Glue) -> Iterator[tuple[int, int]]:
    """The sentences of one block, none longer than the bound."""
    start = block.start
    for end, begin in sorted({*_stops(text, block), *glue.boundaries(block.start, block.end)}):
        if start < end <= begin:
            yield from _bounded(text, start, end)
            start = begin
    if start < block.end:
        yield from _bounded(text, start, block.end)


def _stops(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Where a full stop ends a sentence: end of one, start of the next."""
    start = block.start
    for match in STOP.finditer(text, block.start, block.end):
        if match["cjk"]:
            begin = (
                match.end()
                + len(text[match.end() : match.end() + 8])
                - len(text[match.end() : match.end() + 8].lstrip())
            )
            if begin < block.end and _ends_wide(text, match.end(), begin):
                yield match.end(), begin
                start = begin
        elif _ends(text, start, match):
            yield match.end("stop"), match.end("space")
            start = match.end("space")


def _ends_wide(text: str, end: int, begin: int) -> bool:
    """After 。！？ a sentence ends, unless a quotation goes on (“好！”他说 has its own end)."""
    return text[begin] not in "，、；：。！？,;:)）" and not (
        text[end - 1] in "”」』" and text[begin] in "的地得"
    )


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    stop, here, begin = match["stop"], match.start(), match.end("space")
    following = NEXT.match(text, begin, begin + 80)
    word = (following and following.group(1)) or ""
    if word[:1].islower() and not CAMEL.match(word):
        return False
    token = _token(text, start, here)
    if stop[0] in "!?‽؟":
        return not _goes_on_after_exclamation(text, stop, token, begin)
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    if LIST_NUMBER.match(text[start : here + 1]):
        return False
    return _ends_after(text, start, here, token, word)


def _token(text: str, start: int, here: int) -> str:
    """The run of non-space characters before a full stop, without opening marks."""
    found = TOKEN.search(text[max(start, here - 40) : here])
    return (found.group() if found else "").lstrip(OPENERS + "-–—/")


def _goes_on_after_exclamation(text: str, stop: str, token: str, begin: int) -> bool:
    quoted = stop[-1] in CLOSERS and bool(SAID.match(text[begin : begin + 80]))
    return quoted or (stop == "!" and token.lower() in words.EXCLAIMING)


def _ends_after(text: str, start: int, here: int, token: str, word: str) -> bool:
    """Whether the full stop at `here` ends a sentence, by the words around it."""
    before, opens = token.lower().rstrip(".").replace("’", "'"), _opens(word)
    before = re.split(r"[/(\[—–-]", before)[-1] if before else before
    if before in words.TITLES:
        return False
    if word[:1].isdigit():
        return before not in words.BEFORE_NUMBERS
    if ACRONYM.search(token + "."):
        return opens
    if len(before) == 1 and before.isalpha() and token[-1].isupper():
        previous = text[max(start, here - 40) : here - len(token)].split()[-1:] or [""]
        return previous[0].strip(OPENERS).lower() in words.LETTERED or (
            opens and not previous[0][:1].isupper()
        )
    if before in words.SUFFIXES:
        return opens
    if before.isdigit() and len(before) <= 2:
        return word.lower() not in words.ORDINAL_NOUNS
    return True


def _opens(word: str) -> bool:
    lower = word.lower()
    return (
        not word
        or lower in words.OPENERS
        or lower in words.WEAK_OPENERS
        or lower in words.FOREIGN_OPENERS
        or not word[0].isalpha()
    )


def _weight(char: str) -> int:
    return WIDE if "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or char > "\ufeff" else 1


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces below the bound, cut at the strongest soft break of their second half."""
    while end - start > LONGEST // WIDE:
        limit, weight = start, 0
        while limit < end and weight < LONGEST:
            weight += _weight(text[limit])
            limit += 1
        if limit == end:
            break
        cut = _soft_break(text, start, limit)
        head = text[start:cut].rstrip()
        if head:
            yield start, start + len(head)
        start = cut + len(text[cut:end][:LONGEST]) - len(text[cut:end][:LONGEST].lstrip())
    if start < end:
        yield start, end


def _soft_break(text: str, start: int, limit: int) -> int:
    middle = (start + limit) // 2
    for pattern in SOFT:
        ends = [match.end() for match in pattern.finditer(text, middle, limit)]
        if ends:
            return ends[-1]
    return limit
