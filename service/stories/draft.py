"""Have a chat model draft: an answer that points at numbered sentences, or a follow-up that stands alone."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from service.answering.checks.derive import Derivation
from service.answering.draft import DraftParser
from service.answering.presentable import presentable
from service.answering.prompt import conversation_block, evidence_block, render
from service.answering.rewrite import Rewritten, keeps_to, parse_rewrite
from service.answering.thoughts import WithoutThoughts
from service.answering.verify import verify
from service.domain.answer import Checks, Derived, DerivedInput, Dropped, Support, Trace
from service.domain.draft import Drafted, DraftSentence
from service.domain.evidence import Evidence
from service.domain.prompt import Prompt
from service.domain.question import Turn
from service.ports import ChatModel, Message
from service.retrieval.aliases import stated_aliases

LAST_TURNS = 6
Task = Literal["answer", "summarize", "deal"]
ASKED: Mapping[str, str] = {"answer": "question", "summarize": "shape"}
"""What a task is asked for: the variable of its prompt."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A drafted sentence and what the verifier made of it."""

    text: str
    numbers: tuple[int, ...]
    support: Support | None
    checks: Checks
    derived: Derived | None
    dropped: Dropped | None


def checked(sentence: DraftSentence, evidence: Evidence) -> CheckedSentence:
    """Verify a drafted sentence, once what no answer may show has been taken out of it."""
    clean = DraftSentence(presentable(sentence.text), sentence.numbers)
    aliases = evidence.aliases or stated_aliases(s.text for s in evidence.sentences)
    verified = verify(clean, evidence, aliases=aliases)
    return CheckedSentence(
        text=verified.text,
        numbers=verified.numbers,
        support=verified.support,
        checks=verified.checks,
        derived=_derived(verified.derived),
        dropped=verified.dropped,
    )


def _derived(derivation: Derivation | None) -> Derived | None:
    if derivation is None:
        return None
    inputs = tuple(DerivedInput(i.value, i.number) for i in derivation.inputs)
    return Derived(derivation.operation, inputs, derivation.result)


def prompt_values(evidence: Evidence, today: date | None) -> dict[str, str]:
    """What every prompt about articles is filled with."""
    return {"evidence": evidence_block(evidence), "today": today.isoformat() if today else "not stated"}


class ModelWriter:
    """The model's part of one answer, and what it cost. Raises what `ChatModel.stream` raises.

    One writer serves one question; its usage adds up over all calls, and is None once a server did not
    report it.
    """

    def __init__(self, model: ChatModel, prompts: Mapping[str, Prompt], task: Task = "answer") -> None:
        self._model = model
        self._prompts = prompts
        self._task = task
        self._prompt_tokens: int | None = 0
        self._completion_tokens: int | None = 0

    async def draft(self, question: str, evidence: Evidence, today: date | None) -> AsyncIterator[Drafted]:
        """The drafted sentences, each as soon as it is complete; for a summary `question` tells its shape."""
        parser = DraftParser()
        values = {ASKED[self._task]: question, **prompt_values(evidence, today)}
        async for text in self._reply(self._task, values):
            for drafted in parser.feed(text):
                yield drafted
        for drafted in parser.finish():
            yield drafted

    async def standalone(self, question: str, history: Sequence[Turn]) -> Rewritten | None:
        """The question made to stand alone, or None where the model's rewriting cannot be trusted."""
        conversation = conversation_block(history[-LAST_TURNS:])
        values = {"conversation": conversation, "question": question}
        reply = "".join([text async for text in self._reply("rewrite", values)])
        rewritten = parse_rewrite(reply)
        return rewritten if rewritten and keeps_to(rewritten, question, conversation) else None

    def trace(self) -> Trace:
        """Prompt, model and tokens so far."""
        return Trace(
            prompt_tokens=self._prompt_tokens,
            completion_tokens=self._completion_tokens,
            prompt=self._prompts[self._task].fingerprint,
            model=self._model.name,
        )

    async def _reply(self, prompt: str, values: Mapping[str, str]) -> AsyncIterator[str]:
        template = self._prompts[prompt]
        messages = [
            Message("system", render(template.system, values)),
            Message("user", render(template.user, values)),
        ]
        finished, aloud = False, WithoutThoughts()
        try:
            async for chunk in self._model.stream(messages):
                if chunk.finished is not None:
                    finished = True
                    self._spend(chunk.prompt_tokens, chunk.completion_tokens)
                if text := aloud.feed(chunk.text):
                    yield text
            if rest := aloud.finish():
                yield rest
        finally:
            if not finished:
                self._spend(None, None)

    def _spend(self, prompt: int | None, completion: int | None) -> None:
        self._prompt_tokens = _sum(self._prompt_tokens, prompt)
        self._completion_tokens = _sum(self._completion_tokens, completion)


def _sum(so_far: int | None, more: int | None) -> int | None:
    return None if so_far is None or more is None else so_far + more
