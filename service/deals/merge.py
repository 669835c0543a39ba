"""Several articles on one deal make one card; where they differ, both values are kept as a conflict.

Until the story numbers citations, the citations of cards and conflicts are evidence numbers.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.deals.agree import agree, agree_in_some_currency, shown
from service.deals.beside import VOLATILE
from service.deals.names import same
from service.domain.answer import Conflict, ConflictValue
from service.domain.deal import NOT_STATED, Basis, DealCard, DealKind, Field, MoneyValue, Person, Value

NO_ALIASES: Mapping[str, frozenset[str]] = {}
ONE_DEAL_DAYS = 180
ONE_SEASON_DAYS = 45
BESIDE = ("employees", "loan_term")
_BOUGHT = (DealKind.ACQUISITION, DealKind.MERGER)
COMPARED = ("amount", "total_raised", "valuation", "stake", "founded_on", "signed_on", "closed_on")
PICKED = (
    "company", "headquarters", "kind", "stage", "deal_status", "acquirer", "target", "announced_on",
    "use_of_proceeds",
)  # fmt: skip
LISTED = (
    "lead_investors", "other_investors", "rumoured_parties", "people", "advisers", "conditions",
)  # fmt: skip
NOTE_WITHIN = "The article gives two figures; each is shown with its source."
NOTE = "The articles give different values; each is shown with its source."


@dataclass(frozen=True, slots=True)
class Told:
    """The card that one article gives, and the day it was published.

    `restated` has, by field, the value in another currency where the article states a conversion. `beside`
    has figures that are no fields of a card. `disputed` has, by field, a
    second figure that the article itself sets against the one on its card.
    """

    card: DealCard
    published: date | None = None
    restated: Mapping[str, MoneyValue] = dataclasses.field(default_factory=dict)
    beside: Mapping[str, Field] = dataclasses.field(default_factory=dict)
    disputed: Mapping[str, Field] = dataclasses.field(default_factory=dict)

    def field(self, name: str) -> Field:
        """A field of the card, or a figure beside it."""
        value: Field = self.beside.get(name, NOT_STATED) if name in BESIDE else getattr(self.card, name)
        return value

    def values(self, name: str) -> tuple[Value | None, ...]:
        """A field's value in every currency that the article gives it in."""
        also = self.restated.get(name)
        return (self.field(name).value, *([also] if also else []))


