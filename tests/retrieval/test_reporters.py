"""Copies give way to their original and are named where they report the same."""

from service.domain.article import Article, Metadata, Passage, Role, Sentence
from service.domain.evidence import EvidenceSentence
from service.ports import ArticleSummary, StoredPassage
from service.retrieval.reporters import originals, with_reporters
from service.retrieval.select import Candidate

TEXT = "Plimsoll Freight has raised $12 million. It will open an office in Hull."


def candidate(article_id: str, score: float) -> Candidate:
    passage = Passage(1, (1,), 0, len(TEXT), TEXT)
    stored = StoredPassage(key=int(score * 100), article_id=article_id, version=1, passage=passage)
    return Candidate(stored, score, ("lexical",))


def summary(article_id: str, duplicate_of: str | None = None) -> ArticleSummary:
    return ArticleSummary(
        id=article_id, version=1, metadata=Metadata(), sentences=2, passages=1, duplicate_of=duplicate_of
    )


def sentence(number: int, text: str) -> EvidenceSentence:
    start = TEXT.index(text)
    placed = Sentence(number, start, start + len(text), Role.CONTENT)
    return EvidenceSentence(
        number=number, article_id="first", version=1, metadata=Metadata(), sentence=placed, text=text, hit=1
    )


SUMMARIES = {"first": summary("first"), "copy": summary("copy", "first")}


def test_a_copy_is_no_hit_beside_its_original() -> None:
    """What repeats an article that was found too is left out, and named as its copy."""
    kept, copies = originals([candidate("copy", 0.9), candidate("first", 0.8)], SUMMARIES)
    assert [one.stored.article_id for one in kept] == ["first"]
    assert copies == {"first": ("copy",)}


def test_a_copy_alone_stays() -> None:
    """Where a filter leaves out the original, its copy is what there is."""
    kept, copies = originals([candidate("copy", 0.9)], SUMMARIES)
    assert [one.stored.article_id for one in kept] == ["copy"]
    assert copies == {}


def test_a_cut_copy_reports_only_what_it_holds() -> None:
    """The sentence that the copy left out is not reported by it."""
    cut = "HULL POST. Plimsoll Freight  has raised\n$12 million."
    article = Article(id="copy", version=1, text=cut, metadata=Metadata(), sentences=(), passages=())
    told = [
        sentence(1, "Plimsoll Freight has raised $12 million."),
        sentence(2, "It will open an office in Hull."),
    ]
    named = with_reporters(told, {"first": ("copy",)}, {"copy": article})
    assert [one.also_reported_by for one in named] == [("copy",), ()]
