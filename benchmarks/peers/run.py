"""Measure one peer, in its own environment: `python -m benchmarks.peers.run NAME fp32|ours WORK RESULT`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from time import process_time

from benchmarks.peers.setups import SETUPS
from benchmarks.peers.work import Measured, queries, read_work


def main(name: str, embedder: str, work_path: str, result_path: str) -> None:
    work = read_work(Path(work_path))
    ingest = SETUPS[name](embedder == "ours")
    ingest(work.texts[:2])  # whatever is loaded at first use is not ingest
    start = process_time()
    search = ingest(work.texts)
    taken = process_time() - start
    processor, clock, recall = queries(search, work.asked)
    measured = Measured(len(work.texts), start, taken, processor, clock, recall)
    Path(result_path).write_text(json.dumps(asdict(measured)), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
