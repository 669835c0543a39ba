"""Dates as precise as they are stated: "June 14, 2025", "Q1 2025", "last year", 2025年6月14日."""

import re
from collections.abc import Iterator
from datetime import date

from service.domain.figures import Date
from service.figures.relative_dates import nearest_year, relative_dates, that_year

_MONTHS: tuple[str, ...] = (
    "january|jan|januar|jänner|enero|janvier|januari",
    "february|feb|februar|febrero|février|februari",
    "march|mar|märz|marzo|mars",
    "april|apr|abril|avril",
    "may|mai|mayo|maj",
    "june|jun|juni|junio|juin",
    "july|jul|juli|julio|juillet",
    "august|aug|agosto|août",
    "september|sept|sep|septiembre|setiembre|septembre",
    "october|oct|oktober|okt|octubre|octobre",
    "november|nov|noviembre|novembre",
    "december|dec|dezember|dez|diciembre|décembre|desember",
)
MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_NAME = "|".join(sorted(MONTH, key=len, reverse=True))
_YEAR = r"(?:1[6-9]|20)\d{2}(?!\d|[.,]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_GAP = r"[\s\u00a0]"

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "premier": 1, "deuxième": 2, "troisième": 3,
    "quatrième": 4, "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "erstes": 1, "zweites": 2,
    "drittes": 3, "viertes": 4, "opening": 1, "一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2,
}  # fmt: skip
_NTH = "|".join(
    sorted((word for word in _ORDINALS if word.isascii() or len(word) > 1), key=len, reverse=True)
)

