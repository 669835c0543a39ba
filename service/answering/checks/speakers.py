"""Who says it, and whose people they are: a quote keeps its speaker, a person their house."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.answering.checks.sources import Case
from service.figures.hedges import HedgeKind, find_hedges
from service.figures.names import Name, find_names, mentions, same_name

_SAYS = re.compile(
    r"\b(?:said|says|told|wrote|writes|called (?:himself|herself|themselves)|dijo|sagte|a déclaré)\b|(?:说|表示)(?![服明])"
)
_BEFORE_ZH = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,12})(?:说|表示)")
_HOUSE = re.compile(
    r"(?:^|[\s,(])(?:a |an |the )?(?:former |ex-)?(?P<title>partner|general counsel|analyst|director|finance director|chief executive|CEO|CFO|founder|"
    r"president|chair|head|spokes\w+|managing director|investor)\b"
)


def other_speaker(case: Case) -> str:
    """Somebody in the claim who says what another says in the cited sentences, or is of another house."""
    return _other_voice(case) or _other_sort(case) or _hearsay(case) or _other_house(case)


def _other_voice(case: Case) -> str:
    mine = _voices(case, case.text)
    if not mine:
        return ""
    stated = [name for cited in case.cited for name in _voices(case, cited.text)]
    if stated and not any(_same(a, b, case) for a in mine for b in stated):
        return f"In the cited sentence “{stated[0]}” says it, not “{mine[0]}”."
    return ""


_SORTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for sort, words in (
        ("union", r"(?:trade )?unions?|union (?:official|leader|representative)s?"),
        ("people", "people|persons?|sources?|insiders?|bankers?"),
        ("analyst", "analysts?"),
        ("authority", r"regulators?|authorit(?:y|ies)|government|ministry|minister|police|court|prosecutors?"),
        ("staff", "staff|employees|workers"),
        ("investor", "investors?|shareholders?"),
        ("company", r"compan(?:y|ies)|firms?|sides?|parties|group|spokes\w+|statement|release|it|they|he|she|founders?|co-founders?|"
         r"chief|executives?|chair\w*|president|officer|director|partner|board|head"),
    )
)  # fmt: skip
"""Who speaks where nobody is named: sorts of speakers that do not speak for one another."""
_BEFORE_VERB = 45


def _other_sort(case: Case) -> str:
    """ "The union says" where the cited sentence has "the companies said"."""
    if not case.one_language or case.language != "en" or list(speakers(case.text)):
        return ""
    mine = _sorts(case.text)
    stated = set().union(*(_sorts(cited.text) | _of_named(case, cited.text) for cited in case.cited))
    if not mine or not stated or mine & stated:
        return ""
    return f"In the cited sentence {min(stated)} says it, not {min(mine)}."


def _sorts(text: str) -> set[str]:
    """The sorts of those who speak in a text, by the words right before a verb of saying."""
    before = [text[max(0, verb.start() - _BEFORE_VERB) : verb.start()] for verb in _SAYS.finditer(text)]
    heads = [re.split(r"[,;.”\"]", one)[-1] or one for one in before]
    return {sort for head in heads for sort, words in _SORTS if words.search(head)}


def _of_named(case: Case, text: str) -> set[str]:
    """The sorts of those who speak by name, as the article tells who they are; else they speak for a company."""
    named = _voices(case, text)
    told = [one.text for one in case.article if any(name in one.text for name in named)]
    return {sort for one in told for sort, words in _SORTS if words.search(one)} - {"people"} | (
        {"company"} if named else set()
    )


def _hearsay(case: Case) -> str:
    """ "Bolt said it is worth $2bn" where only market talk put that price on it."""
    mine = _voices(case, case.text)
    if not mine or not case.one_language or case.language != "en":
        return ""
    for cited in case.cited:
        talk = next(
            (h for h in find_hedges(cited.text, cited.language) if h.kind is HedgeKind.REPORTED), None
        )
        spoken = any(mentions(cited.text, name, case.aliases) for name in mine) or _SAYS.search(cited.text)
        if talk is None or spoken:
            return ""
        heard = talk.raw
    return f"In the cited sentence it is “{heard}”, not “{mine[0]}” who says it."


def _voices(case: Case, text: str) -> list[str]:
    return [name for name in speakers(text) if "\u4e00" <= name[0] <= "\u9fff" or case.is_party(name, text)]


def _same(a: str, b: str, case: Case) -> bool:
    return a in b or b in a or same_name(a, b, case.aliases)


def speakers(text: str) -> Iterator[str]:
    """The names around the verbs of saying: before them in their clause, else after them.

    >>> list(speakers('"We sell," said Ann Lee.')), list(speakers("Bo Ek said so.")), list(speakers("They said so."))
    (['Ann Lee'], ['Bo Ek'], [])
    """
    names = find_names(text)
    for match in _SAYS.finditer(text):
        zh = _BEFORE_ZH.search(text[: match.end()])
        if zh:
            yield zh["who"]
            continue
        yield from (name.raw for name in _near(text, names, match))


_CLOSE_BY = 40
_CLOSED = re.compile(r"[.,;]|\s*$")
_INVERTED = re.compile(r"[,”\"»]\s*$")
_INSIDE = re.compile(r"\b(?:in|of|to|from|with|for|at|by|on) (?:the )?$")
_GAP = re.compile(r"[.;!?](?=\s)|, (?:who|which)\b|[”\"»]")


def _near(text: str, names: Sequence[Name], verb: re.Match[str]) -> list[Name]:
    before = [n for n in names if n.end <= verb.start() and not _GAP.search(text[n.end : verb.start()])]
    pronoun = re.search(
        r"\b(?:he|she|it|they|which|companies|sides|people|bankers|sources?)\s(?:\w+ )?$",
        text[: verb.start()],
        re.IGNORECASE,
    )
    if pronoun:
        return []
    closing = next((n for n in names if verb.end() <= n.start <= verb.end() + _CLOSE_BY), None)
    ends = closing is not None and _CLOSED.match(text, closing.end)
    if before and not (ends and _INVERTED.search(text[: verb.start()])):
        return [n for n in before[-3:] if not _INSIDE.search(text[: n.start])]
    return [n for n in names if n.start >= verb.end() and not _GAP.search(text[verb.end() : n.start])]


def _other_house(case: Case) -> str:
    mine = list(houses(case.text))
    stated = [one for cited in case.cited for one in houses(cited.text)]
    for person, house in mine:
        theirs = [other for who, other in stated if same_name(who, person)]
        if theirs and not any(same_name(house, other, case.aliases) for other in theirs):
            return f"“{person}” is of “{theirs[0]}” in the cited sentence, not of “{house}”."
    return ""


_OF = re.compile(
    r"(?:,? (?:a|an|the|its) |, )?(?:former |ex-)?[\w -]{0,30}?\b(?:of|at|from|for) (?:the )?(?:[a-z-]+ ){0,3}$"
)
_TITLED = re.compile(r"(?:'s|’s)?,? (?:(?:co-)?[a-z-]+ ){0,3}(?:Dame |Sir |Dr\.? |Mr\.? |Ms\.? )?$")
_HEADS = re.compile(r",? (?:who |which )?[\w ,]{2,45} (?:at|of) (?:the )?(?:[a-z-]+ ){0,3}$")


def houses(text: str) -> Iterator[tuple[str, str]]:
    """(person, house) where a text puts a person with a house: "Acme partner Ann Lee", "Ann Lee, who heads Acme".

    >>> list(houses("Acme partner Ann Lee joins.")), list(houses("Ann Lee, a partner of Acme, joins."))
    ([('Ann Lee', 'Acme')], [('Ann Lee', 'Acme')])
    """
    names = find_names(text)
    for left, right in pairwise(names):
        gap = text[left.end : right.start]
        if (
            len(right.raw.split()) > 1
            and _TITLED.fullmatch(gap)
            and (gap.startswith(("'s", "’s")) or _title(gap))
        ):
            yield right.raw, left.raw
        elif len(left.raw.split()) > 1 and (_OF.fullmatch(gap) or (_HEADS.fullmatch(gap) and " who " in gap)):
            yield left.raw, right.raw


def _title(gap: str) -> bool:
    return bool(_HOUSE.search(gap))
