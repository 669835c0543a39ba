"""What a question asks for: its terms, vector, names, sources and times, its typos repaired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.errors import EmbedderUnavailable
from service.ports import Catalogue, Embedder, LexicalIndex, PassageStore, Scope, Vector
from service.retrieval.article_score import article_scores
from service.retrieval.entities import Name, gains, is_surely_a_name, name_candidates, parts_of_name
from service.retrieval.latest import asks_for_latest, newest_about
from service.retrieval.periods import Period, periods
from service.retrieval.queries import query_terms
from service.retrieval.route import parts_by_source
from service.retrieval.tokens import analyse
from service.retrieval.tuning import Tuning
from service.retrieval.typos import repaired
from service.stories.recall import Recall

MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One text to search for; `gained` is how much its names and words lift each article."""

    terms: tuple[str, ...]
    vector: Vector | None
    names: Mapping[str, Name]
    periods: tuple[Period, ...]
    gained: Mapping[str, float]
    parts: Mapping[str, tuple["Asked", ...]]

    @property
    def known_names(self) -> dict[str, tuple[str, ...]]:
        """Each name with the articles about it, most about it first."""
        return {text: _most_about(name.articles) for text, name in self.names.items()}


class Asking:
    """Reads texts in the light of what the library holds."""

    def __init__(
        self,
        catalogue: Catalogue,
        lexical: LexicalIndex,
        passages: PassageStore,
        embedder: Embedder,
        tuning: Tuning,
    ) -> None:
        self._catalogue = catalogue
        self._lexical = lexical
        self._passages = passages
        self._embedder = embedder
        self._tuning = tuning

    def repairs(self, text: str, memory: Recall) -> dict[str, str]:
        """Unknown terms with the library's nearest spelling; what exists as it stands is never repaired."""
        counts = memory.counts(analyse(text), self._catalogue)
        unknown = [term for term, count in counts.items() if not count]
        return repaired(unknown, self._catalogue.vocabulary(), self._catalogue.counts) if unknown else {}

    def asked(self, text: str, scope: Scope, memory: Recall) -> Asked:
        """The text, and by itself what it asks of each of several sources."""
        mentions = memory.known.sources.mentions(text) if self._by_source(scope) else ()
        parts = parts_by_source(text, mentions) if self._tuning.by_part else {}
        by_source = {source: () for mention in mentions for source in mention.sources}
        asked_of = {
            source: tuple(self._one(part, scope, memory) for part in said) for source, said in parts.items()
        }
        return self._one(text, scope, memory, by_source | asked_of)

    def _by_source(self, scope: Scope) -> bool:
        return self._tuning.by_source and not scope.filters.sources

    def _one(
        self, text: str, scope: Scope, memory: Recall, parts: Mapping[str, tuple[Asked, ...]] | None = None
    ) -> Asked:
        terms = query_terms(text, memory.known.languages, equivalents=self._tuning.equivalents)
        names = self._names(text, scope, memory)
        return Asked(
            terms=terms,
            vector=self._vector(text),
            names=names,
            periods=periods(text) if self._tuning.period_share else (),
            gained=self._gained(text, terms, names, memory),
            parts=parts or {},
        )

    def _gained(
        self, text: str, terms: Sequence[str], names: Mapping[str, Name], memory: Recall
    ) -> dict[str, float]:
        gained = {
            article_id: self._tuning.name_share * share for article_id, share in gains(names.values()).items()
        }
        if self._tuning.article_share:
            rarity = self.rarity(terms, memory)
            for article_id, share in article_scores(memory.holders(terms, self._lexical), rarity).items():
                gained[article_id] = gained.get(article_id, 0.0) + self._tuning.article_share * share
        if self._tuning.latest_share and asks_for_latest(text):
            for article_id in newest_about(names.values(), _published(names, memory)):
                gained[article_id] = gained.get(article_id, 0.0) + self._tuning.latest_share
        return gained

    def rarity(self, terms: Sequence[str], memory: Recall) -> dict[str, float]:
        """How telling each term is, from the number of passages that hold it."""
        counts = memory.counts(terms, self._catalogue)
        return {term: memory.known.rarity(count) for term, count in counts.items()}

    def _vector(self, text: str) -> Vector | None:
        """The text's vector; None while the embedder does not answer: then words alone are searched."""
        try:
            vector: Vector = self._embedder.embed([text])[0]
        except EmbedderUnavailable:
            return None
        return vector

    def _names(self, text: str, scope: Scope, memory: Recall) -> dict[str, Name]:
        """The text's names; a source says where to look, not what for."""
        found: dict[str, Name] = {}
        for candidate in name_candidates(_without_sources(text, memory))[:MOST_NAMES]:
            found |= self._known_parts(candidate, text, scope, memory)
        return {one: name for one, name in found.items() if name.articles or is_surely_a_name(one, text)}

    def _known_parts(self, candidate: str, text: str, scope: Scope, memory: Recall) -> dict[str, Name]:
        """The candidate; where no article has it, what of it some article has ("Acme-Birch", "Smallest Acme bid")."""
        whole = self._name(candidate, scope, memory)
        if whole.articles:
            return {candidate: whole}
        parts = {part: self._name(part, scope, memory) for part in parts_of_name(candidate, text)}
        known = {part: name for part, name in parts.items() if name.articles}
        return known or {candidate: whole}

    def _name(self, name: str, scope: Scope, memory: Recall) -> Name:
        counts = memory.counts(analyse(name), self._catalogue)
        held = [term for term, count in counts.items() if count]
        if not held:
            return Name(0.0, {})
        rarest = min(held, key=lambda term: counts[term])
        articles = memory.about(name, rarest, scope, self._lexical, self._passages)
        return Name(memory.known.telling(counts[rarest]), articles)


def _published(names: Mapping[str, Name], memory: Recall) -> dict[str, date | None]:
    """The days of the articles about the names."""
    articles = memory.known.articles
    held = (one for name in names.values() for one in name.articles if one in articles)
    return {one: articles[one].metadata.published_on for one in held}


def _without_sources(text: str, memory: Recall) -> str:
    """The text with a comma for each source, so that no name runs across it."""
    for mention in reversed(memory.known.sources.mentions(text)):
        text = f"{text[: mention.start]} , {text[mention.end :]}"
    return text


def _most_about(shares: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(shares, key=lambda article_id: (-shares[article_id], article_id)))
