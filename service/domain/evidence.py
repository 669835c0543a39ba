"""What was found for a question, and how an answerer sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from service.domain.article import Metadata, Sentence, passage_id, sentence_id

Retriever = Literal["lexical", "vector"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question. `sentences` are ordinals; `start`/`end` the envelope."""

    rank: int
    article_id: str
    version: int
    passage: int
    sentences: tuple[int, ...]
    start: int
    end: int
    score: float
    found_by: tuple[Retriever, ...]

    @property
    def passage_id(self) -> str:
        return passage_id(self.article_id, self.version, self.passage)

    @property
    def sentence_ids(self) -> tuple[str, ...]:
        return tuple(sentence_id(self.article_id, self.version, s) for s in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSentence:
    """One sentence offered to an answerer under a number, counting from 1 in one answer.

    `text` is verbatim: `article.text[sentence.start:sentence.end]`. `hit` is the rank of the hit
    that brought it, or of the hit it neighbours. `heading` is the heading it stands under.
    `similarity` is the cosine of its stored vector with the standalone question's, where both exist.
    """

    number: int
    article_id: str
    version: int
    metadata: Metadata
    sentence: Sentence
    text: str
    hit: int
    heading: str | None = None
    also_reported_by: tuple[str, ...] = ()
    similarity: float | None = None

    @property
    def id(self) -> str:
        return sentence_id(self.article_id, self.version, self.sentence.ordinal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentences offered for one question, numbered, with the search that found them.

    `queries` are the texts searched, the standalone question first. `rarity` is the inverse document
    frequency of the question's analysed terms over all passages of the library: how telling each is.
    `names` are the question's names with the articles about each, most about it first, none for a name
    that the library does not know. `repairs` maps misspelt terms to the spelling searched instead. `aliases`
    has the other names of those that stand in the sentences; `renamed` pairs a name of the question with
    the one searched besides it.
    """

    standalone_question: str
    queries: tuple[str, ...]
    hits: tuple[Hit, ...]
    sentences: tuple[EvidenceSentence, ...]
    rarity: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repairs: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    renamed: tuple[tuple[str, str], ...] = ()

    def numbered(self, number: int) -> EvidenceSentence | None:
        """The sentence offered under `number`, or None for a number that was never offered."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None
