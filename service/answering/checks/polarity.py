"""Check 5, first half: a denied statement does not support an affirmed claim, a fall no rise."""

import re

from service.answering.checks.clauses import Clause, clauses, content
from service.answering.checks.denials import contradicted, denied_alone, long_since
from service.answering.checks.sources import Case, Cited
from service.domain.answer import Verdict
from service.domain.figures import Quantity
from service.figures.compare import same_amount
from service.figures.hedges import Negation, find_negations
from service.figures.names import find_names, mentions
from service.retrieval.tokens import analyse

_UP = re.compile(
    r"\b(?:rose|risen|rises?|grew|grown|grows?|growth|increas\w+|jump\w*|climb\w*|gain\w*|up(?= \d| from| by)|doubl\w+|tripl\w+|widen\w*|higher|"
    r"surg\w+|improv\w+|lifts?|lifted|stieg\w*|wuchs|subi\w+|aument\w+|creci\w+|augment\w+)\b|增长|上升|提高",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fell|fall\w*|dropp?\w*|declin\w+(?= \d| by| from| to \d| in)|decreas\w+|shrank|shrunk|narrow\w*|slipp\w*|down(?= \d| from| by| to)|lower(?:ed)?|cut(?= \w+ \w+ (?:to|by|from))|"
    r"slump\w*|slid|reduc\w+|halv\w+|less|sank|sink\w*|gefallen|sank|baj\w+|cay\w+|disminu\w+|recul\w+|baiss\w+)\b|下降|减少|降低",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|were|be|been|has|have|had|will|would|can|could)"
_IS_NOT = re.compile(rf"\b{_BE} not (?:yet )?(?P<word>[a-z]{{4,}})\b")
_END = re.compile(r"\b(from|to)\s(?:about |around |roughly |some )?$", re.IGNORECASE)
_UN = re.compile(r"\b(?:un|dis)(?P<word>[a-z]{4,}ed)\b")
_FROM_TO = re.compile(
    r"\bfrom (?P<a>[^,;]{1,40}?\d[^,;]{0,30}?) to (?P<b>[^,;.]{0,20}?\d[\d.,]*)", re.IGNORECASE
)
_TO_FROM = re.compile(
    r"\bto (?P<b>[^,;]{0,30}?\d[^,;]{0,30}?)(?: [^,;]{0,30})?,? (?:up |down )?from (?P<a>[^,;.]{0,20}?\d[\d.,]*)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")


_LIMIT = re.compile(r"\b(?:(?:more|less|fewer) than|below|under|above|exceed)\b")
"""A denied limit states one: "must not fall below $95m" is "at least $95m"."""


def check_polarity(case: Case) -> tuple[Verdict, str]:
    """Negation and direction of the claim against the clauses it speaks of."""
    if not case.spoken:
        return Verdict.UNCHECKED, "Negation is not checked in this language."
    mine = find_negations(case.text, case.language)
    if not any(one.hard for one in mine) and (word := _flipped(case)):
        return Verdict.FAILED, f"The cited sentence says “{word}”."
    if not mine and (word := _unprefixed(case)):
        return Verdict.FAILED, f"The cited sentence says “{word}”."
    if denied := _denied(case, mine):
        return Verdict.FAILED, f"The cited sentence denies it (“{denied.raw}”)."
    if word := contradicted(case):
        return Verdict.FAILED, word
    hard = [one for one in mine if one.hard and not _LIMIT.search(case.text, one.end, one.end + 40)]
    if hard and not any(find_negations(cited.text, cited.language) for cited in case.cited):
        return Verdict.FAILED, f"The claim denies (“{hard[0].raw}”) what the cited sentence does not deny."
    if (
        hard
        and (word := denied_alone(case))
        and (_denies_another(case, hard) or _denies_the_stated(case, hard))
    ):
        return Verdict.FAILED, word
    if turned := _turned(case) or _made_conditional(case) or long_since(case):
        return Verdict.FAILED, turned
    return Verdict.OK, ""


def _denied(case: Case, mine: tuple[Negation, ...]) -> Negation | None:
    """A hard negation in the clause that every cited sentence offers for the claim, none in the claim."""
    if mine or re.search(
        r"\b(?:un|dis)[a-z]{4,}ed\b|\bonly\b|\buntil\b|\bexcept\b|\bunless\b|\bat most\b|\bup to\b|\bmaximum\b",
        case.text,
    ):
        return None
    named = [_elliptic(case, cited) for cited in case.cited]
    return next(filter(None, named), None)


def _elliptic(case: Case, cited: Cited) -> Negation | None:
    """ "..., but not its early sponsor Dingo Labs": the name is left out of what the sentence affirms."""
    for clause in clauses(cited.text):
        for negation in find_negations(clause.text, cited.language):
            lead = clause.text[: negation.start].strip(" ,")
            names = find_names(clause.text[negation.end :])
            opens = negation.hard and lead in {"", "but", "and", "though"}
            if opens and names and all(mentions(case.text, name.raw) for name in names):
                return negation
    return None


_DEPENDS = re.compile(
    r"\b(?:depend(?:s|ent|ing)?|hinges?|conditional|contingent|tied|linked)\b", re.IGNORECASE
)
_WHATEVER = re.compile(
    r"\b(?:whatever|regardless|irrespective|no matter|independent(?:ly)?|unconditional(?:ly)?)\b",
    re.IGNORECASE,
)


