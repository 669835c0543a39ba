"""Somebody put in whom no article mentions."""

import re

from evals.mutations.claim import MONTHS, NAME, NAMES, Operator, TrueClaim

_OTHER_SCRIPT = re.compile("[\u4e00-\u9fff]")


_STRANGERS = ("Kestrelmoor Capital", "Vindolanda Partners", "Ashgrove Tarnmere", "Pellworth Group")


def _stranger(true: TrueClaim) -> str | None:
    """Put a company nobody wrote about in place of the first name of several words."""
    if _OTHER_SCRIPT.search(true.evidence):
        return None
    for match in re.finditer(NAME, true.claim):
        known = " " in match.group() and match.group() in true.evidence
        if known and not re.match(
            r"(?:Series|January|February|March|April|May|June|July|August|September|October|November|December)",
            match.group(),
        ):
            return true.claim[: match.start()] + _STRANGERS[len(true.claim) % 4] + true.claim[match.end() :]
    return None


def _lone_stranger(true: TrueClaim) -> str | None:
    """The same for a name of one word in the middle of the sentence."""
    if _OTHER_SCRIPT.search(true.evidence):
        return None
    for match in re.finditer(r"(?<=[a-z] )([A-ZÀ-Þ][a-zà-ÿ]{4,})(?=[ .,])(?! [A-Z])", true.claim):
        if (
            match.group() not in MONTHS
            and match.group() in true.evidence
            and not re.search(r"(?:Swed|Dani|Norweg|Canad|Germ|Series|Serie|Milli|Euro)", match.group())
        ):
            return true.claim[: match.start()] + "Zorrendal" + true.claim[match.end() :]
    return None


def _surname(true: TrueClaim) -> str | None:
    match = re.search(
        r"\b([A-ZÀ-Þ][a-zà-ÿ]+) ([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)(?= (?:is|was|said|replaced|took|takes|founded|heads|runs|invested|succeeded|and|put))",
        true.claim,
    )
    return (
        true.claim.replace(match.group(), f"{match[1]} Oddsworth", 1)
        if match and match.group() in true.evidence
        else None
    )


def _extra_investor(true: TrueClaim) -> str | None:
    if not re.search(r"\b(?:led|raised|invest\w*|joined|backed|lenders?|bought|secured)\b", true.claim):
        return None
    return re.sub(
        r"([.!?]?)$", rf", with {_STRANGERS[len(true.claim) % 4]} also taking part\1", true.claim, count=1
    )


OPERATORS: tuple[Operator, ...] = (
    ("foreign company", NAMES, _stranger),
    ("foreign name, one word", NAMES, _lone_stranger),
    ("other surname", NAMES, _surname),
    ("added investor", NAMES, _extra_investor),
)
