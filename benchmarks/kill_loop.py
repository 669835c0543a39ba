"""Kill a posting process many times: `python -m benchmarks.kill_loop --kills 200`.

Every second kill strikes between two files of one index flush. Prints how many kills hit, how many articles
were acknowledged and found again, and how often the index had to be rebuilt.
"""

import argparse
import tempfile
from pathlib import Path

from tests.fakes.kill_loop import run


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        tally = run(Path(directory), chosen.kills, chosen.seed)
    rebuilt = len(set(tally.generations)) - 1
    print(f"kills {tally.kills}, of them inside a flush {tally.flush_hits}; index rebuilt {rebuilt} times")
    if not tally.problems:
        print(f"all {len(tally.acknowledged)} acknowledged articles found verbatim after every kill")
    for problem in tally.problems:
        print(f"FAILED: {problem}")
    return 1 if tally.problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
