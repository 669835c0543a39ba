"""Whose it is: "Acme's plant" does not support "Bolt's plant" or "Bolt closed its plant"."""

import re
from collections.abc import Iterator

from service.answering.checks.clauses import content
from service.answering.checks.sources import Case
from service.figures.names import find_names, same_name

_THING = r"(?P<thing>(?:own )?[a-z][a-z-]+(?: [a-z][a-z-]+)?)"
_OF_NAME = re.compile(rf"(?:'s|’s|'|’) {_THING}")
_ITS = re.compile(rf"\b(?:its|his|her) {_THING}")


def other_owner(case: Case) -> str:
    """Something the claim says is one's and the cited sentences another's; else an empty string."""
    if not case.one_language or case.language != "en":
        return ""
    stated = [(*one, cited.text) for cited in case.cited for one in owned(cited.text, only="own ")]
    for owner, thing in owned(case.text):
        if not case.is_party(owner, case.text):
            continue
        same = [(other, text) for other, its, text in stated if _alike(thing, its)]
        if not same or any(same_name(owner, other, case.aliases) for other, _ in same):
            continue
        others = [other for other, text in same if case.is_party(other, text)]
        if others and len(others) == len(same):
            return f"The cited sentence speaks of what is “{others[0]}”'s, not “{owner}”'s."
    return ""


def _alike(a: str, b: str) -> bool:
    mine, theirs = content(a), content(b)
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def owned(text: str, only: str = "") -> Iterator[tuple[str, str]]:
    """(owner, thing) pairs: "Acme's new plant", and "its plant" with the last name before it.

    That name need not be the owner of what is "its"; where it must be, `only` asks for "its own".

    >>> list(owned("Acme sold its plant after Bolt's chief left."))
    [('Bolt', 'chief left'), ('Acme', 'plant after')]
    """
    names = find_names(text)
    for name in names:
        if match := _OF_NAME.match(text, name.end):
            yield name.raw, match["thing"]
    for match in _ITS.finditer(text):
        before = [name for name in names if name.end <= match.start()]
        if (
            before
            and match["thing"].startswith(only)
            and not re.search(r"[.;]\s", text[before[-1].end : match.start()])
        ):
            yield before[-1].raw, match["thing"].removeprefix("own ")
