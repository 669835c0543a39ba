"""The last line of a command and its exit code, made together so that they cannot disagree."""

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    PASS = 0
    FAILED = 1
    USAGE = 2
    INCOMPLETE = 3
    NOT_COMPARABLE = 4


_WORDS = {
    Exit.PASS: "PASS",
    Exit.FAILED: "FAIL",
    Exit.USAGE: "USAGE",
    Exit.INCOMPLETE: "INCOMPLETE",
    Exit.NOT_COMPARABLE: "NOT COMPARABLE",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    code: Exit
    why: str

    @property
    def sentence(self) -> str:
        """
        >>> Verdict(Exit.FAILED, "2 cases regressed").sentence
        'FAIL: 2 cases regressed (exit 1).'
        """
        return f"{_WORDS[self.code]}: {self.why} (exit {int(self.code)})."
