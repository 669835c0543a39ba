"""Kill a posting process many times: `python -m benchmarks.kill_loop --kills 200`.

A third of the kills strike between two files of one index flush, a third while the index is being rebuilt,
the rest at any moment. Every few kills begin with a new library, so that rebuilding stays short. Prints how
many kills hit what they were aimed at, and how many articles were acknowledged and found again.
"""

import argparse
import tempfile
from pathlib import Path

from tests.fakes.kill_loop import Aim, Tally, run

KILLS_A_LIBRARY = 24


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    tallies: list[Tally] = []
    for done in range(0, chosen.kills, KILLS_A_LIBRARY):
        with tempfile.TemporaryDirectory() as directory:
            kills = min(KILLS_A_LIBRARY, chosen.kills - done)
            tallies.append(run(Path(directory), kills, chosen.seed + done))
        if tallies[-1].problems:
            break
    _report(tallies)
    return 1 if tallies[-1].problems else 0


def _report(tallies: list[Tally]) -> None:
    print(f"kills {sum(tally.kills for tally in tallies)}")
    for aim in Aim:
        hits, aimed = (sum(each[aim] for each in kind) for kind in _counts(tallies))
        print(f"  {aim.value}: {hits} of {aimed} hit")
    print(f"index built {sum(len(set(tally.generations)) for tally in tallies)} times")
    print(f"articles acknowledged and found verbatim {sum(len(tally.acknowledged) for tally in tallies)}")
    for tally in tallies:
        for problem in tally.problems:
            print(f"FAILED: {problem}")


def _counts(tallies: list[Tally]) -> tuple[list[dict[Aim, int]], list[dict[Aim, int]]]:
    return [tally.hits for tally in tallies], [tally.aimed for tally in tallies]


if __name__ == "__main__":
    raise SystemExit(main())
