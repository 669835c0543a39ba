"""What is no text at all: known by how it begins, or by what it is full of."""

from service.domain.errors import ArticleRejected

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
    (b"SQLite format 3\0", "a SQLite database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
WAY_OUT = "Post its text as UTF-8 (plain text, Markdown or HTML)."
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27, 28, 29, 30, 31}
UNREADABLE = frozenset(map(chr, CONTROLS)) | {"\ufffd"}
HEAD, SAMPLE = 64, 4096
FEW, SHARE = (
    8,
    0.05,
)  # of a sample: a broken quotation mark a sentence stays below, a wrong decoding never does


def refuse_binary(data: bytes) -> None:
    """Raise when bytes begin as a known kind of file does."""
    kind = _kind(data[:HEAD])
    if kind:
        raise ArticleRejected(f"This looks like {kind}, not like text. {WAY_OUT}", "text")


def refuse_unreadable(text: str) -> None:
    """Raise when what should be text is a binary file, or was decoded from one.

    >>> refuse_unreadable("RIFF Capital raised $5 million.")
    >>> refuse_unreadable("%PDF-1.7 1 0 obj <</Type/Catalog>> endobj")
    Traceback (most recent call last):
    service.domain.errors.ArticleRejected: This looks like a PDF file, not like text. Post its text as UTF-8 (plain text, Markdown or HTML).
    """
    refuse_binary(text.lstrip()[:HEAD].encode("latin-1", "replace"))
    sample = text[:SAMPLE]
    unreadable = sum(char in UNREADABLE for char in sample)
    if unreadable > max(FEW, SHARE * len(sample)):
        raise ArticleRejected(
            f"{unreadable} of the first {len(sample)} characters of text are control or replacement characters; "
            f"it is binary, or was decoded with the wrong encoding. {WAY_OUT}",
            "text",
        )


def full_of_controls(data: bytes) -> bool:
    """Whether bytes in an unknown encoding hold too many control characters to be text."""
    sample = data[:SAMPLE]
    return sum(byte in CONTROLS for byte in sample) > len(sample) // 50


def _kind(head: bytes) -> str | None:
    if head[4:8] == b"ftyp" and _has_controls(head):
        return "a video or HEIC file"
    for signature, name in SIGNATURES:
        # An article may begin with "RIFF" or "ID3"; a file that does goes on with bytes that no text has.
        if head.startswith(signature) and (not signature.isalnum() or _has_controls(head)):
            return name
    return None


def _has_controls(head: bytes) -> bool:
    return any(byte in CONTROLS for byte in head)
