"""Who does what to whom: the verbs of a sentence with the names around them.

Not a parser: a name stands as the subject of a verb when only auxiliaries, a relative pronoun or an
apposition stand between them, and behind a preposition when that is the last word before its noun phrase.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.answering.checks.forms import PAST, key_of
from service.answering.checks.sources import Case
from service.figures.names import Name, find_names, same_name


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with the names in its slots: `subject`, `object`, or the preposition before the name."""

    verb: str
    start: int
    end: int
    passive: bool
    slots: tuple[tuple[str, str], ...]

    def names(self, *slots: str) -> list[str]:
        return [name for slot, name in self.slots if slot in slots]


_AUX = (
    r"(?:has|have|had|is|are|was|were|be|been|being|will|would|may|might|can|could|should|shall|did|does|do|also|now|then|still|already|"
    r"instead|recently|once|last|first|again|not|never|just|only|n['’]t|hat|haben|wird|wurde|ist|ha|han|est|va|sera|fue)"
)
_TO = re.compile(
    rf"\.?(?P<apposition>,? ?\([^()]{{1,40}}\)|, (?:an?|the|its|one|based|founded|formerly|now)\b[^,;.]{{2,70}},)?(?P<pronoun>(?(apposition)(?!)|,? (?:who|which|that)))?(?P<aux>(?:\s{_AUX})*)\s(?P<verb>[a-zà-ÿ]{{2,}}(?:-[a-z]+)?)\b"
)
_AND = re.compile(r",? (?:and|und|y|et|&) (?:the )?(?:[a-z-]+ ){0,4}")
_COMMA = re.compile(r", (?:the )?(?:[a-z-]+ ){0,3}")
_OWNER = re.compile(r"['’]s? | of (?:the )?")
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|wurde|wird|fue|est)\b")
_DONE = re.compile(
    r"(?:ed|en|bought|sold|led|held|paid|lent|owed|made|taken|given|built|brought|won|put|begun|known|payable|kauft|nommen)$"
)
_PREPOSITION = re.compile(
    r"\b(to|from|by|for|of|in|with|against|at|on|behind|under|via|than|von|an|durch|por|de|par|à|pour|a(?= (?:la|el|los|las)\b|l\b))\s"
)
_FAR = re.compile(r"[,;.:()]|\b(?:and|which|who|that)\b")
_PART_OF = re.compile(r"(?:percent|per cent|%|\ball|\bhalf|\bmost|\bshares?|\brest|\bcontrol) of\s[^,;]*$")
_CLAUSE = re.compile(
    r"[;.](?=\s|$)|,\s(?:has|have|had|is|was|will|would)\b|[”»]|(?<=[\w,.])\"|\bbut\b|\bwhile\b|\bwhereas\b|；|。"
)


@lru_cache(maxsize=4096)
def acts(text: str) -> tuple[Act, ...]:
    """The acts of a text in order.

    >>> acts("Mallow belongs to Larkmere, which bought it in 2018.")[1].slots
    (('subject', 'Larkmere'),)
    >>> acts("Bolt is being sold by Acme.")[0].passive
    True
    """
    names = find_names(text)
    return tuple(_act(text, names, subjects, match) for subjects, match in _governed(text, names))


def _governed(text: str, names: tuple[Name, ...]) -> Iterator[tuple[list[str], re.Match[str]]]:
    """Each verb that directly follows a name, with the names that share it as their subject."""
    for at, name in enumerate(names):
        match = _TO.match(text, name.end)
        if match and key_of(match["verb"]):
            together = _together(text, names, at)
            if _finite(match, several=len(together) > 1):
                yield together, match
        if match and match["pronoun"]:
            main = _MAIN.match(text, name.end)
            if main and key_of(main["verb"]):
                yield _together(text, names, at), main


def _finite(match: re.Match[str], *, several: bool) -> bool:
    """Whether the word after a name can be its verb: "the Saskatoon software company" has none."""
    verb = match["verb"]
    return (
        bool(match["aux"]) or several or verb in PAST or verb.endswith(("ed", "s", "t")) or not verb.isascii()
    )


