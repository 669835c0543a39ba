"""Read a model's reply as it streams: prose sentences, each with the numbers it points at.

The line protocol: every sentence is followed by the numbers of the sentences it rests on, or a line
says `NOT_FOUND: what is missing`. Models write markers in many shapes and places; the parser accepts
them all and leaves judging to the verifier.

>>> parse("StepStar raised a Series B [3]. Tencent took part.[s1, 4]")  # doctest: +NORMALIZE_WHITESPACE
(DraftSentence(text='StepStar raised a Series B.', numbers=(3,)),
 DraftSentence(text='Tencent took part.', numbers=(1, 4)))
>>> parse("NOT_FOUND: the revenue of 2024")
(NotFound(missing=('the revenue of 2024',)),)
"""

import re
from collections.abc import Iterator

from service.domain.draft import Drafted, DraftSentence, NotFound

LONGEST_SENTENCE = 2_000
"""Code points after which a sentence is taken as it stands: a reply without an end must not pile up."""

WIDEST_RANGE = 20
"""`[3-5]` means three sentences; a wider range than this is read as its two ends."""

_NUMBER = r"(?:sentences?\s*|source\s*|[sS]|\^|#)?\d{1,4}(?:†[^\]】］]{0,20})?"
_JOIN = r"\s*(?:[,;，、&]|and|-|–|—|to|\.\.)\s*"
_BRACKETED = rf"[\[【［]\s*{_NUMBER}(?:{_JOIN}{_NUMBER})*\s*[\]】］]"
_MARK = rf"(?:{_BRACKETED}|\([sS]\d{{1,4}}(?:{_JOIN}[sS]\d{{1,4}})*\))"
_STOP = r"(?:[.!?…]+|[。！？]+)"
_CLOSE = r"[\"”’')»」』]*"

_MARKS = re.compile(_MARK, re.IGNORECASE)
_END = re.compile(
    rf"{_STOP}{_CLOSE}(?P<after>(?:\s*{_MARK})*)|(?P<before>{_MARK}(?:\s*{_MARK})*)\s*{_STOP}{_CLOSE}(?:\s*{_MARK})*",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"[\[【［(][^\]】］)\n]{0,60}$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Inc|Ltd|Corp|Co|Bros|vs|No|Nos|approx|est|ca|cf|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Fig|Rs|bn|mn|m)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)")
_LEADING_MARKS = re.compile(rf"(?:{_MARK}\s*)+", re.IGNORECASE)
_UNDECIDED = re.compile(r"^\s*(?:\d{0,2}[.)]?\s*|\W*N(?:O|OT|OT[_ ](?:F\w{0,5}|I\w{0,2}.{0,13})?)?)$")
_NOT_FOUND = re.compile(
    r"^\W*(?:NOT[_ ]FOUND|NOT[_ ]IN[_ ](?:THE[_ ])?ARTICLES)\b[\s:：.\-–—]*(?P<missing>.*)$"
)
_SOURCES = re.compile(
    r"^[\s*_#>-]*(?:sources|references|citations|footnotes|quellen|fuentes|références|来源|参考)[\s*_]*[:：]",
    re.IGNORECASE,
)
"""Opens the list of sources that some models put under a reply: its lines say nothing."""
_LABEL = re.compile(r"^(?:(?:final |short )?answer|antwort|respuesta|réponse|答案)\s*[:：]\s*", re.IGNORECASE)
_COLUMN = re.compile(r"\s*\|[\s|]*")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")


