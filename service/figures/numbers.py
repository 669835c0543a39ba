"""Find the numbers of a text: digits with their separators and scale, number words, Chinese numerals."""

import re
from collections.abc import Iterator
from decimal import Decimal

from service.figures import number_words, numbers_zh
from service.figures.number import Number
from service.figures.words import EUROPEAN_SCALES, POINT_GROUPS, SCALES

_GROUP = r"[,.'’\u00a0\u202f\u2009\u2007]"
_SPACES = "\u00a0\u202f\u2009\u2007\u2002\u2003 "
_DIGITS = re.compile(
    rf"(?<![\d.,:/#])(?:\d{{1,3}}(?P<sep>{_GROUP})\d{{3}}(?:(?P=sep)\d{{3}})*(?:[.,]\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?: 000)+|\d+(?:[.,]\d+)?)(?![.,]?\d|:\d)"
)
_SPACED_DIGITS = re.compile(r"(?<![\d.,:/#])\d{1,3}(?: \d{3})+(?:,\d+)?(?![.,]?\d|:\d)")
_LONG = sorted(
    (word for word in SCALES if len(word) > 2 and word not in {"cent", "cents"}), key=len, reverse=True
)
_SCALE = re.compile(
    rf"[{_SPACES}]?-?(?P<word>(?:{'|'.join(map(re.escape, _LONG))}))(?![^\W\d_])\.?"
    rf"|[{_SPACES}]?(?P<unit>bn|tn|mn|MM|Mn|Bn|BN|MN|cr|Cr|md|Md)(?![A-Za-z])",
    re.IGNORECASE,
)
_ABBREVIATED = frozenset({"mio", "mrd", "mds", "mill", "tsd", "cr", "mn", "bn", "mln", "bln"})
_LETTER = re.compile(rf"(?P<space>[{_SPACES}]?)(?P<letter>[kKmMbBtT])(?![A-Za-z²³/])")
_MONEY_BEFORE = re.compile(rf"(?:[$€£¥₹₩₺₽₪฿₱]|\b[A-Z]{{3}}|\bRs\.?|\bkr\.?)[{_SPACES}]?$")
_MONEY_AFTER = re.compile(rf"[{_SPACES}]?(?:[$€£¥₹]|[A-Z]{{3}}\b|euros?\b|dollars?\b)")
_NAMED = re.compile(r"[^\W\d_]$")
_CODED = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]{3}|Rs|kr|R|Fr|RM|Rp|Ft|zł|FY|Q|H|CY|NT|HK|US)$")
_HYPHENED = re.compile(r"[A-Za-z\d]+[-‑]$")
_SOFT_PREFIX = re.compile(
    r"(?:^|[^A-Za-z])(?:mid|pre|post|early|late|sub|over|USD|EUR|GBP|SEK|NOK|INR|RMB)[-‑]$", re.IGNORECASE
)
_RANGE_PREFIX = re.compile(r"\d\s?(?:[a-z]{1,2}|[Mm]illion|[Bb]illion)?[-‑]$")
_GLUED_UNIT = re.compile(
    r"(?:x|X|h|hrs?|kg|km|mg|g|GW|MW|kW|TW|GWh|MWh|kWh|TWh|bps?|pp|pc|pct|yrs?|mo|GB|TB|ha|sqm|sq|p|EUR|USD|GBP|"
    r"SEK|NOK|DKK|CHF)(?![A-Za-z])"
)


def read_digits(raw: str, european: bool) -> Decimal:
    """The value of digits with separators; `european` settles "1.500" and "1,500".

    >>> read_digits("1,234.5", False), read_digits("1.500", True), read_digits("1,5", False)
    (Decimal('1234.5'), Decimal('1500'), Decimal('1.5'))
    """
    plain = re.sub(r"[\s'’\u00a0\u202f\u2009\u2007]", "", raw)
    last = max(plain.rfind(","), plain.rfind("."))
    if last < 0:
        return Decimal(plain)
    mark, other = plain[last], "." if plain[last] == "," else ","
    if other in plain:
        return Decimal(plain.replace(other, "").replace(mark, "."))
    grouped = len(plain) - last - 1 == 3 and (plain.count(mark) > 1 or (mark == ".") == european)
    if plain.count(mark) > 1 or (grouped and not plain.startswith("0")):
        return Decimal(plain.replace(mark, ""))
    return Decimal(plain.replace(mark, "."))


