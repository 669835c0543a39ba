"""Words that exclude each other: equity and debt, revenue and profit, Series A and B, largest and second-largest.

Bound to a figure, they say what it is a figure of; else they say which round, rank or order is meant. A claim
that has one of a set where the cited sentence has only another says something else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from service.answering.checks.contrast_sets import OF_FIGURES, ORDER, ROUND, Contrast
from service.answering.checks.forms import key_of
from service.answering.checks.sources import Case
from service.domain.figures import Figure, Money, Percentage
from service.figures.compare import same_amount
from service.figures.find import find_figures
from service.figures.hedges import find_negations
from service.figures.names import find_names

_EDGE = re.compile(r"[;；，。(（)]|,(?!\d)|\s(?:and|und|y|et|while|but|from|against|versus)\s|[、：]")


def contrasted(case: Case) -> str:
    """What a claim calls otherwise than every cited sentence does, or an empty string."""
    return _other_round(case) or _other_order(case) or _other_time(case) or _other_kind(case)


_BEFORE = re.compile(r"\b(?:before|prior to|ahead of) (?:the |its )?(?P<what>[a-z]{4,})", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|following|since|anniversar(?:y|ies) of) (?:the |its )?(?P<what>[a-z]{4,})", re.IGNORECASE
)


_THEN = {
    _BEFORE: re.compile(r"\b(?:before|prior to|ahead of) (?:it|that|then)\b", re.IGNORECASE),
    _AFTER: re.compile(r"\b(?:after|following|since) (?:it|that|then)\b", re.IGNORECASE),
}
"""The same with a pronoun, which may mean what the claim names."""


def _other_time(case: Case) -> str:
    """ "Before closing" where the cited sentences have only "after closing", or the reverse."""
    everything = " ".join(cited.text for cited in case.cited)
    for mine, theirs in ((_BEFORE, _AFTER), (_AFTER, _BEFORE)):
        for match in mine.finditer(case.text):
            key = key_of(match["what"])
            other = next(
                (one for one in theirs.finditer(everything) if key and key_of(one["what"]) == key), None
            )
            if other is None and key and not mine.search(everything):
                other = _THEN[theirs].search(everything)
            if other and not any(key_of(one["what"]) == key for one in mine.finditer(everything)):
                return f"The cited sentence says “{other.group()}”, the claim “{match.group()}”."
    return ""


def rounds(text: str) -> set[str]:
    """The rounds that a text names.

    >>> sorted(rounds("After its seed round came a Series A, then 1亿元的B轮融资"))
    ['a', 'b', 'seed']
    """
    found = (match["letter"] or match["zh"] or match["seed"] or "seed" for match in ROUND.finditer(text))
    return {one.lower().removeprefix("pre-") for one in found}


def _other_round(case: Case) -> str:
    mine = rounds(case.text)
    stated = set().union(*(rounds(cited.text) for cited in case.cited)) or set().union(
        *(rounds(text) for text in (*case.titles, *(sentence.text for sentence in case.nearby)))
    )
    wrong = mine - stated
    if not wrong or not stated or _told_apart(case, wrong):
        return ""
    return f"The cited sentence speaks of round {min(stated).upper()}, not {min(wrong).upper()}."


def _told_apart(case: Case, wrong: set[str]) -> bool:
    """Where several sentences are cited, one that names no round speaks of the last that its article named."""
    spoken_of: set[str] = set()
    for cited in case.cited:
        own = cited.sentence
        before = [
            named for one in case.article
            if one.article_id == own.article_id and one.sentence.ordinal <= own.sentence.ordinal and (named := rounds(one.text))
        ]  # fmt: skip
        spoken_of |= before[-1] if before else set()
    return wrong <= spoken_of


def _other_order(case: Case) -> str:
    if not case.one_language or any(
        n.hard for text in (case.text, *(c.text for c in case.cited)) for n in find_negations(text)
    ):
        return ""
    said = _without_money(case.text)
    everything = " ".join(_without_money(cited.text) for cited in case.cited)
    for contrast in ORDER:
        mine, theirs = _members(said, contrast), _members(everything, contrast)
        if theirs and (wrong := mine - theirs):
            return f"The cited sentence says “{min(theirs)}”, the claim “{min(wrong)}”."
    return ""


def _without_money(text: str) -> str:
    """ "Norwegian kroner" say nothing of who is Norwegian."""
    for figure in find_figures(text):
        if isinstance(figure, Money):
            text = text[: figure.start] + "-" * (figure.end - figure.start) + text[figure.end :]
    return text


def _members(text: str, contrast: Contrast) -> set[str]:
    return {name for name, words in contrast if words.search(text)}


def _other_kind(case: Case) -> str:
    for contrast in OF_FIGURES:
        stated = [one for cited in case.cited for one in kinds(cited.text, contrast)]
        for figure, kind in kinds(case.text, contrast):
            theirs = {
                other for one, other in stated if type(one) is type(figure) and same_amount(one, figure)
            }
            if theirs and kind not in theirs:
                return f"“{figure.raw}” is {min(theirs)} in the cited sentence, not {kind}."
    return ""


@lru_cache(maxsize=4096)
def kinds(text: str, contrast: Contrast) -> tuple[tuple[Figure, str], ...]:
    """Each amount with the member of a set that stands in its phrase.

    >>> [(f.raw, kind) for f, kind in kinds("€5m in cash and a €7m loan", OF_FIGURES[0])]
    [('€5m', 'cash'), ('€7m', 'debt')]
    """
    return tuple(_bound(text, contrast))


def _bound(text: str, contrast: Contrast) -> Iterator[tuple[Figure, str]]:
    amounts = [figure for figure in find_figures(text) if isinstance(figure, Money | Percentage)]
    plain = _without_names(text)
    for at, figure in enumerate(amounts):
        end = amounts[at + 1].start if at + 1 < len(amounts) else len(text)
        begin = amounts[at - 1].end if at else 0
        after, before = plain[figure.end : end], plain[begin : figure.start]
        near = _nearest(_until_edge(after), _since_edge(before), contrast) or _nearest(
            after, before, contrast
        )
        if near:
            yield figure, near


def _nearest(after: str, before: str, contrast: Contrast) -> str | None:
    near = [(match.start(), name) for match, name in _found(after, contrast)]
    near += [(len(before) - match.end(), name) for match, name in _found(before, contrast)]
    return min(near)[1] if near else None


def _without_names(text: str) -> str:
    """Names blanked: "Bogwood Equity" is no equity."""
    for name in find_names(text):
        if name.sure and " " in name.raw:
            text = text[: name.start] + "-" * (name.end - name.start) + text[name.end :]
    return text


def _found(phrase: str, contrast: Contrast) -> list[tuple[re.Match[str], str]]:
    return [(match, name) for name, words in contrast for match in words.finditer(phrase)]


def _until_edge(text: str) -> str:
    edge = _EDGE.search(text)
    return text[: edge.start()] if edge else text


def _since_edge(text: str) -> str:
    edges = list(_EDGE.finditer(text))
    return text[edges[-1].end() :] if edges else text
