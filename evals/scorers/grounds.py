"""Where the gold evidence stands in the texts of the system under test."""

from dataclasses import dataclass

from evals.case import Case, Span
from evals.fold import locate
from evals.sentences import around

COVERED = 0.8
"""A span counts as covered from this share of its characters (evidence may begin with a quotation mark)."""


@dataclass(frozen=True, slots=True)
class Area:
    """A half-open stretch `[start, end)` of one article's text."""

    article_id: str
    start: int
    end: int

    def shared(self, other: "Area") -> int:
        """How many characters both have."""
        if self.article_id != other.article_id:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Grounds:
    """The evidence groups that the system's texts hold, and the sentences around any evidence."""

    groups: tuple[tuple[Area, ...], ...]
    sentences: tuple[Area, ...]

    @property
    def readable(self) -> bool:
        """Whether at least one group can be cited at all."""
        return bool(self.groups)


def find_grounds(case: Case, texts: dict[str, str]) -> Grounds:
    """The case's evidence as areas; a group with a quote that the text lacks is left out."""
    placed = [[_area(span, texts) for span in group] for group in case.evidence]
    groups = tuple(tuple(area for area in group if area) for group in placed if all(group))
    flat = {area for group in placed for area in group if area}
    sentences = {Area(a.article_id, *around(texts[a.article_id], a.start, a.end)) for a in flat}
    return Grounds(groups, tuple(sorted(sentences, key=lambda a: (a.article_id, a.start, a.end))))


def _area(span: Span, texts: dict[str, str]) -> Area | None:
    text = texts.get(span.article_id)
    where = locate(text, span.quote, span.occurrence) if text is not None else None
    return Area(span.article_id, *where) if where else None


def covered(area: Area, by: list[Area]) -> float:
    """The share of the area that lies in the union of the others.

    >>> covered(Area("a", 0, 10), [Area("a", 0, 4), Area("a", 2, 6), Area("b", 0, 10)])
    0.6
    """
    inside, reached = 0, area.start
    for other in sorted((o for o in by if o.shared(area)), key=lambda o: o.start):
        inside += max(0, min(other.end, area.end) - max(other.start, reached))
        reached = max(reached, other.end)
    return inside / area.length
