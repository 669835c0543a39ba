"""Names in a question or a sentence, by their capitals: companies, people, funds, places.

Small on purpose: what decides here is whether a name of the question stands in an article, not what kind
of thing it names.
"""

import re

from service.retrieval.tokens import fold

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?:[A-ZÀ-ÖØ-ÞŁŚŻŠŽČ]{_LETTER}*|[a-z]{{1,2}}[A-Z]{_LETTER}+)(?:[-'’&.]?[A-Z0-9]{_LETTER}*|-{_LETTER}+|-\d+)*"
_GLUE = r"(?:\s+(?:&|of|de|del|da|do|di|van|von|der|and|the)(?=\s+[A-ZÀ-Þ]))?"
_NAME = re.compile(rf"\b{_CAPITAL}(?:(?:\s+&\s+|\s+(?:de|del|da|do|di|van|von|der)\s+|\s+){_CAPITAL})*")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_FUNCTION = frozenset(
    """a about according after all also an and any are as at back be because before both but by can co could
    date deadline describe did do does each everyone explain fifth first for fourth from give going had has have he
    her his how i if in into is it its larger last latest list many may me mid more most mr mrs ms my name new no
    of on once one or our out over penalty per please same second senior series share she since so some state
    suppose tell than that the their them then there these they third this those to total trace two under until up
    us use value was we were what when where whether which while who whom whose why will with within would yes you
    your ceo cfo cto coo ipo ai eur usd gbp nok sek dkk inr rs january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4
    company companies round seed pre-seed""".split()
)


def names_in(text: str) -> list[str]:
    """The names of a text in order of appearance, without repeats.

    >>> names_in("Who led StepStar's Series B, and did Qiming Venture Partners join?")
    ['StepStar', 'Qiming Venture Partners']
    """
    found: dict[str, str] = {}
    for match in _NAME.finditer(text):
        name = _trimmed(match[0])
        if name:
            found.setdefault(fold(name), name)
    return list(found.values())


def same_name(one: str, other: str) -> bool:
    """Whether two spellings share a telling word.

    >>> same_name("Umberjack", "Umberjack Space"), same_name("Alder Pyne", "Wren Pyne Capital")
    (True, False)
    """
    first, second = fold(one).split(), fold(other).split()
    return first[0] == second[0] or set(first) <= set(second) or set(second) <= set(first)


def _trimmed(run: str) -> str:
    """A run of capitalised words without the function words at either end, nor a possessive."""
    words = [_POSSESSIVE.sub("", word) for word in run.split()]
    while words and _plain(words[0]):
        words = words[1:]
    while words and _plain(words[-1]):
        words = words[:-1]
    cut = next((i for i, word in enumerate(words) if word.lower() == "series"), len(words))
    return " ".join(words[:cut]) if words else ""


def _plain(word: str) -> bool:
    return fold(word).strip(".-&") in _FUNCTION or len(word) < 2
