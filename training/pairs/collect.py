"""Collect questions with candidate sentences: `python -m training.pairs.collect --out FILE SET...`.

Candidates come from the service's own search and first ranking, so the scorer trains on the sentences that it
will have to tell apart. Each line holds one question: `{id, set, question, answerable, candidates, right}`, where a
candidate is `{title, text}` and `right` lists the places of the candidates that answer.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from service.adapters.embed_minilm import MiniLm
from service.answering import weights
from service.answering.names import names_in
from service.answering.sentence_score import FEATURES, measure
from training.corpus import Case, Corpus, deals, paragraphs
from training.pairs.held import held_out

MOST = 20
"""Candidates a question: more than the reader will read, so that hard negatives vary."""
SWAPPED = 0.25
EVERYTHING = 100_000


def collected(cases: Iterable[Case], name: str) -> Iterator[dict[str, Any]]:
    """One line per question that has evidence at all."""
    linear = np.array([weights.FIRST.get(feature, 0.0) for feature in FEATURES])
    for case in cases:
        if not case.evidence.sentences:
            continue
        order = np.argsort(-(measure(case.question, case.evidence).rows @ linear))
        ranked = [case.evidence.sentences[i] for i in order]
        right = [(s.article_id, s.sentence.ordinal) in case.right for s in ranked]
        kept = [i for i in range(len(ranked)) if i < MOST or right[i]]
        yield {
            "id": case.id,
            "set": name,
            "cluster": case.cluster,
            "question": case.question,
            "answerable": case.answerable,
            "candidates": [{"title": ranked[i].metadata.title or "", "text": ranked[i].text} for i in kept],
            "right": [place for place, i in enumerate(kept) if right[i]],
        }


def swapped(lines: Sequence[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """Some of the questions asked about another company, which the same sentences then do not answer."""
    chance = random.Random(seed)
    named = [(line, name) for line in lines if (name := _company(line))]
    for line, name in named:
        other, stranger = chance.choice(named)
        if chance.random() < SWAPPED and other["cluster"] != line["cluster"]:
            question = line["question"].replace(name, stranger)
            yield {
                **line,
                "id": f"{line['id']}-swapped",
                "question": question,
                "answerable": False,
                "right": [],
            }


def _company(line: dict[str, Any]) -> str | None:
    """A name that the question shares with the title of an article that answers it."""
    titles = [line["candidates"][place]["title"] for place in line["right"]]
    return next((name for name in names_in(line["question"]) if any(name in title for title in titles)), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20251123)
    parser.add_argument(
        "--hold-out", action="store_true", help="leave out the companies that the reader is fitted on"
    )
    parser.add_argument("sets", type=Path, nargs="+")
    options = parser.parse_args()
    embedder = MiniLm(threads=1)
    with options.out.open("w", encoding="utf-8") as out:
        for path in options.sets:
            cases = _cases(path, embedder, options.seed)
            cases = [case for case in cases if not (options.hold_out and held_out(case.cluster))]
            lines = list(collected(cases, path.name))
            for line in (*lines, *swapped(lines, options.seed)):
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stderr.write(f"{path.name}: {len(cases)} questions\n")


def _cases(path: Path, embedder: MiniLm, seed: int) -> list[Case]:
    with (path / "cases.jsonl").open(encoding="utf-8") as lines:
        about_one_paragraph = "context_article_id" in json.loads(next(lines))
    return (
        paragraphs(path, embedder, EVERYTHING, seed)
        if about_one_paragraph
        else deals(path, Corpus.of(path, embedder))
    )


if __name__ == "__main__":
    main()
