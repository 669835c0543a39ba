"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Url = Annotated[
    str | None,
    typer.Option("--url", help="Ask the service at this address (also DEALBRIEF_URL).", show_default=False),
]
DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where the library lives (also DEALBRIEF_DATA_DIR).", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
