"""Which room may know which, and what a room may touch."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, called, imported, modules

PURE = ("domain", "figures", "retrieval", "answering", "summarizing", "deals", "reading")
OUTSIDE = {
    "asyncio", "anyio", "multiprocessing", "subprocess", "socket", "ssl", "http", "urllib.request",
    "shutil", "tempfile", "random", "secrets", "time", "sqlite3", "logging", "structlog",
}  # fmt: skip
CLOCKS = ("now", "utcnow", "today", "fromtimestamp", "time")
# Each outside library has one home: a file, or a folder that exists for it.
HOMES = {
    "alembic": "service/adapters/library/",
    "chromadb": "service/adapters/vectors_chroma.py",
    "dateparser": "service/reading/dates.py",
    "fastapi": "service/app/http/",
    "filelock": "service/adapters/data_directory.py",
    "httpx2": "service/app/cli/connection.py",
    "langchain_text_splitters": "service/reading/passages.py",
    "onnxruntime": "service/adapters/onnx_files.py",
    "platformdirs": "service/app/settings.py",
    "py3langid": "service/reading/language.py",
    "pydantic": "service/app/",
    "pydantic_settings": "service/app/settings.py",
    "rich": "service/app/cli/",
    "sqlalchemy": "service/adapters/library/",
    "starlette": "service/app/http/",
    "tokenizers": "service/adapters/onnx_files.py",
    "trafilatura": "service/reading/",
    "typer": "service/app/cli/",
    "uvicorn": "service/app/serving.py",
}
NEVER = ("chromadb.server", "chromadb.app", "chromadb.utils.embedding_functions", "langsmith")
DECAYED = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


def pure_modules() -> list[str]:
    return [name for name in modules() if Path(name).parts[1] in PURE]


def test_rooms_know_only_the_rooms_below() -> None:
    """The import contracts of pyproject.toml hold."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("name", pure_modules())
def test_a_pure_room_touches_nothing_outside(name: str) -> None:
    """No clock, no chance, no thread, no file, no network where decisions are made."""
    tree = modules()[name]
    outside = {module for module in imported(tree) if module in OUTSIDE or module.split(".")[0] in OUTSIDE}
    assert not outside
    calls = set(called(tree))
    assert not {call for call in calls if call in ("open", "print", "input")}
    assert not {call for call in calls if call.startswith(("datetime.", "date.")) and call.endswith(CLOCKS)}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)]


@pytest.mark.parametrize(("library", "home"), sorted(HOMES.items()))
def test_an_outside_library_has_one_home(library: str, home: str) -> None:
    """To replace a library is to change one place."""
    users = {
        name for name, tree in modules().items() if any(m.split(".")[0] == library for m in imported(tree))
    }
    assert users, f"{library} is not used any more: take it out of HOMES and pyproject.toml"
    assert not {user for user in users if not user.startswith(home)}


def test_what_must_never_be_imported_is_not() -> None:
    """Chroma's Python server and embedding functions, and tracing, stay out."""
    found = {
        (name, module)
        for name, tree in modules().items()
        for module in imported(tree)
        if module.startswith(NEVER)
    }
    assert not found


def test_no_module_has_a_name_that_says_nothing() -> None:
    """A module is named for what it holds."""
    assert not {name for name in modules() if Path(name).stem in DECAYED}


def test_importing_does_nothing() -> None:
    """Modules hold definitions: no bare call at the top of one, save under the main guard."""
    found = []
    for name, tree in modules().items():
        for node in tree.body:
            is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
            if is_call or isinstance(node, ast.For | ast.While | ast.With):
                found.append(f"{name}:{node.lineno}")
    assert not found
