"""Sentences glued together by a scraper: "…a Series B roundThis round…", "…Tjurskalle Spel.The American…".

A capital inside a word is a boundary only when the text itself speaks for it: the right half opens
sentences or stands elsewhere as a word, the left half is a plain word, and the whole is not a name that
the text repeats.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from service.reading import words

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪĮİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
LOWER = "a-zß-öø-ÿāăąćčďđēėęěğīįıłńňōőœřśşšťūůűźżž"
CLOSING = frozenset(")”’»%")
LAST_RUN = re.compile(r"\S*\Z")
FIRST_RUN = re.compile(r"\S*")
SEAM = re.compile(
    rf"(?<=[{LOWER}0-9)”’»%])(?=[{UPPER}](?:[{LOWER}’'\s]|[{UPPER}]+\b))|(?<=[{UPPER}]{{2}})(?=[{UPPER}][{LOWER}]{{2}})"
)
STOP = re.compile(rf"(?<=[{LOWER}{UPPER}0-9)\]”\"’'»%])([.!?…]+)([\"”’»)\]]*)(?=[\"“‘«(\[¿¡]?[{UPPER}0-9])")
LEFT = re.compile(rf"(?:[{UPPER}{LOWER}]+|[0-9.,]*[0-9]|[)”’»%])\Z")
RIGHT = re.compile(rf"[{UPPER}](?:[{UPPER}]+\b|[{LOWER}]*)(?:[’'][{LOWER}]+)?")
ADDRESS = re.compile(r"(?:https?:|ftp:|www\.|@|//|\\|^[#@$])", re.IGNORECASE)
DOMAIN = re.compile(
    r"\.(?:com|org|net|io|ai|co|gov|edu|info|biz|tv|me|app|dev|eu|uk|de|fr|es|cn|jp|in|au|ca|us|js|ts|py|pdf|html?|docx?)\b",
    re.IGNORECASE,
)
REACH = 60  # characters looked at on either side of a seam: no word is longer, and the work stays linear


class Glue:
    """Finds glued sentences in one text, by what stands elsewhere in it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def boundaries(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Boundaries between `start` and `end`: where one sentence ends, where the next begins."""
        yield from self._after_stops(start, end)
        for match in SEAM.finditer(self._text, start + 1, end):
            seam = match.start()
            if self._strong(seam) or (self._is_glued and self._likely(seam)):
                yield seam, seam

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(WORD.findall(self._text))

    @cached_property
    def _is_glued(self) -> bool:
        """Two sure cases make the unsure ones likely: it is the same scraper."""
        sure = 0
        for match in SEAM.finditer(self._text):
            sure += self._strong(match.start())
            if sure > 1:
                return True
        return False

    def _after_stops(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in STOP.finditer(self._text, start, end):
            begin = self._quote_aware(start, match)
            if self._splits_stop(match, begin):
                yield begin, begin

    def _quote_aware(self, start: int, match: re.Match[str]) -> int:
        """A straight quotation mark at the seam closes a quotation only when one is open."""
        closers = match.group(2)
        if '"' in closers and self._text.count('"', max(start, match.start() - 2000), match.start()) % 2 == 0:
            return match.end(1)
        return match.end()

    def _splits_stop(self, match: re.Match[str], begin: int) -> bool:
        token = self._token(match.start())
        right = RIGHT.match(self._text, begin + (self._text[begin] in '"“‘«([¿¡'))
        if ADDRESS.search(token) or DOMAIN.match(self._text, match.start()):
            return False
        left = LEFT.search(self._text[max(0, match.start() - REACH) : match.start()])
        word = left.group() if left else ""
        if right is None:
            return self._starts_with_figure(match, begin, word)
        if word.lower() in words.TITLES | words.BEFORE_NUMBERS | {"ph", "e"}:
            return False
        name = right.group()
        follows = self._text[begin + len(name) : begin + len(name) + 1]
        if follows in tuple(",;:/") and name.lower() not in words.OPENERS:
            return False
        if len(word) == 1 and word.isupper():
            return name.lower() in words.OPENERS or (len(name) > 1 and self._is_lettered(match.start() - 1))
        return len(name) > 1 or (follows in (" ", "\u00a0") and name in ("A", "I"))

    def _starts_with_figure(self, match: re.Match[str], begin: int, word: str) -> bool:
        """As in "…last year.412,000 merchants": a plain word before the stop, a figure after."""
        return (
            match.group(1) == "."
            and len(word) > 3
            and word.islower()
            and self._text[begin : begin + 1].isdigit()
            and word not in words.BEFORE_NUMBERS
            and self._counts[word] + self._counts[word.capitalize()] > 0
            and " " in self._text[begin : begin + 12]
        )

    def _is_lettered(self, place: int) -> bool:
        before = self._text[max(0, place - REACH) : place].split()
        return bool(before) and before[-1].lower() in words.LETTERED

    def _token(self, place: int) -> str:
        left = LAST_RUN.search(self._text, max(0, place - REACH), place)
        right = FIRST_RUN.match(self._text, place, place + REACH)
        return (left.group() if left else "") + (right.group() if right else "")

    def _strong(self, seam: int) -> bool:
        """The right half can only open a sentence, and the left half is a word."""
        right = self._right(seam)
        opener = re.split("[’']", right.lower())[0]
        if (opener not in words.OPENERS and opener not in words.WEAK_OPENERS) or right.isupper():
            return False
        left = self._left(seam)
        if self._refused(seam, left, right):
            return False
        if left.islower():
            if opener in words.OPENERS:
                return len(left) > 3 or self._counts[left] > 0
            return self._plain(left)
        if opener not in words.OPENERS or self._counts[left + right] > 1:
            return False
        if left[-1].isdigit() or left in CLOSING:
            return True
        return self._counts[left] > 0 or opener in words.PLAIN_OPENERS

    def _likely(self, seam: int) -> bool:
        """In a text known to be glued: both halves stand elsewhere, or the left one is a plain word."""
        left, right = self._left(seam), self._right(seam)
        if self._refused(seam, left, right) or self._counts[left + right] > 1 or left in CLOSING:
            return False
        if right.isupper():
            return (
                left.islower()
                and len(left) > 2
                and self._plain(left)
                and (right == "A" or self._counts[right] > 0)
            )
        opens = right.lower() in words.WEAK_OPENERS
        if left.islower():
            return (opens and len(left) > 3) or (len(left) > 2 and len(right) > 2 and self._plain(left))
        if left[-1].isdigit() or len(left) < 3 or not self._counts[left]:
            return False
        return opens or self._counts[right] > 0 or self._counts[right.lower()] > 0

    def _left(self, seam: int) -> str:
        found = LEFT.search(self._text[max(0, seam - REACH) : seam])
        return found.group() if found else ""

    def _right(self, seam: int) -> str:
        found = RIGHT.match(self._text, seam)
        return found.group() if found else ""

    def _refused(self, seam: int, left: str, right: str) -> bool:
        """What can be no seam: a name's prefix, a tag, an address, a word in the middle of a phrase."""
        before = self._text[max(0, seam - len(left) - 1) : seam - len(left)]
        after = self._text[seam + len(right) : seam + len(right) + 1]
        if not left or not right or left in words.UNFINISHED or _last_hump(left).lower() in words.PREFIXES:
            return True
        if before.isalnum() or before in ("#", "@", ".") or not (after.isspace() or after in (",", "-")):
            return True
        token = self._token(seam)
        return "_" in token or ADDRESS.search(token) is not None

    def _plain(self, left: str) -> bool:
        """A lower-case word: it stands elsewhere in the text, or ends as plain words do."""
        return self._counts[left] > 0 or (len(left) > 4 and left.endswith(tuple(words.PLAIN_ENDINGS)))


def _last_hump(word: str) -> str:
    """The part of a word from its last capital on.

    >>> _last_hump("StepDr"), _last_hump("industry")
    ('Dr', 'industry')
    """
    capitals = [place for place, char in enumerate(word) if char.isupper()]
    return word[capitals[-1] :] if capitals else word
