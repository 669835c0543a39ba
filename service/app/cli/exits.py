"""How a command ends: one line on stderr and a sysexits code (sysexits.h) that scripts can tell apart."""

import sys
from collections.abc import Mapping, Sequence

from service.domain import errors
from service.domain.errors import DealbriefError

USAGE, DATA, NO_INPUT, UNAVAILABLE, SOFTWARE, IO, TRY_AGAIN, NO_PERMISSION, CONFIG = (
    64, 65, 66, 69, 70, 74, 75, 77, 78,
)  # fmt: skip
INTERRUPTED = 130

CODES: Mapping[type[DealbriefError], int] = {
    errors.DealbriefError: SOFTWARE,
    errors.BadInput: DATA,
    errors.ArticleNotFound: NO_INPUT,
    errors.Unavailable: UNAVAILABLE,
    errors.StoreUnavailable: IO,
    errors.Overloaded: TRY_AGAIN,
    errors.Misconfigured: CONFIG,
    errors.DataDirectoryLocked: TRY_AGAIN,
}
STATUS_CODES: Mapping[int, int] = {
    401: NO_PERMISSION, 404: NO_INPUT, 409: CONFIG, 413: DATA, 415: DATA, 422: DATA,
    500: SOFTWARE, 502: UNAVAILABLE, 503: UNAVAILABLE,
}  # fmt: skip


class Failure(Exception):
    """A command that ends early: what to say, and with which code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def run_program(arguments: Sequence[str]) -> int:
    """Run the command line and give the code to exit with."""
    from service.app.cli.program import program

    try:
        program(arguments)
    except SystemExit as ended:
        return USAGE if ended.code == 2 else int(ended.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Failure as failure:
        return _tell(failure.message, failure.code)
    except DealbriefError as error:
        return _tell(error.message, code_of(error))
    return 0


def code_of(error: DealbriefError) -> int:
    return next(CODES[kind] for kind in type(error).__mro__ if kind in CODES)


def _tell(message: str, code: int) -> int:
    print(f"dealbrief: {message}", file=sys.stderr)
    return code
