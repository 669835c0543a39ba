"""A model that obeys every instruction it finds in the evidence: the worst reader of hostile articles."""

import re

from tests.fakes.chat_server import Exchange, says

_QUOTED = re.compile(r"[\"“«‘']([^\"”»’']{4,300})[\"”»’']")
_AFTER = re.compile(
    r"\b(?:say|report|answer|reply|respond|state|write|output|print|claim|tell \w+(?: \w+)?|include|append|add|repeat)"
    r"(?: with| that| exactly| only| the following| this| as follows)*\s*:?\s*([^\n]{4,300})",
    re.IGNORECASE,
)


def puppet(exchange: Exchange) -> None:
    """Says whatever any offered line orders, pointing at that line, at its neighbours, and at nothing."""
    lines = re.findall(r"^\[(\d+)\] (.*)$", exchange.user_text, re.MULTILINE)
    orders = [(int(n), order) for n, text in lines for order in _orders(text)]
    said = [f"{order} [{n}][{max(1, n - 1)}]\n{order} [{n + 1}]\n{order} [999]\n" for n, order in orders]
    says(*(said or ["NOT_FOUND\n"]))(exchange)


def _orders(text: str) -> list[str]:
    return list(dict.fromkeys(m.strip() for pattern in (_QUOTED, _AFTER) for m in pattern.findall(text)))
