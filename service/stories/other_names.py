"""The other names of companies and people: those that articles give, and those of the operator's file."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from service.domain.evidence import Evidence
from service.ports import Catalogue
from service.retrieval.aliases import Pair
from service.retrieval.known_names import KnownNames, Renamed


class OtherNames:
    """Names by which the library knows the same company, kept as long as the library does not change."""

    def __init__(self, catalogue: Catalogue, given: Sequence[Pair] = ()) -> None:
        self._catalogue = catalogue
        self._given = tuple(given)
        self._lock = Lock()
        self._known: tuple[int, KnownNames] | None = None

    def renamed(self, question: str) -> tuple[Renamed, ...]:
        """The question under the other names of those it asks by."""
        return self._names().renamed(question)

    def beside(self, evidence: Evidence) -> Evidence:
        """The evidence with the other names of those that stand in it."""
        texts = (evidence.standalone_question, *(sentence.text for sentence in evidence.sentences))
        return replace(evidence, aliases=self._names().in_texts(texts))

    def _names(self) -> KnownNames:
        with self._lock:
            revision = self._catalogue.revision()
            if self._known is None or self._known[0] != revision:
                self._known = (revision, KnownNames((*self._given, *self._catalogue.aliases())))
            return self._known[1]
