"""The verifier's figures as Markdown, as docs/verification.md shows them."""

from collections.abc import Sequence

from evals.mutations.measure import Half, Row

SHOWN = ("dropped", "partly", "supported")


def mutant_table(rows: Sequence[Row]) -> str:
    """One line a kind, and the sum."""
    lines = ["| kind | made | caught | rate |", "|---|---:|---:|---:|"]
    lines += [f"| {row.kind} | {row.made} | {row.caught} | {row.rate:.1%} |" for row in rows]
    whole = Row("**all**", sum(row.made for row in rows), sum(row.caught for row in rows))
    return "\n".join([*lines, f"| {whole.kind} | {whole.made} | {whole.caught} | {whole.rate:.1%} |"])


def written_table(halves: Sequence[Half]) -> str:
    """How wrong and true claims of each half are shown."""
    lines = ["| claims | half | number | dropped | partly | supported |", "|---|---|---:|---:|---:|---:|"]
    return "\n".join([*lines, *map(_line, halves)])


def _line(half: Half) -> str:
    counts = " | ".join(
        f"{half.count(shown)} ({half.count(shown) / len(half.judged):.0%})" for shown in SHOWN
    )
    return f"| {half.label} | {half.split} | {len(half.judged)} | {counts} |"
