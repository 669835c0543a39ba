"""What each ingredient of retrieval is worth on a question set.

Evidence recall@k: the share of a question's pieces of evidence of which at least 90 % lies in one of its
first k passages, averaged over the questions. nDCG@10: a passage gains for each piece that no earlier one
held.
"""

import argparse
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evals.retrieval_set import Case, VectorCache, build, cases, said
from evals.sets import BUNDLED
from service.adapters.embed_minilm import MiniLm
from service.adapters.library.opening import Library
from service.adapters.vectors_exact import ExactVectors
from service.domain.article import Metadata, Passage
from service.domain.question import Filters, Question
from service.ports import Scope
from service.retrieval.tokens import analyse
from service.retrieval.tuning import Tuning
from service.stories.annotate import lexical_terms
from service.stories.find import Find

CACHE = Path(__file__).parent / "results" / "retrieval"
CUTS = (4, 10, 20)
INGREDIENTS: dict[str, dict[str, Any]] = {
    "names": {"name_share": 0.0},
    "article words": {"article_share": 0.0},
    "sources": {"by_source": False},
    "what is asked of each source": {"by_part": False},
    "times": {"period_share": 0.0},
    "equivalents": {"equivalents": False},
    "typos": {"repair": False},
    "copies": {"collapse": False},
    "balanced articles": {"repeated": 0.0},
}
"""Each ingredient with the dials that leave it out."""
BUDGETS = (20, 40, 80, 120)

Ranked = Callable[[Case], Sequence[int]]


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options().parse_args(arguments)
    CACHE.mkdir(parents=True, exist_ok=True)
    embedder = MiniLm()
    cache = VectorCache(CACHE / "vectors.sqlite", embedder)
    with tempfile.TemporaryDirectory() as scratch:
        full = build(options.set, Path(scratch, "full.db"), cache, lexical_terms)
        bare = build(options.set, Path(scratch, "bare.db"), cache, _text_only)
        chosen = _sample(cases(options.set, full), options.sample, options.seed)
        print(f"{options.set.name}: {len(chosen)} questions, {len(full.passages.current_keys())} passages\n")
        print("| method | " + " | ".join(f"R@{k}" for k in CUTS) + " | nDCG@10 | CPU ms, median |")
        print("|---|" + "---|" * (len(CUTS) + 2))
        for name, ranked in _methods(full, bare, embedder).items():
            print(_row(name, chosen, ranked), flush=True)
        print(f"\n| sentences offered | {' | '.join(map(str, BUDGETS))} |\n|---|" + "---|" * len(BUDGETS))
        print(_offered(chosen, _finder(full, ExactVectors(full.passages), embedder, Tuning())), flush=True)
        full.close()
        bare.close()
    return 0


def _methods(full: Library, bare: Library, embedder: MiniLm) -> dict[str, Ranked]:
    vectors = ExactVectors(full.passages)
    methods: dict[str, Ranked] = {
        "BM25, text only": lambda case: _keys(bare.lexical.search(analyse(_text(case)), _scope(case), 100)),
        "BM25 with title, source, date": lambda case: _keys(
            full.lexical.search(analyse(_text(case)), _scope(case), 100)
        ),
        "MiniLM": lambda case: _keys(vectors.nearest(embedder.embed([_text(case)])[0], _scope(case), 100)),
    }
    return methods | {name: _found(full, vectors, embedder, tuning) for name, tuning in steps().items()}


def steps() -> dict[str, Tuning]:
    """The rows of the table: each ingredient added to those above it, then all without each one.

    >>> list(steps())[:2], list(steps())[-1], steps()["+ balanced articles = all"] == Tuning()
    (['fused', '+ names'], 'all but balanced articles', True)
    """
    names = list(INGREDIENTS)
    growing = {
        " = ".join((f"+ {name}", "all")[: 2 if name == names[-1] else 1]): _without(names[place + 1 :])
        for place, name in enumerate(names)
    }
    return {"fused": _without(names)} | growing | {f"all but {name}": _without([name]) for name in names}


def _without(names: Sequence[str]) -> Tuning:
    return Tuning(**{dial: value for name in names for dial, value in INGREDIENTS[name].items()})


