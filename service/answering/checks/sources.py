"""What a drafted sentence is checked against: the sentences it cites, and those around them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from service.domain.article import Role
from service.domain.draft import DraftSentence
from service.domain.evidence import Evidence, EvidenceSentence
from service.domain.figures import Date, Figure
from service.figures.find import find_figures
from service.figures.language import SPOKEN, guess
from service.figures.name_words import OPENERS
from service.figures.names import find_names, parts, same_name
from service.figures.plausibility import told_apart


@dataclass(frozen=True)
class Cited:
    """One cited sentence with its figures."""

    sentence: EvidenceSentence
    figures: tuple[Figure, ...]

    @property
    def text(self) -> str:
        return self.sentence.text

    @cached_property
    def language(self) -> str:
        return language_of(self.sentence)


@dataclass(frozen=True)
class Case:
    """A drafted sentence with everything the checks look at; built once for all of them."""

    text: str
    language: str
    figures: tuple[Figure, ...]
    cited: tuple[Cited, ...]
    nearby: tuple[EvidenceSentence, ...]
    titles: tuple[str, ...]
    known_names: tuple[str, ...] = ()
    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    question: str = ""
    article: tuple[EvidenceSentence, ...] = ()
    """Every offered sentence of the cited articles."""
    headers: Mapping[int, str] = field(default_factory=dict)
    """The first row of the table that a cited row stands in, by the row's evidence number."""

    @cached_property
    def parties(self) -> frozenset[str]:
        """The names that stand beyond doubt in the cited articles: not only as a sentence's first word."""
        texts = (*self.titles, *(one.text for one in self.article))
        return frozenset(name.raw for text in texts for name in find_names(text) if name.sure)

    def saying(self, text: str) -> "Case":
        """The same case with another text for its claim."""
        today = _reference_day(self.cited)
        return replace(
            self, text=text, figures=tuple(map(_as_written, find_figures(text, self.language, today)))
        )

    def is_party(self, name: str, text: str) -> bool:
        """Whether a name of a text names somebody: a lone first word does so only if the articles know it."""
        if all(word in OPENERS for word in parts(name)):
            return False
        sure = any(one.sure and one.raw == name for one in find_names(text))
        return sure or any(same_name(name, known, self.aliases) for known in self.parties)

    @property
    def one_language(self) -> bool:
        return all(cited.language == self.language for cited in self.cited)

    @property
    def spoken(self) -> bool:
        """Whether the word tables cover the claim and all that it cites."""
        return {self.language, *(cited.language for cited in self.cited)} <= SPOKEN


def language_of(sentence: EvidenceSentence) -> str:
    declared = sentence.metadata.language
    seen = guess(sentence.text, default=declared or "en")
    return seen if seen in {"zh", "ja"} or not declared else declared


def build_case(
    draft: DraftSentence,
    evidence: Evidence,
    known_names: Sequence[str],
    aliases: Mapping[str, frozenset[str]],
) -> Case:
    """The case of a draft; `cited` is empty when all its numbers point nowhere."""
    offered = [sentence for number in draft.numbers if (sentence := evidence.numbered(number))]
    cited = tuple(Cited(sentence, _figures(sentence)) for sentence in offered)
    language = guess(draft.text, default=cited[0].language if len({c.language for c in cited}) == 1 else "en")
    today = _reference_day(cited)
    return Case(
        text=draft.text,
        language=language,
        figures=tuple(map(_as_written, find_figures(draft.text, language, today))),
        cited=cited,
        nearby=_nearby(offered, evidence),
        titles=tuple(dict.fromkeys(s.metadata.title for s in offered if s.metadata.title)),
        known_names=tuple(known_names),
        aliases=aliases,
        article=_of_articles(offered, evidence),
        question=evidence.standalone_question,
        headers={s.number: header for s in offered if (header := _header(s, evidence))},
    )


def _figures(sentence: EvidenceSentence) -> tuple[Figure, ...]:
    day = sentence.metadata.published_on
    figures = find_figures(sentence.text, language_of(sentence), day)
    return told_apart(sentence.text, figures, day.year if day else None)


def _as_written(figure: Figure) -> Figure:
    """A claim's date without a year claims no year."""
    return replace(figure, year=None) if isinstance(figure, Date) and figure.inferred_year else figure


def _reference_day(cited: Sequence[Cited]) -> date | None:
    return next((c.sentence.metadata.published_on for c in cited if c.sentence.metadata.published_on), None)


def _nearby(offered: Sequence[EvidenceSentence], evidence: Evidence) -> tuple[EvidenceSentence, ...]:
    """Sentences of the evidence next to a cited one in the same article (noise may lie between)."""
    places = {(s.article_id, s.version, s.sentence.ordinal) for s in offered}
    return tuple(
        other
        for other in evidence.sentences
        if (other.article_id, other.version, other.sentence.ordinal) not in places
        and any(
            (other.article_id, other.version, other.sentence.ordinal + step) in places
            for step in (-2, -1, 1, 2)
        )
    )


def _of_articles(offered: Sequence[EvidenceSentence], evidence: Evidence) -> tuple[EvidenceSentence, ...]:
    cited = {(one.article_id, one.version) for one in offered}
    return tuple(one for one in evidence.sentences if (one.article_id, one.version) in cited)


def _header(row: EvidenceSentence, evidence: Evidence) -> str | None:
    """The text of the first of the neighbouring table rows above a cited one."""
    rows = {
        other.sentence.ordinal: other.text
        for other in evidence.sentences
        if (other.article_id, other.version) == (row.article_id, row.version)
        and other.sentence.role is Role.TABLE_ROW
    }
    first = row.sentence.ordinal
    while first in rows and first - 1 in rows:
        first -= 1
    return rows[first] if first in rows and first != row.sentence.ordinal else None


_FORM = re.compile(r"[\s\[\]()（）【】]+")


def is_verbatim(case: Case) -> bool:
    """Whether the claim is a cited sentence character for character (brackets and white space apart)."""
    said = _FORM.sub("", case.text)
    return any(said == _FORM.sub("", cited.text) for cited in case.cited)
