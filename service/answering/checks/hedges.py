"""Check 4: what the cited sentence only reports, expects or bounds, the claim does not state as a fact."""

import re
from collections.abc import Sequence

from service.answering.checks.clauses import clauses, content
from service.answering.checks.denials import done_already
from service.answering.checks.figures import Match
from service.answering.checks.sources import Case, Cited
from service.domain.answer import Verdict
from service.domain.figures import Qualifier, Quantity
from service.figures.compare import same_amount
from service.figures.hedges import Hedge, HedgeKind, find_hedges, find_negations

_SOFTER: dict[HedgeKind, frozenset[HedgeKind]] = {
    HedgeKind.REPORTED: frozenset({HedgeKind.REPORTED, HedgeKind.UNCLEAR}),
    HedgeKind.TENTATIVE: frozenset(
        {HedgeKind.TENTATIVE, HedgeKind.EXPECTED, HedgeKind.REPORTED, HedgeKind.UNCLEAR}
    ),
    HedgeKind.EXPECTED: frozenset({HedgeKind.EXPECTED, HedgeKind.TENTATIVE}),
    HedgeKind.UNCLEAR: frozenset({HedgeKind.UNCLEAR, HedgeKind.REPORTED, HedgeKind.TENTATIVE}),
}
"""Which hedges of a claim keep a hedge of the sentence."""

_ABOVE = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_NEAR = frozenset({Qualifier.ABOUT, Qualifier.NEARLY})
_KEEPS: dict[Qualifier, frozenset[Qualifier]] = {
    Qualifier.UP_TO: frozenset({Qualifier.UP_TO}),
    Qualifier.LESS_THAN: frozenset({Qualifier.LESS_THAN, Qualifier.UP_TO, Qualifier.NEARLY}),
    Qualifier.AT_LEAST: _ABOVE,
    Qualifier.MORE_THAN: _ABOVE,
    Qualifier.ABOUT: _NEAR,
    Qualifier.NEARLY: _NEAR | {Qualifier.LESS_THAN},
}
_LIMIT_WORDS = re.compile(
    r"\bmax|\bcould\b|(?<!at )\bmost\b|\bceiling\b|\bcap(?:ped)?\b|\bhöchst|最多|至多|最高",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:has|have) (?:now |already )?(?:been )?(?!agreed|signed|announced|proposed|offered|planned|pledged|committed|asked|hired advisers)\w+ed\b|\b(?:has|have) (?:\w+ )?(?:completed|closed|acquired|bought|sold|repaid|paid|taken over)\b|"
    r"\b(?:completed|closed|finalised|finalized|concluded|acquired|bought|took over)\b",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"\bagreed? to\b|\bagreement to\b|\bto acquire\b|\bto buy\b|\bto sell\b|\bto be (?:acquired|bought|sold)\b|\bwill (?:buy|acquire|sell|merge|take|pay|hand over)\b|\b(?:plans|intends|aims) to\b|"
    r"\bwould\b|\bundertaken to\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bagree|\bto be\b|\bwill\b|\bwould\b|\bis to\b|\bare to\b|\bbeing\b|\bplan|\bexpect|\bintend|\bsigned\b|\bdeal to\b|\bdefinitive\b|\bseek|\bset to\b|\bpropos|\bis (?:acquiring|buying|selling)\b",
    re.IGNORECASE,
)


def check_hedges(case: Case, matches: Sequence[Match]) -> tuple[Verdict, str]:
    """Hedges of the cited clauses the claim speaks of, and bounds of the figures it repeats."""
    if lost := _lost_bound(case, matches):
        return Verdict.FAILED, lost
    if not case.spoken:
        return Verdict.UNCHECKED, "Hedges are not checked in this language."
    mine = find_hedges(case.text, case.language)
    needed = [(cited, hedge) for cited in case.cited for hedge in _governing(case, cited)]
    for _, hedge in needed:
        if not _kept(case, hedge, mine):
            return Verdict.FAILED, f"“{hedge.raw.strip()}” in the cited sentence is not kept."
    if any(_PENDING.search(c.text) and not _DONE.search(c.text) for c in case.cited) and _overstates(case):
        return Verdict.FAILED, "The cited sentence speaks of a deal that is agreed, not completed."
    if choice := _made_a_duty(case):
        return Verdict.FAILED, f"“{choice}” in the cited sentence is not kept."
    if wanting := _needed(case, matches) or _only_would(case):
        return Verdict.FAILED, f"“{wanting}” in the cited sentence is not kept."
    if undone := done_already(case):
        return Verdict.FAILED, undone
    soft = needed or any(
        isinstance(m.claimed, Quantity) and m.claimed.qualifier is not Qualifier.EXACT for m in matches
    )
    return (Verdict.OK if soft else Verdict.NONE), ""


_NEEDS = re.compile(r"\b(?:needs?|requires?|wants?|seeks?|must have|lacks?)\b[^,;.]*$")
_HAS = re.compile(r"\b(?:has|have|holds?|owns?|secured|received|got|obtained|won)\b[^,;.]*$")


def _needed(case: Case, matches: Sequence[Match]) -> str:
    """ "Needs nine tenths" became "has nine tenths"."""
    for match in matches:
        has = _HAS.search(case.text[: match.claimed.start])
        if not has or _NEEDS.search(case.text[: match.claimed.start]):
            continue
        needs = [_NEEDS.search(case.cited[index].text[: figure.start]) for index, figure in match.stated]
        if needs and all(needs):
            return next(one.group() for one in needs if one)
    return ""