def _made_conditional(case: Case) -> str:
    """ "Depends on the results" where the cited sentence says "whatever the results"."""
    mine = _DEPENDS.search(case.text)
    theirs = next((m for cited in case.cited if (m := _WHATEVER.search(cited.text))), None)
    if not mine or not theirs or find_negations(case.text, case.language):
        return ""
    if any(_DEPENDS.search(cited.text) for cited in case.cited):
        return ""
    return f"The cited sentence says “{theirs.group()}”."


def _spoken_of(case: Case, cited: Cited) -> list[Clause]:
    """The clause that shares most with the claim; an elliptical one ("but not Bolt") by its names."""
    mine = content(case.text)
    shared = [(len(clause.words & mine) / (len(clause.words) + 1), clause) for clause in clauses(cited.text)]
    most = max((len(clause.words & mine) for _, clause in shared), default=0)
    best = [clause for _, clause in shared if len(clause.words & mine) == most and most]
    whole = [
        clause
        for _, clause in shared
        if clause.words and len(clause.words - mine) <= len(clause.words) * 0.34
    ]
    return best[:1] if not whole or best[0] in whole else whole[:1]


def _denies_another(case: Case, hard: list[Negation]) -> bool:
    """The sentence denies something, but not in the clause that the claim speaks of."""
    for cited in case.cited:
        found = find_negations(cited.text, cited.language)
        if any(not negation.hard for negation in found):
            return False
        if not found:
            continue
        parts = clauses(cited.text)
        mine = content(case.text)
        near = [c for c in parts if any(c.start <= n.start < c.end for n in found)]
        if len(parts) == 1 or any(len(c.words & mine) >= 1 for c in near):
            return False
    return bool(hard)


def _denies_the_stated(case: Case, hard: list[Negation]) -> bool:
    """What the claim denies ("did not replace") a cited clause affirms ("replaces") and none denies."""
    own = next((c for c in clauses(case.text) if c.start <= hard[0].start < c.end), None)
    verb = next(iter(analyse(case.text[hard[0].end : own.end])), None) if own else None
    if verb is None or not hard[0].raw.lower().endswith(("not", "n't", "n’t", "never", "nicht")):
        return False
    saying = [
        (cited, clause) for cited in case.cited for clause in clauses(cited.text) if verb in clause.words
    ]
    return bool(saying) and not any(
        clause.start <= n.start < clause.end
        for cited, clause in saying
        for n in find_negations(cited.text, cited.language)
        if n.hard
    )


def _flipped(case: Case) -> str | None:
    """ "Is not available" in the article is "is available" in the claim."""
    for cited in case.cited:
        for match in _IS_NOT.finditer(cited.text):
            plain = re.compile(rf"\b{_BE}\s+(?:now |already )?{re.escape(match['word'])}\b")
            if plain.search(case.text) and not plain.search(cited.text):
                return match.group()
    return None


def _unprefixed(case: Case) -> str | None:
    """ "Undisclosed" in the article is "disclosed" in the claim."""
    for cited in case.cited:
        for match in _UN.finditer(cited.text):
            plain = re.compile(rf"\b{match['word']}\b")
            if plain.search(case.text) and not plain.search(cited.text):
                return match.group()
    return None


def _turned(case: Case) -> str:
    """Rise against fall, and "from A to B" against "from B to A"."""
    cited = " ".join(c.text for c in case.cited)
    up, down = _UP.search(case.text), _DOWN.search(case.text)
    spoken = " ".join(clause.text for c in case.cited for clause in _spoken_of(case, c)) or cited
    for mine_, theirs_, other in ((up, _DOWN, _UP), (down, _UP, _DOWN)):
        if (
            mine_
            and not (up and down)
            and any(theirs_.search(t) and not other.search(t) for t in (cited, spoken))
        ):
            return f"The claim says “{mine_.group()}”, the cited sentence the opposite."
    if change := _impossible(case):
        return change
    mine, theirs = _moves(case.text), _moves(cited)
    if any((b, a) in theirs and (a, b) not in theirs for a, b in mine):
        return "The claim turns the change round."
    return ""


def _impossible(case: Case) -> str:
    """ "Fell to $31m from $22m": the two figures say otherwise."""
    ends: dict[str, Quantity] = {}
    for figure in case.figures:
        before = _END.search(case.text[: figure.start])
        if before and isinstance(figure, Quantity) and figure.amount is not None:
            ends.setdefault(before[1].lower(), figure)
    start, end = ends.get("from"), ends.get("to")
    if start is None or end is None or type(start) is not type(end) or same_amount(start, end):
        return ""
    lead = case.text[: min(start.start, end.start)]
    lead = lead[max(lead.rfind(mark) for mark in ",;.") + 1 :][-50:]
    up, down = bool(_UP.search(lead)), bool(_DOWN.search(lead))
    grew = (end.amount or 0) > (start.amount or 0)
    return "" if up in (down, grew) else f"“{start.raw}” to “{end.raw}” is no {'rise' if up else 'fall'}."


def _moves(text: str) -> set[tuple[str, str]]:
    """The (from, to) pairs of a text, by their leading digits."""
    pairs = set()
    for pattern in (_FROM_TO, _TO_FROM):
        for match in pattern.finditer(text):
            a, b = _DIGITS.findall(match["a"]), _DIGITS.findall(match["b"])
            if a and b:
                pairs.add((a[0], b[0]))
    return pairs
