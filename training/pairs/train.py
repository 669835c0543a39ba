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

from training.pairs.model import PairModel, from_minilm

SEED = 20261124
NEGATIVES = 7
"""Wrong candidates read with each question; the best-ranked ones come most often."""
BATCH = 8
"""Questions a step."""
QUESTION, SENTENCE, TITLE = 48, 80, 24
"""Word pieces kept of each; longer ones are cut."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    rows: Sequence[Row]
    epochs: float
    rate: float


def encode(tokenizer: Tokenizer, question: str, title: str, text: str) -> tuple[list[int], list[int]]:
    """Ids and kinds of `[CLS] question [SEP] title: sentence [SEP]`."""
    first = tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION]
    second = tokenizer.encode(title, add_special_tokens=False).ids[:TITLE]
    third = tokenizer.encode(text, add_special_tokens=False).ids[:SENTENCE]
    begin, end, colon = (tokenizer.token_to_id(piece) for piece in ("[CLS]", "[SEP]", ":"))
    behind = [*second, colon, *third, end] if second else [*third, end]
    ids = [begin, *first, end, *behind]
    return ids, [0] * (len(first) + 2) + [1] * len(behind)


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
        with_title = chance.random() < 0.85
        for place in (*right, *wrong):
            one = row["candidates"][place]
            pairs.append(encode(tokenizer, row["question"], one["title"] if with_title else "", one["text"]))
        groups.append((len(right), len(right) + len(wrong), row["answerable"]))
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]))
    numbers = torch.zeros(len(pairs))
    halves = [order[: len(order) // 2], order[len(order) // 2 :]] if len(order) > 8 else [order]
    parts = []
    for half in halves:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts.append(model(*padded([pairs[i] for i in half])).float())
    numbers = torch.cat(parts)[torch.argsort(torch.tensor([i for half in halves for i in half]))]
    losses, start = [], 0
    for right, count, answerable in groups:
        own = numbers[start : start + count]
        start += count
        if answerable and not right:
            continue  # the search did not offer the evidence
        total = torch.logsumexp(torch.cat([own, own.new_zeros(1)]), 0)
        aim = torch.logsumexp(own[:right], 0) if answerable else own.new_zeros(())
        losses.append(total - aim)
    return torch.stack(losses).mean()


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
