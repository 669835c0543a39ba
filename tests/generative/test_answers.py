"""Answers drafted by a model: shown sentence by sentence, only what the cited sentences bear out."""

import pytest

from service.domain.answer import Reason, Status, Support
from service.domain.question import Mode, Question
from tests.fakes.chat_server import Exchange, Script, breaks_off, fails, says
from tests.generative.conftest import QUESTION, Asked, number_of

LED = "led by Marrowstone Growth"


def pointing(*sentences: str, words: str = LED, usage: tuple[int, int] | None = (900, 40)) -> Script:
    """Says the sentences, each pointing (at `{n}`) at the offered sentence that holds the words."""

    def script(exchange: Exchange) -> None:
        n = number_of(exchange.user_text, words)
        says(*(s.replace("{n}", str(n)) for s in sentences), usage=usage)(exchange)

    return script


def test_a_true_sentence_is_shown_with_its_quote(asked: Asked) -> None:
    """The model's words are the claim; the citation is the article's own sentence."""
    asked.server.play(pointing("Quillfern raised $60 million in a Series B led by Marrowstone Growth. [{n}]"))
    answer = asked.answer()
    assert (answer.status, answer.mode) == (Status.ANSWERED, "generative")
    assert answer.claims[0].support is Support.SUPPORTED
    assert LED in answer.citations[0].quote
    assert answer.answer[answer.claims[0].start : answer.claims[0].end] == answer.claims[0].text


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        ("Quillfern raised €60 million in a Series B led by Marrowstone Growth. [{n}]", "figures"),
        ("Quillfern raised $600 million in a Series B led by Marrowstone Growth. [{n}]", "figures"),
        ("Quillfern raised $60 million in a Series B led by Sequoia Capital. [{n}]", "names"),
        ("Quillfern did not raise $60 million in a Series B led by Marrowstone Growth. [{n}]", "polarity"),
        ("Quillfern raised $60 million in a Series B led by Marrowstone Growth. [999]", "pointer"),
    ],
)
def test_a_false_sentence_is_dropped_and_says_why(asked: Asked, claim: str, check: str) -> None:
    """Nothing of it is in the answer; with nothing left the answer abstains."""
    asked.server.play(pointing(claim))
    answer = asked.answer()
    assert (answer.status, answer.reason, answer.claims) == (Status.ABSTAINED, Reason.UNVERIFIED, ())
    assert [d.check for d in answer.dropped] == [check]


def test_claims_arrive_one_by_one_and_only_checked(asked: Asked) -> None:
    """The stream has meta, search, the claims that hold, and the whole answer last."""
    asked.server.play(
        pointing(
            "Marrowstone Growth led the round. [{n}] ",
            "It raised $70 million. [{n}] ",
            "It raised $60 million. [{n}]",
        )
    )
    events = asked.events()
    assert [e.name for e in events] == ["meta", "search", "claim", "claim", "done"]
    assert [e.data.claim.text for e in events[2:4]] == [
        "Marrowstone Growth led the round.",
        "It raised $60 million.",
    ]
    assert events[2].data.citations
    assert not events[3].data.citations, "a citation is sent once"


def test_what_the_model_thinks_aloud_is_not_answered(asked: Asked) -> None:
    """A thought before the reply is no claim, even where it points at a sentence."""
    asked.server.play(
        pointing(
            "<think>",
            "Quillfern raised $60 million. [{n}] So",
            "</think>\n",
            "Marrowstone Growth led it. [{n}]",
        )
    )
    answer = asked.answer()
    assert [claim.text for claim in answer.claims] == ["Marrowstone Growth led it."]
    assert answer.dropped == ()


def test_what_is_said_over_and_over_is_shown_once(asked: Asked) -> None:
    """Small models repeat themselves; an answer does not."""
    asked.server.play(pointing(*["Marrowstone Growth led the round. [{n}]\n"] * 5))
    assert [claim.text for claim in asked.answer().claims] == ["Marrowstone Growth led the round."]


def test_what_the_model_does_not_find_is_an_abstention(asked: Asked) -> None:
    """NOT_FOUND is believed, and what is missing is passed on."""
    asked.server.play(says("NOT_FOUND: the price per share"))
    answer = asked.answer()
    assert (answer.status, answer.reason) == (Status.ABSTAINED, Reason.NOT_IN_CORPUS)
    assert answer.missing == ("the price per share",)


def test_an_answer_to_a_part_says_what_is_missing(asked: Asked) -> None:
    """A found part and a missing one make a partial answer."""
    asked.server.play(pointing("Marrowstone Growth led the round. [{n}]\nNOT_FOUND: the price per share"))
    answer = asked.answer()
    assert (answer.status, answer.missing) == (Status.PARTIAL, ("the price per share",))


