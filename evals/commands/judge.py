"""`judge`: let a model grade the claims of a run, beside how far that model agrees with people."""

import json
from dataclasses import asdict

from rich.console import Console

from evals.commands.verdict import Exit, Verdict
from evals.judge import Ask, agreement, claimed_pairs, labelled_pairs, verdict
from evals.running import Run
from evals.systems.recorded import read_predictions


def judge_run(run: Run, ask: Ask, console: Console, most: int) -> Verdict:
    """Grade at most `most` claims and write `judge.json`; the exit code never depends on the grades."""
    known = labelled_pairs()
    trusted = agreement(known, [verdict(pair, ask) for pair in known])
    pairs = claimed_pairs(read_predictions(run.predictions))[:most]
    verdicts = [verdict(pair, ask) for pair in pairs]
    given = [v for v in verdicts if v is not None]
    share = sum(given) / len(given) if given else None
    found = {"agreement": asdict(trusted), "claims": len(pairs), "scored": len(given), "supported": share}
    (run.folder / "judge.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    console.print(
        f"agreement with people on {trusted.pairs} pairs: kappa {trusted.kappa:.2f}, "
        f"true claims accepted {trusted.true_accepted:.2f}, false ones refused {trusted.false_refused:.2f}, "
        f"{trusted.unscored} unscored"
    )
    said = "no verdict" if share is None else f"{share:.3f} of {len(given)} claims called supported"
    return Verdict(Exit.PASS, f"{said}, {len(pairs) - len(given)} unscored; a judge never gates")
