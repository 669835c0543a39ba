"""Whether a person of a deal card is the one whom a question asks for: in that role, of that company."""

import re

from service.deals.facts import people_in
from service.domain.deal import DealCard, Person
from service.retrieval.tokens import fold

_FOUNDER, _CHIEF = (
    re.compile(r"\bfound|\bset up\b|\bestablish|\bstarted\b"),
    re.compile(
        r"\b(?:runs?|heads?|leads?|manages|in charge|boss|ceo|chief executive|managing director|president|at the helm)\b"
    ),
)
_CHIEF_OF_ONE_THING = re.compile(r"\bchief (?!executive)[a-z]+ officer\b|\bc[fto]o\b|\bvice president\b")
_FORMER = re.compile(r"\b(?:former|then|until|ex)\b")
_OWNER = re.compile(r"^(.+?)['’]s ")
_OWNER_BEHIND = re.compile(r" (?:of|at) (?:the )?(.+)$")
_WHO = re.compile(r"\W*(?:who|name)\b")
_PLAIN = frozenset(
    """who whom whose what name is was are were the a an of at in for and ceo chief executive boss head runs run heads leads lead manages
    founded found founder founders set up started president managing director company firm startup""".split()
)
_WORD = re.compile(r"[^\W_]+")


def asked_for(person: Person, question: str, card: DealCard) -> bool:
    """Whether the role is the one asked for, and its owner, where two companies have one each, the one named."""
    asked, role = fold(question), fold(person.role or "")
    if _FOUNDER.search(asked) and not _CHIEF.search(asked):
        return bool(_FOUNDER.search(role)) and _of_the_named(person, asked, card)
    if _CHIEF.search(asked):
        held = bool(_CHIEF.search(role)) and not _CHIEF_OF_ONE_THING.search(role) and not _FORMER.search(role)
        return held and _of_the_named(person, asked, card)
    return True


def of_another(question: str, sentence: str) -> bool:
    """Whether a question for who founded or runs a company meets a sentence about who does so elsewhere.

    >>> of_another("Who is the CEO of Orrin?", "It fits, said Tessaly's chief executive, Claire Aubrac.")
    True
    >>> of_another("Who is the CEO of Tessaly?", "It fits, said Tessaly's chief executive, Claire Aubrac.")
    False
    """
    asked = fold(question)
    wanted = next((role for role in (_CHIEF, _FOUNDER) if role.search(asked)), None)
    if wanted is None or not _WHO.match(asked):
        return False
    owners = [_owner(role) for _, role, _ in people_in(sentence) if role and wanted.search(fold(role))]
    named = frozenset(_WORD.findall(asked)) - _PLAIN
    said = frozenset(_WORD.findall(fold(sentence)))
    return bool(owners) and all(owner and not _shares(owner, named) for owner in owners) and not named & said


def _of_the_named(person: Person, asked: str, card: DealCard) -> bool:
    """An owner that is stated must be in the question where it names either; one that is not is only sure in a
    deal of one company."""
    named = frozenset(_WORD.findall(asked))
    parties = [str(one.value) for one in (card.acquirer, card.target, card.company) if one.value]
    if not any(_shares(party, named) for party in parties):
        return True
    owner = _owner(person.role or "")
    if owner:
        return _shares(owner, named)
    return card.acquirer.value is None


def _owner(role: str) -> str:
    found = _OWNER.search(role) or _OWNER_BEHIND.search(role)
    return found[1] if found else ""


def _shares(name: str, words: frozenset[str]) -> bool:
    """Whether a telling word of the name is among the words."""
    return any(word in words for word in _WORD.findall(fold(name)) if len(word) > 2)
