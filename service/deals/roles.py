"""Whether a person of a deal card is the one whom a question asks for: in that role, of that company."""

import re

from service.deals.facts import ROLE, people_in
from service.domain.deal import DealCard, Person
from service.retrieval.tokens import fold

_KINDS = {
    "finance": r"\bcfo\b|\bchief financ\w+ officer|\bfinance (?:chief|director|head)|\bhead of finance|\bruns finance|\btreasurer",
    "technology": r"\bcto\b|\bchief technology|\bhead of technology|\bruns technology",
    "operations": r"\bcoo\b|\bchief operating",
    "chair": r"\bchair(?:s|man|woman|person)?\b",
    "founder": r"\b(?:co-?)?found|\bset up\b|\bestablish|\bstarted\b",
    "chief": r"\b(?:runs?|heads?|leads?|manages|in charge|boss|ceo|chief executive|managing director|(?<!vice )president|at the helm)\b",
}
"""Kinds of roles as questions and cards put them, folded; the first that a question matches is the one it asks for."""
_ROLES = {name: re.compile(pattern) for name, pattern in _KINDS.items()}
_FORMER = re.compile(r"\b(?:former|then|until|ex)\b")
_OWNER = re.compile(rf"^(?!{ROLE}\b)([A-ZÀ-Þ]\S*?(?: [A-ZÀ-Þ]\S*?)*)(?:['’]s)? (?=[a-z]|C[EFTO]O\b)")
_OWNER_BEHIND = re.compile(r" (?:of|at) (?:the )?(.+)$")
_WHO = re.compile(r"\W*(?:who|name)\b")
_PLAIN = frozenset(
    """who whom whose what name is was are were the a an of at in for and ceo cfo cto coo chief executive financial operating technology officer
    finance chair boss head runs run heads leads lead manages founded found founder founders set up started president managing director company firm
    startup""".split()
)
_WORD = re.compile(r"[^\W_]+")


def asked_for(person: Person, question: str, card: DealCard) -> bool:
    """Whether the role is the one asked for, and its owner, where two companies have one each, the one named."""
    asked, role = fold(question), fold(person.role or "")
    wanted = _kind(asked)
    if wanted is None:
        return True
    return _holds(role, wanted) and _of_the_named(person, asked, card)


def _holds(role: str, wanted: str) -> bool:
    """A founder and chief executive is both; a chief of finance is no chief executive, nor is who was one formerly."""
    found = _ROLES[wanted].search(role)
    if not found or _FORMER.search(role[: found.start()]):
        return False
    return wanted != "chief" or not any(
        _ROLES[name].search(role) for name in ("finance", "technology", "operations")
    )


def _kind(text: str) -> str | None:
    return next((name for name, pattern in _ROLES.items() if pattern.search(text)), None)


def of_another(question: str, sentence: str) -> bool:
    """Whether a question for who founded or runs a company meets a sentence about who does so elsewhere, or only about
    people in other roles.

    >>> of_another("Who is the CEO of Orrin?", "It fits, said Tessaly's chief executive, Claire Aubrac.")
    True
    >>> of_another("Who is the CEO of Tessaly?", "It fits, said Tessaly's chief executive, Claire Aubrac.")
    False
    """
    asked = fold(question)
    wanted = _kind(asked)
    if wanted is None or not _WHO.match(asked):
        return False
    roles = [role for _, role, _ in people_in(sentence) if role]
    if roles and not _ROLES[wanted].search(fold(sentence)):
        return True
    owners = [_owner(role) for role in roles if _holds(fold(role), wanted)]
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
    """What stands behind a comma is about the person's past."""
    now = role.partition(",")[0]
    found = _OWNER.search(now) or _OWNER_BEHIND.search(now)
    return found[1] if found else ""


def _shares(name: str, words: frozenset[str]) -> bool:
    """Whether a telling word of the name is among the words."""
    return any(word in words for word in _WORD.findall(fold(name)) if len(word) > 2)
