"""How much, how many and how long: "all of it" for "80 percent of it", "both" for "one", a year for its first half."""

import re

from service.answering.checks.clauses import clauses, content, overlap
from service.answering.checks.forms import key_of
from service.answering.checks.sources import Case
from service.domain.figures import Date, Duration, Figure, Money, Percentage
from service.figures.compare import same_amount

_ALL = re.compile(r"\b(?:all|whole|entire(?:ly)?|complete(?:ly)?|every|fully)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:\d[\d.,]* ?(?:percent|per cent|%)|most|half|part|some|a (?:third|quarter|fifth)|two thirds|three quarters) of (?:it|them|the|its|that)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:both|all|neither)\b", re.IGNORECASE)
_ONE_OTHER = re.compile(r"\b[Oo]ne (?P<what>[^,;.]+)[,;.]? (?:and |but |while )?the others?\b")
_ALONE = re.compile(r"\b(?:alone|solely|single-handedly|by itself|on its own)\b", re.IGNORECASE)
_SOLE = re.compile(r"\b(?:alone|sole|solely|only|single|by itself|own)\b", re.IGNORECASE)
_WITH = re.compile(r"\band\b|,|\bwith\b|\bamong\b")
_ALIKE = 0.6


def overstated(case: Case) -> str:
    """What holds of less than the claim says, or an empty string."""
    if not case.one_language or case.language != "en":
        return ""
    return _all_of_it(case) or _both_of_them(case) or _by_itself(case) or _yearly(case) or _other_length(case)


def _all_of_it(case: Case) -> str:
    if not _ALL.search(case.text) or _PART.search(case.text):
        return ""
    for cited in case.cited:
        if fewer := _fewer(case, cited.text):
            return f"The cited sentence says “{fewer}”."
        for clause in clauses(cited.text):
            part = _PART.search(clause.text)
            rest = content(clause.text[part.end() :]) if part else frozenset()
            if part and rest and overlap(rest, case.text) >= _ALIKE and not _ALL.search(cited.text):
                return f"The cited sentence says “{part.group()}”."
    return ""


_N = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|a few|several)"
_OF_N = re.compile(
    rf"\bof (?:the |its |their )?(?:first |last |other )?{_N} [^,;.]{{2,60}}, (?P<some>{_N})\b", re.IGNORECASE
)
_VERB_SOME = re.compile(rf"\b(?P<verb>[a-z]{{3,}}) (?P<some>{_N})\b(?! ?(?:percent|%))")


def _fewer(case: Case, text: str) -> str:
    """ "Of the 40 sites 33 have one" and "refused one" do not hold of all."""
    match = _OF_N.search(text)
    if match and not re.search(rf"\b{re.escape(match['some'])}\b", case.text):
        return match.group()
    for match in _VERB_SOME.finditer(text):
        key = key_of(match["verb"])
        every = re.search(r"\b(?P<verb>[a-z]{3,}) (?:all|every|each)\b", case.text)
        if key and every and key_of(every["verb"]) == key:
            return match.group()
    return ""


def _both_of_them(case: Case) -> str:
    if not _BOTH.search(case.text):
        return ""
    for cited in case.cited:
        match = _ONE_OTHER.search(cited.text)
        if match and not _BOTH.search(cited.text) and overlap(content(match["what"]), case.text) >= _ALIKE:
            return f"The cited sentence says it of one only: “{match.group()}”."
    return ""


def _by_itself(case: Case) -> str:
    if not _ALONE.search(case.text) or any(_SOLE.search(cited.text) for cited in case.cited):
        return ""
    return (
        "The cited sentence names more than one."
        if any(_WITH.search(cited.text) for cited in case.cited)
        else ""
    )


