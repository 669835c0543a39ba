"""Run the mutation test of the verifier: wrong claims made of true ones, and who caught them.

`python -m tests.answering.mutations` prints the table of docs/verification.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.mutation_operators import Mutant, Row, TrueClaim, mutants, table
from service.answering.verify import Verified, verify
from service.domain.answer import Support, Verdict
from service.domain.draft import DraftSentence
from tests.answering.cases import Case, read_cases

NOWHERE = (99_999,)


@dataclass(frozen=True, slots=True)
class Escape:
    """A mutant that no right check caught."""

    mutant: Mutant
    verified: Verified


@dataclass(frozen=True, slots=True)
class Run:
    rows: tuple[Row, ...]
    escapes: tuple[Escape, ...]


def true_claims() -> list[Case]:
    return [*read_cases("paraphrases.jsonl"), *read_cases("role_claims.jsonl")]


def refused(cases: Sequence[Case]) -> list[Case]:
    """The true claims that the verifier drops."""
    return [case for case in cases if check(case.claim, case).dropped]


def check(claim: str, case: Case, numbers: tuple[int, ...] | None = None) -> Verified:
    return verify(DraftSentence(claim, case.numbers if numbers is None else numbers), case.evidence)


def run(cases: Sequence[Case]) -> Run:
    """Make all mutants of all cases and count, by kind, those that a right check caught."""
    made: dict[str, int] = {}
    caught: dict[str, int] = {}
    escapes: list[Escape] = []
    for index, case in enumerate(cases):
        for mutant in mutants(TrueClaim(case.id, case.claim, case.quotes, case.around)):
            verified = _verified(mutant, case, _other(cases, index))
            made[mutant.kind] = made.get(mutant.kind, 0) + 1
            if _right(mutant, verified):
                caught[mutant.kind] = caught.get(mutant.kind, 0) + 1
            else:
                escapes.append(Escape(mutant, verified))
    return Run(tuple(Row(kind, made[kind], caught.get(kind, 0)) for kind in made), tuple(escapes))


def _verified(mutant: Mutant, case: Case, other: Case) -> Verified:
    if mutant.cite == "phantom":
        return check(mutant.claim, case, NOWHERE)
    return check(mutant.claim, other if mutant.cite == "other" else case)


def _other(cases: Sequence[Case], index: int) -> Case:
    """A case of another article, in Latin letters: names across scripts cannot be checked."""
    turned = [*cases[(index + 150) % len(cases) :], *cases]
    return next(
        case
        for case in turned
        if not any("\u4e00" <= char <= "\u9fff" for quote in case.quotes for char in quote)
    )


def _right(mutant: Mutant, verified: Verified) -> bool:
    """Dropped by an expected check; a lost hedge counts when the claim is labelled for it."""
    if verified.dropped and verified.dropped.check in mutant.expected:
        return True
    hedged = "hedges" in mutant.expected and verified.checks.hedges is Verdict.FAILED
    return hedged and verified.support is not Support.SUPPORTED


if __name__ == "__main__":
    outcome = run(true_claims())
    print(table(outcome.rows))
    for escape in outcome.escapes:
        print(f"{escape.mutant.kind} | {escape.mutant.origin} | {escape.mutant.claim}")
