"""Chinese numerals: 3亿, 1.5万亿, 两千万, 数亿 ("several hundred million")."""

import re
from collections.abc import Iterator
from decimal import Decimal

from service.figures.number import Number, vague

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}

_NUMERAL = "零〇一二两兩三四五六七八九十百千"
_COUNTED = "家名人位个個年月日天周季倍成款轮只台座项倍岁所股个件亿万%美元欧英港日人民币"
_PATTERN = re.compile(
    rf"(?P<several>[数數几幾])?(?P<body>(?:(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[{_NUMERAL}]+)?\s?"
    rf"[十百千]*[多余餘]?[万萬亿億兆]+)+|(?<=[数數几幾])[十百千]+)(?P<more>[多余餘])?"
    rf"|(?<!第)(?P<plain>[{_NUMERAL}]+)(?P<rest>[多余餘])?(?=[{_COUNTED}])|(?<=百分之)(?P<share>[{_NUMERAL}]+)"
)
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|.")


def evaluate(numeral: str) -> Decimal:
    """The value of a numeral; a missing leading digit is one.

    >>> evaluate("3.5亿"), evaluate("一亿两千万"), evaluate("十二")
    (Decimal('350000000.0'), Decimal('120000000'), Decimal('12'))
    """
    total = section = digit = Decimal(0)
    for token in _TOKEN.findall(numeral):
        if token in _BIG:
            section = (section + digit) or (Decimal(1) if not total else Decimal(0))
            total, section, digit = _raise(total, section, _BIG[token]), Decimal(0), Decimal(0)
        elif token in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[token], Decimal(0)
        elif token in _DIGITS:
            digit = Decimal(_DIGITS[token])
        elif token[0].isdigit():
            digit = Decimal(token.replace(",", ""))
    return total + section + digit


def _raise(total: Decimal, section: Decimal, unit: int) -> Decimal:
    """万亿 multiplies what stands before it, 一亿两千万 adds."""
    if total and not section:
        return total * unit
    return total + section * unit if total >= unit or not total else (total + section) * unit


def find(text: str) -> Iterator[Number]:
    for match in _PATTERN.finditer(text):
        body = match["body"] or match["plain"] or match["share"]
        if match["plain"] in {"一", "零", "十十"}:
            continue
        value = evaluate(body)
        more = bool(match["more"] or match["rest"]) or body[-1:] in "多余餘" or "多" in body or "余" in body
        if match["several"]:
            yield vague(match.start(), match.end(), value)
        elif value:
            yield Number(match.start(), match.end(), value, scale=_scale(body), more=more, cjk=True)


def _scale(body: str) -> Decimal:
    return Decimal(max((_BIG[char] for char in body if char in _BIG), default=1))