_MAIN = re.compile(rf", (?:who|which)\b[^,;.]{{2,90}},(?P<aux>(?:\s{_AUX})*)\s(?P<verb>[a-zà-ÿ]{{2,}})\b")


def _together(text: str, names: tuple[Name, ...], last: int) -> list[str]:
    """ "A, B and C": the names that are joined to the last one before the verb."""
    group, joined = [names[last].raw], False
    for before, after in zip(reversed(names[:last]), reversed(names[1 : last + 1]), strict=True):
        gap = _TITLE.sub("", text[before.end : after.start])
        joined = joined or bool(_AND.fullmatch(gap))
        if not (_AND.fullmatch(gap) or _OWNER.fullmatch(gap) or (joined and _COMMA.fullmatch(gap))):
            break
        group.append(before.raw)
    return group


_TITLE = re.compile(r"\b(?:the|Ms|Mr|Mrs|Dr)\b\.?\s?")


def _act(text: str, names: tuple[Name, ...], subjects: list[str], match: re.Match[str]) -> Act:
    start, end = match.span("verb")
    passive = bool(_BE.search(match["aux"]) and _DONE.search(match["verb"]))
    slots = [("subject", name) for name in subjects]
    return Act(key_of(match["verb"]) or "", start, end, passive, (*slots, *slots_after(text, names, end)))


def slots_after(text: str, names: tuple[Name, ...], place: int) -> Iterator[tuple[str, str]]:
    """The names behind a verb, up to the end of its clause, each with its preposition or as an object."""
    stop = _CLAUSE.search(text, place)
    end = stop.start() if stop else len(text)
    first = True
    for name in names:
        if not place <= name.start < end:
            continue
        if text[name.end : name.end + 2] in _POSSESSIVE:
            first = False
            continue
        before = _preposition(text[place : name.start])
        if before:
            yield before, name.raw
        elif first:
            yield "object", name.raw
        first = False


_POSSESSIVE = ("'s", "’s", "' ", "’ ")


def _preposition(between: str) -> str | None:
    """The last preposition before a name, unless something ends its phrase; "all of" names the thing itself."""
    found = list(_PREPOSITION.finditer(between))
    if not found or _FAR.search(between, found[-1].end()) or len(between) - found[-1].end() > _PHRASE:
        return None
    return "in" if _PART_OF.search(between) else found[-1][1].lower()


_PHRASE = 45


_DOING = frozenset({"subject", "with", "by", "alongside"})
_SAYING = frozenset(
    "say tell add note claim argu expec believ know call confir announ explai stress accord".split()
)
"""A company says what its people say: who speaks is compared elsewhere."""


def other_subject(case: Case) -> str:
    """A name that the claim makes the subject of a verb whose subject in the cited sentences is another."""
    if not case.one_language or case.language != "en":
        return ""
    theirs = [(act, cited.text) for cited in case.cited for act in acts(cited.text)]
    for act in acts(case.text):
        same = [(one, text) for one, text in theirs if (one.verb, one.passive) == (act.verb, act.passive)]
        doers = [n for one, text in same for n in one.names("subject") if case.is_party(n, text)]
        if not doers or act.verb in _SAYING:
            continue
        around = [name for one, _ in same for slot, name in one.slots if slot in _DOING]
        for name in act.names("subject"):
            if not case.is_party(name, case.text) or any(
                same_name(name, other, case.aliases) for other in around
            ):
                continue
            if not _is_named_so(case, name):
                return f"In the cited sentence “{doers[0]}” does it, not “{name}”."
    return ""


def _is_named_so(case: Case, name: str) -> bool:
    """ "The advisers were Acme and Bolt", "Acme gave $2m, Bolt $1m": a doer behind "to be", or with the verb left out."""
    being = re.compile(rf"\b(?:was|were|is|are) (?:the )?(?:[^,.;]{{0,40}}\band )?{re.escape(name)}")
    left_out = re.compile(rf"{re.escape(name)}(?: of [A-Z]\w+)? (?:[A-Z]{{3}} )?[$€£¥₹\d]")
    return any(being.search(cited.text) or left_out.search(cited.text) for cited in case.cited)