class DraftParser:
    """Incremental: feed pieces as they arrive, take what is complete.

    However a reply is cut into pieces, the sentences that come out are the same.
    """

    def __init__(self) -> None:
        self._line = ""
        self._listing = False
        self._unmarked: list[DraftSentence] = []  # on this line: the next marker covers them
        self._above: list[
            DraftSentence
        ] = []  # ended by a newline: a line that opens with a marker covers them

    def feed(self, piece: str) -> list[Drafted]:
        """What the piece completes, in order."""
        out: list[Drafted] = []
        self._line += piece.replace("\r\n", "\n").replace("\r", "\n")
        while (cut := self._line.find("\n")) >= 0:
            rest, self._line = self._line[cut + 1 :], self._line[:cut]
            out += self._take(final=True)
            self._above, self._unmarked = self._above + self._unmarked, []
            self._line = rest
        return out + self._take(final=False)

    def finish(self) -> list[Drafted]:
        """What is left when the reply has ended."""
        out = self._take(final=True)
        out += self._above + self._unmarked
        self._above, self._unmarked = [], []
        return out

    def _take(self, *, final: bool) -> list[Drafted]:
        if self._listing or _SOURCES.match(self._line):
            return self._take_sources() if final else []
        if not final and _UNDECIDED.match(self._line):
            return []
        if missing := _NOT_FOUND.match(self._line):
            return self._take_not_found(missing["missing"]) if final else []
        out = self._settle_above(final=final)
        while (end := _first_end(self._line, final=final)) is not None:
            raw, self._line = self._line[:end], self._line[end:]
            out += self._add(raw)
            if _SOURCES.match(self._line):
                return out + (self._take_sources() if final else [])
        if final:
            raw, self._line = self._line, ""
            out += self._add(raw)
        return out

    def _take_not_found(self, told: str) -> list[Drafted]:
        out: list[Drafted] = [*self._above, *self._unmarked]
        self._above, self._unmarked, self._line = [], [], ""
        told = _MARKS.sub("", told).strip()
        return [*out, NotFound((told,) if told else ())]

    def _take_sources(self) -> list[Drafted]:
        """A list of sources, and what comes under it, is left out."""
        out: list[Drafted] = [*self._above, *self._unmarked]
        self._above, self._unmarked, self._line, self._listing = [], [], "", True
        return out

    def _settle_above(self, *, final: bool) -> list[Drafted]:
        """Sentences of earlier lines leave once this line shows what it opens with."""
        line = self._line.lstrip()
        if not self._above or not line or (not final and _UNFINISHED.search(line)):
            return []
        marks = _LEADING_MARKS.match(line)
        if marks and not final and marks.end() == len(line):
            return []
        numbers = numbers_in(marks[0]) if marks else ()
        out: list[Drafted] = [DraftSentence(s.text, numbers) for s in self._above]
        self._above = []
        self._line = line[marks.end() :].lstrip(" .") if marks else line
        return out

    def _add(self, raw: str) -> list[Drafted]:
        """A sentence without numbers waits: the next marker on its line covers it too."""
        sentence = _sentence(raw)
        if sentence is None:
            return []
        if not sentence.numbers:
            self._unmarked.append(sentence)
            return []
        covered = [DraftSentence(s.text, sentence.numbers) for s in self._unmarked]
        self._unmarked = []
        return [*covered, sentence]


def parse(reply: str) -> tuple[Drafted, ...]:
    """A whole reply at once."""
    parser = DraftParser()
    return (*parser.feed(reply), *parser.finish())


def numbers_in(marks: str) -> tuple[int, ...]:
    """The numbers that markers name, in order, without repeats; ranges opened.

    >>> numbers_in("[3][s5, 7-9]【3】")
    (3, 5, 7, 8, 9)
    """
    found = dict.fromkeys(number for mark in _MARKS.findall(marks) for number in _opened(mark))
    return tuple(found)


def _opened(mark: str) -> Iterator[int]:
    inner = re.sub(r"†[^,;\]】］]*", "", mark)
    for first, last in re.findall(r"(\d+)(?:\s*(?:-|–|—|to|\.\.)\s*\D{0,10}(\d+))?", inner):
        low, high = int(first), int(last or first)
        yield from range(low, high + 1) if low <= high < low + WIDEST_RANGE else (low, high)


def _first_end(text: str, *, final: bool) -> int | None:
    """Where the first complete sentence ends, its markers included; None while that is not certain."""
    bullet = _BULLET.match(text)
    for match in _END.finditer(text, bullet.end() if bullet else 0):
        end, rest = match.end(), text[match.end() :]
        if not final and (not rest.strip() or _UNFINISHED.search(text[match.start() :])):
            return None
        if match["before"] or match["after"] or _ends_sentence(text[: match.end()], rest):
            return end
    return LONGEST_SENTENCE if len(text) > LONGEST_SENTENCE else None


def _ends_sentence(before: str, after: str) -> bool:
    """Whether an unmarked stop closes a sentence, judged by what stands around it."""
    if before.rstrip("\"”’')»」』")[-1:] in "。！？":
        return True
    if not after[:1].isspace():
        return False
    first = after.lstrip()[:1]
    return not _ABBREVIATION.search(before) and (
        first.isupper() or first.isdigit() or first in "\"“‘'«(¿¡" or first >= "\u3000"
    )


def _sentence(raw: str) -> DraftSentence | None:
    """The sentence without markers, bullets and emphasis; None where no words are left, or only a heading."""
    numbers = numbers_in(raw)
    text = _MARKS.sub("", _BULLET.sub("", raw))
    text = _EMPHASIS.sub(r"\2", text)
    if text.lstrip().startswith("|"):  # a row of a table
        text = _COLUMN.sub(": ", text.strip().strip("|").strip())
    text = _LABEL.sub("", " ".join(text.split()))
    text = re.sub(r"\s+([.!?,;:。！？，；])", r"\1", text)
    if not any(c.isalnum() for c in text) or (text.endswith((":", "：")) and not numbers):
        return None
    return DraftSentence(text, numbers)
