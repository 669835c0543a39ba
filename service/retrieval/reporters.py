"""A syndicated copy gives way to its original, and is named beside the sentences that it repeats."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.domain.article import Article
from service.domain.evidence import EvidenceSentence
from service.ports import ArticleSummary
from service.retrieval.copies import shingles
from service.retrieval.select import Candidate

REPEATED = 0.8
"""A copy reports a sentence when it holds this share of its runs of words."""

Copies = Mapping[str, tuple[str, ...]]


def originals(
    ranked: Sequence[Candidate], articles: Mapping[str, ArticleSummary]
) -> tuple[list[Candidate], Copies]:
    """The candidates without copies of an article that is found itself, and which copies those are."""
    found = {one.stored.article_id for one in ranked}
    original = {name: articles[name].duplicate_of for name in found if name in articles}
    copies: dict[str, tuple[str, ...]] = {}
    for name in sorted(found):
        of = original.get(name)
        if of in found:
            copies[of] = (*copies.get(of, ()), name)
    hidden = {name for names in copies.values() for name in names}
    return [one for one in ranked if one.stored.article_id not in hidden], copies


def with_reporters(
    sentences: Sequence[EvidenceSentence], copies: Copies, articles: Mapping[str, Article]
) -> tuple[EvidenceSentence, ...]:
    """Each sentence with the copies of its article that hold it too; a cut copy holds only some."""
    held = {name: _Held(articles[name]) for names in copies.values() for name in names if name in articles}
    return tuple(
        replace(sentence, also_reported_by=tuple(dict.fromkeys((*sentence.also_reported_by, *more))))
        if (more := [n for n in copies.get(sentence.article_id, ()) if n in held and held[n].tells(sentence)])
        else sentence
        for sentence in sentences
    )


class _Held:
    """What a copy's text holds."""

    def __init__(self, article: Article) -> None:
        self._text = _plain(article.text)
        self._runs = shingles(article.text, article.metadata.language)

    def tells(self, sentence: EvidenceSentence) -> bool:
        runs = shingles(sentence.text, sentence.metadata.language)
        mostly = bool(runs) and len(runs & self._runs) >= REPEATED * len(runs)
        return mostly or _plain(sentence.text) in self._text


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
