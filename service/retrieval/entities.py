"""The names that a question holds, and which articles are about them.

A name is what the articles write with a capital; so a question in lower case can be read as well.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.ports import StoredPassage
from service.retrieval.stopwords import STOP_WORDS
from service.retrieval.tokens import fold

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"  # they know no capitals
_LETTER = rf"[^\W_{_IDEOGRAPHS}]"
_CAPITAL = rf"(?:[^\W\d_a-zß-öø-ÿ{_IDEOGRAPHS}]|[a-z]{{1,2}}[A-Z]){_LETTER}*(?:[&.'’\-‐‑]{_LETTER}+)*"
_RUN = re.compile(rf"(?<![^\W_]){_CAPITAL}(?:(?:\s+(?:&|de|del|da|do|van|von))?\s+{_CAPITAL})*")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b|['’]$")
_SHAPED = re.compile(r"\d|[^\W\d_].*[A-Z]")
_HYPHEN = re.compile(r"[-‐‑]")
_SENTENCE = re.compile(r"(?<=[.?!:;])\s+")
LEAST_HALF = 4
_NO_NAMES = frozenset(
    """
    series q1 q2 q3 q4 h1 h2 fy ipo ceo cfo cto coo mr mrs ms dr usd eur gbp name list give tell describe
    explain compare besides despite given according january february march april may june july august september october november december
    """.split()
)
IN_TITLE = 1.0
IN_TEXT = 0.5
EACH_MENTION = 0.1


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a question: how telling it is, 0 to 1, and how much which articles are about it."""

    weight: float
    articles: Mapping[str, float]


def gains(names: Iterable[Name]) -> dict[str, float]:
    """How much each article is about all of the names together, 0 to 1.

    >>> gains([Name(0.5, {"a": 1.0}), Name(0.25, {"a": 1.0, "b": 0.5})])
    {'a': 0.375, 'b': 0.0625}
    """
    known = [name for name in names if name.articles]
    gained: dict[str, float] = {}
    for name in known:
        for article_id, share in name.articles.items():
            gained[article_id] = gained.get(article_id, 0.0) + name.weight * share / len(known)
    return gained


def name_candidates(question: str) -> tuple[str, ...]:
    """What may be names, in order: runs of capitalised words; in a question without any, each longer word.

    >>> name_candidates("Did Alder Pyne advise Tjurskalle's owners in 2024?")
    ('Alder Pyne', 'Tjurskalle')
    >>> name_candidates("who owns stepstar")
    ('owns', 'stepstar')
    """
    runs = (name for run in _RUN.findall(_POSSESSIVE.sub(" ,", question)) if (name := _trimmed(run)))
    names = tuple(dict.fromkeys(runs))
    return names or tuple(dict.fromkeys(word for word in _WORD.findall(question) if _may_name(word)))


def is_surely_a_name(name: str, question: str) -> bool:
    """Whether it is a name even where no article knows it: not for a capital that only opens a sentence.

    >>> is_surely_a_name("Smallest", "Smallest and largest loan?"), is_surely_a_name("Zylonex", "Did Zylonex pay?")
    (False, True)
    >>> is_surely_a_name("ZyloPay", "ZyloPay raised what?"), is_surely_a_name("owns", "who owns it")
    (True, False)
    """
    if _SHAPED.search(name) or " " in name:
        return True
    return not name.islower() and not (_opens(name, question) and question.count(name) == 1)


def parts_of_name(candidate: str, question: str) -> tuple[str, ...]:
    """What may be a name if the whole is none: the halves of a compound, the run without the word that opens it.

    >>> parts_of_name("Tlacuache-Chirimoya", "When do the Tlacuache-Chirimoya owners vote?")
    ('Tlacuache', 'Chirimoya')
    >>> parts_of_name("Smallest Umberjack", "Smallest Umberjack bid?")
    ('Umberjack',)
    """
    rest = candidate.partition(" ")[2] if _opens(candidate, question) else ""
    halves = tuple(half for half in _HYPHEN.split(candidate) if len(half) >= LEAST_HALF)
    return (rest,) if rest else halves if len(halves) > 1 else ()


def _opens(name: str, question: str) -> bool:
    """Whether a name stands first in a sentence of the question."""
    return any(one.lstrip(" \"“‘'¿¡(").startswith(name) for one in _SENTENCE.split(question))


def about(name: str, passages: Iterable[StoredPassage], titles: Mapping[str, str]) -> dict[str, float]:
    """How much each article is about a name, from the passages that hold a word of it; folded `titles` by id.

    Empty when the articles mostly write it in lower case: then it is no name.
    """
    spelt = re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, fold(name).split())))
    first = re.compile(r"(?<!\w)" + re.escape(fold(name).split()[0]))
    mentions: dict[str, int] = {}
    capitals = 0
    for passage in passages:
        text, folded = passage.passage.text, fold(passage.passage.text)
        capitals += sum(_is_capital(text, folded, place.start()) for place in first.finditer(folded))
        mentions[passage.article_id] = mentions.get(passage.article_id, 0) + len(spelt.findall(folded))
    if capitals < 0:
        return {}
    return {
        article_id: IN_TITLE if spelt.search(titles.get(article_id, "")) else _in_text(count)
        for article_id, count in mentions.items()
        if count or spelt.search(titles.get(article_id, ""))
    }


def _in_text(mentions: int) -> float:
    return min(IN_TITLE, IN_TEXT + EACH_MENTION * mentions)


def _is_capital(text: str, folded: str, place: int) -> int:
    """1 for a capital, -1 for a small letter, 0 where folding has moved the letters."""
    if len(text) != len(folded) or not text[place].isalpha():
        return 0
    return -1 if text[place].islower() else 1


def _trimmed(run: str) -> str:
    words = run.split()
    while words and not _may_name(words[0]):
        words = words[1:]
    while words and not _may_name(words[-1]):
        words = words[:-1]
    return " ".join(words)


def _may_name(word: str) -> bool:
    folded = fold(word)
    return len(word) > 2 and folded not in STOP_WORDS and folded not in _NO_NAMES
