"""The sets of words that exclude each other, as data: `service.answering.checks.contrasts` compares by them."""

import re

Contrast = tuple[tuple[str, re.Pattern[str]], ...]


def _contrast(**members: str) -> Contrast:
    return tuple(
        (name.replace("_", " "), re.compile(words, re.IGNORECASE)) for name, words in members.items()
    )


OF_FIGURES: tuple[Contrast, ...] = (
    _contrast(
        cash=r"\bin cash\b|\bcash (?:on hand|stood|of|was|is|pile|reserves?|position)\b|\bown (?:cash|money|funds)\b|现金|自有资金|\bin bar\b|\ben efectivo\b",
        stock=r"\bnew (?:shares|stock|equity)\b|\b(?:new|common|ordinary)? ?equity\b(?! value)|\bin (?:new )?(?:shares|stock)\b",
        debt=r"\bdebts?\b(?!-free)|\b(?:bridge |bank |term )?loans?\b|\bcredit\b|\blen(?:d|ds|t)\b|\bborrow\w*|贷款|\bDarlehen\b|\bpréstamo|\bprêt\b",
    ),
    _contrast(
        revenue=r"\brevenues?\b|\bsales\b(?! of (?:shares|stock|the))|\bturnover\b|\bARR\b|收入|营收|\bUmsatz\b|\bfactur|\bingresos\b|\bchiffre d'affaires\b",
        profit=r"\b(?:net |operating )?profits?\b|\bearned\b(?! revenue)|\bnet income\b|\bearnings\b|净利润|\bGewinn\b|\bbeneficios?\b|\bbénéfices?\b",
        loss=r"\b(?:net |operating )?loss(?:es)?\b|亏损|\bVerlust|\bpérdidas?\b|\bpertes?\b",
        volume=r"\bprocess(?:ed|es)\b|\bpayment volume\b|\bunder management\b",
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
    _contrast(stays=r"\b(?:keep|retain|stay|remain)(?:s|ed|ing)?\b|\bkept\b", goes=r"\b(?:sells?|sold|selling|(?-i:leav(?:es?|ing)(?! [A-Z]))|quits?|depart(?:s|ed)?|exit(?:s|ed)?)\b"),
    _contrast(above=r"\babove\b|\b(?:higher|more) than\b", below=r"\bbelow\b|\b(?:lower|less) than\b"),
    _contrast(profit=r"\bprofit(?:s|able)?\b", loss=r"\bloss(?:es)?\b", revenue=r"\brevenues?\b"),
    _contrast(won=r"\bw(?:on|ins?|inner)\b", withdrew=r"\bwithdr[ae]w\w*|\bdropped out\b|\bpulled out\b|\blost\b"),
    _contrast(open=r"\bopen(?:s|ed)?\b", close=r"\b(?:close|shut)s?\b"),
    _contrast(cash=r"\b(?:in|existing|own|with) cash\b", debt=r"\b(?:new )?debt\b(?!-free)|\bborrow\w*|\bloans?\b", equity=r"\bequity\b"),
    _contrast(**{land: rf"\b{land}\b" for land in _LANDS}),
    _contrast(majority=r"\bmajority\b", minority=r"\bminority\b"),
)  # fmt: skip
"""Sets that say which of several is meant."""
