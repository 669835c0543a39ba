"""SQLite's failures, told as what happened, to which file, and what to do next."""

from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from service.domain.errors import StoreUnavailable

ADVICE = {
    "SQLITE_FULL": "the disk is full. Free some space and try again; everything stored is kept.",
    "SQLITE_IOERR": "the disk refused a read or a write (often: it is full, or a file-size limit was met). "
    "Check the disk and try again; everything stored is kept.",
    "SQLITE_READONLY": "it cannot be written. Give this user write permission on it and its directory.",
    "SQLITE_CANTOPEN": "it cannot be opened. Check that its directory exists and belongs to this user.",
    "SQLITE_PERM": "this user may not open it. Give this user permission, or choose another data directory.",
    "SQLITE_BUSY": "another process holds it. Stop that process, or choose another data directory.",
    "SQLITE_LOCKED": "another process holds it. Stop that process, or choose another data directory.",
    "SQLITE_CORRUPT": "it is damaged. Restore it from a backup; an empty one never replaces it silently.",
    "SQLITE_NOTADB": "it is not a dealbrief library, or it is damaged. Restore it from a backup, "
    "or choose another data directory.",
}


def as_store_unavailable(error: SQLAlchemyError, path: Path) -> StoreUnavailable:
    """The domain's error for a driver's, by SQLite's own result code."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(cause, "sqlite_errorname", ""))
    advice = next((text for code, text in ADVICE.items() if name.startswith(code)), None)
    if advice is None and "fts5" in str(cause):
        advice = (
            "this Python's SQLite lacks FTS5. Use a Python whose SQLite has it (3.9 or later, with FTS5)."
        )
    return StoreUnavailable(f"The library {path} failed: {advice or cause}")
