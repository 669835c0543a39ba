"""What softens, denies or turns a statement, left out or put in."""

import re

from evals.mutations.claim import HEDGES, POLARITY, Operator, TrueClaim

_HEDGES = re.compile(
    r"\breportedly |, two bankers said|, people familiar with the matter said|, a person involved in the talks said|, which neither company has confirmed|"
    r"\b[Aa]ccording to (?:two bankers|people familiar with the matter|an unconfirmed story|one of the people), |, according to one of the people|People familiar with the matter said |"
    r"There are rumours that |Two trade newsletters reported that |, said to be |\b(?:[Tt]wo|A) (?:people|person)[^,]*? (?:said|say|put) (?:that )?|Two sources put |"
)


def _unhedged(true: TrueClaim) -> str | None:
    """Leave out who says so, or that it is not sure."""
    match = next((m for m in _HEDGES.finditer(true.claim) if m.group()), None)
    if not match or re.search(
        r"declined|unconfirmed|confirm|rumour|talks|according|said|say|may\b|could|only talk",
        true.claim[: match.start()] + true.claim[match.end() :],
    ):
        return None
    rest = (
        true.claim[: match.start()]
        + (", " if match.group().startswith(", said to be") else "")
        + true.claim[match.end() :]
    )
    return rest[:1].upper() + rest[1:]


def _done(true: TrueClaim) -> str | None:
    """What is planned, agreed or talked about is stated as done."""
    for pattern, new in (
        (r"is (?:reportedly )?in talks to sell", "has sold"),
        (r"\bis expected in\b", "took place in"),
        (r"\bis to be acquired by\b", "has been acquired by"),
        (r"\b(?:intends|plans) to sell\b", "has sold"),
        (r"\b(?:intends|plans) to repay\b", "has repaid"),
        (r"\b(?:intends|plans) to hire\b", "has hired"),
        (r"\b(?:intends|plans) to repurchase\b", "has repurchased"),
        (r"\bwill pay\b", "has paid"),
        (r"\bplans (?=\d)", "has opened "),
        (r"\bare expected\b", "were made"),
        (r"\bis weighing\b", "made"),
        (r"\b(?:plans|intends) (?=\d|a |to )", "now has "),
        (r"expect to complete", "completed"),
        (r"\bcould fetch\b", "fetched"),
    ):
        if re.search(pattern, true.claim):
            changed = re.sub(pattern, new, true.claim, count=1)
            left = re.search(r"reported|newsletter|people familiar|expect|plan|intend|said", changed)
            return None if left else changed
    return None


_BOUNDS = re.compile(
    r"\b(?:up to|as much as|at most|at least|no less than|more than|over|nearly|almost|about|around|roughly|approximately|close to|some|under) (?=[$€£¥₹CRNSUDHI]{0,3}\s?\d)"
)


def _unbounded(true: TrueClaim) -> str | None:
    """ "Up to $300 million" becomes "$300 million"."""
    match = _BOUNDS.search(true.claim)
    rest = re.match(r"[^\s]*\s?\d[\d.,]*\d|[^\s]*\s?\d", true.claim[match.end() :]) if match else None
    number = re.search(r"\d[\d.,]*\d|\d", rest.group()) if rest else None
    if (
        not match
        or not number
        or not re.search(
            rf"(?:up to|as much as|at most|at least|more than|over|nearly|almost|about|around|roughly|approximately|close to|under|less than|rund|ronda los|unos|约|近|接近)\W{{0,4}}(?:[A-Z$€£¥]{{0,4}})\s?{re.escape(number.group())}",
            true.evidence,
        )
    ):
        return None
    if re.search(
        r"\bmaximum|could|at least|about|around|up to",
        true.claim[: match.start()] + true.claim[match.end() :],
    ):
        return None
    return true.claim[: match.start()] + true.claim[match.end() :]


_VERB = re.compile(r"\b(is|was|are|were|will|has|had|have|could|would|can)\b(?! not| no\b|n't)")


