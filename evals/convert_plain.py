"""Deal questions in the plain form, typed: `python -m evals.convert_plain FOLDER REVIEW OUT`.

What a person corrected afterwards stands in REVIEW (JSON Lines: a case id and the fields that replace the
converted ones), so that the conversion can be repeated.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from evals.fold import fold, locate
from evals.plain import plain_case
from evals.scorers.names import phrases
from evals.sentences import sentence_spans
from evals.sets import read_lines
from evals.split import side

_EXPECT = {"conflict": "report_conflict", "false_premise": "correct_premise"}
_REASON = {"report_conflict": "conflicting", "correct_premise": "false_premise", "abstain": "not_in_corpus"}
_SAME_COMPANY = {
    **dict.fromkeys(("rimfrost", "lanternjaw", "wexcombe", "pamplemousse", "isp"), "tjurskalle"),
    **dict.fromkeys(("milwaten", "selbakk"), "myrvatn"),
    **dict.fromkeys(("chirimoya",), "tlacuache"),
    **dict.fromkeys(("corbelline",), "hrossagaukur"),
    **dict.fromkeys(("grynpeng",), "skildpadde"),
    **dict.fromkeys(("kettering", "guidance"), "umberjack"),
    **dict.fromkeys(("mangrove", "hesketh"), "ogbonogrid"),
    **dict.fromkeys(("maplethorn", "oyster"), "thimblewrack"),
    **dict.fromkeys(("hollis",), "plinthwort"),
    **dict.fromkeys(("baldota",), "kathputli"),
    **dict.fromkeys(("lumpfish",), "havrekyss"),
}


class _Visible(HTMLParser):
    """The text of a page, scripts and styles left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def visible(article: dict[str, Any]) -> str:
    """What a reader of the article sees."""
    if article.get("format") != "html":
        return str(article["text"])
    page = _Visible()
    page.feed(article["text"])
    return "".join(page.parts)


def convert(row: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """One typed case: evidence also in syndicated copies, and in the one sentence that suffices."""
    case = plain_case(row)
    case["cluster"] = _cluster(row)
    case["split"] = side(case["cluster"])
    case["expect"] = _EXPECT.get(row["kind"], case["expect"])
    case["reason"] = _REASON.get(case["expect"])
    narrow = [group for wide in case["evidence"] for group in _narrowed(wide, case["answers"])]
    groups = [*case["evidence"], *narrow]
    copies = [copy for group in groups for copy in _copies(group, texts, row["filters"])]
    case["evidence"] = list({json.dumps(group): group for group in [*groups, *copies]}.values())
    return {key: value for key, value in case.items() if value or key in ("answers", "evidence")}


def _cluster(row: dict[str, Any]) -> str:
    """The companies of the evidence, else the first one that the id of the case names."""
    named = row["id"].replace("_", "-").removeprefix(row["kind"].replace("_", "-") + "-")
    firsts = [e["article_id"].split("-")[0] for e in row["evidence"]] or [named.split("-")[0]]
    return "+".join(sorted({_SAME_COMPANY.get(name, name) for name in firsts}))


def _narrowed(group: list[dict[str, Any]], answers: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The group with each quote of several sentences cut to the one that holds its answers."""
    cut = [dict(span, quote=_sentence(span["quote"], answers)) for span in group]
    if cut != group:
        yield cut


def _sentence(quote: str, answers: list[dict[str, Any]]) -> str:
    spellings = [s for gold in answers for s in (gold["value"], *gold.get("aliases", ()))]
    wanted = [gold for gold in answers if any(phrases(quote, s) for s in _spellings(gold))]
    for start, end in sentence_spans(quote):
        sentence = quote[start:end].strip()
        if (
            wanted
            and spellings
            and all(any(phrases(sentence, s) for s in _spellings(gold)) for gold in wanted)
        ):
            return sentence
    return quote


def _spellings(gold: dict[str, Any]) -> Iterable[str]:
    return (str(gold["value"]), *gold.get("aliases", ()))


def _copies(
    group: list[dict[str, Any]], texts: dict[str, str], filters: dict[str, Any]
) -> Iterator[list[dict[str, Any]]]:
    """The same group in other articles that hold every quote of it literally."""
    allowed = filters.get("article_ids") or texts
    for article_id in allowed:
        there = all(len(fold(s["quote"])) > 30 and locate(texts[article_id], s["quote"]) for s in group)
        if there and {s["article_id"] for s in group} != {article_id}:
            yield [dict(span, article_id=article_id) for span in group]


def main(folder: str, review: str, out: str) -> None:
    """Write the converted cases, reviewed fields over converted ones, in the order of their ids."""
    texts = {row["id"]: visible(row) for row in read_lines(Path(folder) / "articles.jsonl")}
    reviewed = {row["id"]: row for row in read_lines(Path(review))}
    rows = [
        convert(row, texts) | reviewed.get(row["id"], {}) for row in read_lines(Path(folder) / "cases.jsonl")
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in sorted(rows, key=lambda row: str(row["id"]))]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