def test_an_answer_tells_what_it_cost(asked: Asked) -> None:
    """Tokens, milliseconds by stage, model and prompt fingerprint; unreported usage is None."""
    asked.server.play(pointing("Marrowstone Growth led the round. [{n}]"))
    trace = asked.answer().trace
    assert (trace.prompt_tokens, trace.completion_tokens, trace.model) == (900, 40, "m")
    assert trace.prompt is not None
    assert trace.prompt.startswith("answer@")
    assert {"retrieve", "answer", "verify", "total"} <= set(trace.ms)
    asked.server.play(pointing("Marrowstone Growth led the round. [{n}]", usage=None))
    assert asked.answer().trace.prompt_tokens is None


def test_a_follow_up_is_rewritten_by_the_model(asked: Asked) -> None:
    """What is searched is the model's standalone question, when it adds nothing of its own."""
    asked.server.play(
        says("STANDALONE: Who led Quillfern's Series B?"), pointing("Marrowstone Growth led the round. [{n}]")
    )
    answer = asked.answer(
        "Who led it?", "How much did Quillfern raise in its Series B?", "It raised $60 million. [1]"
    )
    assert answer.standalone_question == "Who led Quillfern's Series B?"


def test_a_rewriting_that_brings_in_names_is_not_used(asked: Asked) -> None:
    """The rules' own standalone question is searched instead."""
    asked.server.play(says("STANDALONE: Who led Umberjack's Series B?"), says("NOT_FOUND"))
    answer = asked.answer(
        "Who led it?", "How much did Quillfern raise in its Series B?", "It raised $60 million. [1]"
    )
    assert "Umberjack" not in answer.standalone_question
    assert "Quillfern" in answer.standalone_question


def html(exchange: Exchange) -> None:
    exchange.send_raw(200, b"<html>Log in</html>", {"content-type": "text/html"})


def endless(exchange: Exchange) -> None:
    says(*["again and again "] * 3_000)(exchange)


FAULTS = {
    "429 with a long wait": fails(429, headers={"retry-after": "90"}),
    "server error": fails(500),
    "wrong key": fails(401),
    "unknown model": fails(404),
    "context too long": fails(400, "maximum context length exceeded"),
    "truncated stream": breaks_off(""),
    "login page": html,
    "endless repetition": endless,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_when_the_model_fails_the_articles_answer(asked: Asked, fault: str) -> None:
    """Whatever goes wrong, the user gets a labelled answer with its reason in the trace."""
    asked.server.play(FAULTS[fault])
    answer = asked.answer()
    assert answer.mode == "degraded"
    assert answer.trace.notes
    assert "sk-x" not in " ".join(answer.trace.notes)
    assert answer.claims
    assert all("Quillfern" in c.quote or "round" in c.quote or c.quote for c in answer.citations)


USELESS = {
    "empty": "",
    "blank": "   \n",
    "one word": "ok",
    "brackets": "}{][",
    "markers without a sentence": "[3] [4] [5]",
    "refusal": "I cannot help with that.",
    "broken letters": "\ufffd\ufffd\ufffd\ufffd",
    "a true sentence without a marker": "Quillfern raised $60 million in a Series B.",
    "another form": '{"answer": "Quillfern raised $60 million.", "sources": []}',
}


@pytest.mark.parametrize("reply", USELESS)
def test_a_reply_that_points_nowhere_gives_way_to_the_articles(asked: Asked, reply: str) -> None:
    """Nothing in it can be checked, so the built-in reader answers and the trace says why."""
    asked.server.play(says(USELESS[reply]))
    answer = asked.answer()
    assert answer.mode == "degraded"
    assert "points at no sentence" in answer.trace.notes[0]
    assert any("Marrowstone" in citation.quote for citation in answer.citations)


def test_a_useless_reply_does_not_hide_why_the_articles_do_not_answer(asked: Asked) -> None:
    """The abstention has the built-in reader's reason, not that the draft could not be verified."""
    asked.server.play(says("I cannot help with that."))
    answer = asked.answer("Who is the mayor of Timbuktu?")
    assert (answer.status, answer.mode) == (Status.ABSTAINED, "degraded")
    assert answer.reason is Reason.NOT_IN_CORPUS


def test_a_wrong_key_shows_in_readiness(asked: Asked) -> None:
    """The operator sees what to mend, and it goes once the model answers again."""
    asked.server.play(fails(401))
    asked.answer()
    assert "OPENAI_API_KEY" in (asked.trouble() or "")
    asked.server.play(says("NOT_FOUND"))
    asked.answer()
    assert asked.trouble() is None


def test_extractive_mode_asks_no_model(asked: Asked) -> None:
    """Who asks for extractive mode pays for no model call."""
    before = len(asked.server.requests)
    assert asked.ask(Question(text=QUESTION, mode=Mode.EXTRACTIVE))[-1].data.mode == "extractive"
    assert len(asked.server.requests) == before
