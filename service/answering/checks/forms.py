"""The forms of a word as one: "sold" and "sells", "clearance" and "cleared"."""

import re
from functools import lru_cache

from service.retrieval.tokens import analyse

IRREGULAR = {
    form: verb
    for verb, forms in {
        "buy": "bought", "sell": "sold sale sales", "lead": "led", "hold": "held", "pay": "paid payable", "take": "took taken", "make": "made",
        "give": "gave given", "get": "got gotten", "keep": "kept", "leave": "left", "lend": "lent", "lose": "lost loss losses",
        "become": "became", "rise": "rose risen", "fall": "fell fallen", "grow": "grew grown", "win": "won", "withdraw": "withdrew withdrawn",
        "speak": "spoke spoken", "bring": "brought", "begin": "began begun", "put": "puts", "say": "said", "run": "ran",
        "tell": "told", "know": "known knew", "build": "built", "spend": "spent", "write": "wrote written", "choose": "chose chosen",
        "decision": "decided decide", "meet": "met", "seek": "sought", "think": "thought", "stand": "stood", "send": "sent",
    }.items()
    for form in forms.split()
}  # fmt: skip
PAST = frozenset(
    "bought sold led held paid took taken made gave given got kept left lent lost became rose fell grew won withdrew spoke brought "
    "began built spent wrote chose met sought sent".split()
)
_LIGHT = frozenset(
    "be do have make get take will say give go come use include company firm year day time".split()
)
"""Too common to tell anything by themselves."""
_SAME = 6
"""Forms of a word are taken to share so many letters."""
_ENDING = re.compile(r"(?<=\w{4})(?:anc|enc|ion|ment|al)$")


@lru_cache(maxsize=50_000)
def key_of(word: str, language: str = "en") -> str | None:
    """What the forms of a word share; None for a word that says too little by itself.

    >>> key_of("bought"), key_of("buys"), key_of("clearance") == key_of("cleared"), key_of("the")
    ('buy', 'buy', True, None)
    """
    base = IRREGULAR.get(word.lower(), word.lower())
    stems = analyse(base, language)
    if not stems or base in _LIGHT or stems[0] in _LIGHT:
        return None
    return _ENDING.sub("", stems[0])[:_SAME]
