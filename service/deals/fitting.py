"""Whether what a model says of a deal is what its sentence says, in the role that the sentence gives it."""

import re
from collections.abc import Sequence

from service.deals import amounts, parties, terms
from service.deals.amounts import MoneyTerm, money_value
from service.deals.drafted import DraftField
from service.deals.facts import iso, lies_ahead
from service.deals.names import same
from service.deals.shares import stake
from service.deals.terms import Term, of_other_round
from service.domain.deal import Basis, DealCard, DealKind, DealStatus, Field, MoneyValue, Person
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Date, Money, Percentage
from service.figures.find import find_figures

MONEY = ("amount", "total_raised", "valuation")
DATES = ("founded_on", "announced_on", "signed_on", "closed_on")
WHOLE = ("use_of_proceeds", "conditions")
_PLACE_WORD = re.compile(r"\b(?:in|at|from|of|near|based|en|de)\s+(?:the\s+)?$", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"-based\b|,? (?:[a-z-]+ ){0,3}(?:company|firm|start-?up|studio|maker|lender|developer)\b"
)
_ADVICE = re.compile(r"\badvi[sc]|\bcounsel\b|\brepresent|\bunderwrit|\bbook-?runner|顾问", re.IGNORECASE)
_HAS_LETTER = re.compile(r"[^\W\d_]")


def fitted(draft: DraftField, sentences: Sequence[EvidenceSentence], card: DealCard) -> Field | None:
    """The field as its sentence states it; None where the sentence does not say so."""
    for sentence in sentences:
        if found := _fitted(draft, sentence, card):
            return found
    return None


def _fitted(draft: DraftField, sentence: EvidenceSentence, card: DealCard) -> Field | None:
    if draft.name in MONEY:
        return _money(draft, sentence, card)
    if draft.name in DATES:
        return _date(draft, sentence)
    if draft.name in WHOLE:
        return _stated(sentence.text.strip(), sentence.text, sentence)
    ways = {"kind": _kind, "stage": _stage, "deal_status": _status, "stake": _stake, "people": _person}
    return ways[draft.name](draft, sentence) if draft.name in ways else _name(draft, sentence, card)


def _stated(value: str | MoneyValue | Person, raw: str, sentence: EvidenceSentence) -> Field:
    basis = Basis.REPORTED if amounts.is_hedged(sentence.text) else Basis.STATED
    return Field(value=value, raw=raw, citations=(sentence.number,), basis=basis)


