"""Which articles repeat another: syndicated copies with another headline, a byline, a cut last paragraph.

A copy says nothing of its own. An article that has one more figure or one more name, or the same sentence
with another figure, is a report beside the other one, however many of its words are the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.domain.article import Role, Sentence
from service.domain.figures import Figure
from service.figures.compare import same
from service.figures.find import find_figures
from service.figures.names import find_names, mentions
from service.retrieval.tokens import analyse

SHINGLE = 4
"""Terms that must follow each other in both articles to count as shared."""

CONTAINED = 0.85
"""A copy has this share of its runs of words from the original."""

LEAST = 20
"""An article shorter than this many runs is too short to tell a copy from two reports of one fact."""

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Content:
    """What an article says: its sentences without headings and noise, its whole text, and who publishes it."""

    text: str
    sentences: tuple[str, ...]
    language: str | None = None
    source: str = ""

    @cached_property
    def runs(self) -> Shingles:
        return shingles(" ".join(self.sentences), self.language)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for sentence in self.sentences for figure in find_figures(sentence))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(n.raw for sentence in self.sentences for n in find_names(sentence) if n.sure)


def content(text: str, sentences: Iterable[Sentence], source: str | None, language: str | None) -> Content:
    """What an article of this text and grid says."""
    told = (s for s in sentences if s.role in (Role.CONTENT, Role.TABLE_ROW))
    return Content(text, tuple(text[s.start : s.end] for s in told), language, source or "")


def shingles(text: str, language: str | None = None) -> Shingles:
    """Every run of four analysed words.

    >>> sorted(shingles("Acme raised forty million dollars"))
    [('acm', 'rais', 'forti', 'million'), ('rais', 'forti', 'million', 'dollar')]
    """
    terms = analyse(text, language)
    return frozenset(tuple(terms[i : i + SHINGLE]) for i in range(len(terms) - SHINGLE + 1))


def repeats(copy: Content, original: Content) -> bool:
    """Whether an article says only what the other says, mostly in its words (Broder's containment, 1997)."""
    if copy.text == original.text:
        return True
    if len(copy.runs) < LEAST or len(copy.runs & original.runs) < CONTAINED * len(copy.runs):
        return False
    return not (_new_figures(copy, original) or _new_names(copy, original))


def placed(own: Content, near: Sequence[tuple[str, Content]]) -> tuple[str | None, tuple[str, ...]]:
    """The first of the articles near it that an article repeats; else None and those that repeat it."""
    original = next((name for name, other in near if repeats(own, other)), None)
    if original is not None:
        return original, ()
    return None, tuple(name for name, other in near if repeats(other, own))


def copied_from(articles: Iterable[tuple[str, Content]]) -> dict[str, str]:
    """For each copy among the articles its original; they come in time order."""
    found: dict[str, str] = {}
    seen: list[tuple[str, Content]] = []
    for name, own in articles:
        near = [one for one in seen if one[0] not in found]
        original, copies = placed(own, near)
        if original is not None:
            found[name] = original
        for copy in copies:
            found |= {known: name for known, before in found.items() if before == copy} | {copy: name}
        seen.append((name, own))
    return found


def _new_figures(copy: Content, original: Content) -> bool:
    return any(not any(same(figure, known) for known in original.figures) for figure in copy.figures)


def _new_names(copy: Content, original: Content) -> bool:
    """A publisher that names itself tells nothing new."""
    known = f"{original.text}\n{copy.source}"
    return any(not mentions(known, name) for name in copy.names - original.names)