_PATTERN = re.compile(
    rf"(?<![\w/.-])(?:(?P<iso>(?P<iy>{_YEAR})[-/](?P<im>0?[1-9]|1[0-2])[-/](?P<id>{_DAY}))(?!\d)"
    rf"|(?P<num>(?P<n1>\d{{1,2}})[/.](?P<n2>\d{{1,2}})[/.](?P<ny>{_YEAR}))"
    rf"|(?P<dmy>(?P<dd>{_DAY})(?:st|nd|rd|th|º|er|\.)?{_GAP}(?:of{_GAP}|de{_GAP})?(?P<dm>{_NAME})\.?"
    rf"(?:,?{_GAP}(?:de{_GAP}|del{_GAP})?(?P<dy>{_YEAR}))?)(?!\w)"
    rf"|(?P<mdy>(?P<mm>{_NAME})\.?{_GAP}(?P<md>{_DAY})(?:st|nd|rd|th)?(?!\d|[.,]\d|{_GAP}?(?:percent|per cent|%|million|billion))"
    rf"(?:,?{_GAP}(?:of{_GAP})?(?P<my>{_YEAR}))?)(?!\w)"
    rf"|(?P<mon>(?P<om>{_NAME})\.?,?{_GAP}(?:of{_GAP}|de{_GAP}|del{_GAP})?(?P<oy>{_YEAR}))(?!\w)"
    rf"|(?P<q>(?:(?P<qn>[1-4])Q|Q(?P<qm>[1-4]))(?:{_GAP}?(?:of{_GAP})?(?:FY)?(?P<qy>{_YEAR}|['’]?\d{{2}}(?!\d|[%.,]\d)))?)(?!\w)"
    rf"|(?P<h>(?:(?P<hn>[12])H|H(?P<hm>[12]))(?:{_GAP}?(?:of{_GAP})?(?P<hy>{_YEAR}|['’]?\d{{2}}(?!\d|[%.,]\d)))?)(?!\w)"
    rf"|(?P<part>(?P<nth>{_NTH})[\s-](?P<fisc>fiscal[\s-])?(?P<what>quarter|half|trimestre|semestre|Quartal|Halbjahr|quarters)"
    rf"(?:{_GAP}(?:of{_GAP}|de{_GAP}|del{_GAP})?(?:fiscal{_GAP}|FY{_GAP}?)?(?P<py>{_YEAR}))?)(?!\w)"
    rf"|(?P<months>first[\s-](?P<mn>three|six|3|6)[\s-]months{_GAP}of{_GAP}(?P<mny>{_YEAR}))"
    rf"|(?P<fy>(?:FY{_GAP}?|fiscal{_GAP}(?:year{_GAP})?|financial{_GAP}year{_GAP}|Geschäftsjahr{_GAP}|ejercicio{_GAP}(?:de{_GAP})?|"
    rf"exercice{_GAP})(?P<fyy>{_YEAR}|['’]?\d{{2}})(?:[-/](?P<fy2>\d{{2,4}}))?)(?!\w))",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2})年)?(?:第?(?P<q>[一二三四])季度|(?P<h>[上下])半年|(?P<m>1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})"
    r"月(?:(?P<d>\d{1,2})[日号])?)|(?P<only>(?:19|20)\d{2})年"
)
_BARE_YEAR = re.compile(
    rf"(?<![\w.,/$€£¥₹-])(?P<y>{_YEAR})(?![\w/%]|\s?(?:million|billion|percent|per cent|%|x\b|times\b))"
)
_DECADE = re.compile(r"(?<![\w.,])(?P<y>(?:1[89]|20)\d{2})['’]?s(?!\w)")
_RANGE_YEAR = re.compile(rf"(?<=\d[-–—])(?P<y>{_YEAR})(?![\w/%])|(?<=[a-z][-–])(?P<z>{_YEAR})(?![\w/%])")
_BARE_MONTH = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        sorted(
            {name.title() for name in MONTH if len(name) > 3 or name in {"may", "mai"}}, key=len, reverse=True
        )
    )
    + r")(?![\w-])"
)
_MONTH_CUE = re.compile(
    r"\b(?:in|since|by|of|until|till|from|through|during|late|early|mid|last|next|this|before|after|for|en|"
    r"desde|im|seit|depuis|ce|and|to|end)[\s-]$",
    re.IGNORECASE,
)
_PART_OF_YEAR = ("quarter", "half", "trimestre", "semestre", "uartal", "albjahr")
_ZH_MONTH = {char: n for n, char in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|for|during|late|early|mid|end|year|calendar|through|before|after|"
    r"between|spring|summer|autumn|fall|winter|en|desde|de|im|seit|depuis|fin)[\s-]|[(–—-]\s?)$",
    re.IGNORECASE,
)
_OTHER_WORDS = frozenset({"may", "march", "mars", "mai", "august"})
"""Months that are words or names, too: they need a preposition before them."""
_DIGIT = re.compile(r"\d")
_THINGS = re.compile(
    r"\s(?:people|employees|staff|jobs|users|shares|[a-z]+[a-rt-z]s)\b(?<!sales)(?<!results)(?<!accounts)(?<!earnings)"
    r"(?<!bookings)(?<!figures)(?<!losses)(?<!profits)(?<!revenues)(?<!thus)(?<!this)(?<!was)(?<!has)(?<!is)(?<!its)(?<!as)"
)


def find_dates(text: str, reference_day: date | None = None) -> Iterator[Date]:
    """All dates in the text; a missing year is taken as the nearest to `reference_day`.

    >>> [d.raw for d in find_dates("Signed on June 14, 2025, closing in Q1 2026.")]
    ['June 14, 2025', 'Q1 2026']
    """
    taken: list[Date] = []
    for found in _all(text, reference_day):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    for found in taken:
        yield nearest_year(that_year(found, text, taken), reference_day)


def _all(text: str, reference_day: date | None) -> Iterator[Date]:
    """Candidates, the more precise before the less precise."""
    if any(char in text for char in "年月季") or "半年" in text:
        yield from _chinese(text)
    digits = _DIGIT.search(text)
    if digits or any(word in text for word in _PART_OF_YEAR):
        yield from filter(None, map(_stated, _PATTERN.finditer(text)))
    if reference_day:
        yield from relative_dates(text, reference_day)
    if digits:
        yield from _years(text)
    for match in _BARE_MONTH.finditer(text):
        month = match.group().lower()
        if month not in _OTHER_WORDS or _MONTH_CUE.search(text[max(0, match.start() - 8) : match.start()]):
            yield _span(match, 0, month=MONTH[month])


