"""What a system answered, read from the wire contract's answer: the only thing scorers see of a system."""

import re
from dataclasses import dataclass
from typing import Any

MARKER = re.compile(r"\s*\[(\d+)\]")


class BrokenReply(ValueError):
    """A reply that does not follow the wire contract: scored as an error, never as an abstention."""


@dataclass(frozen=True, slots=True)
class Cited:
    n: int
    article_id: str
    start: int
    end: int
    quote: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: its text and the numbers of its citations."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A retrieved passage's envelope."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: str
    reason: str | None
    answer: str
    claims: tuple[Said, ...]
    citations: tuple[Cited, ...]
    hits: tuple[Found, ...]
    confidence: float
    conflicts: int = 0

    @property
    def abstained(self) -> bool:
        return self.status == "abstained"

    @property
    def prose(self) -> str:
        """The answer without its citation markers."""
        return MARKER.sub("", self.answer)

    @property
    def markers(self) -> tuple[int, ...]:
        return tuple(int(n) for n in MARKER.findall(self.answer))


def parse_reply(data: dict[str, Any]) -> Reply:
    """The reply of a wire answer; anything missing or of another type is a `BrokenReply`."""
    try:
        reply = Reply(
            status=data["status"],
            reason=data["reason"],
            answer=data["answer"],
            claims=tuple(Said(c["text"], tuple(c["citations"])) for c in data["claims"]),
            citations=tuple(_cited(c) for c in data["citations"]),
            hits=tuple(Found(h["article_id"], h["start"], h["end"]) for h in data["search"]["hits"]),
            confidence=float(data["confidence"]),
            conflicts=len(data.get("conflicts", ())),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BrokenReply(f"not an answer of the wire contract: {type(wrong).__name__} {wrong}") from wrong
    if reply.status not in ("answered", "partial", "abstained") or not isinstance(reply.answer, str):
        raise BrokenReply(f"status {reply.status!r} with answer of type {type(reply.answer).__name__}")
    if not reply.answer.strip():
        raise BrokenReply("the answer is empty; an abstention says so in a sentence")
    return reply


def _cited(data: dict[str, Any]) -> Cited:
    return Cited(
        n=int(data["n"]),
        article_id=str(data["article_id"]),
        start=int(data["start"]),
        end=int(data["end"]),
        quote=str(data["quote"]),
        version=int(data.get("version", 1)),
    )