_FLOW = re.compile(
    r"\b(?:revenues?|sales|turnover|profits?|loss(?:es)?|income|earn\w*|dividends?)\b", re.IGNORECASE
)
_A_YEAR = re.compile(
    r"^[^,;.]{0,12}\b(?:a|per|each|every) year\b|^[^,;.]{0,12}\bannually\b|^[^,;.]{0,4} yearly\b"
)
_OVER_YEARS = re.compile(
    r"^[^,;.]{0,12}\b(?:over|across|spread over|in|during|within) (?:the next |about )?(?:\w+) years\b"
)


def _yearly(case: Case) -> str:
    """ "$52m a year" for "$52m over three years"; "2025" for "the first half of 2025"."""
    for figure in case.figures:
        if not isinstance(figure, Money):
            continue
        for cited in case.cited:
            for stated in cited.figures:
                if not isinstance(stated, Money) or not same_amount(stated, figure):
                    continue
                mine, theirs = case.text[figure.end :], cited.text[stated.end :]
                over = _OVER_YEARS.match(theirs)
                if over and _A_YEAR.match(mine):
                    return f"The cited sentence says “{stated.raw}{over.group()}”."
                if short := _shorter(case, cited.text, cited.figures, stated):
                    return f"“{figure.raw}” is for “{short}” in the cited sentence."
    return ""


def _shorter(case: Case, text: str, figures: tuple[Figure, ...], stated: Money) -> str:
    """The half or quarter of the year that a flow belongs to, where the claim has the year only."""
    mine = [f for f in case.figures if isinstance(f, Date)]
    if not mine or any(f.half or f.quarter or f.month for f in mine) or not _FLOW.search(case.text):
        return ""
    if re.search(r"\b(?:half|quarter|months?)\b", case.text, re.IGNORECASE):
        return ""
    near = min(
        (f for f in figures if isinstance(f, Date)), key=lambda f: abs(f.start - stated.start), default=None
    )
    years = {f.year for f in mine}
    return near.raw if near and (near.half or near.quarter) and near.year in years else ""


_LONG = re.compile(r"\b(?P<n>\w+)-(?:year|month|week|day) (?P<what>[a-z]+ [a-z]+)\b")


def _other_length(case: Case) -> str:
    """ "The grace period is eight years" for "eight years with a two-year grace period"."""
    mine = [f for f in case.figures if isinstance(f, Duration)]
    for cited in case.cited:
        for match in _LONG.finditer(cited.text):
            own = [
                f
                for f in cited.figures
                if isinstance(f, Duration) and f.start < match.end() and match.start() < f.end
            ]
            told = re.search(rf"\b{match['what']}\b", case.text)
            near = [f for f in mine if told and -2 <= f.start - told.end() <= 15]
            if own and near and not any(same_amount(a, b) for a in own for b in near):
                return f"The cited sentence says “{match.group()}”."
    return ""


_OF_WHAT = re.compile(
    r" of (?:all |the |its |their |his |her |a |each )*(?P<what>[a-z][a-z-]*(?: [a-z][a-z-]*){0,3})"
)
_WHOLES = frozenset(
    "compani firm group busi share stock equiti stake total capit it them that which whom money sum".split()
)
"""What a percentage may be of without being told: sentences leave it out or say it in other words."""


def other_base(case: Case) -> str:
    """A percentage of something else than in every cited sentence, or an empty string."""
    if not case.one_language or case.language != "en":
        return ""
    everything = content(" ".join(cited.text for cited in case.cited))
    for figure in case.figures:
        if not isinstance(figure, Percentage):
            continue
        mine = _base(case.text, figure.end)
        theirs = [
            _base(cited.text, stated.end)
            for cited in case.cited for stated in cited.figures
            if isinstance(stated, Percentage) and same_amount(stated, figure)
        ]  # fmt: skip
        if mine and theirs and all(theirs) and not mine & (everything | _WHOLES):
            return f"The cited sentence does not say of what the claim calls “{figure.raw}”."
    return ""


def _base(text: str, place: int) -> frozenset[str]:
    match = _OF_WHAT.match(text, place)
    return content(match["what"]) if match else frozenset()
