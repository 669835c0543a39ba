"""Words that exclude each other: equity and debt, revenue and profit, Series A and B, largest and second-largest.

Bound to a figure, they say what it is a figure of; else they say which round, rank or order is meant. A claim
that has one of a set where the cited sentence has only another says something else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from service.answering.checks.forms import key_of
from service.answering.checks.sources import Case
from service.domain.figures import Figure, Money, Percentage
from service.figures.compare import same_amount
from service.figures.find import find_figures
from service.figures.hedges import find_negations
from service.figures.names import find_names

Contrast = tuple[tuple[str, re.Pattern[str]], ...]


def _contrast(**members: str) -> Contrast:
    return tuple(
        (name.replace("_", " "), re.compile(words, re.IGNORECASE)) for name, words in members.items()
    )


OF_FIGURES: tuple[Contrast, ...] = (
    _contrast(
        cash=r"\bin cash\b|\bcash on hand\b|\bown (?:cash|money|funds)\b|现金|自有资金|\bin bar\b|\ben efectivo\b",
        stock=r"\bnew (?:shares|stock|equity)\b|\b(?:new|common|ordinary)? ?equity\b(?! value)|\bin (?:new )?(?:shares|stock)\b",
        debt=r"\bdebt\b(?!-free)|\b(?:bridge |bank |term )?loans?\b|\bcredit\b|\blen(?:d|ds|t)\b|\bborrow\w*|贷款|\bDarlehen\b|\bpréstamo|\bprêt\b",
    ),
    _contrast(
        revenue=r"\brevenues?\b|\bsales\b(?! of (?:shares|stock|the))|\bturnover\b|\bARR\b|收入|营收|\bUmsatz\b|\bfactur|\bingresos\b|\bchiffre d'affaires\b",
        profit=r"\b(?:net |operating )?profits?\b|\bnet income\b|\bearnings\b|净利润|\bGewinn\b|\bbeneficios?\b|\bbénéfices?\b",
        loss=r"\b(?:net |operating )?loss(?:es)?\b|亏损|\bVerlust|\bpérdidas?\b|\bpertes?\b",
    ),
    _contrast(
        at_closing=r"\b(?:at|on|upon) (?:the )?(?:closing|completion)\b|\bup ?front\b",
        later=r"\banniversar|\bdeferred\b|\bearn-?out\b|\binstal?ments?\b|\blater\b|\bremaining\b",
    ),
    _contrast(
        pre_money=r"\bpre-?money\b|\bbefore the (?:new )?(?:money|investment|round|capital)\b|投前|\bante-money\b|\bantes de la ampliación\b|"
        r"\bavant l'augmentation\b|\bvor der (?:Runde|Kapitalerhöhung)\b",
        post_money=r"\bpost-?money\b|\bafter the (?:new )?(?:money|investment|round|capital)\b|\bafter (?:it|the round)\b|\bmoney included\b|投后|"
        r"\bposterior a la inversión\b|\b(?:después de|tras) la ampliación\b|\baprès l'augmentation\b|\bnach der (?:Runde|Kapitalerhöhung)\b",
    ),
    _contrast(
        per_share=r"\b(?:a|per|each) share\b|\bapiece\b|每股|\bje Aktie\b|\bpor acción\b|\bpar action\b",
        value=r"\bvalu(?:e|es|ed|ing|ation)\b|\bworth\b|估值",
    ),
    _contrast(
        this_round=r"\b(?:this|the|its|a|new|latest|seed) (?:[\w-]+ )?round\b|\bseries [a-k]\b|\b(?:la|esta|una) ronda\b|本轮|\b(?:dieser )?Runde\b",
        in_all=r"\bin all\b|\bin total\b|\btotal (?:raised|funding|financing|capital)\b|\btotal\b(?! of)|\bto date\b|\bso far\b|\baltogether\b|\boverall\b|"
        r"\bsince (?:its|it|\d{4}|being)\b|\bsuma\b|\bdesde su\b|累计|\bbisher\b|\binsgesamt\b",
    ),
)
"""Sets whose members say what a figure is of."""

_LANDS = (
    "American", "British", "Canadian", "Swedish", "Danish", "Norwegian", "Finnish", "Icelandic", "German", "French", "Spanish", "Italian", "Dutch", "Swiss",
    "Austrian", "Belgian", "Irish", "Polish", "Indian", "Chinese", "Japanese", "Korean", "Australian", "Mexican", "Brazilian", "Kenyan", "Nigerian", "Israeli",
)  # fmt: skip

ROUND = re.compile(
    r"\b(?:Series|Serie|série) (?P<letter>[A-K])\b|(?P<zh>[A-K])\+?轮|\b(?P<seed>pre-seed|seed)(?= (?:round|money|funding|financing|capital|stage|investment)\b)|(?P<angel>天使轮|种子轮)",
    re.IGNORECASE,
)
ORDER: tuple[Contrast, ...] = (
    _contrast(
        largest=r"(?<!second[- ])(?<!third[- ])(?<!fourth[- ])\b(?:largest|biggest)\b",
        second_largest=r"\bsecond[- ](?:largest|biggest)\b",
        third_largest=r"\bthird[- ](?:largest|biggest)\b",
        smallest=r"\bsmallest\b",
    ),
    _contrast(
        top=r"\b(?:top|upper end|high end) of (?:the|its|a|that)\b", bottom=r"\b(?:bottom|lower end|low end) of (?:the|its|a|that)\b",
    ),
    _contrast(up_round=r"\bup[- ]round\b", down_round=r"\bdown[- ]round\b"),
    _contrast(
        first=r"\bfirst(?= (?!quarter|half)[a-z])", second=r"\bsecond(?=[- ](?!quarter|half|largest|biggest)[a-z])",
        third=r"\bthird(?= (?!quarter|largest|biggest)[a-z])", fourth=r"\bfourth(?= (?!quarter)[a-z])",
    ),
    _contrast(approved=r"\b(?:approv|clear(?=ed|s|ance))\w*", refused=r"\b(?:reject|refus|block|prohibit)\w*"),
    _contrast(stays=r"\b(?:keep|retain|stay|remain)(?:s|ed|ing)?\b|\bkept\b", goes=r"\b(?:sells?|sold|selling|leaves?|quits?|depart(?:s|ed)?|exit(?:s|ed)?)\b"),
    _contrast(above=r"\babove\b|\b(?:higher|more) than\b", below=r"\bbelow\b|\b(?:lower|less) than\b"),
    _contrast(profit=r"\bprofit(?:s|able)?\b", loss=r"\bloss(?:es)?\b"),
    _contrast(cash=r"\b(?:in|existing|own|with) cash\b", debt=r"\b(?:new )?debt\b(?!-free)|\bborrow\w*|\bloans?\b", equity=r"\bequity\b"),
    _contrast(**{land: rf"\b{land}\b" for land in _LANDS}),
    _contrast(majority=r"\bmajority\b", minority=r"\bminority\b"),
)  # fmt: skip
"""Sets that say which of several is meant."""

_EDGE = re.compile(r"[;；，。(（)]|,(?!\d)|\s(?:and|und|y|et|while|but|from|against|versus)\s|[、：]")


def contrasted(case: Case) -> str:
    """What a claim calls otherwise than every cited sentence does, or an empty string."""
    return _other_round(case) or _other_order(case) or _other_time(case) or _other_kind(case)


_BEFORE = re.compile(r"\b(?:before|prior to|ahead of) (?:the |its )?(?P<what>[a-z]{4,})", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|following|since|anniversar(?:y|ies) of) (?:the |its )?(?P<what>[a-z]{4,})", re.IGNORECASE
)


def _other_time(case: Case) -> str:
    """ "Before closing" where the cited sentences have only "after closing", or the reverse."""
    everything = " ".join(cited.text for cited in case.cited)
    for mine, theirs in ((_BEFORE, _AFTER), (_AFTER, _BEFORE)):
        for match in mine.finditer(case.text):
            key = key_of(match["what"])
            other = next(
                (one for one in theirs.finditer(everything) if key and key_of(one["what"]) == key), None
            )
            if other and not any(key_of(one["what"]) == key for one in mine.finditer(everything)):
                return f"The cited sentence says “{other.group()}”, the claim “{match.group()}”."
    return ""


def rounds(text: str) -> set[str]:
    """The rounds that a text names.

    >>> sorted(rounds("After its seed round came a Series A, then 1亿元的B轮融资"))
    ['a', 'b', 'seed']
    """
    found = (match["letter"] or match["zh"] or match["seed"] or "seed" for match in ROUND.finditer(text))
    return {one.lower().removeprefix("pre-") for one in found}


def _other_round(case: Case) -> str:
    mine = rounds(case.text)
    stated = set().union(*(rounds(cited.text) for cited in case.cited)) or set().union(
        *(rounds(text) for text in (*case.titles, *(sentence.text for sentence in case.nearby)))
    )
    wrong = mine - stated
    if not wrong or not stated:
        return ""
    return f"The cited sentence speaks of round {min(stated).upper()}, not {min(wrong).upper()}."


def _other_order(case: Case) -> str:
    if not case.one_language or any(
        n.hard for text in (case.text, *(c.text for c in case.cited)) for n in find_negations(text)
    ):
        return ""
    said = _without_money(case.text)
    everything = " ".join(_without_money(cited.text) for cited in case.cited)
    for contrast in ORDER:
        mine, theirs = _members(said, contrast), _members(everything, contrast)
        if theirs and (wrong := mine - theirs):
            return f"The cited sentence says “{min(theirs)}”, the claim “{min(wrong)}”."
    return ""


def _without_money(text: str) -> str:
    """ "Norwegian kroner" say nothing of who is Norwegian."""
    for figure in find_figures(text):
        if isinstance(figure, Money):
            text = text[: figure.start] + "-" * (figure.end - figure.start) + text[figure.end :]
    return text


def _members(text: str, contrast: Contrast) -> set[str]:
    return {name for name, words in contrast if words.search(text)}


def _other_kind(case: Case) -> str:
    for contrast in OF_FIGURES:
        stated = [one for cited in case.cited for one in kinds(cited.text, contrast)]
        for figure, kind in kinds(case.text, contrast):
            theirs = {
                other for one, other in stated if type(one) is type(figure) and same_amount(one, figure)
            }
            if theirs and kind not in theirs:
                return f"“{figure.raw}” is {min(theirs)} in the cited sentence, not {kind}."
    return ""


@lru_cache(maxsize=4096)
def kinds(text: str, contrast: Contrast) -> tuple[tuple[Figure, str], ...]:
    """Each amount with the member of a set that stands in its phrase.

    >>> [(f.raw, kind) for f, kind in kinds("€5m in cash and a €7m loan", OF_FIGURES[0])]
    [('€5m', 'cash'), ('€7m', 'debt')]
    """
    return tuple(_bound(text, contrast))


def _bound(text: str, contrast: Contrast) -> Iterator[tuple[Figure, str]]:
    amounts = [figure for figure in find_figures(text) if isinstance(figure, Money | Percentage)]
    plain = _without_names(text)
    for at, figure in enumerate(amounts):
        end = amounts[at + 1].start if at + 1 < len(amounts) else len(text)
        begin = amounts[at - 1].end if at else 0
        after, before = plain[figure.end : end], plain[begin : figure.start]
        near = _nearest(_until_edge(after), _since_edge(before), contrast) or _nearest(
            after, before, contrast
        )
        if near:
            yield figure, near


def _nearest(after: str, before: str, contrast: Contrast) -> str | None:
    near = [(match.start(), name) for match, name in _found(after, contrast)]
    near += [(len(before) - match.end(), name) for match, name in _found(before, contrast)]
    return min(near)[1] if near else None


def _without_names(text: str) -> str:
    """Names blanked: "Bogwood Equity" is no equity."""
    for name in find_names(text):
        if name.sure and " " in name.raw:
            text = text[: name.start] + "-" * (name.end - name.start) + text[name.end :]
    return text


def _found(phrase: str, contrast: Contrast) -> list[tuple[re.Match[str], str]]:
    return [(match, name) for name, words in contrast for match in words.finditer(phrase)]


def _until_edge(text: str) -> str:
    edge = _EDGE.search(text)
    return text[: edge.start()] if edge else text


def _since_edge(text: str) -> str:
    edges = list(_EDGE.finditer(text))
    return text[edges[-1].end() :] if edges else text
