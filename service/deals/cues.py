"""Words that give the things around them a role, as patterns."""

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern for any of the phrases, whole words only where they are written with letters.

    >>> bool(any_of("raise[sd]?").search("It raised $5m")), bool(any_of("raise").search("praised"))
    (True, False)
    """
    worded = (rf"\b(?:{a})\b" if a[:1].isascii() else a for a in alternatives)
    return re.compile("|".join(worded), re.IGNORECASE)
