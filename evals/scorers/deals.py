"""Deal cards by field, briefs by what they must say; and in both, roles swapped and figures made up."""

import re
from collections.abc import Sequence
from typing import Any

from evals.cards import ROLES, DealGold
from evals.case import Gold
from evals.reply import MARKER
from evals.scorers.answers import holds, said
from evals.scorers.case import Judged
from evals.scorers.money import find_money
from evals.scorers.quantities import find_percentages
from evals.sentences import sentence_spans

_WORD = re.compile(r"[\u3400-\u9fff]{1,2}|[^\W_]+(?:[.,'’-][^\W_]+)*")
_WHOLE = re.compile(r"[.!?。！？][\"”’」』)]*\s*$")
LEAD = 3
LEAST_WORDS = 6


def judge_deal(
    gold: DealGold, cards: dict[str, Any] | None, brief: dict[str, Any] | None, texts: dict[str, str]
) -> Judged:
    """One deal's card and brief; what is missing because of an error counts as not found."""
    sources = [texts.get(article_id, "") for article_id in gold.article_ids]
    prose = MARKER.sub("", brief["summary"]) if brief else ""
    lead = first_sentences(sources)
    card = _best(gold, cards["deals"] if cards else [])
    flagged = {conflict["field"] for conflict in cards["conflicts"]} if cards else set()
    filled = {name: _values(card, name) for name in gold.fields}
    scores = {
        "card_recall": _recall(gold, filled),
        "card_precision": _precision(gold, filled),
        "role_errors": (
            len(_swapped(gold, filled)),
            max(1, sum(len(filled[n]) for n in filled if n in ROLES)),
        ),
        "invented_figures": _invented([prose, *(v for values in filled.values() for v in values)], sources),
        "conflicts_found": (len(flagged & set(gold.conflicts)), len(gold.conflicts)),
        "false_alarms": (bool(flagged - set(gold.conflicts)), 1),
        "brief_recall": (_told(prose, gold), len(gold.vital)),
        "brief_density": (100 * _told(prose, gold), max(1, words(prose))),
        "lead_recall": (_told(lead, gold), len(gold.vital)),
        "lead_density": (100 * _told(lead, gold), max(1, words(lead))),
        "brief_forbidden": (len(said(prose, gold.forbidden)), max(1, len(gold.forbidden))),
    }
    why = [f"{name} lacks {g.value}" for name, g in _lacking(gold, filled)]
    why += [f"{name} wrongly holds {value}" for name, value in _swapped(gold, filled)]
    why += [f"no conflict on {field}" for field in gold.conflicts if field not in flagged]
    why += [f"a false alarm on {field}" for field in sorted(flagged - set(gold.conflicts))]
    why += [f"brief lacks {vital.value}" for vital in gold.vital if not holds(prose, vital)]
    return Judged(
        id=gold.id,
        kind="deal",
        cluster=gold.cluster,
        split=gold.split,
        answerable=True,
        status="error" if cards is None or brief is None else "answered",
        right=not why,
        stage=None,
        confidence=None,
        scores=scores,
        why=tuple(why),
    )


def first_sentences(sources: Sequence[str]) -> str:
    """The first three whole sentences of the first article: what a brief has to beat.

    Lines without a full stop or with a few words only are a page's furniture, and are left out for it.

    >>> first_sentences(["Home | News\\nAcme has raised money from its old friends. Fine."])
    'Acme has raised money from its old friends.'
    """
    text = next(iter(sources), "")
    spans = (text[start:end].strip() for start, end in sentence_spans(text))
    whole = [span for span in spans if _WHOLE.search(span) and words(span) >= LEAST_WORDS]
    return " ".join(whole[:LEAD])


def words(text: str) -> int:
    """How long a text is; two Chinese characters count as a word.

    >>> words("It raised $1.5 million."), words("公司融资")
    (4, 2)
    """
    return len(_WORD.findall(text))


def _told(prose: str, gold: DealGold) -> int:
    return sum(holds(prose, vital) for vital in gold.vital)


def _best(gold: DealGold, cards: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of several cards the one that matches most, so that an extra card does not hide the right one."""
    return max(
        cards, key=lambda card: _recall(gold, {n: _values(card, n) for n in gold.fields})[0], default={}
    )


def _values(card: dict[str, Any], name: str) -> list[str]:
    field = card.get(name)
    fields = field if isinstance(field, list) else [field] if field else []
    return [_written(name, f) for f in fields if f["basis"] != "not_stated"]


def _written(name: str, field: dict[str, Any]) -> str:
    """A card's value as text that the typed matchers read; money without an amount by its raw words.

    A conflicting value is read by its raw words too, which hold both.
    """
    value = field["value"]
    if value is None:
        return str(field["raw"])
    if isinstance(value, dict) and "amount" in value:
        bound = "up to " if value["qualifier"] == "up_to" else ""
        if name == "stake":
            return f"{bound}{value['amount']}%"
        return f"{bound}{value['currency']} {value['amount']}" if value["amount"] else str(field["raw"])
    return str(value["name"]) if isinstance(value, dict) else str(value)


def _recall(gold: DealGold, filled: dict[str, list[str]]) -> tuple[float, float]:
    wanted = sum(len(golds) for golds in gold.fields.values())
    return (wanted - len(_lacking(gold, filled)), wanted)


def _lacking(gold: DealGold, filled: dict[str, list[str]]) -> list[tuple[str, Gold]]:
    return [
        (name, one)
        for name, golds in gold.fields.items()
        for one in golds
        if not any(holds(value, one) for value in filled[name])
    ]


def _precision(gold: DealGold, filled: dict[str, list[str]]) -> tuple[float, float]:
    values = [(name, value) for name in gold.fields for value in filled[name]]
    return (sum(any(holds(v, g) for g in gold.fields[name]) for name, v in values), len(values))


def _swapped(gold: DealGold, filled: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Parties of the deal that stand in another party's role."""
    return [
        (name, value)
        for name in ROLES
        for value in filled.get(name, ())
        if name in gold.fields
        and not any(holds(value, one) for one in gold.fields[name])
        and any(holds(value, one) for other in ROLES if other != name for one in gold.fields.get(other, ()))
    ]


def _invented(said_texts: Sequence[str], sources: Sequence[str]) -> tuple[float, float]:
    """Money and percentages that no source states, over all that are said."""
    known = [mention for source in sources for mention in find_money(source)]
    shares = {value for source in sources for values, _, _ in find_percentages(source) for value in values}
    money = [mention for text in said_texts for mention in find_money(text)]
    percent = [values for text in said_texts for values, _, _ in find_percentages(text)]
    wrong = sum(
        not any(m.amount.values & k.amount.values and m.currencies & k.currencies for k in known)
        for m in money
    )
    return (wrong + sum(not values & shares for values in percent), len(money) + len(percent))
