"""`mutations`: what the verifier makes of wrong claims, and how many true ones it refuses."""

from evals.commands.verdict import Exit, Verdict
from evals.mutations.measure import Escape, run_mutants, run_true, run_written
from evals.mutations.table import mutant_table, written_table
from evals.mutations.tables import PARAPHRASES, ROLES, read_true, read_written

MOST_REFUSED = 0.02
LEAST_CAUGHT = 0.98


def measure_mutations(*, escapes: bool) -> Verdict:
    """Print the tables; with `escapes` also what got through."""
    paraphrases, roles = read_true(PARAPHRASES), read_true(ROLES)
    true, run, halves = (
        run_true(paraphrases),
        run_mutants([*paraphrases, *roles]),
        run_written(read_written()),
    )
    print(mutant_table(run.rows))
    print(f"\nTrue paraphrases: {true.told}.\n")
    print(written_table(halves))
    if escapes:
        print("\n".join(map(_told, run.escapes)))
    leaky = [row.kind for row in run.rows if row.rate < LEAST_CAUGHT]
    if true.refused > MOST_REFUSED or leaky:
        return Verdict(
            Exit.FAILED,
            f"{true.refused:.1%} of true claims refused; under 98 %: {', '.join(leaky) or 'none'}",
        )
    return Verdict(
        Exit.PASS, f"every kind is caught in 98 % of its cases, {true.refused:.1%} of true claims are refused"
    )


def _told(escape: Escape) -> str:
    return f"{escape.mutant.kind} | {escape.mutant.origin} | {escape.judged.shown} | {escape.mutant.claim}"
