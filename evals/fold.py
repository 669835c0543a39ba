"""Two ways to look at text so that typography does not decide: folded text, and finding a quote in a text."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛′´`", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_LAYOUT = set("|\u200b\u200c\u200d\ufeff\u00ad")


def fold(text: str) -> str:
    """Case, width, quotation marks, dashes and runs of white space made one.

    >>> fold("  “Nobody”\\u00a0– NOBODY ")
    '"nobody" - nobody'
    """
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).translate(_DASHES)
    return " ".join(plain.casefold().split())


def bare(text: str) -> str:
    """Folded, without diacritics and punctuation: for comparing names.

    >>> bare("Göran Vissel, Jr.")
    'goran vissel jr'
    """
    decomposed = unicodedata.normalize("NFKD", fold(text))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", letters).split())


@lru_cache(maxsize=1024)
def _squeezed(text: str) -> tuple[str, list[int]]:
    characters: list[str] = []
    origin: list[int] = []
    for at, raw in enumerate(text):
        for c in unicodedata.normalize("NFKC", raw).translate(_QUOTES).translate(_DASHES).casefold():
            if not c.isspace() and c not in _LAYOUT:
                characters.append(c)
                origin.append(at)
    return "".join(characters), origin


def locate(text: str, quote: str, occurrence: int = 1) -> tuple[int, int] | None:
    """Where the quote stands in the text, white space, quotation marks and table bars aside.

    >>> locate("Cash | $5 m\\nDebt", "cash $5 m")
    (0, 11)
    """
    haystack, origin = _squeezed(text)
    needle, _ = _squeezed(quote)
    at = -1
    for _ in range(occurrence if needle else 0):
        at = haystack.find(needle, at + 1)
        if at < 0:
            return None
    return (origin[at], origin[at + len(needle) - 1] + 1) if needle else None