def _years(text: str) -> Iterator[Date]:
    for match in _BARE_YEAR.finditer(text):
        if _YEAR_CUE.search(text[max(0, match.start() - 9) : match.start()]) or not _THINGS.match(
            text, match.end()
        ):
            yield _span(match, "y", year=int(match["y"]))
    for match in _DECADE.finditer(text):
        yield Date(raw=match.group(), start=match.start(), end=match.end(), year=int(match["y"]), decade=True)
    for match in _RANGE_YEAR.finditer(text):
        yield _span(match, "y" if match["y"] else "z", year=int(match["y"] or match["z"]))


def _span(match: re.Match[str], group: str | int, **parts: int) -> Date:
    start, end = match.span(group)
    return Date(raw=match.group(group), start=start, end=end, **parts)  # type: ignore[arg-type]


def _full_year(written: str | None) -> int | None:
    if written is None:
        return None
    digits = int(written.lstrip("'’"))
    return digits if digits > 99 else 2000 + digits


def _stated(match: re.Match[str]) -> Date | None:
    group = match.groupdict()
    if group["iso"]:
        return _day(match, int(group["iy"]), int(group["im"]), int(group["id"]))
    if group["num"]:
        first, second = int(group["n1"]), int(group["n2"])
        return _day(match, int(group["ny"]), *((second, first) if second <= 12 else (first, second)))
    for name, day, month, year in (("dmy", "dd", "dm", "dy"), ("mdy", "md", "mm", "my")):
        if group[name]:
            verb = group[month] in {"may", "mar", "march", "mars"}
            return (
                None
                if verb
                else _day(match, _full_year(group[year]), MONTH[group[month].lower()], int(group[day]))
            )
    if group["mon"]:
        return _span(match, 0, year=int(group["oy"]), month=MONTH[group["om"].lower()])
    return _part_of_year(match)


def _day(match: re.Match[str], year: int | None, month: int, day: int) -> Date | None:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    return Date(raw=match.group(), start=match.start(), end=match.end(), year=year, month=month, day=day)


def _part_of_year(match: re.Match[str]) -> Date | None:
    group = match.groupdict()
    start, end = match.span()
    if group["fy"]:
        year = _full_year(group["fyy"])
        if group["fy2"]:
            year = _full_year(group["fy2"])
        return Date(raw=match.group(), start=start, end=end, year=year, fiscal=True)
    quarter = half = None
    if group["months"]:
        quarter, half = (1, None) if group["mn"] in {"three", "3"} else (None, 1)
        return Date(
            raw=match.group(), start=start, end=end, year=int(group["mny"]), quarter=quarter, half=half
        )
    if group["q"]:
        quarter, year = int(group["qn"] or group["qm"]), _full_year(group["qy"])
    elif group["h"]:
        half, year = int(group["hn"] or group["hm"]), _full_year(group["hy"])
    else:
        nth, year = _ORDINALS[group["nth"].lower()], _full_year(group["py"])
        if group["what"].lower() in {"half", "semestre", "halbjahr"}:
            half = min(nth, 2)
        else:
            quarter = nth
        if group["nth"].lower() in {"last", "final"} and year is None and half is None:
            return None
    return Date(raw=match.group(), start=start, end=end, year=year, quarter=quarter, half=half)


def _chinese(text: str) -> Iterator[Date]:
    for match in _ZH.finditer(text):
        group = match.groupdict()
        if group["m"] and not group["m"].isdigit() and group["m"] not in _ZH_MONTH:
            continue
        month = group["m"] and (int(group["m"]) if group["m"].isdigit() else _ZH_MONTH[group["m"]])
        year = group["y"] or group["only"]
        yield Date(
            raw=match.group(), start=match.start(), end=match.end(), year=int(year) if year else None,
            month=month or None, day=int(group["d"]) if group["d"] else None,
            quarter=_ORDINALS[group["q"]] if group["q"] else None, half=_ORDINALS[group["h"]] if group["h"] else None,
        )  # fmt: skip
