"""Record what a chat model drafts for questions of the bundled set, so that its drafts can be replayed.

`OPENAI_BASE_URL=… DEALBRIEF_MODEL=… python -m evals.record_drafts OUT.jsonl` asks any OpenAI-compatible
server. The model is offered the sentences that prove the answer, as a perfect search would. Labels are not
written here: a person reads each draft and labels each of its claims `correct` or `wrong`.
"""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.sets import read_lines
from service.adapters.chat_openai import ChatSettings, OpenAiChat
from service.adapters.prompt_files import load_prompts
from service.answering.prompt import neutral, render
from service.app.settings import Settings, read_settings
from service.domain.article import Metadata, Role, Sentence
from service.domain.errors import DealbriefError
from service.domain.evidence import Evidence, EvidenceSentence
from service.ports import Message

SET = Path(__file__).parent / "sets" / "deals"
RECORDED = Path(__file__).parent / "recorded"
PROMPTS = RECORDED / "prompts"
CHARACTERS = 500
"""Questions whose proof is longer are left out: a model of 135 million parameters loses its way in it."""
LONGEST = 48
CASES = (RECORDED / "easy.jsonl", SET / "samples.jsonl", SET / "deals.jsonl")


def offered(question: str, quotes: Iterable[dict[str, Any]]) -> Evidence:
    """Recorded quotes as evidence. Their places in the article are not recorded: each stands alone."""
    sentences = tuple(
        EvidenceSentence(
            number=number,
            article_id=row["article_id"],
            version=1,
            metadata=Metadata(title=row.get("title"), published_at=row.get("published_at")),
            sentence=Sentence(10 * number, 0, len(row["quote"]), Role.CONTENT),
            text=row["quote"],
            hit=1,
        )
        for number, row in enumerate(quotes, 1)
    )
    return Evidence(standalone_question=question, queries=(question,), hits=(), sentences=sentences)


def proof(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences that prove a case's answer, numbered."""
    rows = [row for group in case["evidence"] for row in group[:1]]
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]


async def drafted(model: OpenAiChat, question: str, rows: list[dict[str, Any]]) -> str:
    """The first line of the model's reply: a small model goes on to ask itself further questions."""
    prompt = load_prompts(PROMPTS)["answer"]
    evidence = "\n".join(f"[{row['number']}] {neutral(row['quote'])}" for row in rows)
    values = {"question": question, "evidence": evidence, "today": "not stated"}
    said = [Message("system", render(prompt.system, values)), Message("user", render(prompt.user, values))]
    reply = ""
    async for chunk in model.stream(said):
        reply += chunk.text
        if "\n" in reply.strip():
            break
    return reply.strip().partition("\n")[0]


def record(cases: Iterable[dict[str, Any]], settings: Settings) -> Iterator[dict[str, Any]]:
    """One unlabelled row for each answerable question that stands alone and has a short proof."""
    chat = ChatSettings(
        model=settings.model or "",
        base_url=settings.openai_base_url,
        timeout_seconds=300.0,
        temperature=0.0,
        max_tokens=LONGEST,
    )
    for case in cases:
        rows = proof(case) if case["expect"] == "answer" and not case.get("history") else []
        if not rows or sum(len(row["quote"]) for row in rows) > CHARACTERS:
            continue
        try:
            text = asyncio.run(drafted(OpenAiChat(chat), case["question"], rows))
        except DealbriefError as error:
            print(case["id"], error.message, file=sys.stderr)
            continue
        asked = {"case_id": case["id"], "question": case["question"]}
        yield {**asked, "draft_text": text, "label": None, "evidence": rows}


def main(out: Path) -> None:
    """Write a row as soon as it is recorded, so that a run can be broken off."""
    cases = [case for path in CASES for case in read_lines(path)]
    with out.open("w", encoding="utf-8") as file:
        for row in record(cases, read_settings()):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
