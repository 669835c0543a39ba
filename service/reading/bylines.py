"""Bylines and datelines: the lines around a title that say who wrote an article, and when."""

import re

from service.reading.words import DAYS, MONTHS

NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*"
BY = re.compile(
    rf"(?:^|[|·•.,–—-]\s*|\bIST\b)\s*(?:[Bb]y|BY|Text|Words|Por|Von|Par|Av|Af|Reporter|Analyst)\s*:?\s+({NAME}(?:\s+{NAME}){{1,3}})"
)
LEADING = re.compile(rf"({NAME}(?:\s+{NAME}){{1,3}}),")
CHINESE = re.compile(r"(?:记者|作者|文|编辑|来源|責任編集)\s*[/:：／]?\s*\S{2,8}")
ABBREVIATED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
FILLERS = (
    frozenset(
        "by updated published posted at on and text words min mins minute minutes read reading am pm gmt bst est edt et pt pst utc ist cet cest sgt hkt "
        "staff writer reporter correspondent editor agency report desk newsroom wire from syndicated last modified first issue no th st nd rd "
        "de por von par den am the of for in special to contributor guest column author analysis opinion news y e".split()
    )
    | ABBREVIATED
    | MONTHS
    | DAYS
    | frozenset(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars avril mai juin juillet août "
        "septembre octobre novembre décembre".split()
    )
)
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}年\d{1,2}月\d{1,2}日", re.IGNORECASE
)
BIO = re.compile(
    r"\b(?:covers|cover|writes|wrote|reports?|has (?:written|covered|reported)|is (?:a|an|the|our) [\w\s-]{0,40}(?:reporter|writer|journalist|correspondent|editor|"
    r"columnist|contributor|team)|is (?:deputy |senior |managing |news )?editor|previously (?:wrote|worked|covered)|joined (?:us|the))\b",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?:about the (?:authors?|writers?|reporters?)|author bio|sobre (?:el autor|la autora)|über den autor|作者简介)\b.{0,280}",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Whether nothing stands in the line but names, dates and the words of a byline.

    >>> is_byline("By Ann Lee | 13 September 2024 | 4 min read"), is_byline("June 14, 2025 31")
    (True, True)
    >>> is_byline("By 2024 the company employed 300 people"), is_byline("Revenue by segment")
    (False, False)
    >>> is_byline("2025年8月20日,深圳讯——蓝桥物流今日宣布收购佑山冷链。")
    False
    """
    if len(line) > 140 or line.endswith(("?", "!", "。", "？", "！")):
        return False
    dated, signed = DATE.search(line), BY.search(line)
    if CHINESE.search(line) and dated and len(line) < 60:
        return True
    found = list(re.findall(r"[^\W\d_][\w’'.-]*", line))
    plain = [word for word in found if word.strip(".").lower() not in FILLERS]
    if any(not word[0].isupper() and word[0].islower() for word in plain):
        return False
    return bool(signed) or (bool(dated) and len(plain) <= 10 and len(found) <= 14)


def author_of(line: str) -> str | None:
    """The first name that a byline gives.

    >>> author_of("Oct 14, 2025 · 5 min read · by Jules Abara-Whitlock")
    'Jules Abara-Whitlock'
    """
    found = BY.search(line) or LEADING.match(line)
    return found.group(1).rstrip(",.") if found else None


def is_bio(line: str, authors: tuple[str, ...]) -> bool:
    """Whether a line introduces the writer: it says so, or begins with a byline's name and tells a trade.

    >>> is_bio("Ann Lee covers mergers.", ("Ann Lee",)), is_bio("Ann Lee covers mergers.", ())
    (True, False)
    """
    if ABOUT.fullmatch(line):
        return True
    return len(line) < 300 and line.startswith(authors or ("\0",)) and BIO.search(line[:160]) is not None
