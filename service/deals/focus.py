"""The company an article is about: the name that the title and the opening keep coming back to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from service.deals.names import same, trimmed
from service.deals.terms import Term
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Money
from service.figures.find import find_figures
from service.figures.names import Name, find_names

OPENING = 3
IN_OPENING, IN_TITLE, OPENS_TITLE, OPENS_STORY = 3.0, 4.0, 4.0, 4.0
MOSTLY = 0.5
_PLACED = re.compile(
    r"(?:\b(?:in|from|of|at|near|to|into|outside|across|on|by|for|en|de|desde)\s+(?:the\s+)?)$", re.IGNORECASE
)
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][\w. ]+(?:,| and ))*[^.!?]{0,60}?\b(?:19|20)\d\d\s*[–—-]+\s*|^[A-ZÀ-Þ ]{3,30} [–—-]+\s"
)
_WHOSE = re.compile(
    r"-based\b|\s+(?:[a-z-]+\s)?(?:firm|company|group|maker|start-?up|lender|publisher|studio|builder)\b"
)
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Where words are not spaced, a name cannot be told from its neighbours well enough to fill a card."""
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_OWNED = re.compile(r"['’]s\s+(?=[A-ZÀ-Þ])")


def focus(title: str, sentences: Sequence[EvidenceSentence], persons: Sequence[str] = ()) -> Term | None:
    """The company, in the fullest spelling that the title or the opening has; None where none stands out."""
    weight: defaultdict[str, float] = defaultdict(float)
    placed: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for place, sentence in enumerate(sentences):
        for name, after_place_word in _names(sentence.text):
            seen[name] += 1
            placed[name] += after_place_word
            weight[name] += IN_OPENING if place < OPENING else 1.0
    for name in weight:
        weight[name] += _from_title(name, title)
    if (opener := _subject(sentences)) and opener in weight:
        weight[opener] += OPENS_STORY
    fit = [n for n in weight if placed[n] <= MOSTLY * seen[n] and not any(same(n, p) for p in persons)]
    best = max(fit, key=lambda name: sum(weight[n] for n in fit if same(name, n)), default=None)
    if best is None:
        return None
    best = _fullest(best, title, sentences)
    where = next((s for s in sentences if best in s.text), None)
    return Term(best, best, where) if where else None


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Names, each with whether a word of place or of another's part stands before it."""
    money = [figure for figure in find_figures(text) if isinstance(figure, Money)]
    for name in find_names(text):
        in_money = any(figure.start < name.end and name.start < figure.end for figure in money)
        if in_money or not name.raw[:1].isalpha() or _IDEOGRAPH.search(name.raw) or _DAY.match(name.raw):
            continue
        if not name.sure and name.start > 0:
            continue
        described = _WHOSE.match(text, name.end)
        around = described and (described[0].startswith("-") or text[: name.start].endswith(("The ", "the ")))
        for piece, start in _pieces(name):
            yield piece, bool(_PLACED.search(text[:start])) or bool(around)


def _pieces(name: Name) -> Iterator[tuple[str, int]]:
    """The parts of a name around a possessive: "Rotterdam's Calderhythe" is a place and a company."""
    start = name.start
    for part in _OWNED.split(name.raw):
        clean = trimmed(part)
        if len(clean) > 1:
            yield clean, start
        start += len(part) + 3


def _from_title(name: str, title: str) -> float:
    place = title.find(name)
    if place < 0:
        return 0.0
    return IN_TITLE + (OPENS_TITLE if place == 0 and not title[len(name) :].startswith(":") else 0.0)


def _subject(sentences: Sequence[EvidenceSentence]) -> str | None:
    """The name that opens the story, after a dateline."""
    if not sentences:
        return None
    text = sentences[0].text
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    first = next((n for n in find_names(text) if n.start >= start), None)
    return trimmed(first.raw) if first and first.start - start < OPENING else None


def _fullest(name: str, title: str, sentences: Sequence[EvidenceSentence]) -> str:
    """The longer spelling that begins with the name, if the title or the opening has it."""
    opening = [n for s in sentences[:OPENING] for n, _ in _names(s.text)]
    longer = [n for n in opening if n.startswith(f"{name} ") or (n in title and same(n, name))]
    return max([name, *longer], key=len)