def find_numbers(text: str, language: str) -> list[Number]:
    """All numbers in reading order; none overlap."""
    found = list(numbers_zh.find(text)) if language in {"zh", "ja"} else []
    taken = {place for number in found for place in range(number.start, number.end)}
    found += [n for n in _digit_numbers(text, language) if n.start not in taken]
    found += [n for n in number_words.find(text, language) if n.start not in taken]
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _digit_numbers(text: str, language: str) -> Iterator[Number]:
    patterns = (_SPACED_DIGITS, _DIGITS) if language in POINT_GROUPS else (_DIGITS,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if _part_of_a_name(text, start):
                continue
            scale, scale_end, european = _scale_after(text, start, end, language)
            if scale is None and _glued_to_a_word(text, end):
                continue
            money = scale is None and bool(_MONEY_BEFORE.search(text[max(0, start - 5) : start]))
            european = european or language in POINT_GROUPS or (money and match.group().count(".") == 1)
            value = read_digits(match.group(), european)
            yield Number(
                start,
                scale_end,
                value * (scale or 1),
                scale=scale or Decimal(1),
                grouped=len(match.group()) > 4 or not match.group().isdigit(),
            )


def _part_of_a_name(text: str, start: int) -> bool:
    """Step-1, GPT-4, F16; but not EUR40m, mid-2025, 10-12."""
    before = text[max(0, start - 12) : start]
    if _NAMED.search(before) and before[-1].isascii():
        return not _CODED.search(before)
    hyphened = _HYPHENED.search(before)
    return bool(hyphened and not _SOFT_PREFIX.search(before) and not _RANGE_PREFIX.search(before))


def _glued_to_a_word(text: str, end: int) -> bool:
    """5G, 3rd, 4K; but not 40x, 200MWh."""
    after = text[end : end + 1]
    return bool(after.isascii() and after.isalpha() and not _GLUED_UNIT.match(text, end))


def _scale_after(text: str, start: int, end: int, language: str) -> tuple[Decimal | None, int, bool]:
    scale: Decimal | None = None
    european = False
    while match := _SCALE.match(text, end):
        word = (match["word"] or match["unit"]).lower()
        if word in {"mil", "mille", "md", "mill"} and language not in {
            "es",
            "pt",
            "it",
            "fr",
            "nb",
            "no",
            "da",
        }:
            break
        scale = (scale or Decimal(1)) * scale_of(word, language)
        european = european or word in EUROPEAN_SCALES
        end = match.end()
        if match.group().endswith(".") and word.rstrip(".") not in _ABBREVIATED:
            end -= 1
            break
    if scale is None and (letter := _LETTER.match(text, end)) and _is_scale(text, start, letter):
        return SCALES[letter["letter"].lower()], letter.end(), False
    return scale, end, european


def _is_scale(text: str, start: int, letter: re.Match[str]) -> bool:
    """ "$40m" and "40m users" are millions, "100 m" is a length, "5 t" a weight."""
    money = bool(
        _MONEY_BEFORE.search(text[max(0, start - 5) : start]) or _MONEY_AFTER.match(text, letter.end())
    )
    if letter["letter"] in "tT" or letter["space"]:
        return money
    return money or letter["letter"] in "kmMbB"


def scale_of(word: str, language: str) -> Decimal:
    """ "Billion" is a million millions in German and French."""
    if language in {"de", "fr"} and word in {"billion", "billions"}:
        return Decimal(10**12)
    return SCALES[word]
