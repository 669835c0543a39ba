"""How a deal stands: "What happened to Acme's IPO?" wants the newest sentence that says how it went on."""

import re
from collections.abc import Sequence
from datetime import date

from service.answering.names import names_in
from service.domain.evidence import EvidenceSentence
from service.retrieval.tokens import fold

_LISTING = r"ipo|initial public offering|public offering|listing|flotation|float|stock market debut|go(?:ing)? public"
_SALE = r"deal|acquisition|acquir(?:e|ed|ing)|purchase|takeover|buyout|buy|buying|bought|merger|merge|sale|sell|selling|sold|bid|offer|tie-up"
_ROUND = r"funding round|financing round|fundraising|round|raise"
_KINDS = tuple(re.compile(rf"\b(?:{words})s?\b") for words in (_LISTING, _SALE, _ROUND))
_ASKS = re.compile(
    r"^\W*(?:what (?:has )?happened (?:to|with)|what (?:has )?bec(?:ame|ome) of|(?:what is|what's|how is) the (?:\w+ )?(?:state|status) of|where does) (?P<what>.+?)(?: stand)?\W*$"
)
_WENT = re.compile(
    r"\b(?:drop(?:s|ped)|scrap(?:s|ped)|postpone[sd]?|delay(?:s|ed)|defer(?:s|red)|withdr[ae]wn?|withdraws|pull(?:s|ed)|shelve[sd]?|call(?:s|ed) off|"
    r"cancel(?:s|led|ed)?|abandon(?:s|ed)|terminate[sd]?|complete[sd]?|close[sd]|approve[sd]|clear(?:s|ed)|block(?:s|ed)|reject(?:s|ed)|file[sd]|price[sd]|"
    r"launche[sd]|agree[sd]|resume[sd]|revive[sd]|collapse[sd]|fail(?:s|ed)|fell (?:through|apart)|won|wins|go(?:es)? ahead|went ahead|raise[sd]|list(?:s|ed)|"
    r"backs?|backed|plans|voted?|decide[sd])\b"
)


def how_it_stands(question: str, sentences: Sequence[EvidenceSentence]) -> tuple[int, ...]:
    """Number of the first sentence of the newest article that says how the deal went on; empty for any other question.

    The sentence, or the title of its article, has every name of the question.
    """
    found = _ASKS.match(fold(question))
    kind = next((kind for kind in _KINDS if found and kind.search(found["what"])), None)
    names = [fold(re.sub(r"['’]s$", "", name)) for name in names_in(question)]
    names = [name for name in names if not (kind and kind.fullmatch(name))]
    if kind is None or not names:
        return ()
    telling = [s for s in sentences if _tells(s, kind, names)]
    newest = max((_day(s) for s in telling), default=date.min)
    first = min((s for s in telling if _day(s) == newest), key=lambda s: s.sentence.ordinal, default=None)
    return (first.number,) if first else ()


def _tells(sentence: EvidenceSentence, kind: re.Pattern[str], names: Sequence[str]) -> bool:
    text = fold(sentence.text)
    about = f"{fold(sentence.metadata.title or '')} {text}"
    return bool(kind.search(text) and _WENT.search(text)) and all(name in about for name in names)


def _day(sentence: EvidenceSentence) -> date:
    return sentence.metadata.published_on or date.min
