"""`dealbrief serve`."""

from pathlib import Path
from typing import Annotated

import typer


def serve(
    host: Annotated[str | None, typer.Option(help="The address to bind; default 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(help="The port to bind; default 8000, 0 takes a free one.")
    ] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where the library lives.")] = None,
) -> None:
    """Serve the API and the chat page. Adds no article by itself.

    Example: dealbrief serve --port 8000 --data-dir ./.dealbrief
    """
    from service.app.settings import read_settings

    settings = read_settings(host=host, port=port, data_dir=data_dir)
    from service.app.serving import run_server

    run_server(settings)
