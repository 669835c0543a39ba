"""From bytes to text: a byte-order mark is part of the decoding, never of the text."""

import codecs
import re

from charset_normalizer import from_bytes

from service.domain.errors import ArticleRejected
from service.reading.binary import WAY_OUT, full_of_controls, refuse_binary

# Longest first: a UTF-32 mark begins with a UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# https://encoding.spec.whatwg.org/#names-and-labels: what says Latin-1 is read as Windows-1252.
LATIN = {"iso8859-1", "ascii", "latin-1"}
IN_MARKUP = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of an article's bytes; `declared` is the charset that the sender or server states.

    >>> decode(b"\\xef\\xbb\\xbfIt raised \\xe2\\x82\\xac5m.")
    'It raised €5m.'
    >>> decode("Umeå".encode("utf-16"))
    'Umeå'
    """
    refuse_binary(data)
    for mark, marked in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], marked)
    if (wide := _wide(data)) is not None:
        return _strict(data, wide)
    stated = declared or _stated_in_markup(data)
    for encoding in ("utf-8", stated):
        text = _attempt(data, encoding)
        if text is not None:
            return text
    return _detected(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark shows as zero bytes at fixed places; text never has them otherwise."""
    sample = data[: 4096 - len(data) % 4]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    zeros = [sample[place::4].count(0) / max(len(sample[place::4]), 1) for place in range(4)]
    if zeros[1] > 0.4 and zeros[3] > 0.4 and zeros[0] < 0.1:
        return "utf-32-le" if zeros[2] > 0.9 else "utf-16-le"
    if zeros[0] > 0.9 and zeros[1] > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    if zeros[0] > 0.4 and zeros[2] > 0.4 and zeros[3] < 0.1:
        return "utf-16-be"
    place = data.index(0)
    raise ArticleRejected(f"This looks like binary data: a NUL byte at position {place}. {WAY_OUT}", "text")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"The bytes say {encoding} but are not: {error.reason} at position {error.start}. {WAY_OUT}"
        raise ArticleRejected(message, "text") from error


def _stated_in_markup(data: bytes) -> str | None:
    found = IN_MARKUP.search(data[:2048])
    return found.group(1).decode("ascii") if found else None


def _attempt(data: bytes, encoding: str | None) -> str | None:
    try:
        name = codecs.lookup(encoding or "").name
        text = data.decode("cp1252" if name in LATIN else name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _detected(data: bytes) -> str:
    best = from_bytes(data).best()
    if best is None or full_of_controls(data):
        raise ArticleRejected(f"The text's encoding cannot be told from its bytes. {WAY_OUT}", "text")
    return str(best)
