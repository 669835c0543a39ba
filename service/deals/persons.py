"""Questions about one person, which the sentence that names the person answers: who it is, what was said, what became of them."""

import re
from collections.abc import Sequence
from datetime import date

from service.deals.facts import people_in
from service.deals.names import NAME
from service.domain.evidence import EvidenceSentence
from service.retrieval.tokens import fold

_WHO_IS = re.compile(rf"^\W*[Ww]ho(?:['’]s| is| was) (?P<name>{NAME})\W*$")
_SAID = re.compile(
    rf"^\W*[Ww]hat (?:did|does|has) (?P<name>{NAME}) (?:say|said|comment|tell us|have to say)\W*$"
)
_BECAME = re.compile(rf"^\W*[Ww]hat (?:(?:has )?happened to|(?:has )?bec(?:ame|ome) of) (?P<name>{NAME})\W*$")
_MOVES = (
    r"(?:left|leaves?|leaving|quit|resigned|retired|died|joined|stepp?(?:ed|ing|s)? down|step down|took over|succeeded|will (?:stay|leave|become|remain|keep)|stays?|remains|"
    r"(?:was|were|has been|is) (?:appointed|named|replaced|dismissed|fired|ousted|promoted|succeeded))"
)
_QUOTED = re.compile(r"[\"“„«「]\s*\S+(?:\s+\S+){2,}")
_SPEAKS = r"(?:said|says|added|adds|told|wrote|explained|according to|commented)"
MOST = 3


def told_of(question: str, sentences: Sequence[EvidenceSentence]) -> tuple[int, ...]:
    """Number of the newest sentence that gives the person's role, or numbers of those with what the person said, in quotation marks if anywhere,
    or of the newest that tells where the person went; empty for any other question, and where no sentence does."""
    if found := _WHO_IS.match(question):
        told = [s for s in sentences if _names(found["name"], s.text)]
        newest = max(told, key=lambda s: s.metadata.published_on or date.min, default=None)
        return (newest.number,) if newest else ()
    if found := _SAID.match(question):
        spoken = [s for s in sentences if _speaks(found["name"], s.text)]
        quoted = [s for s in spoken if _QUOTED.search(s.text)]
        return tuple(s.number for s in quoted or spoken)[:MOST]
    if found := _BECAME.match(question):
        moved = [s for s in sentences if _moves(found["name"], s.text)]
        newest = max(moved, key=lambda s: s.metadata.published_on or date.min, default=None)
        return (newest.number,) if newest else ()
    return ()


def _names(asked: str, text: str) -> bool:
    """Whether the sentence gives a role to somebody of that name, or of that surname where only it is asked by."""
    wanted = fold(asked).split()
    return any(fold(name).split()[-len(wanted) :] == wanted and role for name, role, _ in people_in(text))


def _speaks(asked: str, text: str) -> bool:
    surname = re.escape(fold(asked).split()[-1])
    speaker = rf"\b{_SPEAKS}\b[^\"“”]{{0,60}}\b{surname}\b|\b{surname}\b[^\"“”]{{0,60}}\b{_SPEAKS}\b"
    return bool(re.search(speaker, fold(text)))


def _moves(asked: str, text: str) -> bool:
    surname = re.escape(fold(asked).split()[-1])
    return bool(re.search(rf"\b{surname}\b,?(?: who)? (?:\w+ly )?{_MOVES}\b", fold(text)))
