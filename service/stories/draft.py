"""Have a chat model draft: an answer that points at numbered sentences, or a follow-up that stands alone."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.answering.draft import DraftParser
from service.answering.prompt import conversation_block, evidence_block, render
from service.answering.rewrite import Rewritten, keeps_to, parse_rewrite
from service.domain.draft import Drafted
from service.domain.evidence import Evidence
from service.domain.prompt import Prompt
from service.domain.question import Turn
from service.ports import ChatModel, Message

LANGUAGES: Mapping[str, str] = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
}  # fmt: skip
LAST_TURNS = 6


@dataclass(slots=True)
class Usage:
    """What the model calls of one answer cost; None once a server did not report it."""

    prompt_tokens: int | None = 0
    completion_tokens: int | None = 0

    def add(self, prompt: int | None, completion: int | None) -> None:
        self.prompt_tokens = _sum(self.prompt_tokens, prompt)
        self.completion_tokens = _sum(self.completion_tokens, completion)


def _sum(so_far: int | None, more: int | None) -> int | None:
    return None if so_far is None or more is None else so_far + more


class Drafting:
    """The model's part of an answer. Raises what `ChatModel.stream` raises."""

    def __init__(self, model: ChatModel, prompts: Mapping[str, Prompt]) -> None:
        self.model = model.name
        self.fingerprint = prompts["answer"].fingerprint
        self._model = model
        self._prompts = prompts

    async def answer(
        self, question: str, evidence: Evidence, *, language: str | None, today: date | None, usage: Usage
    ) -> AsyncIterator[Drafted]:
        """The drafted sentences, each as soon as it is complete."""
        parser = DraftParser()
        values = {
            "question": question,
            "evidence": evidence_block(evidence),
            "language": LANGUAGES.get(language or "", "the language of the question"),
            "today": today.isoformat() if today else "not stated",
        }
        async for text in self._reply("answer", values, usage):
            for drafted in parser.feed(text):
                yield drafted
        for drafted in parser.finish():
            yield drafted

    async def standalone(self, question: str, history: Sequence[Turn], usage: Usage) -> Rewritten | None:
        """The question made to stand alone, or None where the model's rewriting cannot be trusted."""
        conversation = conversation_block(history[-LAST_TURNS:])
        values = {"conversation": conversation, "question": question}
        reply = "".join([text async for text in self._reply("rewrite", values, usage)])
        rewritten = parse_rewrite(reply)
        return rewritten if rewritten and keeps_to(rewritten, question, conversation) else None

    async def _reply(self, prompt: str, values: Mapping[str, str], usage: Usage) -> AsyncIterator[str]:
        template = self._prompts[prompt]
        messages = [
            Message("system", render(template.system, values)),
            Message("user", render(template.user, values)),
        ]
        async for chunk in self._model.stream(messages):
            if chunk.finished is not None:
                usage.add(chunk.prompt_tokens, chunk.completion_tokens)
            if chunk.text:
                yield chunk.text
