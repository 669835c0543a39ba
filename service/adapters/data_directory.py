"""The directory that holds everything: one owner at a time, and whether the last one left it in order."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from service.domain.errors import DataDirectoryLocked, StoreUnavailable


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a data directory; `address` is None until its server listens, and for commands."""

    pid: int
    address: str | None


class DataDirectory:
    """An owned data directory. `was_clean` is False when the owner before never came to close it."""

    def __init__(self, path: Path, lock: FileLock, was_clean: bool) -> None:
        self.path = path
        self.library = path / "library.sqlite"
        self.index = path / "index"
        self.was_clean = was_clean
        self._lock = lock

    def announce(self, address: str) -> None:
        """Tell other processes where this owner's server answers."""
        _write_owner(self.path, Owner(os.getpid(), address))

    def close(self) -> None:
        """Leave the directory in order, for the next owner to see; a second call does nothing."""
        if self._lock.is_locked:
            _owner_file(self.path).unlink(missing_ok=True)
            _write(_clean_marker(self.path), "")
            self._lock.release()

    def __enter__(self) -> "DataDirectory":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_data_directory(path: Path) -> DataDirectory:
    """Take the directory, made when it is missing; another owner raises `DataDirectoryLocked`."""
    path = path.expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(path / "lock", timeout=0, thread_local=False)
        lock.acquire()
    except Timeout as held:
        raise _locked(path) from held
    except OSError as error:
        raise _unavailable(path, error) from error
    try:
        was_clean = _clean_marker(path).exists() or not (path / "library.sqlite").exists()
        _clean_marker(path).unlink(missing_ok=True)
        _write_owner(path, Owner(os.getpid(), None))
    except OSError as error:
        lock.release()
        raise _unavailable(path, error) from error
    return DataDirectory(path, lock, was_clean)


def owner_of(path: Path) -> Owner | None:
    """Who wrote itself down as owner of the directory, if somebody did."""
    try:
        written = json.loads(_owner_file(path).read_text("utf-8"))
        return Owner(int(written["pid"]), written["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _locked(path: Path) -> DataDirectoryLocked:
    owner = owner_of(path)
    who = f"process {owner.pid}" if owner else "another process"
    where = f", which serves {owner.address}" if owner and owner.address else ""
    way_out = f"Ask that server (--url {owner.address})" if owner and owner.address else "Wait for it to end"
    return DataDirectoryLocked(
        f"The data directory {path} is in use by {who}{where}. "
        f"{way_out}, stop it, or choose another --data-dir.",
        owner.address if owner else None,
    )


def _unavailable(path: Path, error: OSError) -> StoreUnavailable:
    return StoreUnavailable(
        f"The data directory {path} cannot be used: {error.strerror or error}. "
        "Give this user write permission and some free space there, or choose another --data-dir."
    )


def _owner_file(path: Path) -> Path:
    # Not the lock file itself: whoever tries to take the lock empties it.
    return path / "owner.json"


def _clean_marker(path: Path) -> Path:
    return path / "closed-in-order"


def _write_owner(path: Path, owner: Owner) -> None:
    _write(_owner_file(path), json.dumps({"pid": owner.pid, "address": owner.address}))


def _write(path: Path, content: str) -> None:
    """All or nothing, so that nobody reads half an owner."""
    half = path.with_suffix(".new")
    with half.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
