"""All operators: every wrong claim that can be made of a true one."""

import re
from collections.abc import Iterator

from evals.mutations import amounts, figures, names, roles, wording
from evals.mutations.claim import FIGURES, NAME, NAMES, POLARITY, Mutant, Operator, TrueClaim

OPERATORS: tuple[Operator, ...] = (
    *amounts.OPERATORS,
    *figures.OPERATORS,
    *names.OPERATORS,
    *roles.OPERATORS,
    *wording.OPERATORS,
)


def mutants(true: TrueClaim) -> Iterator[Mutant]:
    """Every wrong claim that the operators make of a true one."""
    for kind, expected, change in OPERATORS:
        claim = change(true)
        if claim is not None and claim != true.claim:
            yield Mutant(kind, true.id, claim, expected)
    yield Mutant("phantom number", true.id, true.claim, frozenset({"pointer"}), "phantom")
    if same := _same_text(true):
        yield Mutant("quote of another article", true.id, same, FIGURES | NAMES | POLARITY, "other")


def _same_text(true: TrueClaim) -> str | None:
    """The claim stays; what it points at changes. It has to say something checkable."""
    return true.claim if re.search(r"\d", true.claim) or len(re.findall(NAME, true.claim[1:])) > 1 else None
