"""The command `dealbrief`. Commands import what they need when they run, so that `--help` is quick."""

import sys


def main() -> None:
    """Run the command line; the process ends with a sysexits code."""
    from service.app.cli.exits import run_program

    sys.exit(run_program(sys.argv[1:]))
