"""Check a drafted sentence against the sentences it points at; what fails is not shown as fact.

Pure and deterministic; no model decides. The order is that of docs/verification.md: pointer, figures,
names, hedges, polarity and roles. A claim that fails pointer, figures, names or polarity is dropped; one
that lost a hedge, or has a part that cannot be checked, stays and is labelled `partly`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.answering.checks.clauses import content, overlap, predicate
from service.answering.checks.corrections import corrected
from service.answering.checks.derive import Derivation
from service.answering.checks.extents import other_base
from service.answering.checks.figures import FigureCheck, check_figures
from service.answering.checks.grounds import bare, short_list, unfounded_reason, unstated_comparison
from service.answering.checks.hedges import check_hedges
from service.answering.checks.names import check_names
from service.answering.checks.outsiders import loose_outsider
from service.answering.checks.polarity import check_polarity
from service.answering.checks.roles import check_roles
from service.answering.checks.sources import Case, build_case, is_verbatim
from service.answering.checks.subjects import other_antecedent, unanchored
from service.domain.answer import Checks, Dropped, Support, Verdict
from service.domain.draft import DraftSentence
from service.domain.evidence import Evidence
from service.figures.hedges import find_hedges

_GROUNDS = (
    bare, unanchored, other_antecedent, loose_outsider, unfounded_reason, unstated_comparison, short_list, other_base,
)  # fmt: skip
_GROUND = 0.2
"""A claim without a figure must share this much of its words, names apart, with a sentence it cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A drafted sentence after checking.

    `numbers` are those of its evidence numbers that exist. `support` is None when it was `dropped`.
    `notes` say why it is only partly supported.
    """

    text: str
    numbers: tuple[int, ...]
    support: Support | None
    checks: Checks
    derived: Derivation | None = None
    dropped: Dropped | None = None
    notes: tuple[str, ...] = field(default=())


def verify(
    sentence: DraftSentence,
    evidence: Evidence,
    known_names: Sequence[str] = (),
    aliases: Mapping[str, frozenset[str]] | None = None,
) -> Verified:
    """Check one drafted sentence; `known_names` are names of the library, `aliases` other spellings."""
    numbers = tuple(number for number in sentence.numbers if evidence.numbered(number))
    case = build_case(sentence, evidence, known_names, aliases or {})
    if not case.cited:
        detail = f"It points at {_listed(sentence.numbers)}; no such sentence was offered."
        return _dropped(sentence.text, (), Checks(pointer=Verdict.FAILED), "pointer", detail)
    if is_verbatim(case):
        return _verbatim(case, numbers)
    judged = _judge(corrected(case), numbers)
    return replace(judged, text=case.text, dropped=judged.dropped and replace(judged.dropped, text=case.text))


def _judge(case: Case, numbers: tuple[int, ...]) -> Verified:
    figures = check_figures(case)
    names = check_names(case)
    hedges, lost = check_hedges(case, figures.matches)
    polarity, turned = check_polarity(case)
    if polarity is not Verdict.FAILED and (swapped := check_roles(case)):
        polarity, turned = Verdict.FAILED, swapped
    if polarity is Verdict.OK and (loose := _loose(case, figures, names.verdict)):
        polarity, turned = Verdict.UNCHECKED, loose
    checks = Checks(figures=figures.verdict, names=names.verdict, hedges=hedges, polarity=polarity)
    for check, verdict, detail in (
        ("figures", figures.verdict, figures.detail),
        ("names", names.verdict, names.detail),
        ("polarity", polarity, turned),
    ):
        if verdict is Verdict.FAILED:
            return _dropped(case.text, numbers, checks, check, detail)
    notes = tuple(
        note
        for verdict, note in ((names.verdict, names.detail), (hedges, lost), (polarity, turned))
        if verdict in (Verdict.UNCHECKED, Verdict.FAILED) and note
    )
    whole = not notes and len(numbers) > 0
    return Verified(
        text=case.text,
        numbers=numbers,
        support=Support.SUPPORTED if whole else Support.PARTLY,
        checks=checks,
        derived=figures.derivation,
        notes=notes,
    )


def _loose(case: Case, figures: FigureCheck, names: Verdict) -> str:
    """Why the claim cannot be held against what it cites, or an empty string."""
    for reason in _GROUNDS:
        if found := reason(case):
            return found
    return "It shares hardly a word with the sentences it cites." if _ungrounded(case, figures, names) else ""


def _ungrounded(case: Case, figures: FigureCheck, names: Verdict) -> bool:
    """Nothing to hold on to: no figure, and besides names hardly a common word."""
    if any(match.stated for match in figures.matches):
        return False
    if not case.one_language:
        return names is not Verdict.OK
    said = predicate(case.text)
    return max(overlap(said or content(case.text), cited.text) for cited in case.cited) < _GROUND


def _verbatim(case: Case, numbers: tuple[int, ...]) -> Verified:
    """The article's own sentence proves itself."""
    figures = Verdict.OK if case.figures else Verdict.NONE
    names = Verdict.OK if check_names(case).names else Verdict.NONE
    hedges = Verdict.OK if find_hedges(case.text, case.language) else Verdict.NONE
    checks = Checks(figures=figures, names=names, hedges=hedges, polarity=Verdict.OK)
    return Verified(text=case.text, numbers=numbers, support=Support.SUPPORTED, checks=checks)


def _dropped(text: str, numbers: tuple[int, ...], checks: Checks, check: str, detail: str) -> Verified:
    dropped = Dropped(text, check, detail)
    return Verified(text=text, numbers=numbers, support=None, checks=checks, dropped=dropped)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers) if numbers else "no sentence"
