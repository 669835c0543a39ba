"""Denials word by word: what every cited sentence denies the claim must not affirm, and the other way round."""

import re

from service.answering.checks.sources import Case
from service.answering.checks.words import said_words
from service.figures.hedges import find_negations


def contradicted(case: Case) -> str:
    """A word that the claim affirms and the cited sentences only deny; else an empty string.

    Across languages only words that look alike meet ("confirm", "confirmar").
    """
    if not case.spoken or "zh" in {case.language, *(cited.language for cited in case.cited)}:
        return ""
    mine = said_words(case.text, case.language)
    theirs = [word for cited in case.cited for word in said_words(cited.text, cited.language)]
    negations = find_negations(case.text, case.language)
    if any(n.hard for n in negations) or any(word.denied for word in mine):
        return ""
    for word in mine:
        same = [other for other in theirs if other.key == word.key]
        otherwise = any(negation.start != word.start for negation in negations)
        if same and all(other.denied for other in same) and not otherwise:
            return f"The cited sentence denies “{same[0].raw}”, the claim affirms “{word.raw}”."
    return ""


def denied_alone(case: Case) -> str:
    """A word that the claim denies and the cited sentences affirm, where they deny nothing that it denies."""
    if not case.one_language or case.language == "zh":
        return ""
    mine = [word for word in said_words(case.text, case.language) if word.denied]
    theirs = [word for cited in case.cited for word in said_words(cited.text, cited.language)]
    if {word.key for word in mine} & {word.key for word in theirs if word.denied}:
        return ""
    affirmed = {word.key: word.raw for word in theirs if not word.denied}
    word = next((word for word in mine if word.key in affirmed), None)
    return f"The claim denies “{word.raw}”, which the cited sentence affirms." if word else ""


def done_already(case: Case) -> str:
    """A word that the claim states as done and the cited sentences only as planned, needed or possible."""
    if not case.one_language or case.language != "en":
        return ""
    theirs = [word for cited in case.cited for word in said_words(cited.text, cited.language)]
    for word in said_words(case.text, case.language):
        same = [other for other in theirs if other.key == word.key]
        if word.past and not word.open and same and all(other.open for other in same):
            return f"“{same[0].raw}” is not done yet in the cited sentence."
    return ""


_WILL = re.compile(r"\b(?:will|is to|are to|is going to|plans to|intends to) (?:be )?(?:\w+ly )?$")


def long_since(case: Case) -> str:
    """A word that the claim says is to come and the cited sentences say is done; else an empty string."""
    if not case.one_language or case.language != "en":
        return ""
    theirs = [word for cited in case.cited for word in said_words(cited.text, cited.language)]
    for word in said_words(case.text, case.language):
        same = [other for other in theirs if other.key == word.key]
        if (
            same
            and _WILL.search(case.text[: word.start])
            and all(o.past and not o.open and not o.denied for o in same)
        ):
            return f"“{same[0].raw}” is done in the cited sentence, the claim has it still to come."
    return ""