_WOULD_BE = re.compile(
    r"\b(?:would|could|might|may) (?:also |then )?be (?P<what>(?:(?:the|an?|its) )?[a-z-]+)\b"
)
_MODAL = re.compile(r"\b(?:would|could|might|may|will|should|if|to be|expected|set to|due)\b", re.IGNORECASE)


def _only_would(case: Case) -> str:
    """ "Would be the largest" became "was the largest"."""
    if _MODAL.search(case.text):
        return ""
    for cited in case.cited:
        for match in _WOULD_BE.finditer(cited.text):
            is_ = re.compile(rf"\b(?:is|was|are|were|became|becomes) {re.escape(match['what'])}\b")
            if is_.search(case.text) and not is_.search(cited.text):
                return match.group()
    return ""


_CHOICE = re.compile(r"\b(?:options?|rights?) to (?P<verb>[a-z]{3,})")
_CHOOSES = re.compile(
    r"\b(?:options?|rights?|may|can|could|might|would|able|entitled|allowed|if|chance|choose)\b",
    re.IGNORECASE,
)


def _made_a_duty(case: Case) -> str:
    """ "Has an option to buy" became "will buy"."""
    if _CHOOSES.search(case.text):
        return ""
    said = content(case.text)
    for cited in case.cited:
        for match in _CHOICE.finditer(cited.text):
            if content(match["verb"]) & said:
                return match.group()
    return ""


def _overstates(case: Case) -> bool:
    done = _DONE.search(case.text)
    return (
        bool(done)
        and not _OPEN.search(case.text)
        and all(not _DONE.search(cited.text) for cited in case.cited)
    )


_ALIKE = (
    ("if", "once|when|unless|provided|where|in case"),
    ("may", "can|cannot|could|allowed|permitted|barred"),
)
"""Words of condition and permission that say the same."""


def _kept(case: Case, hedge: Hedge, mine: Sequence[Hedge]) -> bool:
    if any(own.kind in _SOFTER[hedge.kind] for own in mine):
        return True
    if hedge.kind is HedgeKind.REPORTED and re.search(
        r"(?i:\b(?:people|persons?|sources?|insiders?) who\b|\bPersonen,? die\b)|\baccording to\b|\bsa(?:id|ys?)\b|\btold\b|\bclaims?\b|表示|\blaut\b|\bsegún\b|\bselon\b",
        case.text,
    ):
        return True
    if hedge.kind is HedgeKind.EXPECTED and re.search(
        r"\bis to\b|\bare to\b|\bto be\b|\bmeant\b|\bwould\b|\bshould\b|\bwants?\b|\bdue\b|\bsoll\b|\bwill\b(?= bis)|拟|将",
        case.text,
    ):
        return True
    folded = hedge.raw.strip().lower()
    if any(
        folded == one and re.search(rf"\b(?:{others})\b", case.text, re.IGNORECASE) for one, others in _ALIKE
    ):
        return True
    if folded in case.text.lower():
        return True
    return hedge.kind is HedgeKind.UNCLEAR and bool(find_negations(case.text, case.language))


def _governing(case: Case, cited: Cited) -> list[Hedge]:
    """The hedges that govern what the claim takes from the sentence.

    Attributions hold for the whole sentence, any other hedge for its clause.
    """
    parts = clauses(cited.text)
    mine = content(case.text)
    governing = []
    for hedge in find_hedges(cited.text, cited.language):
        own = next((clause for clause in parts if clause.start <= hedge.start < clause.end), None)
        shared = len(mine & own.words) if own else 0
        broad = hedge.kind is HedgeKind.REPORTED
        enough = len(parts) == 1 or shared >= 2 or (own is not None and shared >= max(1, len(own.words) // 3))
        if broad or enough or not case.one_language:
            governing.append(hedge)
    return [
        hedge
        for hedge in governing
        if hedge.kind is not HedgeKind.EXPECTED or _claims_the_expected(case, cited, hedge)
    ]


def _claims_the_expected(case: Case, cited: Cited, hedge: Hedge) -> bool:
    """ "It plans to list" governs what is planned, the words after it, not the subject before it."""
    if not case.one_language:
        return True
    after = next((c for c in clauses(cited.text) if c.start <= hedge.start < c.end), None)
    if after is None:
        return True
    tail = content(cited.text[hedge.end : after.end]) or after.words
    return bool(tail & content(case.text))


def _lost_bound(case: Case, matches: Sequence[Match]) -> str:
    """ "Up to $40m" became "$40m"."""
    for match in matches:
        claimed = match.claimed
        stated = [
            f
            for _, f in match.stated
            if isinstance(f, Quantity) and isinstance(claimed, Quantity) and same_amount(f, claimed)
        ]
        if not stated or not isinstance(claimed, Quantity):
            continue
        if any(_bound_kept(case, figure.qualifier, claimed.qualifier) for figure in stated):
            continue
        return f"“{stated[0].raw}” is stated with “{stated[0].qualifier.value.replace('_', ' ')}”, the claim drops that."
    return ""


def _bound_kept(case: Case, stated: Qualifier, claimed: Qualifier) -> bool:
    if stated in _KEEPS:
        return claimed in _KEEPS[stated] or (
            claimed is Qualifier.EXACT
            and stated in {Qualifier.UP_TO, Qualifier.AT_LEAST}
            and bool(_LIMIT_WORDS.search(case.text))
        )
    return claimed not in _KEEPS or claimed in _NEAR
