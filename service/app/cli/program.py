"""All commands, each in its own module."""

from collections.abc import Sequence

import typer

from service.app.cli import articles, ask, deal, ingest, serve, summarize, upkeep

HELP = """Answers questions about deals from news articles, with a verbatim quote for every sentence.

Try: `dealbrief samples`, then `dealbrief ask "Who invested in StepStar?"`

Settings are `DEALBRIEF_*` variables; docs/settings.md lists them.
"""


def program(arguments: Sequence[str]) -> None:
    """Run one command; ends with SystemExit."""
    typer.main.get_command(_program())(args=list(arguments), prog_name="dealbrief")


def _program() -> typer.Typer:
    app = typer.Typer(
        help=HELP,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        add_completion=True,
    )
    app.callback()(_version)
    app.command()(serve.serve)
    app.command()(upkeep.samples)
    app.command()(ingest.ingest)
    app.command()(ask.ask)
    app.command()(summarize.summarize)
    app.command()(deal.deal)
    app.add_typer(articles.commands(), name="articles")
    app.command()(upkeep.reindex)
    app.command()(upkeep.export)
    return app


def _version(
    version: bool = typer.Option(False, "--version", help="Print the version.", is_eager=True),
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(installed("dealbrief"))
        raise typer.Exit
