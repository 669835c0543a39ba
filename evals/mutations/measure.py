"""Count what the verifier makes of mutants and of claims written by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evals.mutations.claim import Mutant
from evals.mutations.operators import mutants
from evals.mutations.tables import Case, Offered, Written
from evals.systems.verifier import Judged, article_grid, judge

NOWHERE = (99_999,)
APART = 150
"""How far away in the tables the article is that a mutant points at instead of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """How many mutants of one kind were made, and caught by a right check."""

    kind: str
    made: int
    caught: int

    @property
    def rate(self) -> float:
        return self.caught / self.made if self.made else 0.0


@dataclass(frozen=True, slots=True)
class Escape:
    """A mutant that no right check caught."""

    mutant: Mutant
    judged: Judged


@dataclass(frozen=True, slots=True)
class Run:
    rows: tuple[Row, ...]
    escapes: tuple[Escape, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """How the claims of one label and half are shown."""

    label: str
    split: str
    judged: tuple[tuple[Written, Judged], ...]

    def count(self, shown: str) -> int:
        return sum(judged.shown == shown for _, judged in self.judged)

    def shown(self, shown: str) -> list[Written]:
        return [claim for claim, judged in self.judged if judged.shown == shown]


@dataclass(frozen=True, slots=True)
class Trues:
    """How true claims are shown."""

    judged: tuple[tuple[Case, Judged], ...]

    def of(self, shown: str) -> list[Case]:
        return [case for case, judged in self.judged if judged.shown == shown]

    @property
    def refused(self) -> float:
        return len(self.of("dropped")) / len(self.judged)

    @property
    def told(self) -> str:
        return ", ".join(f"{len(self.of(shown))} {shown}" for shown in ("supported", "partly", "dropped"))


def run_true(cases: Sequence[Case]) -> Trues:
    """What becomes of true claims."""
    return Trues(tuple((case, judge(case.claim, case.offered)) for case in cases))


def run_mutants(cases: Sequence[Case]) -> Run:
    """Make all mutants of all cases and count, by kind, those that a right check caught."""
    tried = [(mutant, _outcome(mutant, case, cases, at)) for at, case in enumerate(cases)
             for mutant in mutants(case.true)]  # fmt: skip
    kinds = dict.fromkeys(mutant.kind for mutant, _ in tried)
    rows = tuple(_row(kind, [one for one in tried if one[0].kind == kind]) for kind in kinds)
    escapes = tuple(Escape(mutant, judged) for mutant, judged in tried if not caught(mutant, judged))
    return Run(rows, escapes)


def run_written(claims: Iterable[Written]) -> tuple[Half, ...]:
    """Each half of the claims written by hand, wrong ones first."""
    judged = [(claim, judge(claim.claim, _grid(claim))) for claim in claims]
    keys = dict.fromkeys((claim.label, claim.split) for claim, _ in judged)
    return tuple(
        Half(label, split, tuple(one for one in judged if (one[0].label, one[0].split) == (label, split)))
        for label, split in sorted(keys, key=lambda key: (key[0] == "true", key[1]))
    )


def caught(mutant: Mutant, judged: Judged) -> bool:
    """Dropped by an expected check; a lost hedge counts when the claim is labelled for it."""
    if judged.dropped_by in mutant.expected:
        return True
    return judged.shown == "partly" and "hedges" in mutant.expected & judged.failed


def _row(kind: str, tried: Sequence[tuple[Mutant, Judged]]) -> Row:
    return Row(kind, len(tried), sum(caught(*one) for one in tried))


def _outcome(mutant: Mutant, case: Case, cases: Sequence[Case], at: int) -> Judged:
    if mutant.cite == "phantom":
        return judge(mutant.claim, case.offered, NOWHERE)
    return judge(mutant.claim, (_other(cases, at) if mutant.cite == "other" else case).offered)


def _other(cases: Sequence[Case], at: int) -> Case:
    """A case of another article, in Latin letters: names across scripts cannot be checked."""
    turned = [*cases[(at + APART) % len(cases) :], *cases]
    return next(case for case in turned if not any("\u4e00" <= c <= "\u9fff" for c in _quoted(case)))


def _quoted(case: Case) -> str:
    return "".join(one.text for one in case.offered if one.cited)


def _grid(claim: Written) -> tuple[Offered, ...]:
    """The whole articles that a claim cites, with the cited sentences marked."""
    articles = dict.fromkeys(article for article, _ in claim.cites)
    found = (one for article in articles for one in article_grid(article))
    return tuple(replace(one, cited=(one.article_id, one.text) in claim.cites) for one in found)