_PAST = re.compile(
    r"\b(led|raised|bought|acquired|sold|joined|founded|invested|secured|replaced|signed|employs|operates|owns|holds|took|retains)\b"
)


_BASE = {"led": "lead", "raised": "raise", "bought": "buy", "acquired": "acquire", "sold": "sell", "joined": "join", "founded": "found", "invested": "invest",
         "secured": "secure", "replaced": "replace", "signed": "sign", "took": "take"}  # fmt: skip


_PRESENT = {"employs": "employ", "operates": "operate", "owns": "own", "holds": "hold", "retains": "retain"}


_NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|without|reject\w*|declin\w*|den(?:y|ied)|withdr\w+|dropped|un(?:disclosed|confirmed|insured)|barred|turned down|terminat\w*|ended|dismiss\w*|postponed|put off|fail\w*|lapse|lost|against|premature|only|pulled|n't|exonerated|minus|other|succeeded|undisclosed|stepped|less|fewer|left|closes|until|unless)\b",
    re.IGNORECASE,
)


def _negated(true: TrueClaim) -> str | None:
    if _NEGATIVE.search(true.claim) or any(_NEGATIVE.search(q) for q in true.quotes):
        return None
    if match := _PAST.search(true.claim):
        word = match.group()
        new = f"does not {_PRESENT[word]}" if word in _PRESENT else f"did not {_BASE[word]}"
        if not re.search(
            r"\b(?:was|were|is|are|been|be|has|have|had|,) (?:\w+ )?$", true.claim[: match.start()]
        ) and not true.claim[match.end() :].startswith(" by"):
            return true.claim[: match.start()] + new + true.claim[match.end() :]
    if match := _VERB.search(true.claim):
        return true.claim[: match.end()] + " not" + true.claim[match.end() :]
    return None


def _affirmed(true: TrueClaim) -> str | None:
    """Take a plain negation out."""
    for pattern, new in ((r" did not take part", " took part"), (r" did not vote", " voted"), (r" is not an investor", " is an investor"),
        (r"\bare not insured", "are insured"), (r" would not confirm", " confirmed"), (r" is not\b", " is"), (r" has not made", " has made"),
        (r" has not set", " has set"),
                         (r"There is no final decision yet", "There is a final decision"), (r" was not disclosed", " was disclosed"), (r"Neither company has commented", "Both companies have commented"), (r"have not heard from", "have heard from")):  # fmt: skip
        if re.search(pattern, true.claim):
            return re.sub(pattern, new, true.claim, count=1)
    return None


_TURNS = {
    "rose": "fell",
    "grew": "shrank",
    "fell": "rose",
    "dropped from": "rose from",
    "shrank": "grew",
    "Revenue rose": "Revenue fell",
    "lower": "higher",
    "almost doubled": "halved",
}


def _turned(true: TrueClaim) -> str | None:
    for a, b in _TURNS.items():
        if re.search(rf"\b{a}\b", true.claim):
            return re.sub(rf"\b{a}\b", b, true.claim, count=1)
    return None


def _reversed_change(true: TrueClaim) -> str | None:
    """ "From A to B" becomes "from B to A"."""
    match = re.search(
        r"from (?P<a>[^ ]*\d[^ ]*(?: (?:million|billion))?)(?P<mid>[^,.]*?) to (?P<b>[^ ]*\d[^ .,]*(?:\.\d+)?\w*(?: (?:million|billion))?)",
        true.claim,
    )
    if not match or not re.search(r"rose|grew|fell|shrank|dropped|went|doubled", true.claim):
        return None
    return (
        true.claim[: match.start()]
        + f"from {match['b']}{match['mid']} to {match['a']}"
        + true.claim[match.end() :]
    )


OPERATORS: tuple[Operator, ...] = (
    ("dropped attribution", HEDGES, _unhedged),
    ("plan as fact", HEDGES, _done),
    ("dropped bound", HEDGES, _unbounded),
    ("negation added", POLARITY, _negated),
    ("negation removed", POLARITY, _affirmed),
    ("rise ↔ fall", POLARITY, _turned),
    ("from ↔ to", POLARITY, _reversed_change),
)
