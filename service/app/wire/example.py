"""What /docs shows of a reply: the answer that the samples give, with its first hit only."""

from pydantic import JsonValue

ARTICLE = "quillfern-series-b"
QUESTION = "Who led the Series B of Quillfern?"
QUOTE = (
    "AUSTIN, January 21, 2026 – Quillfern has raised $60 million in a Series B led by Marrowstone Growth, "
    "with Doverlark Ventures and the insurer Keelson Mutual taking part."
)
KNOWN: dict[str, JsonValue] = {
    "title": "Quillfern lands $60 million Series B as builders turn to AI",
    "source": "Founders' Daily",
    "url": "https://example.com/founders-daily/quillfern-series-b",
    "published_at": "2026-01-21",
}
ADDED: dict[str, JsonValue] = {
    "id": ARTICLE,
    "version": 1,
    "status": "created",
    **KNOWN,
    "date_source": "given",
    "language": "en",
    "sentences": 12,
    "passages": 3,
    "duplicate_of": None,
    "warnings": [],
}
ANSWER: dict[str, JsonValue] = {
    "id": "74a1bcabab0a42cb8f7d465fa685f24c",
    "question": QUESTION,
    "standalone_question": QUESTION,
    "status": "answered",
    "reason": None,
    "answer": f"{QUOTE} [1]",
    "claims": [
        {
            "text": QUOTE,
            "start": 0,
            "end": 168,
            "citations": [1],
            "support": "supported",
            "checks": {"pointer": "ok", "figures": "ok", "names": "ok", "hedges": "ok", "polarity": "ok"},
            "derived": None,
        }
    ],
    "dropped": [],
    "citations": [
        {
            "n": 1,
            "article_id": ARTICLE,
            "version": 1,
            "sentence_ids": [f"{ARTICLE}@1:s2"],
            "quote": QUOTE,
            "start": 61,
            "end": 229,
            "unit": "codepoint",
            **KNOWN,
            "also_reported_by": [],
        }
    ],
    "conflicts": [],
    "missing": [],
    "confidence": 0.75,
    "mode": "extractive",
    "as_of": None,
    "search": {
        "queries": [QUESTION],
        "aliases": [],
        "filters": {
            "article_ids": [],
            "sources": [],
            "published_after": None,
            "published_before": None,
            "language": None,
        },
        "hits": [
            {
                "rank": 1,
                "passage_id": f"{ARTICLE}@1:p1",
                "article_id": ARTICLE,
                "version": 1,
                "sentence_ids": [f"{ARTICLE}@1:s{n}" for n in range(2, 6)],
                "start": 61,
                "end": 489,
                "score": 1.107,
                "found_by": ["lexical", "vector"],
            }
        ],
    },
    "trace": {
        "ms": {"retrieve": 15.1, "answer": 12.6, "verify": 0.1, "total": 27.9},
        "tokens": {"prompt": 0, "completion": 0},
        "prompt": None,
        "model": None,
        "notes": [],
    },
}
