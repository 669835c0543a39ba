"""How summaries and deal cards print what proves them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def show_citations(console: "Console", citations: Sequence[dict[str, Any]]) -> None:
    """Each quote with its address."""
    from rich.text import Text

    for citation in citations:
        told = (citation["title"], citation["source"], citation["published_at"], *citation["sentence_ids"])
        console.print(Text(f"\n[{citation['n']}] “{' '.join(citation['quote'].split())}”"))
        console.print(Text("    " + " · ".join(part for part in told if part), style="dim"))


def show_conflicts(console: "Console", conflicts: Sequence[dict[str, Any]]) -> None:
    """What is contradicted: both values side by side."""
    from rich.text import Text

    for conflict in conflicts:
        values = " / ".join(f"{value['value']} [{value['citation']}]" for value in conflict["values"])
        name = conflict["field"].replace("_", " ")
        console.print(Text(f"\nConflict ({name}): {values}. {conflict['note']}", style="yellow"))
