"""A reply that is right by construction: what every scorer must give full marks."""

from typing import Any

from evals.case import Case, Gold
from evals.scorers.grounds import Area, find_grounds

_SENSE = {"exact": "", "about": "about ", "up_to": "up to ", "at_least": "at least "}


def oracle(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    """Says the gold values, cites one whole evidence group, abstains where it should."""
    groups = find_grounds(case, texts).groups
    if not case.answerable:
        declined = abstention(case.reason or "not_in_corpus")
        return corrected(declined, groups[0], texts) if groups else declined
    said = saying("; ".join(written(gold) for gold in case.answers), groups[0] if groups else (), texts)
    return said | {"reason": case.reason}


def corrected(declined: dict[str, Any], areas: tuple[Area, ...], texts: dict[str, str]) -> dict[str, Any]:
    """An abstention that cites what the question takes wrongly for granted."""
    return saying("The articles say otherwise", areas, texts) | {
        key: declined[key] for key in ("status", "reason", "confidence")
    }


def abstention(reason: str) -> dict[str, Any]:
    """A wire answer that declines."""
    return reply("abstained", "The articles do not say.", [], []) | {"reason": reason, "confidence": 0.1}


def saying(text: str, areas: tuple[Area, ...], texts: dict[str, str]) -> dict[str, Any]:
    """A wire answer of one claim that cites these areas, which are also its hits."""
    citations = [cited(n, area, texts) for n, area in enumerate(areas, 1)]
    hits = [{"article_id": a.article_id, "start": a.start, "end": a.end} for a in areas]
    answer = f"{text}. " + "".join(f"[{c['n']}]" for c in citations)
    claim = {"text": f"{text}.", "citations": [c["n"] for c in citations]}
    return reply("answered", answer, [claim], citations, hits)


def cited(n: int, area: Area, texts: dict[str, str]) -> dict[str, Any]:
    """A sound citation of an area."""
    quote = texts[area.article_id][area.start : area.end]
    return {"n": n, "article_id": area.article_id, "start": area.start, "end": area.end, "quote": quote}


def reply(
    status: str,
    answer: str,
    claims: list[dict[str, Any]],
    citations: list[dict[str, Any]],
    hits: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The parts of a wire answer that scorers read."""
    return {
        "status": status,
        "reason": None,
        "answer": answer,
        "claims": claims,
        "citations": citations,
        "search": {"hits": hits or []},
        "confidence": 0.9,
        "conflicts": [],
    }


def written(gold: Gold) -> str:
    """A gold value in words that its own scorer must accept."""
    if isinstance(gold.value, tuple):
        return ", ".join(gold.value)
    match gold.type:
        case "money":
            return f"{_SENSE[gold.qualifier]}{gold.currency} {gold.value}"
        case "percentage":
            return f"{_SENSE[gold.qualifier]}{gold.value} percent"
        case _:
            return gold.value
