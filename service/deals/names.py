"""Names inside the clauses of deal news: a list of investors, a party after "led by", a person with a role."""

import re
from functools import lru_cache

_UPPER = r"A-ZÀ-ÖØ-ÞŁŚŻŠŽČ"
_WORD = rf"(?:[{_UPPER}][\w'’.&-]*|[a-z]{{1,2}}[{_UPPER}]\w+|\d+[{_UPPER}]\w*)"
_LINK = r"(?:&|of|de|del|da|do|di|van|von|der|den|la|y|und|et)"
NAME = rf"{_WORD}(?:\s+(?:{_LINK}\s+(?:the\s+)?)?{_WORD})*"
"""A run of capitalised words, small linking words inside it allowed."""

_NAME = re.compile(NAME)
_COMPARED = re.compile(r"[\w&-]+")
_LINKING = frozenset({"from", "s", "the", "of"})
_END = re.compile(
    r"(?<!\b[A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)\.(?=\s|$)|[;:()。；]|\s[–—-]\s|,?\s+(?:which|who|whose|at an?|in an?|in the|for an?|as it|as the|"
    r"according|said|says|to (?:build|fund|buy|expand|finance|help)|valuing|after|while|when|bringing|also|has|have|had|will|would|is|are|"
    r"was|were|this time|according|among other\w*|on (?:the|a|[A-Z0-9])|took|take|taking|joined?|joining|invest\w*|participat\w*)\b"
)
_SPLIT = re.compile(
    r",\s*(?:and|as well as|along with|y|und)\s+|,\s*|\s+(?:and|as well as|along with|alongside|plus|y|und|sowie)\s+(?:by\s+)?"
)
_APPOSITION = re.compile(
    r"^(?:an?|its|their|his|her|the)\s+(?:former|previous|[a-z-]+(?:\s+[a-z-]+){0,4}\s+(?:of|at|in|for)\b)"
)
_STATE_CAPITAL = re.compile(
    r"^(?:[A-Z][\w-]*(?:['’]s)?\s+)?(?:state-owned|state-backed|government-backed|municipal)\s+(?:capital|funds?|investors?|investment)\b.*",
    re.IGNORECASE,
)
_SEATED = re.compile(
    r"(?<=\w)(?<!\bBank)(?<!University)(?<!Institute)(?<!\bFund)(?<!Republic)(?<!House) of (?!the )\S+(?: [A-ZÀ-Þ]\S+)?$"
)
"""Where a party sits is no part of its name: "Ostrakon Capital of Copenhagen"."""
_NUMBERED = re.compile(r"(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)-|[A-Z]{1,3}\d")
_NOT_NAMES = frozenset(
    "rs the a an series seed ipo ceo new it its he she they we this that january february march april may june july august september"
    " october november december monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 ai us usd eur others existing both several other new notably recently additionally meanwhile one two three four"
    " five six seven eight nine ten eleven twelve twenty".split()
)


def clause(text: str, start: int) -> str:
    """What follows `start` up to where the clause ends."""
    end = _END.search(text, start)
    return text[start : end.start() if end else len(text)].strip(" ,.")


def listed(clause: str) -> tuple[str, ...]:
    """The names of an enumeration, descriptions left out.

    >>> listed("state-owned capital from Shanghai, Tencent Investments, Wuyuan Capital, and Qiming Venture Partners")
    ('state-owned capital from Shanghai', 'Tencent Investments', 'Wuyuan Capital', 'Qiming Venture Partners')
    >>> listed("Pinegrave Seed Fund and Hana Obuya, a former general counsel of the builder Stratton Keel")
    ('Pinegrave Seed Fund', 'Hana Obuya')
    """
    names = (party(item) for item in _SPLIT.split(clause))
    return tuple(dict.fromkeys(name for name in names if name))


def party(item: str) -> str | None:
    """The one name in a phrase such as "the insurer Keelson Mutual"; None where it only describes."""
    item = item.strip(' ,."“”')
    if _STATE_CAPITAL.match(item):
        return item
    if re.match(r"[\"“‘]", item):
        return None
    if not item or _APPOSITION.match(item):
        return None
    match = _NAME.search(item)
    name = seatless(trimmed(match[0])) if match else ""
    return None if not name or _NUMBERED.match(name) else name


def seatless(name: str) -> str:
    """The name without where the party sits.

    >>> seatless("Ostrakon Capital of São Paulo"), seatless("Bank of Leith")
    ('Ostrakon Capital', 'Bank of Leith')
    """
    return _SEATED.sub("", name)


def trimmed(run: str) -> str:
    """A run of capitalised words without a possessive and without words that are no names at its ends."""
    # "Rotterdam's Calderhythe" names the company, and where it is from.
    run = re.split(r"['’]s\s+", run.strip(" ,"))[-1]
    run = re.sub(r"['’]s?$", "", run)
    words = (run if re.search(r"(?:\b[A-Z]\.)+$", run) else run.rstrip(".")).split()
    while words and words[0].lower() in _NOT_NAMES:
        words = words[1:]
    while words and words[-1].lower() in _NOT_NAMES:
        words = words[:-1]
    return " ".join(words)


def names(text: str) -> tuple[str, ...]:
    """Every name of a text, in order."""
    parts = (part for m in _NAME.finditer(text) for part in re.split(r"['’]s\s+", m[0]))
    found = (trimmed(part) for part in parts)
    return tuple(name for name in found if len(name) > 1)


def same(one: str, other: str) -> bool:
    """Whether two names may be one party's: the words of the shorter open the longer.

    >>> same("Qiming", "Qiming Venture Partners"), same("Alder Pyne", "Wren Pyne")
    (True, False)
    """
    first, second = sorted((_words(one), _words(other)), key=len)
    return bool(first) and (second[: len(first)] == first or (set(first) <= set(second) and len(first) > 1))


@lru_cache(maxsize=10_000)  # every name of an article is compared with every other
def _words(name: str) -> tuple[str, ...]:
    return tuple(w for w in _COMPARED.findall(name.casefold()) if w not in _LINKING)
