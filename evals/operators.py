"""Ways to spoil a right reply, each with the figure that must notice.

An operator gets a case, a right reply and the texts, and returns the spoilt reply, or None where it does
not apply to the case.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from evals.case import Case, Gold
from evals.oracle import abstention, cited, oracle, written
from evals.scorers.grounds import Area

Reply = dict[str, Any]
Spoil = Callable[[Case, Reply, dict[str, str]], Reply | None]


@dataclass(frozen=True, slots=True)
class Operator:
    """`figure` must move against its direction when `spoil` applies."""

    name: str
    figure: str
    spoil: Spoil


def _instead(case: Case, texts: dict[str, str], **golds: Any) -> Reply:
    return oracle(replace(case, **golds), texts)


def _reworded(type_: str, change: Callable[[Gold], str | None]) -> Spoil:
    """Say the first gold of a type differently, all else alike."""

    def spoil(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
        gold = next((g for g in case.answers if g.type == type_), None)
        wrong = change(gold) if gold and case.answerable else None
        if gold is None or wrong is None:
            return None
        others = [written(g) for g in case.answers if g is not gold]
        return _with_text(reply, "; ".join([wrong, *others]))

    return spoil


def _with_text(reply: Reply, text: str) -> Reply:
    spoilt = copy.deepcopy(reply)
    spoilt["answer"] = f"{text}. " + "".join(f"[{c['n']}]" for c in reply["citations"])
    spoilt["claims"] = [{"text": f"{text}.", "citations": [c["n"] for c in reply["citations"]]}]
    return spoilt


def _scaled(factor: str) -> Callable[[Gold], str | None]:
    return lambda gold: f"{gold.currency} {gold.value}{factor}" if "." not in gold.value else None


def _other_currency(gold: Gold) -> str:
    return f"{'EUR' if gold.currency != 'EUR' else 'USD'} {gold.value}"


def _no_currency(gold: Gold) -> str:
    return str(gold.value)


def _negated(gold: Gold) -> str:
    return f"it did not raise {gold.currency} {gold.value}"


def _bounded(gold: Gold) -> str | None:
    return f"up to {gold.currency} {gold.value}" if gold.qualifier == "exact" else None


def _unbounded(gold: Gold) -> str | None:
    return f"{gold.currency} {gold.value}" if gold.qualifier == "up_to" else None


def _first_digit(gold: Gold) -> str:
    value = str(gold.value)
    return f"{gold.currency} {(int(value[0]) % 9) + 1}{value[1:]}"


def _next_year(gold: Gold) -> str:
    return f"{int(str(gold.value)[:4]) + 1}{str(gold.value)[4:]}"


def _coarser(gold: Gold) -> str | None:
    return str(gold.value)[:4] if len(str(gold.value)) > 4 else None


def _misspelt(gold: Gold) -> str | None:
    longest = max(str(gold.value).split(), key=len)
    return None if gold.aliases else str(gold.value).replace(longest, longest[:-1] + "qz")


def _backwards(gold: Gold) -> str | None:
    return str(gold.value)[::-1]


def _cited_change(change: Callable[[Reply, dict[str, str]], bool]) -> Spoil:
    """Spoil the citations in place; `change` says whether it could."""

    def spoil(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
        spoilt = copy.deepcopy(reply)
        return spoilt if case.answerable and spoilt["citations"] and change(spoilt, texts) else None

    return spoil


def _edit_quote(reply: Reply, texts: dict[str, str]) -> bool:
    reply["citations"][0]["quote"] += " indeed"
    return True


def _shift(reply: Reply, texts: dict[str, str]) -> bool:
    reply["citations"][0]["start"] += 3
    return True


def _beyond(reply: Reply, texts: dict[str, str]) -> bool:
    reply["citations"][0]["end"] = 10**7
    return True


def _inverted(reply: Reply, texts: dict[str, str]) -> bool:
    citation = reply["citations"][0]
    citation["start"], citation["end"] = citation["end"], citation["start"]
    return True


def _misattributed(reply: Reply, texts: dict[str, str]) -> bool:
    others = [a for a in texts if all(a != c["article_id"] for c in reply["citations"])]
    reply["citations"][0]["article_id"] = others[0]
    return True


def _invented(reply: Reply, texts: dict[str, str]) -> bool:
    reply["citations"][0]["article_id"] = "no-such-article"
    return True


def _frankenquote(reply: Reply, texts: dict[str, str]) -> bool:
    words = reply["citations"][0]["quote"].split()
    reply["citations"][0]["quote"] = " ".join(words[: len(words) // 2] + words[len(words) // 2 + 1 :])
    return len(words) > 3


def _empty_quote(reply: Reply, texts: dict[str, str]) -> bool:
    reply["citations"][0]["quote"] = ""
    return True


def _uncited(reply: Reply, texts: dict[str, str]) -> bool:
    reply["answer"] = reply["answer"].split(" [")[0]
    reply["citations"], reply["claims"][0]["citations"] = [], []
    return True


def _one_less(reply: Reply, texts: dict[str, str]) -> bool:
    if len(reply["citations"]) < 2:
        return False
    gone = reply["citations"].pop()
    reply["claims"][0]["citations"].remove(gone["n"])
    reply["answer"] = reply["answer"].replace(f"[{gone['n']}]", "")
    return True


def _half_cited(reply: Reply, texts: dict[str, str]) -> bool:
    citation = reply["citations"][0]
    citation["end"] = (citation["start"] + citation["end"]) // 2
    citation["quote"] = texts[citation["article_id"]][citation["start"] : citation["end"]]
    return bool(citation["quote"].strip())


def _phantom(reply: Reply, texts: dict[str, str]) -> bool:
    reply["answer"] += " [99]"
    return True


def _doubled_number(reply: Reply, texts: dict[str, str]) -> bool:
    reply["citations"].append(copy.deepcopy(reply["citations"][0]))
    return True


def _whole_articles(reply: Reply, texts: dict[str, str]) -> bool:
    for article_id, text in texts.items():
        reply["citations"].append(cited(len(reply["citations"]) + 1, Area(article_id, 0, len(text)), texts))
    return True


def _irrelevant(reply: Reply, texts: dict[str, str]) -> bool:
    others = sorted(a for a in texts if all(a != c["article_id"] for c in reply["citations"]))
    area = Area(others[-1], 0, min(40, len(texts[others[-1]])))
    reply["citations"].append(cited(len(reply["citations"]) + 1, area, texts))
    return True


def _no_hits(reply: Reply, texts: dict[str, str]) -> bool:
    had = bool(reply["search"]["hits"])
    reply["search"]["hits"] = []
    return had


def _late_hits(reply: Reply, texts: dict[str, str]) -> bool:
    early = [{"article_id": "elsewhere", "start": 0, "end": 9} for _ in range(6)]
    reply["search"]["hits"] = early + reply["search"]["hits"]
    return True


def _one_part(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    if len(case.answers) < 2:
        return None
    return _with_text(reply, "; ".join(written(g) for g in case.answers[:-1]))


def _one_member(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    sets = [g for g in case.answers if isinstance(g.value, tuple)]
    if not sets:
        return None
    kept = [replace(g, value=g.value[:-1]) if isinstance(g.value, tuple) else g for g in case.answers]
    return _with_text(reply, "; ".join(written(g) for g in kept))


def _forbidden(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    if not case.forbidden or not case.answerable:
        return None
    return _with_text(reply, "; ".join(written(g) for g in (*case.answers, case.forbidden[0])))


def _needless_abstention(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    return abstention("not_in_corpus") if case.answerable else None


def _invented_answer(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    if case.answerable:
        return None
    return reply | {"status": "answered", "reason": None, "answer": "It was USD 12 million."}


def _uncorrected(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    return abstention("false_premise") if case.expect == "correct_premise" else None


def _other_reason(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    return reply | {"reason": "empty_corpus"} if case.reason and not case.answerable else None


def _silent(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    return reply | {"answer": "  "}


def _truncated_reply(case: Case, reply: Reply, texts: dict[str, str]) -> Reply | None:
    return {key: value for key, value in reply.items() if key != "citations"}


OPERATORS = (
    Operator("another currency", "correct", _reworded("money", _other_currency)),
    Operator("currency left out", "correct", _reworded("money", _no_currency)),
    Operator("a thousand times", "correct", _reworded("money", _scaled("000"))),
    Operator("billions for units", "correct", _reworded("money", _scaled(" billion"))),
    Operator("first digit changed", "correct", _reworded("money", _first_digit)),
    Operator("amount negated", "correct", _reworded("money", _negated)),
    Operator("bound added", "correct", _reworded("money", _bounded)),
    Operator("bound dropped", "correct", _reworded("money", _unbounded)),
    Operator("basis points", "correct", _reworded("percentage", lambda g: f"{g.value} basis points")),
    Operator(
        "percentage points", "correct", _reworded("percentage", lambda g: f"{g.value} percentage points")
    ),
    Operator("ten times the share", "correct", _reworded("percentage", lambda g: f"{g.value}1 percent")),
    Operator("another count", "correct", _reworded("number", lambda g: f"{g.value}7")),
    Operator("next year", "correct", _reworded("date", _next_year)),
    Operator("year only", "correct", _reworded("date", _coarser)),
    Operator("name misspelt", "correct", _reworded("entity", _misspelt)),
    Operator("another name", "correct", _reworded("entity", _backwards)),
    Operator("a word misspelt", "correct", _reworded("text", _misspelt)),
    Operator("another phrase", "correct", _reworded("text", _backwards)),
    Operator("a part left out", "correct", _one_part),
    Operator("a member left out", "correct", _one_member),
    Operator("forbidden value added", "forbidden", _forbidden),
    Operator("forbidden value makes it wrong", "correct", _forbidden),
    Operator("needless abstention", "over_abstention", _needless_abstention),
    Operator("needless abstention is not correct", "correct_and_cited", _needless_abstention),
    Operator("unanswerable answered", "abstained", _invented_answer),
    Operator("premise not corrected", "premise_corrected", _uncorrected),
    Operator("another reason", "reason", _other_reason),
    Operator("empty answer", "errors", _silent),
    Operator("reply cut off", "errors", _truncated_reply),
    Operator("quote edited", "verbatim", _cited_change(_edit_quote)),
    Operator("quote emptied", "verbatim", _cited_change(_empty_quote)),
    Operator("offset shifted", "verbatim", _cited_change(_shift)),
    Operator("a word out of the quote", "verbatim", _cited_change(_frankenquote)),
    Operator("quote of another article", "verbatim", _cited_change(_misattributed)),
    Operator("evidence of another article", "cited_in_full", _cited_change(_misattributed)),
    Operator("span beyond the end", "valid", _cited_change(_beyond)),
    Operator("span inverted", "valid", _cited_change(_inverted)),
    Operator("article invented", "valid", _cited_change(_invented)),
    Operator("marker without citation", "valid", _cited_change(_phantom)),
    Operator("number used twice", "valid", _cited_change(_doubled_number)),
    Operator("nothing cited", "cited_in_full", _cited_change(_uncited)),
    Operator("one citation less", "cited_in_full", _cited_change(_one_less)),
    Operator("half a sentence cited", "citation_recall", _cited_change(_half_cited)),
    Operator("everything cited", "correct_and_cited", _cited_change(_whole_articles)),
    Operator("an irrelevant citation", "citation_precision", _cited_change(_irrelevant)),
    Operator("nothing retrieved", "recall@20", _cited_change(_no_hits)),
    Operator("retrieved late", "rr", _cited_change(_late_hits)),
    Operator("retrieved late, by rank", "ndcg@10", _cited_change(_late_hits)),
)