def _finder(library: Library, vectors: ExactVectors, embedder: MiniLm, tuning: Tuning) -> Find:
    return Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=vectors,
        passages=library.passages,
        articles=library.articles,
        embedder=embedder,
        tuning=tuning,
    )


def _found(library: Library, vectors: ExactVectors, embedder: MiniLm, tuning: Tuning) -> Ranked:
    find = _finder(library, vectors, embedder, tuning)
    stored = library.passages.passages(library.passages.current_keys()).values()
    keys = {(one.article_id, one.passage.ordinal): one.key for one in stored}

    def ranked(case: Case) -> list[int]:
        hits = find(_question(case), _text(case), budget=0).hits
        return [keys[hit.article_id, hit.passage] for hit in hits]

    return ranked


def _offered(chosen: Sequence[Case], find: Find) -> str:
    """The share of the pieces whose sentences are all offered, by how many are offered."""
    means = []
    for budget in BUDGETS:
        shares = []
        for case in chosen:
            offered = find(_question(case), _text(case), budget=budget).sentences
            texts = {said(sentence.text) for sentence in offered}
            shares.append(statistics.fmean(bool(piece) and piece <= texts for piece in case.sentences))
        means.append(f"{statistics.fmean(shares):.3f}")
    return f"| pieces of evidence among them | {' | '.join(means)} |"


def _question(case: Case) -> Question:
    scope = _scope(case)
    return Question(text=case.question, filters=scope.filters, as_of=scope.as_of)


def _row(name: str, chosen: Sequence[Case], ranked: Ranked) -> str:
    rows, times = [], []
    for case in chosen:
        began = time.process_time()
        keys = ranked(case)
        times.append(1000 * (time.process_time() - began))
        rows.append([*(recall(keys[:k], case.gold) for k in CUTS), gain(keys[:10], case.gold)])
    means = " | ".join(f"{statistics.fmean(column):.3f}" for column in zip(*rows, strict=True))
    return f"| {name} | {means} | {statistics.median(times):.0f} |"


def recall(keys: Sequence[int], gold: Sequence[frozenset[int]]) -> float:
    """The share of the pieces that one of the passages holds.

    >>> recall([1, 2], [frozenset({2, 9}), frozenset({3})])
    0.5
    """
    return sum(not piece.isdisjoint(keys) for piece in gold) / len(gold)


def gain(keys: Sequence[int], gold: Sequence[frozenset[int]]) -> float:
    """Discounted gain, normalised by the best order there could be.

    >>> gain([7, 2], [frozenset({7})]), round(gain([2, 7], [frozenset({7})]), 2)
    (1.0, 0.63)
    """
    waiting, total = list(gold), 0.0
    for place, key in enumerate(keys):
        held = [piece for piece in waiting if key in piece]
        total += bool(held) / math.log2(place + 2)
        waiting = [piece for piece in waiting if piece not in held]
    return total / sum(1 / math.log2(place + 2) for place in range(min(len(gold), len(keys) or 1)))


def _text(case: Case) -> str:
    return " ".join((*case.asked_before, case.question))


def _scope(case: Case) -> Scope:
    stated: dict[str, Any] = case.filters
    return Scope(
        as_of=_day(case.as_of),
        filters=Filters(
            article_ids=tuple(stated.get("article_ids") or ()),
            sources=tuple(stated.get("sources") or ()),
            published_after=_day(stated.get("published_after")),
            published_before=_day(stated.get("published_before")),
        ),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _text_only(passage: Passage, metadata: Metadata) -> tuple[str, ...]:
    return tuple(analyse(passage.text, metadata.language))


def _keys(hits: Sequence[Any]) -> list[int]:
    return [hit.key for hit in hits]


def _sample(found: list[Case], most: int | None, seed: int) -> list[Case]:
    return found if most is None or len(found) <= most else random.Random(seed).sample(found, most)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval_ablation", description=__doc__)
    parser.add_argument("--set", type=Path, default=BUNDLED, help="folder of a question set (default: ours)")
    parser.add_argument("--sample", type=int, help="at most so many questions, drawn by chance")
    parser.add_argument("--seed", type=int, default=20261123, help="of the draw")
    return parser


if __name__ == "__main__":
    sys.exit(main())
