"""Citations judged by spans: do they exist, are they verbatim, do they hold the evidence and little else?"""

from dataclasses import dataclass

from evals.fold import fold
from evals.reply import Cited, Reply
from evals.scorers.grounds import COVERED, Area, Grounds, covered


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationCounts:
    """What the citations of one reply come to. `precise` and `total` are characters, the rest counts."""

    emitted: int
    valid: int
    verbatim: int
    relevant: int
    complete: bool
    recall: float
    characters: int
    precise: int

    @property
    def sound(self) -> bool:
        """Every citation exists and is verbatim."""
        return self.verbatim == self.emitted

    @property
    def focused(self) -> bool:
        """At least half of the cited characters stand in sentences that hold evidence."""
        return self.characters > 0 and 2 * self.precise >= self.characters


def count_citations(reply: Reply, grounds: Grounds, texts: dict[str, str]) -> CitationCounts:
    """Judge every citation; a marker or a claim's number without a citation counts as an invalid one."""
    phantoms = _phantoms(reply)
    areas = [Area(c.article_id, c.start, c.end) for c in reply.citations if _exists(c, texts)]
    best = max((_recall(group, areas) for group in grounds.groups), default=0.0)
    merged = _merged(areas)
    return CitationCounts(
        emitted=len(reply.citations) + phantoms,
        valid=len(areas),
        verbatim=sum(_verbatim(c, texts) for c in reply.citations),
        relevant=sum(any(area.shared(s) for s in grounds.sentences) for area in areas),
        complete=any(all(covered(a, areas) >= COVERED for a in group) for group in grounds.groups),
        recall=best,
        characters=sum(area.length for area in merged),
        precise=round(sum(covered(area, list(grounds.sentences)) * area.length for area in merged)),
    )


def _phantoms(reply: Reply) -> int:
    known = {citation.n for citation in reply.citations}
    asked = set(reply.markers) | {n for claim in reply.claims for n in claim.citations}
    doubled = len(reply.citations) - len(known)
    return len(asked - known) + doubled


def _exists(citation: Cited, texts: dict[str, str]) -> bool:
    text = texts.get(citation.article_id)
    return text is not None and 0 <= citation.start < citation.end <= len(text)


def _verbatim(citation: Cited, texts: dict[str, str]) -> bool:
    if not _exists(citation, texts):
        return False
    return fold(texts[citation.article_id][citation.start : citation.end]) == fold(citation.quote) != ""


def _recall(group: tuple[Area, ...], areas: list[Area]) -> float:
    return sum(covered(a, areas) * a.length for a in group) / sum(a.length for a in group)


def _merged(areas: list[Area]) -> list[Area]:
    """The union, so that citing one sentence twice counts once."""
    out: list[Area] = []
    for area in sorted(set(areas), key=lambda a: (a.article_id, a.start, a.end)):
        if out and out[-1].article_id == area.article_id and area.start <= out[-1].end:
            out[-1] = Area(area.article_id, out[-1].start, max(out[-1].end, area.end))
        else:
            out.append(area)
    return out
