"""The data directory: one owner, a clean end, and plain words when it cannot be used."""

import os
import subprocess
import sys
import textwrap

import pytest

from service.adapters.data_directory import open_data_directory, owner_of
from service.adapters.library.opening import open_library
from service.domain.errors import DataDirectoryLocked, StoreUnavailable
from service.ports import Scope
from tests.fakes.articles import EMBEDDER, prepared

NOBODY = 65534


def child(script, *arguments, **options):
    """Run a script in another process of this Python, from the repository root."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=60, **options
    )


def test_a_new_directory_is_made_private_and_counts_as_clean(tmp_path):
    """It is made with its parents, for this user alone."""
    with open_data_directory(tmp_path / "deep" / "data") as directory:
        assert directory.was_clean
        assert directory.path.stat().st_mode & 0o777 == 0o700
        assert directory.library.parent == directory.index.parent == directory.path


def test_a_second_owner_is_told_who_the_first_is(tmp_path):
    """The message names process, address and a way out; the first owner is not disturbed."""
    with open_data_directory(tmp_path) as directory:
        with pytest.raises(DataDirectoryLocked, match=f"process {os.getpid()}") as told:
            open_data_directory(tmp_path)
        assert told.value.owner is None
        directory.announce("http://127.0.0.1:8000")
        with pytest.raises(DataDirectoryLocked, match=r"--url http://127\.0\.0\.1:8000") as told:
            open_data_directory(tmp_path)
        assert told.value.owner == "http://127.0.0.1:8000"
        assert owner_of(tmp_path).pid == os.getpid()
    open_data_directory(tmp_path).close()
    assert owner_of(tmp_path) is None


def test_another_process_is_refused_too(tmp_path):
    """The lock holds between processes, and its owner is named there."""
    with open_data_directory(tmp_path) as directory:
        directory.announce("http://127.0.0.1:8000")
        refused = child(
            """
            import sys
            from pathlib import Path
            from service.adapters.data_directory import open_data_directory
            from service.domain.errors import DataDirectoryLocked
            try:
                open_data_directory(Path(sys.argv[1]))
            except DataDirectoryLocked as locked:
                print(locked.owner)
            """,
            tmp_path,
        )
    assert refused.stdout.strip() == "http://127.0.0.1:8000", refused.stderr


def test_a_killed_owner_leaves_an_unclean_directory(tmp_path):
    """A process that dies frees the lock, and the next owner knows that it was not closed."""
    killed = child(
        """
        import os, signal, sys
        from pathlib import Path
        from service.adapters.data_directory import open_data_directory
        directory = open_data_directory(Path(sys.argv[1]))
        directory.library.write_text("")
        directory.announce("http://127.0.0.1:1")
        os.kill(os.getpid(), signal.SIGKILL)
        """,
        tmp_path,
    )
    assert killed.returncode == -9
    with open_data_directory(tmp_path) as directory:
        assert not directory.was_clean
        assert owner_of(tmp_path).address is None
    with open_data_directory(tmp_path) as directory:
        assert directory.was_clean


def test_closing_twice_does_not_take_the_next_owners_lock(tmp_path):
    """A second close does nothing, also when somebody else owns the directory by then."""
    first = open_data_directory(tmp_path)
    first.close()
    with open_data_directory(tmp_path):
        first.close()
        with pytest.raises(DataDirectoryLocked):
            open_data_directory(tmp_path)


def test_half_an_owner_file_is_no_owner(tmp_path):
    """Whatever stands in it, it never breaks a start."""
    for content in ("", "{", "[]", '{"pid": "x"}', '{"pid": 1}', "null"):
        (tmp_path / "owner.json").write_text(content)
        assert owner_of(tmp_path) is None


def test_a_file_in_the_way_is_named(tmp_path):
    """The path is in the message, with a way out."""
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreUnavailable, match=r"data.*choose another --data-dir"):
        open_data_directory(tmp_path / "data")


@pytest.mark.skipif(os.name != "posix", reason="needs another user")
def test_a_directory_that_cannot_be_written_is_named(tmp_path):
    """An unprivileged process reads the path and what to do, for a directory and for a library of another user."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    library = tmp_path / "library.sqlite"
    library.touch()
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.getuid() and str(parent).startswith(
            os.environ.get("TMPDIR", "/tmp") + "/"
        ):
            parent.chmod(0o755)
    told = child(
        f"""
        import os, sys
        from pathlib import Path
        from service.adapters.data_directory import open_data_directory
        from service.adapters.library.opening import open_library
        from service.domain.errors import StoreUnavailable
        # Now, since afterwards this Python's own modules may be out of reach.
        open_library(Path(sys.argv[2]), "fake").close()
        Path(sys.argv[2]).chmod(0o444)
        if os.getuid() == 0:
            os.setgid({NOBODY})
            os.setuid({NOBODY})
        for attempt in (
            lambda: open_data_directory(Path(sys.argv[1])),
            lambda: open_data_directory(Path(sys.argv[1]) / "new"),
            lambda: open_library(Path(sys.argv[2]), "fake"),
        ):
            try:
                attempt()
                print("no error")
            except StoreUnavailable as error:
                print(error.message)
        """,
        closed,
        library,
    )
    lines = told.stdout.splitlines()
    assert len(lines) == 3, told.stderr
    assert all("ermission" in line for line in lines), lines
    assert str(closed) in lines[0]
    assert str(closed / "new") in lines[1]
    assert str(library) in lines[2]


@pytest.mark.skipif(os.name != "posix", reason="needs RLIMIT_FSIZE")
def test_a_file_size_limit_loses_nothing(tmp_path):
    """A process whose files may not grow says so, keeps what was acknowledged, and the next one goes on."""
    path = tmp_path / "library.sqlite"
    limited = child(
        """
        import resource, sys
        from pathlib import Path
        from service.adapters.library.opening import open_library
        from service.domain.errors import StoreUnavailable
        from service.ports import Scope
        from tests.fakes.articles import EMBEDDER, prepared
        library = open_library(Path(sys.argv[1]), EMBEDDER)
        library.articles.save(prepared("kept", "Acme raised money"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        saved = 1
        try:
            for number in range(1000):
                library.articles.save(prepared(f"a{number}", f"Acme {number} " * 2000))
                saved += 1
        except StoreUnavailable as error:
            assert len(library.lexical.search(["acme"], Scope(), 5000)) == saved
            print(saved, error.message)
        """,
        path,
    )
    saved, message = limited.stdout.split(maxsplit=1)
    assert str(path) in message, limited.stderr
    assert "everything stored is kept" in message
    library = open_library(path, EMBEDDER)
    assert len(library.catalogue.articles()) == int(saved) > 1
    assert library.articles.find("kept").text == "Acme raised money"
    assert len(library.lexical.search(["acme"], Scope(), 5000)) == int(saved)
    assert library.articles.save(prepared("more", "Acme again")).status == "created"
    library.close()