def merged(
    told: Sequence[Told], aliases: Mapping[str, frozenset[str]] = NO_ALIASES
) -> tuple[tuple[DealCard, ...], tuple[Conflict, ...]]:
    """One card a deal, in the order the deals were first told, and what their articles disagree about."""
    groups: list[list[Told]] = []
    for one in told:
        group = next((g for g in groups if all(same_deal(one, other, aliases) for other in g)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    cards, conflicts = [], list[Conflict]()
    for group in groups:
        card, found = _merge(group)
        cards.append(card)
        conflicts += found
    return tuple(cards), tuple(conflicts)


def same_deal(one: Told, other: Told, aliases: Mapping[str, frozenset[str]] = NO_ALIASES) -> bool:
    """Whether two cards tell one deal: one company, one kind and stage, in one season."""
    a, b = one.card, other.card
    if not (isinstance(a.company.value, str) and isinstance(b.company.value, str)):
        return False
    if not _one_company(a.company.value, b.company.value, aliases) or not _one_kind(a, b):
        return False
    if a.stage.value and b.stage.value and a.stage.value != b.stage.value:
        return False
    if a.acquirer.value and b.acquirer.value and not same(str(a.acquirer.value), str(b.acquirer.value)):
        return False
    if (
        a.kind.value in _BOUGHT
        and b.kind.value in _BOUGHT
        and not (_both(a.target, b.target) or _both(a.acquirer, b.acquirer))
    ):
        return False  # without a party told by both, the company may be anybody the articles speak of
    if a.kind.value == b.kind.value == DealKind.STAKE_SALE and not (
        _both(a.acquirer, b.acquirer) or _agreed(a.stake, b.stake)
    ):
        return False  # a listed company's shares change hands in many deals
    return not (
        one.published and other.published and abs((one.published - other.published).days) > ONE_DEAL_DAYS
    )


def _one_kind(one: DealCard, other: DealCard) -> bool:
    """Whether two cards tell one kind of deal; who buys a stake is also told as buying a part of the company."""
    kinds = {one.kind.value, other.kind.value}
    if kinds == {DealKind.STAKE_SALE, DealKind.ACQUISITION}:
        return _both(one.acquirer, other.acquirer) and (
            _both(one.stake, other.stake) or _agreed(one.amount, other.amount)
        )
    return len(kinds) == 1


def _both(one: Field, other: Field) -> bool:
    return one.value is not None and other.value is not None


def _agreed(one: Field, other: Field) -> bool:
    return _both(one, other) and agree(one.value, other.value)


def _one_company(one: str, other: str, aliases: Mapping[str, frozenset[str]]) -> bool:
    """Whether two names are one company's by their words, or because an article says so."""
    if same(one, other):
        return True
    circles = ({name, *others} for name, others in aliases.items())
    return any(
        any(same(one, name) for name in circle) and any(same(other, name) for name in circle)
        for circle in circles
    )


def _merge(told: Sequence[Told]) -> tuple[DealCard, list[Conflict]]:
    cards = [one.card for one in told]
    first = cards[0]
    if len(cards) == 1:
        return _with_disputes(told[0])
    fields: dict[str, object] = {name: _picked([getattr(c, name) for c in cards]) for name in PICKED}
    conflicts: list[Conflict] = []
    for name in COMPARED:
        fields[name], conflict = _compared(name, told)
        conflicts += [conflict] if conflict else []
    for name in LISTED:
        fields[name] = _together([field for card in cards for field in getattr(card, name)])
    ids = tuple(dict.fromkeys(i for card in cards for i in card.article_ids))
    for name in BESIDE:
        _, conflict = _compared(name, _of_one_season(name, told))
        conflicts += [conflict] if conflict else []
    card = replace(first, article_ids=ids, **fields)  # type: ignore[arg-type]
    return _roles_apart(card), conflicts


def _with_disputes(told: Told) -> tuple[DealCard, list[Conflict]]:
    """One article's card; where it gives two figures for a field, neither is picked."""
    card, conflicts = told.card, []
    for name in told.disputed:
        field, conflict = _compared(name, [told])
        card = replace(card, **{name: field})  # type: ignore[arg-type]
        conflicts += [conflict] if conflict else []
    return card, conflicts


def _of_one_season(name: str, told: Sequence[Told]) -> Sequence[Told]:
    """What changes by the month is compared only with the first article's neighbours in time."""
    first = next((one.published for one in told if one.published), None)
    if name not in VOLATILE or first is None:
        return told
    return [one for one in told if one.published and abs((one.published - first).days) <= ONE_SEASON_DAYS]


def _picked(fields: Sequence[Field]) -> Field:
    """The latest article knows best how far a deal is; its citations are joined by those that agree."""
    stated = [field for field in fields if field.value is not None]
    if not stated:
        return NOT_STATED
    best = stated[0]
    agreeing = [f for f in stated if f.value == best.value]
    return replace(best, citations=_cited(agreeing))


def _compared(name: str, told: Sequence[Told]) -> tuple[Field, Conflict | None]:
    stated = [one for one in told if one.values(name)[0] is not None]
    fields: list[Field] = [one.field(name) for one in stated]
    if not fields:
        return NOT_STATED, None
    best = stated[0].values(name)
    differing = [
        f for one, f in zip(stated[1:], fields[1:], strict=True)
        if not agree_in_some_currency(best, one.values(name))
    ]  # fmt: skip
    differing += [
        one.disputed[name] for one in stated
        if name in one.disputed and not agree(best[0], one.disputed[name].value)
    ]  # fmt: skip
    if not differing:
        return replace(fields[0], citations=_cited(fields)), None
    shown_fields = _each_once([fields[0], *differing])
    values = tuple(ConflictValue(shown(f), f.citations[0]) for f in shown_fields)
    across = len(told) > 1
    conflict = Conflict(
        field=name, kind="cross_article" if across else "internal", values=values,
        note=NOTE if across else NOTE_WITHIN,
    )  # fmt: skip
    raw = " / ".join(value.value for value in values)
    return Field(value=None, raw=raw, citations=_cited(shown_fields), basis=Basis.CONFLICTING), conflict


def _each_once(fields: Sequence[Field]) -> list[Field]:
    """One field a value, the first that states it."""
    kept: dict[str, Field] = {}
    for field in fields:
        kept.setdefault(repr(field.value), field)
    return list(kept.values())


def _cited(fields: Sequence[Field]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for field in fields for n in field.citations))


def _together(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Each party once, the fullest spelling, with every sentence that names it."""
    kept: list[Field] = []
    for field in fields:
        place = next((i for i, k in enumerate(kept) if same(_name(k), _name(field))), None)
        if place is None:
            kept.append(field)
            continue
        fuller = max(kept[place], field, key=lambda f: len(_name(f)))
        kept[place] = replace(fuller, citations=_cited([kept[place], field]))
    return tuple(kept)


def _roles_apart(card: DealCard) -> DealCard:
    """Who leads in one article is no mere participant in another."""
    leads = [_name(f) for f in card.lead_investors]
    others = tuple(f for f in card.other_investors if not any(same(_name(f), lead) for lead in leads))
    return replace(card, other_investors=others)


def _name(field: Field) -> str:
    return field.value.name if isinstance(field.value, Person) else str(field.value)
