"""A model's reply about a deal: fields that point at sentences, read leniently, judged elsewhere.

>>> parse("lead_investors: Acme Ventures [4]\\n- **amount**: $5 million [2][3]")  # doctest: +NORMALIZE_WHITESPACE
(DraftField(name='lead_investors', words='Acme Ventures', numbers=(4,)),
 DraftField(name='amount', words='$5 million', numbers=(2, 3)))
"""

import re
from dataclasses import dataclass, fields

from service.domain.deal import DealCard

NAMES = tuple(field.name for field in fields(DealCard) if field.name not in ("id", "article_ids"))
MOST_FIELDS = 80
LONGEST = 400
_LINE = re.compile(r"^[\s>*\-•\d.)\"'`]*(?P<name>[A-Za-z_ ]{3,24}?)[*`\"'\s]*[:：=]\s*(?P<rest>.+)$")
_NUMBERS = re.compile(r"[\[(【]\s*[sS]?\d{1,4}(?:\s*[,;\-–]\s*[sS]?\d{1,4})*\s*[\])】]")
_NOTHING = frozenset(
    {"", "not stated", "none", "n/a", "null", "unknown", "not mentioned", "not_stated", "-", "—"}
)


@dataclass(frozen=True, slots=True)
class DraftField:
    """A value as a model gives it: the words it says the article has, and where."""

    name: str
    words: str
    numbers: tuple[int, ...]


def parse(reply: str) -> tuple[DraftField, ...]:
    """The fields of a reply; lines that are none are passed over."""
    found = (_field(line) for line in reply.splitlines())
    return tuple(field for field in found if field)[:MOST_FIELDS]


def _field(line: str) -> DraftField | None:
    match = _LINE.match(line[: 2 * LONGEST])
    name = re.sub(r"\s+", "_", match["name"].strip().lower()) if match else ""
    if match is None or name not in NAMES:
        return None
    numbers = [int(n) for marks in _NUMBERS.findall(match["rest"]) for n in re.findall(r"\d+", marks)]
    words = _NUMBERS.sub(" ", match["rest"]).strip(" *`\"'“”,;|")
    words = " ".join(words.split())
    if (words.lower() in _NOTHING and not numbers) or words.lower() in _NOTHING - {""}:
        return None
    return DraftField(name, words[:LONGEST], tuple(dict.fromkeys(numbers)))
