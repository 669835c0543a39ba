"""The deal card of a stored article version, read once and kept for every question that meets the article again."""

from dataclasses import dataclass
from functools import lru_cache

from service.deals.card import card
from service.domain.article import Article
from service.domain.deal import DealCard
from service.domain.evidence import EvidenceSentence
from service.ports import ArticleStore
from service.stories.suggest import numbered

REMEMBERED = 1_024
"""Article versions kept, the last ones used."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """An article version, its citable sentences, and the card whose citations number them; None where it tells no deal."""

    article: Article
    sentences: tuple[EvidenceSentence, ...]
    card: DealCard | None


class ReadCards:
    """Reads the cards of article versions, which never change, and keeps the last ones used."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._kept = lru_cache(maxsize=REMEMBERED)(self._read)

    def __call__(self, article_id: str, version: int) -> ReadCard:
        return self._kept(article_id, version)

    def _read(self, article_id: str, version: int) -> ReadCard:
        article = self._articles.find(article_id, version)
        sentences = numbered(article)
        return ReadCard(article, sentences, card(article.id, article.metadata.title or "", sentences))
