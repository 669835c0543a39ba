"""Of whom a sentence speaks: another name put in its subject's place says something about somebody else."""

import re

from service.answering.checks.clauses import overlap, predicate
from service.answering.checks.sources import Case, Cited
from service.figures.find import find_figures
from service.figures.names import Name, find_names, mentions, same_name

_DATELINE = re.compile(r"^[A-Z][^.–—]{2,60}[–—]\s|^[A-Z][A-Z .,]+, [^.]{3,20}\.\s")
_LEAD = re.compile(r"(?:In|On|By|Since|Until|At|For|As of) ")
_PHRASE = re.compile(r"(?:In|On|By|Since|Until|At|For|As of|After|Before|With) [^,]{2,40}, ")
_FORM = re.compile(r"(?:[Tt]he |Ms\. |Mr\. |Dr\. |Dame )?(?:[A-Za-z][a-z-]* ){0,4}")
_ANAPHOR = re.compile(
    r"\b(?:it|its|they|their|them|he|she|his|her|both|this|these|each|the (?:\w+ )?(?:company|firm|fund|group|bank|business|maker|investors?|buyers?|sellers?|founders?|"
    r"two|pair|unit|app|studio|operator|owner|lender|board|union|deal|round|sale|offer|merger|price|loan|money))\b",
    re.IGNORECASE,
)
_ALIKE = 0.6
"""How much of what the claim says besides names has to stand in the cited sentence to be the same statement."""


def displaced(case: Case) -> str:
    """The subject of the claim, where the cited sentences make the same statement of somebody else."""
    subject = _party(case, case.text)
    if subject is None or not case.one_language:
        return ""
    if any(mentions(cited.text, subject.raw, case.aliases) for cited in case.cited):
        return ""
    others = [_own_subject(case, cited) for cited in case.cited]
    said = predicate(case.text)
    alike = max(overlap(said, cited.text) for cited in case.cited)
    if all(others) and said and alike >= _ALIKE:
        return f"The cited sentence says it of “{others[0]}”, not of “{subject.raw}”."
    return ""


def _party(case: Case, text: str) -> Name | None:
    subject = _subject(text)
    return subject if subject and case.is_party(subject.raw, text) else None


def _own_subject(case: Case, cited: Cited) -> str | None:
    """Whom the cited sentence speaks of, if the claim does not name them at all."""
    other = _party(case, cited.text)
    return other.raw if other and not mentions(case.text, other.raw, case.aliases) else None


def _subject(text: str) -> Name | None:
    """The name that a sentence opens with, unless it only owns what the sentence speaks of.

    >>> _subject("In 2021 Bolt grew.").raw, _subject("It bought Bolt."), _subject("Bolt's chief left.")
    ('Bolt', None, None)
    """
    start = _opening(text)
    first = next((name for name in find_names(text) if name.start >= start), None)
    if (
        first is None
        or not _FORM.fullmatch(text[start : first.start])
        or _BOUND.search(text[start : first.start])
    ):
        return None
    return first if _VERB.match(text, first.end) else None


_BOUND = re.compile(r"\b(?:it|they|he|she|which|of|by|from|in|to|for|with|at)\b", re.IGNORECASE)
_VERB = re.compile(
    r",| (?:has|had|have|is|was|will|would|may|[a-z]+s|[a-z]+ed|did|does|sold|paid|bought|held|made|put|led|grew|rose|fell)\b"
)


def _opening(text: str) -> int:
    """Where a sentence begins behind its dateline and its date."""
    line = _DATELINE.match(text)
    start = line.end() if line else 0
    lead = _LEAD.match(text, start)
    dated = next((f for f in find_figures(text) if lead and f.start == lead.end()), None)
    if dated:
        return dated.end + len(text[dated.end :]) - len(text[dated.end :].lstrip(" ,"))
    phrase = _PHRASE.match(text, start)
    return phrase.end() if phrase else start


_PRONOUN = re.compile(r"(?:It|He|She|They|The (?:company|firm|fund|group|studio|start-up))\b")


def other_antecedent(case: Case) -> str:
    """The subject of the claim, where the cited sentence has a pronoun that stands for somebody else."""
    subject = _party(case, case.text)
    if subject is None or not case.one_language or len(case.cited) != 1:
        return ""
    cited = case.cited[0]
    before = _antecedent(case, cited) if _PRONOUN.match(cited.text) else None
    if (
        before is None
        or same_name(before.raw, subject.raw, case.aliases)
        or mentions(cited.text, subject.raw, case.aliases)
    ):
        return ""
    return f"The cited sentence seems to speak of “{before.raw}”, not of “{subject.raw}”."


def _antecedent(case: Case, cited: Cited) -> Name | None:
    """The subject of the nearest of the two sentences before that has one."""
    place = cited.sentence.sentence.ordinal
    before = {
        one.sentence.ordinal: one.text for one in case.article if one.article_id == cited.sentence.article_id
    }
    subjects = (_party(case, before[at]) for at in (place - 1, place - 2) if at in before)
    return next(filter(None, subjects), None)


def unanchored(case: Case) -> str:
    """The subject of the claim, where no cited sentence names it or has a word that could stand for it."""
    subject = _party(case, case.text)
    if (
        subject is None
        or not case.one_language
        or any(mentions(title, subject.raw, case.aliases) for title in case.titles)
    ):
        return ""
    if any(mentions(c.text, subject.raw, case.aliases) or _ANAPHOR.search(c.text) for c in case.cited):
        return ""
    return f"No cited sentence speaks of “{subject.raw}”."
