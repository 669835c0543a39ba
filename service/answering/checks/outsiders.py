"""Names that no cited sentence has: something in the sentence must be able to stand for them.

"Acme lent Bolt $5m" does not follow from "Acme lent Cray $5m", also where Bolt is named in the next sentence.
"""

import re

from service.answering.checks.acts import acts
from service.answering.checks.clauses import overlap, predicate
from service.answering.checks.forms import key_of
from service.answering.checks.sources import Case, Cited
from service.figures.compare import supports
from service.figures.names import Name, find_names, mentions

_FREE = re.compile(
    r"\b(?:it|its|they|their|them|both|we|our|us|which|this|these|"
    r"(?:the|this) (?:[a-z-]+ ){0,2}(?:company|companies|firm|fund|group|bank|business|start-up|maker|investors?|buyers?|sellers?|founders?|two|pair|"
    r"unit|operator|owner|lender|borrower|union|others?|parties|sides|round|deal|sale|offer|merger|purchase|acquisition|takeover|loan|facility|listing|transaction))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|his|her|him|who)\b", re.IGNORECASE)
_OTHERWISE_WRITTEN = frozenset({"de", "zh", "ja"})
"""Languages whose names no capital letter tells."""
_PLACE = re.compile(r"\b(?:in|near|at|to|en|à) (?:the )?$")
_ALIKE = 0.6
"""How much of what the claim says besides names has to stand in a cited sentence to be the same statement."""


def outsider(case: Case) -> str:
    """A name of the claim that the cited sentences put another in the place of, or an empty string."""
    found = _outsider(case)
    if found is None or not _same_statement(case):
        return ""
    name, other = found
    return f"The cited sentence says it of “{other}”, not of “{name}”."


_OTHERS = re.compile(
    r"\b(?:other|rival|competing|comparable|listed|similar|most|some|many) (?:[a-z-]+ )?[a-z-]+s (?:(?:have|had|will|would|may|are|were|also) )*(?P<verb>[a-z]{3,})|"
    r"\b(?:peers|rivals|competitors) (?:(?:have|had|will|would|may|are|were|also) )*(?P<does>[a-z]{3,})",
    re.IGNORECASE,
)


def one_of_others(case: Case) -> str:
    """What the cited sentence says of "the other shareholders" or "listed peers", put down to one by name."""
    if not case.one_language or case.language != "en" or _OTHERS.search(case.text):
        return ""
    for cited in case.cited:
        for match in _OTHERS.finditer(cited.text):
            verb = key_of(match["verb"] or match["does"])
            for act in acts(case.text):
                subjects = [n for n in act.names("subject") if case.is_party(n, case.text)]
                if (
                    verb
                    and act.verb == verb
                    and subjects
                    and not mentions(cited.text, subjects[0], case.aliases)
                ):
                    return f"The cited sentence says it of “{match.group()}”, not of “{subjects[0]}”."
    return ""


def loose_outsider(case: Case) -> str:
    """A name of the claim that nothing in the cited sentences can stand for, or an empty string."""
    found = _outsider(case)
    return f"The cited sentence names “{found[1]}”, not “{found[0]}”." if found else ""


def _outsider(case: Case) -> tuple[str, str] | None:
    """A name that only the claim has, and one that only the cited sentences have."""
    languages = {case.language, *(cited.language for cited in case.cited)}
    if not case.spoken or languages & _OTHERWISE_WRITTEN:
        return None
    missing = [
        name for name in _parties(case, case.text)
        if not any(mentions(cited.text, name.raw, case.aliases) for cited in case.cited)
    ]  # fmt: skip
    others = [
        name.raw for cited in case.cited for name in _parties(case, cited.text)
        if not mentions(case.text, name.raw, case.aliases) and not _PLACE.search(cited.text[: name.start])
    ]  # fmt: skip
    missing = [name for name in missing if not _stood_for(case, name)]
    return (missing[0].raw, others[0]) if missing and others else None


def _parties(case: Case, text: str) -> list[Name]:
    return [name for name in find_names(text) if case.is_party(name.raw, text)]


def _stood_for(case: Case, name: Name) -> bool:
    """Whether a cited sentence has a word that may mean the name: one that nobody before it in the sentence explains."""
    person = any(
        known != name.raw and known.endswith(f" {name.raw.split()[-1]}") for known in (*case.parties, "")
    ) or _is_person(case, name)
    return any(_has_free_word(case, cited, person=person) for cited in case.cited)


_TITLED = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Dame|Sir)\.? $|\b(?:chief|chair|founder|partner|analyst|president|director|officer|executive) $"
)
_IS_TITLED = re.compile(
    r",? (?:who|the (?:chief|chair|founder|president)|(?:its|a|an) [a-z ]*(?:chief|partner|founder|analyst))\b"
)


def _is_person(case: Case, name: Name) -> bool:
    """Whether the articles give the name a title or speak of a "who"."""
    for text in (case.text, *(one.text for one in case.article)):
        for match in re.finditer(re.escape(name.raw), text):
            if _TITLED.search(text[: match.start()]) or _IS_TITLED.match(text, match.end()):
                return True
    return False


def _has_free_word(case: Case, cited: Cited, *, person: bool) -> bool:
    names = _parties(case, cited.text)
    words = [*_FREE.finditer(cited.text), *(_PERSON.finditer(cited.text) if person else ())]
    return any(not any(name.end <= word.start() for name in names) for word in words)


def _same_statement(case: Case) -> bool:
    if not case.one_language:
        return False
    said = predicate(case.text)
    figures = [
        figure for figure in case.figures
        if any(supports(stated, figure) for cited in case.cited for stated in cited.figures)
    ]  # fmt: skip
    alike = max(overlap(said, cited.text) for cited in case.cited) if said else 0.0
    return alike >= _ALIKE and (len(said) >= 2 or bool(figures))
