"""One card from one article: every field filled from sentences, or left `not_stated`.

Citations are evidence numbers here; the story turns them into numbered citations.
"""

from collections.abc import Sequence

from service.deals import amounts, facts, origins, parties, terms
from service.deals.amounts import MoneyTerm
from service.deals.buying import buyer_and_target, taker
from service.deals.focus import focus
from service.deals.names import same
from service.deals.shares import stake
from service.deals.terms import Term
from service.domain.deal import NOT_STATED, Basis, DealCard, DealKind, DealStatus, Field
from service.domain.evidence import EvidenceSentence

_BOUGHT = (DealKind.ACQUISITION, DealKind.MERGER)
_FINANCED = (DealKind.FUNDING_ROUND, DealKind.STAKE_SALE)


def card(article_id: str, title: str, sentences: Sequence[EvidenceSentence]) -> DealCard | None:
    """The deal an article tells; None where it tells none."""
    kind = terms.kind(title, sentences)
    if kind is None:
        return None
    buyer, target = buyer_and_target(title, sentences) if kind.value in _BOUGHT else (None, None)
    people = facts.people(sentences)
    if kind.value == DealKind.STAKE_SALE:
        buyer = taker(sentences)
    sold = parties.sold(sentences) if kind.value == DealKind.STAKE_SALE else None
    not_it = [person.name for person, _ in people] + ([buyer.value] if buyer else [])
    company = target or sold or focus(title, sentences, not_it)
    status = terms.status(title, sentences)
    called_off = status is not None and status.value == DealStatus.TERMINATED
    told = facts.dates(sentences, called_off=called_off)
    stage = terms.stage(title, sentences, kind.value)
    financed = kind.value in _FINANCED
    sale = kind.value == DealKind.STAKE_SALE
    leads = parties.leads(sentences, stage, any_round=sale) if financed else []
    others = parties.participants(sentences, stage) if financed else []
    rumoured = parties.rumoured(sentences)
    if (
        kind.value in _BOUGHT
        and buyer is None
        and rumoured
        and (status is None or status.value == "announced")
    ):
        status = Term(DealStatus.RUMOURED.value, rumoured[0].raw, rumoured[0].sentence, Basis.REPORTED)
    name = company.value if company else ""
    return DealCard(
        id=article_id,
        article_ids=(article_id,),
        company=_field(company),
        headquarters=_field(origins.headquarters(sentences, name)),
        founded_on=_field(origins.founded(sentences, name)),
        kind=_field(kind),
        stage=_field(stage),
        deal_status=_field(status),
        amount=_money(amounts.amount(kind.value, sentences, stage)),
        total_raised=_money(amounts.total_raised(sentences)),
        valuation=_money(amounts.valuation(kind.value, sentences, stage)),
        stake=_money([s] if (s := stake(sentences)) else []),
        lead_investors=_fields(_without(leads, [company], rumoured)),
        other_investors=_fields(_without(others, [company, *leads], rumoured)),
        rumoured_parties=_fields(_without(rumoured, [company], [])),
        acquirer=_field(buyer),
        target=_field(target),
        announced_on=_field(told.get("announced_on")),
        signed_on=_field(told.get("signed_on")),
        closed_on=_field(told.get("closed_on")),
        use_of_proceeds=_field(facts.use_of_proceeds(sentences)),
        people=tuple(
            Field(value=person, raw=t.raw, citations=(t.sentence.number,), basis=t.basis)
            for person, t in people
        ),
        advisers=_fields(parties.advisers(sentences)),
        conditions=_fields(facts.conditions(sentences)),
    )


def _field(term: Term | None) -> Field:
    if term is None:
        return NOT_STATED
    return Field(value=term.value, raw=term.raw, citations=(term.sentence.number,), basis=term.basis)


def _fields(found: Sequence[Term]) -> tuple[Field, ...]:
    return tuple(_field(term) for term in found)


def _money(found: Sequence[MoneyTerm]) -> Field:
    """The best reading; further sentences that state the same value are cited with it."""
    if not found:
        return NOT_STATED
    best = found[0]
    agreeing = [term.sentence.number for term in found if term.value == best.value]
    basis = (
        Basis.STATED if any(t.basis is Basis.STATED and t.value == best.value for t in found) else best.basis
    )
    return Field(value=best.value, raw=best.raw, citations=tuple(dict.fromkeys(agreeing)), basis=basis)


def _without(found: Sequence[Term], known: Sequence[Term | None], rumoured: Sequence[Term]) -> list[Term]:
    """Parties that are not already named in another role; a rumoured one is never an investor."""
    taken = [term.value for term in (*known, *rumoured) if term]
    return [term for term in found if not any(same(term.value, other) for other in taken)]
