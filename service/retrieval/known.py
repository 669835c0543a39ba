"""What the library holds at one revision, made ready for routing."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.ports import ArticleSummary
from service.retrieval.route import Sources, sources_of
from service.retrieval.tokens import STEMMERS, fold

NAME_HITS = 100  # passages looked at to see which articles a name is about


@dataclass(frozen=True, slots=True)
class Known:
    """Articles by id, their folded titles, sources as people write them, languages to stem questions in."""

    revision: int
    articles: Mapping[str, ArticleSummary]
    titles: Mapping[str, str]
    sources: Sources
    languages: tuple[str, ...]
    passages: int

    def rarity(self, count: int) -> float:
        """The inverse document frequency of a term that stands in so many passages."""
        return round(math.log(1 + self.passages / (1 + count)), 4)

    def telling(self, count: int) -> float:
        """The same from 0 to 1, and 0 for what stands in more passages than a name is looked up in."""
        return self.rarity(count) / self.rarity(0) if count <= NAME_HITS else 0.0


class Titles(Mapping[str, str]):
    """Folded titles by article id, folded when asked for: a question needs few of them."""

    def __init__(self, articles: Mapping[str, ArticleSummary]) -> None:
        self._articles = articles

    def __getitem__(self, article_id: str) -> str:
        return fold(self._articles[article_id].metadata.title or "")

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


def known(revision: int, summaries: Sequence[ArticleSummary]) -> Known:
    """The routing tables over every current article."""
    languages = {summary.metadata.language for summary in summaries} & {*STEMMERS, "zh"} - {"en"}
    articles = {summary.id: summary for summary in summaries}
    return Known(
        revision=revision,
        articles=articles,
        titles=Titles(articles),
        sources=sources_of({summary.metadata.source for summary in summaries}),
        languages=("en", *sorted(filter(None, languages))),
        passages=sum(summary.passages for summary in summaries),
    )
