"""The built-in reader picks the sentence that answers and declines what no sentence answers."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.pair_minilm import PairMiniLm
from service.answering.extractive import read
from service.domain.answer import Reason
from service.domain.article import Metadata, Role, Sentence
from service.domain.evidence import Evidence, EvidenceSentence

SCORER = PairMiniLm()
STORY = (
    "Harbinger Looms, which makes sails for freight ships, has raised $14 million in a Series A.",
    "Tern Rock Capital led the round, and Pellew Partners joined.",
    "The money will go into a second sail loft in Falmouth.",
    "Harbinger Looms was founded in 2019 by Morwenna Tregear.",
    "The company employs 48 people and is headquartered in Penryn.",
    "“Wind is the only fuel nobody invoices,” said Tregear.",
    "Revenue last year was $3.2 million.",
)


def evidence(question: str, texts: Sequence[str] = STORY) -> Evidence:
    sentences = tuple(
        EvidenceSentence(
            number=number,
            article_id="looms",
            version=1,
            metadata=Metadata(title="Harbinger Looms raises $14 million"),
            sentence=Sentence(number, number * 1000, number * 1000 + len(text), Role.CONTENT),
            text=text,
            hit=1,
            similarity=0.5,
        )
        for number, text in enumerate(texts, 1)
    )
    return Evidence(standalone_question=question, queries=(question,), hits=(), sentences=sentences)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("How much did Harbinger Looms raise?", 1),
        ("Who led the round?", 2),
        ("What will the money go into?", 3),
        ("Who founded Harbinger Looms?", 4),
        ("How many staff does Harbinger Looms have?", 5),
        ("Where is Harbinger Looms based?", 5),
        ("What did Tregear say about wind?", 6),
        ("What was the company's turnover?", 7),
    ],
)
def test_the_sentence_that_answers_is_the_first_chosen(question: str, number: int) -> None:
    """Plain questions find their sentence, also where it puts the thing in other words."""
    assert read(question, evidence(question), SCORER, 0.0).numbers[0] == number


@pytest.mark.parametrize(
    "question",
    [
        "Which law firm advised Harbinger Looms?",
        "What is the stock ticker of Harbinger Looms?",
        "Who is the chief financial officer of Harbinger Looms?",
        "How much did Quillon Marine raise?",
        "Who won the football match?",
    ],
)
def test_what_no_sentence_answers_is_declined(question: str) -> None:
    """A missing attribute, another company and another topic are not answered."""
    found = read(question, evidence(question), SCORER)
    assert (found.numbers, found.reason) == ((), Reason.NOT_IN_CORPUS)


def test_a_name_that_nobody_mentions_is_named_as_missing() -> None:
    """The asker learns which name the articles do not know."""
    question = "How much did Quillon Marine raise?"
    assert read(question, evidence(question), SCORER).missing == ("Quillon Marine",)


def test_without_evidence_there_is_no_answer() -> None:
    """Nothing found is an abstention, not an error."""
    assert read("Who?", evidence("Who?", ()), SCORER).reason is Reason.NOT_IN_CORPUS


class LastIsBest:
    """A pair scorer that likes what comes last, and remembers what it read."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def score(self, question: str, candidates: Sequence[tuple[str, str]]) -> list[float]:
        self.seen = [text for _, text in candidates]
        return [100.0 if text == STORY[-1] else 0.0 for text in self.seen]


def test_a_pair_scorer_has_its_say() -> None:
    """What reads question and sentence together can turn the order."""
    scorer = LastIsBest()
    assert read("Who led the round?", evidence("Who led the round?"), scorer, 0.0).numbers[0] == len(STORY)
    assert len(scorer.seen) <= 12


@settings(max_examples=60)
@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=6))
def test_any_text_gives_a_verdict(question: str, texts: list[str]) -> None:
    """Odd text never breaks the reader; numbers point into the evidence, and what is not answerable cannot be right."""
    found = read(question, evidence(question, texts), SCORER)
    assert all(1 <= n <= len(texts) for n in found.numbers)
    assert 0.0 <= found.confidence <= found.answerable <= 1.0
    assert bool(found.numbers) is (found.reason is None)


def test_what_is_surely_right_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that is right by seven chances in ten is an answer, however unlikely one looked."""
    question = "What was Harbinger Looms' revenue last year?"
    assert read(question, evidence(question), SCORER, threshold=0.99).numbers == (7,)
    monkeypatch.setattr("service.answering.extractive.SURE", 1.0)
    assert read(question, evidence(question), SCORER, threshold=0.99).numbers == ()
