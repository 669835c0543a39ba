"""Train the pair scorer: `python -m training.pairs.train --minilm DIR --out FILE --stage FILE:EPOCHS:RATE ...`.

Each stage is a file of `training.pairs.collect`. A question's candidates and "nothing answers", whose number is
0, share one softmax; the right candidates, or nothing, should take it all. So the number ranks and tells answerable
from unanswerable at once.
"""

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from service.adapters.pair_minilm import pieces
from training.pairs.model import PairModel, from_minilm

SEED = 20261124
NEGATIVES = 7
"""Wrong candidates read with each question; the best-ranked ones come most often."""
BATCH = 8
"""Questions a step."""
TITLED = 0.85
"""How often a question is read with the titles of the articles: what has none must be read too."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    rows: Sequence[Row]
    epochs: float
    rate: float


def padded(pairs: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(ids) for ids, _ in pairs)
    shape = (len(pairs), longest)
    ids, mask, kinds = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    for number, (one, kind) in enumerate(pairs):
        ids[number, : len(one)] = torch.tensor(one)
        kinds[number, : len(one)] = torch.tensor(kind)
        mask[number, : len(one)] = 1
    return ids, mask, kinds


def drawn(row: Row, chance: random.Random) -> tuple[list[int], list[int]]:
    """Places of right and of wrong candidates for one reading of a question."""
    right = list(row["right"])
    wrong = [i for i in range(len(row["candidates"])) if i not in set(right)]
    hard = wrong[: NEGATIVES + 5]
    taken = chance.sample(hard, min(NEGATIVES, len(hard)))
    return right[:2], taken


def batches(rows: Sequence[Row], chance: random.Random) -> Iterator[list[Row]]:
    order = list(rows)
    chance.shuffle(order)
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def loss_of(model: PairModel, tokenizer: Tokenizer, batch: Sequence[Row], chance: random.Random) -> Tensor:
    pairs, groups = [], []
    for row in batch:
        right, wrong = drawn(row, chance)
        with_title = chance.random() < TITLED
        for place in (*right, *wrong):
            one = row["candidates"][place]
            pairs.append(pieces(tokenizer, row["question"], one["title"] if with_title else "", one["text"]))
        groups.append((len(right), len(right) + len(wrong), row["answerable"]))
    numbers = _numbers(model, pairs)
    losses, start = [], 0
    for right_ones, count, answerable in groups:
        own = numbers[start : start + count]
        start += count
        if right_ones or not answerable:  # else the search did not offer the evidence
            losses.append(_loss(own, right_ones if answerable else 0))
    return torch.stack(losses).mean()


def _loss(numbers: Tensor, right: int) -> Tensor:
    """How much of the softmax the right ones, which come first, miss; without any, "nothing answers" should have it."""
    total = torch.logsumexp(torch.cat([numbers, numbers.new_zeros(1)]), 0)
    return total - (torch.logsumexp(numbers[:right], 0) if right else numbers.new_zeros(()))


def _numbers(model: PairModel, pairs: Sequence[tuple[list[int], list[int]]]) -> Tensor:
    """The model's numbers, in order; short and long pairs are padded apart."""
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]))
    middle = len(order) // 2
    parts = []
    for half in filter(None, (order[:middle], order[middle:])):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts.append(model(*padded([pairs[i] for i in half])).float())
    return torch.cat(parts)[torch.argsort(torch.tensor(order))]


def train(model: PairModel, tokenizer: Tokenizer, stage: Stage, chance: random.Random) -> None:
    steps = math.ceil(stage.epochs * len(stage.rows) / BATCH)
    for table in (model.words, model.places):  # half of the weights: too many for so few questions
        table.weight.requires_grad_(False)
    learned = [weight for weight in model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=stage.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.08 * steps), 1.0) * max(0.02, 1 - step / steps)
    )
    model.train()
    done, began, shown = 0, time.monotonic(), []
    while done < steps:
        for batch in batches(stage.rows, chance):
            loss = loss_of(model, tokenizer, batch, chance)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            shown.append(loss.item())
            if done % 25 == 0:
                rate = done / (time.monotonic() - began)
                sys.stderr.write(
                    f"step {done}/{steps} loss {sum(shown[-100:]) / len(shown[-100:]):.3f} {rate:.2f}/s\n"
                )
                sys.stderr.flush()
            if done >= steps:
                break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--minilm", type=Path, required=True, help="folder of model.safetensors and tokenizer.json"
    )
    parser.add_argument("--start", type=Path, help="weights of an earlier stage")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--stage", action="append", required=True, help="FILE[,FILE]:EPOCHS:RATE")
    parser.add_argument("--without", default="", help="clusters held out, separated by commas")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model = from_minilm(options.minilm, options.layers)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    held = set(options.without.split(","))
    for number, text in enumerate(options.stage):
        files, epochs, rate = text.rsplit(":", 2)
        rows = [
            json.loads(line)
            for file in files.split(",")
            for line in Path(file).read_text("utf-8").splitlines()
        ]
        rows = [row for row in rows if row["cluster"] not in held and (row["right"] or not row["answerable"])]
        train(model, tokenizer, Stage(rows, float(epochs), float(rate)), random.Random(options.seed + number))
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
