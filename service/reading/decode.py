"""From bytes to text: a byte-order mark is part of the decoding, never of the text."""

import codecs
import re

from charset_normalizer import from_bytes

from service.domain.errors import ArticleRejected

# Longest first: a UTF-32 mark begins with a UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
WAY_OUT = "Post its text as UTF-8 (plain text, Markdown or HTML)."
# https://encoding.spec.whatwg.org/#names-and-labels: what says Latin-1 is read as Windows-1252.
LATIN = {"iso8859-1", "ascii", "latin-1"}
IN_MARKUP = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE
)
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27, 28, 29, 30, 31}


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of an article's bytes; `declared` is the charset that the sender or server states.

    >>> decode(b"\\xef\\xbb\\xbfIt raised \\xe2\\x82\\xac5m.")
    'It raised €5m.'
    >>> decode("Umeå".encode("utf-16"))
    'Umeå'
    """
    _refuse_binary(data)
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


def _refuse_binary(data: bytes) -> None:
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise ArticleRejected(f"This looks like {name}, not like text. {WAY_OUT}", "text")
    if data[4:8] == b"ftyp":
        raise ArticleRejected(f"This looks like a video or HEIC file, not like text. {WAY_OUT}", "text")


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
    if best is None or _looks_binary(data):
        raise ArticleRejected(f"The text's encoding cannot be told from its bytes. {WAY_OUT}", "text")
    return str(best)


def _looks_binary(data: bytes) -> bool:
    sample = data[:4096]
    return sum(byte in CONTROLS for byte in sample) > len(sample) // 50
