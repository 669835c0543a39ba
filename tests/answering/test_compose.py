"""Claims, citations and text of an answer agree with each other and with the article, whatever is cited."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.answering.compose import Clash, Page, conflicts, display, write
from service.domain.answer import Checks, Derived, DerivedInput, Support
from service.domain.article import Metadata, Role, Sentence
from service.domain.evidence import Evidence, EvidenceSentence

TEXT = "Foo raised $4m [1] today.\n\nBar led it.Baz joined.  Advertisements  Qux paid [2, 3] little."
SPANS = ((0, 25), (27, 38), (38, 49), (67, 91))
ORDINALS = (1, 2, 3, 5)


@dataclass(frozen=True)
class Said:
    text: str
    numbers: tuple[int, ...]
    support: Support | None = None
    checks: Checks = field(default_factory=Checks)
    derived: Derived | None = None


def offered(article: str = "a") -> tuple[EvidenceSentence, ...]:
    return tuple(
        EvidenceSentence(
            number=number,
            article_id=article,
            version=1,
            metadata=Metadata(title="Foo"),
            sentence=Sentence(ordinal, start, end, Role.CONTENT),
            text=TEXT[start:end],
            hit=1,
        )
        for number, (ordinal, (start, end)) in enumerate(zip(ORDINALS, SPANS, strict=True), 1)
    )


def evidence() -> Evidence:
    sentences = (*offered(), *(replace(s, number=s.number + 4) for s in offered("b")))
    return Evidence(standalone_question="Who?", queries=("Who?",), hits=(), sentences=sentences)


def quote(article_id: str, version: int, start: int, end: int) -> str:
    return TEXT[start:end]


said = st.builds(
    Said,
    st.text(st.sampled_from("abc [1]23,;\n é中😀"), max_size=30),
    st.lists(st.integers(-1, 10), max_size=5).map(tuple),
)


@given(st.lists(said, max_size=6))
def test_every_invariant_of_an_answer_holds_for_any_draft(drafted: list[Said]) -> None:
    """Whatever is drafted: quotes verbatim, claims at their offsets, markers outside, numbers in order of use."""
    page = write(drafted, evidence(), quote)
    assert all(TEXT[c.start : c.end] == c.quote for c in page.citations)
    assert [c.n for c in page.citations] == list(range(1, len(page.citations) + 1))
    assert all(page.answer[c.start : c.end] == c.text and c.citations for c in page.claims)
    assert all(one.end <= two.start for one, two in pairwise(page.claims))
    used = [n for claim in page.claims for n in claim.citations]
    assert list(dict.fromkeys(used)) == sorted(set(used)) == [c.n for c in page.citations]
    rest = page.answer
    for claim in reversed(page.claims):
        rest = rest[: claim.start] + rest[claim.end :]
    assert rest.split() == ["".join(f"[{n}]" for n in claim.citations) for claim in page.claims]
    assert not any(f"[{n}]" in claim.text for claim in page.claims for n in range(30))


def test_neighbours_with_only_white_space_between_are_one_citation() -> None:
    """Three sentences in a row are one quote; the advertisement before the fourth parts it from them."""
    page = write([Said("All of it.", (1, 2, 3, 4))], evidence(), quote)
    assert [c.quote for c in page.citations] == [TEXT[:49], TEXT[67:91]]
    assert page.citations[0].sentence_ids == ("a@1:s1", "a@1:s2", "a@1:s3")


def test_sentences_of_two_articles_are_never_one_citation() -> None:
    """The same place in another article is another citation."""
    page = write([Said("Both.", (1, 5))], evidence(), quote)
    assert [c.article_id for c in page.citations] == ["a", "b"]


def test_the_same_sentence_is_cited_under_one_number() -> None:
    """A quote used twice is listed once."""
    page = write([Said("One.", (2,)), Said("Two.", (2,))], evidence(), quote)
    assert page.answer == "One. [1] Two. [1]"


def test_bracketed_numbers_of_the_article_cannot_pass_for_markers() -> None:
    """The claim shows round brackets; the quote stays as it was."""
    page = write([Said(TEXT[:25], (1,))], evidence(), quote)
    assert page.claims[0].text == "Foo raised $4m (1) today."
    assert page.citations[0].quote == TEXT[:25]
    assert display("see [ 12 ]") == "see (12)"


def test_a_conflict_points_at_citations_of_the_page_or_is_left_out() -> None:
    """Two cited values make a conflict; a value that nobody cites does not."""
    page = write([Said("One.", (1,)), Said("Two.", (2,))], evidence(), quote)
    clash = Clash("money", internal=True, values=(("$4m", 1), ("$5m", 2)), note="They differ.")
    (found,) = conflicts(page, [clash], evidence())
    assert [v.citation for v in found.values] == [1, 2]
    assert conflicts(Page(), [clash], evidence()) == ()


def test_the_inputs_of_a_derived_figure_point_at_citations() -> None:
    """Evidence numbers of a recomputed figure become citation numbers."""
    derived = Derived("difference", (DerivedInput("4", 4), DerivedInput("2", 2)), "2")
    page = write([Said("Two more.", (4, 2), derived=derived)], evidence(), quote)
    found = page.claims[0].derived
    assert found is not None
    assert [i.citation for i in found.inputs] == [1, 2]
