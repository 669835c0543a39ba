"""Record what a chat model drafts for questions of the bundled set, so that its drafts can be replayed.

`OPENAI_BASE_URL=… DEALBRIEF_MODEL=… python -m evals.record_drafts OUT.jsonl` asks any OpenAI-compatible
server. Labels are not written by this script: a person reads each draft and labels each of its claims.
"""

import asyncio
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.sets import read_lines
from service.adapters.chat_openai import ChatSettings, OpenAiChat
from service.adapters.prompt_files import load_prompts
from service.answering.prompt import neutral, render
from service.app.service import Service
from service.app.settings import Settings, read_settings
from service.app.wiring import open_service
from service.domain.article import Format, Metadata, Posted, Role, Sentence
from service.domain.errors import DealbriefError
from service.domain.evidence import Evidence, EvidenceSentence
from service.domain.question import Mode, Question
from service.ports import Message
from service.samples import samples

SET = Path(__file__).parent / "sets" / "deals"
PROMPTS = Path(__file__).parent / "recorded" / "prompts"
CHARACTERS = 220
"""Evidence offered for one question: a model of 135 million parameters loses its way in more."""
LONGEST = 48


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


def quotes(service: Service, question: str) -> list[dict[str, Any]]:
    """What the built-in reader cites, then the best hits' sentences, within the budget."""
    answer = asyncio.run(service.ask.answer(Question(text=question, mode=Mode.EXTRACTIVE)))
    cited = [(c.article_id, sentence_id) for c in answer.citations for sentence_id in c.sentence_ids]
    near = [(hit.article_id, sentence_id) for hit in answer.search.hits for sentence_id in hit.sentence_ids]
    rows: list[dict[str, Any]] = []
    left = CHARACTERS
    for article_id, sentence_id in dict.fromkeys(cited + near):
        article = service.articles.find(article_id)
        sentence = article.sentences[int(sentence_id.rpartition(":s")[2]) - 1]
        left -= sentence.end - sentence.start
        if left < 0 and rows:
            break
        rows.append({
            "number": len(rows) + 1,
            "article_id": article_id,
            "title": article.metadata.title,
            "published_at": article.metadata.published_at,
            "quote": article.quote(sentence.start, sentence.end),
        })  # fmt: skip
    return rows


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


def record(service: Service, settings: Settings) -> Iterable[dict[str, Any]]:
    """One unlabelled row for each answerable question that stands alone."""
    chat = ChatSettings(
        model=settings.model or "",
        base_url=settings.openai_base_url,
        timeout_seconds=300.0,
        temperature=0.0,
        max_tokens=LONGEST,
    )
    for name in ("samples.jsonl", "deals.jsonl"):
        for case in read_lines(SET / name):
            if case["expect"] != "answer" or case.get("history"):
                continue
            rows = quotes(service, case["question"])
            try:
                text = asyncio.run(drafted(OpenAiChat(chat), case["question"], rows))
            except DealbriefError as error:
                print(case["id"], error.message, file=sys.stderr)
                continue
            yield {"case_id": case["id"], "question": case["question"], "draft_text": text,
                   "label": None, "evidence": rows}  # fmt: skip


def main(out: Path) -> None:
    posted = [*samples(), *(Posted(**_posted(row)) for row in read_lines(SET / "articles.jsonl"))]
    with TemporaryDirectory() as folder, open_service(Settings(data_dir=Path(folder))) as service:
        for one in posted:
            service.ingest.add(one)
        with out.open("w", encoding="utf-8") as file:
            for row in record(service, read_settings()):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                file.flush()


def _posted(row: dict[str, Any]) -> dict[str, Any]:
    given = {key: row.get(key) for key in ("id", "title", "source", "published_at", "url", "text")}
    return {**given, "format": Format(row["format"])}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