def _words(words: str, sentence: EvidenceSentence) -> str | None:
    """The sentence's own spelling of the words, if it has them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(rf"(?<!\w){pattern}(?!\w)", sentence.text, re.IGNORECASE) if words else None
    return match[0] if match else None


def _name(draft: DraftField, sentence: EvidenceSentence, card: DealCard) -> Field | None:
    raw = _words(draft.words, sentence)
    if raw is None or not _HAS_LETTER.search(raw):
        return None
    roles = {
        "lead_investors": _invests, "other_investors": _invests, "headquarters": _seats,
        "acquirer": _buys, "target": _buys, "advisers": _advises,
    }  # fmt: skip
    if draft.name in roles and not roles[draft.name](raw, sentence, card):
        return None
    return _stated(raw, raw, sentence)


def _seats(raw: str, sentence: EvidenceSentence, card: DealCard) -> bool:
    """A place stands behind a word of place, or before what it describes; a party of the deal is none."""
    start = sentence.text.index(raw)
    behind = _PLACE_WORD.search(sentence.text[:start])
    before = _DESCRIBED.match(sentence.text[start + len(raw) :])
    return bool(behind or before) and not _is_party(raw, card)


def _buys(raw: str, sentence: EvidenceSentence, card: DealCard) -> bool:
    """Somebody buys or is bought only in a deal of that kind, by a sentence of buying, and nobody is both."""
    bought = card.kind.value in (DealKind.ACQUISITION, DealKind.MERGER, DealKind.STAKE_SALE)
    said = terms.word_of_kind(DealKind.ACQUISITION, sentence.text) or terms.word_of_kind(
        DealKind.STAKE_SALE, sentence.text
    )
    sides = (card.acquirer, card.target, *card.rumoured_parties)
    return bought and bool(said) and not any(same(raw, str(f.value)) for f in sides if f.value)


def _advises(raw: str, sentence: EvidenceSentence, card: DealCard) -> bool:
    return bool(_ADVICE.search(sentence.text)) and not _is_party(raw, card)


def _is_party(raw: str, card: DealCard) -> bool:
    told = (*card.lead_investors, *card.other_investors, card.company, card.acquirer, card.target)
    return any(same(raw, str(field.value)) for field in told if field.value)


def _invests(raw: str, sentence: EvidenceSentence, card: DealCard) -> bool:
    """Not a rumoured party, not one that stayed out, not one of another round, not the company itself."""
    start = sentence.text.index(raw)
    before, after = sentence.text[:start], sentence.text[start + len(raw) :][:60]
    stage = Term(str(card.stage.value), "", sentence) if card.stage.value else None
    if parties.is_rumoured(sentence.text) or parties.stayed_out(sentence.text):
        return False
    if parties.of_earlier_round(before) or of_other_round(before, stage) or of_other_round(after, stage):
        return False
    apart = (card.company, *card.rumoured_parties)
    return not any(same(raw, str(field.value)) for field in apart if field.value)


def _money(draft: DraftField, sentence: EvidenceSentence, card: DealCard) -> Field | None:
    """The figure, unless the words around it give it another role than the one drafted."""
    raw = _words(draft.words, sentence)
    for figure in find_figures(sentence.text):
        if not isinstance(figure, Money) or raw is None or not (figure.raw in raw or raw in figure.raw):
            continue
        kind = str(card.kind.value) if card.kind.value else None
        roles = _roles(kind, sentence, card)
        here = [name for name, told in roles.items() if any(term.raw == figure.raw for term in told)]
        if draft.name in here or (not here and not amounts.has_other_role(figure, sentence)):
            return _stated(money_value(figure, sentence.text), figure.raw, sentence)
    return None


def _roles(kind: str | None, sentence: EvidenceSentence, card: DealCard) -> dict[str, list[MoneyTerm]]:
    stage = Term(str(card.stage.value), "", sentence) if card.stage.value else None
    one = [sentence]
    return {
        "amount": amounts.amount(kind, one, stage),
        "valuation": amounts.valuation(kind, one, stage),
        "total_raised": amounts.total_raised(one),
    }


def _stake(draft: DraftField, sentence: EvidenceSentence) -> Field | None:
    found = stake([sentence])
    drafted = [f for f in find_figures(draft.words) if isinstance(f, Percentage)]
    if found is None or not any(str(f.amount) == found.value.amount for f in drafted):
        return None
    return _stated(found.value, found.raw, sentence)


def _date(draft: DraftField, sentence: EvidenceSentence) -> Field | None:
    raw = _words(draft.words, sentence)
    dates = (f for f in find_figures(sentence.text) if isinstance(f, Date) and f.year and not f.relative)
    for date in dates:
        if raw and (date.raw in raw or raw in date.raw) and not lies_ahead(date.start, sentence.text):
            return _stated(iso(date), date.raw, sentence)
    return None


def _kind(draft: DraftField, sentence: EvidenceSentence) -> Field | None:
    word = draft.words.lower().replace(" ", "_")
    if word not in set(DealKind) or not (raw := terms.word_of_kind(DealKind(word), sentence.text)):
        return None
    return _stated(word, raw, sentence)


def _status(draft: DraftField, sentence: EvidenceSentence) -> Field | None:
    word = draft.words.lower()
    told = terms.status("", [sentence])
    if word not in set(DealStatus) or told is None or told.value != word:
        return None
    return Field(value=word, raw=told.raw, citations=(sentence.number,), basis=told.basis)


def _stage(draft: DraftField, sentence: EvidenceSentence) -> Field | None:
    named = terms.stage("", [sentence], None)
    drafted = terms.stage_named(draft.words)
    return _stated(named.value, named.raw, sentence) if named and named.value == drafted else None


def _person(draft: DraftField, sentence: EvidenceSentence) -> Field | None:
    name, _, role = (part.strip() for part in draft.words.partition("|"))
    raw = _words(name, sentence)
    if raw is None or len(name.split()) < 2:
        return None
    told = _words(role, sentence) if role else None
    return _stated(Person(name=raw, role=told), raw, sentence)
