"""Copies are shown once, and one article does not crowd out the others."""

from service.domain.article import Metadata, Passage
from service.ports import ArticleSummary, StoredPassage
from service.retrieval.select import Candidate, collapse, cover


def candidate(article_id: str, text: str, score: float) -> Candidate:
    passage = Passage(1, (1,), 0, len(text), text)
    stored = StoredPassage(key=int(score * 1000), article_id=article_id, version=1, passage=passage)
    return Candidate(stored, score, ("lexical",))


def summary(article_id: str, day: str | None, duplicate_of: str | None = None) -> ArticleSummary:
    return ArticleSummary(
        id=article_id,
        version=1,
        metadata=Metadata(published_at=day),
        sentences=1,
        passages=1,
        duplicate_of=duplicate_of,
    )


def test_a_copy_gives_way_to_the_first_report() -> None:
    """The earlier article stands at the best place of the two, and names the other."""
    ranked = [candidate("copy", "It  raised $9m.", 0.9), candidate("first", "It raised $9m.", 0.8)]
    articles = {one.id: one for one in (summary("copy", "2025-02-02"), summary("first", "2025-02-01"))}
    [kept] = collapse(ranked, articles)
    assert (kept.stored.article_id, kept.score, kept.copies) == ("first", 0.9, ("copy",))


def test_a_known_duplicate_gives_way_whatever_its_date() -> None:
    """What the library calls a duplicate is never the one shown."""
    ranked = [candidate("copy", "Same.", 0.9), candidate("first", "Same.", 0.8)]
    articles = {one.id: one for one in (summary("copy", "2025-01-01", "first"), summary("first", None))}
    assert [one.stored.article_id for one in collapse(ranked, articles)] == ["first"]


def test_a_changed_figure_is_no_copy() -> None:
    """Two articles that differ in one character are both kept."""
    ranked = [candidate("a", "It raised $9m.", 0.9), candidate("b", "It raised $8m.", 0.8)]
    assert len(collapse(ranked, {})) == 2


def test_a_nearly_as_good_passage_of_another_article_goes_first() -> None:
    """The second of three near equals comes from the other article; the best stays the best."""
    ranked = [candidate("a", "1", 0.9), candidate("a", "2", 0.89), candidate("b", "3", 0.88)]
    assert [one.stored.passage.text for one in cover(ranked, 3, 0.05)] == ["1", "3", "2"]
    assert [one.stored.passage.text for one in cover(ranked, 2, 0.0)] == ["1", "2"]
