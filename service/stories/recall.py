"""What questions have read from the library, kept as long as the library does not change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.domain.article import Article
from service.ports import ArticleStore, Catalogue, LexicalIndex, PassageStore, Scope, StoredPassage
from service.retrieval.entities import about
from service.retrieval.known import NAME_HITS, Known, known

MOST_KEPT = 20_000
MOST_ARTICLES = 512
MOST_HOLDING = 300  # passages; a term in more of them does not tell one article from another

Address = tuple[str, int]
Names = dict[tuple[str, Scope], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Recall:
    """One revision of the library. Entries never change, so threads may share the dictionaries."""

    known: Known
    passage_by_key: dict[int, StoredPassage] = field(default_factory=dict)
    article_by_address: dict[Address, Article] = field(default_factory=dict)
    about_name: Names = field(default_factory=dict)
    count_by_term: dict[str, int] = field(default_factory=dict)
    articles_by_term: dict[str, Mapping[str, int]] = field(default_factory=dict)

    def passages(self, keys: Sequence[int], store: PassageStore) -> dict[int, StoredPassage]:
        held = {key: passage for key in keys if (passage := self.passage_by_key.get(key))}
        missing = [key for key in keys if key not in held]
        found = store.passages(missing) if missing else {}
        if len(self.passage_by_key) + len(found) > MOST_KEPT:
            self.passage_by_key.clear()
        self.passage_by_key.update(found)
        return held | found

    def counts(self, terms: Iterable[str], catalogue: Catalogue) -> dict[str, int]:
        """In how many passages each term stands."""
        wanted = tuple(dict.fromkeys(terms))
        missing = [term for term in wanted if term not in self.count_by_term]
        found = catalogue.counts(missing) if missing else {}
        if len(self.count_by_term) + len(found) <= MOST_KEPT:
            self.count_by_term.update(found)
        return {term: found[term] if term in found else self.count_by_term[term] for term in wanted}

    def holders(self, terms: Iterable[str], lexical: LexicalIndex) -> dict[str, Mapping[str, int]]:
        """The articles that hold each telling term, with how many of their passages do."""
        wanted = tuple(dict.fromkeys(terms))
        missing = [term for term in wanted if term not in self.articles_by_term]
        found = lexical.holders(missing, MOST_HOLDING) if missing else {}
        if len(self.articles_by_term) + len(missing) <= MOST_KEPT:
            self.articles_by_term.update({term: found.get(term, {}) for term in missing})
        return {term: found.get(term) or self.articles_by_term.get(term, {}) for term in wanted}

    def articles(self, wanted: Iterable[Address], store: ArticleStore) -> dict[str, Article]:
        """Articles by id; one that was deleted or replaced meanwhile is left out."""
        addresses = tuple(wanted)
        held = {a: article for a in addresses if (article := self.article_by_address.get(a))}
        missing = [address for address in addresses if address not in held]
        found = store.articles(missing) if missing else {}
        if len(self.article_by_address) + len(found) > MOST_ARTICLES:
            self.article_by_address.clear()
        self.article_by_address.update(found)
        both = held | found
        return {address[0]: both[address] for address in addresses if address in both}

    def about(
        self,
        name: str,
        rarest: str,
        scope: Scope,
        lexical: LexicalIndex,
        store: PassageStore,
    ) -> Mapping[str, float]:
        """How much each article in scope is about a name, by the passages that hold its rarest term."""
        if (name, scope) not in self.about_name:
            keys = [hit.key for hit in lexical.search([rarest], scope, NAME_HITS)]
            shares = about(name, self.passages(keys, store).values(), self.known.titles)
            if len(self.about_name) < MOST_KEPT:
                self.about_name[name, scope] = shares
            return shares
        return self.about_name[name, scope]


def recall(catalogue: Catalogue, before: Recall | None) -> Recall:
    """`before` while the library stands where it stood, else a new one."""
    revision = catalogue.revision()
    if before is not None and before.known.revision == revision:
        return before
    # A passage never changes under its key, and one that is gone is found by no search.
    kept = before.passage_by_key if before else {}
    return Recall(known(revision, catalogue.articles()), kept)
