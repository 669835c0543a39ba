"""Prompt files: the package's own, each replaceable by one of the same name in the operator's folder."""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from service.answering.prompt import parse_prompt
from service.domain.errors import PromptRejected
from service.domain.prompt import Prompt

SUPPLIED: Mapping[str, tuple[str, ...]] = {
    "answer": ("question", "evidence", "today"),
    "rewrite": ("conversation", "question"),
    "summarize": ("shape", "evidence", "today"),
    "deal": ("evidence", "today"),
}
"""The variables that each use of a prompt supplies; a prompt uses all of them and no others."""


def load_prompts(folder: Path | None = None) -> dict[str, Prompt]:
    """Every prompt by id, read and checked.

    A file `<id>.md` in `folder` replaces the package's. Raises `PromptRejected` for a folder that is
    not there, a file that is not a known prompt, and a prompt whose variables do not fit.
    """
    _check_folder(folder)
    return {name: _load(name, folder, allowed) for name, allowed in SUPPLIED.items()}


def _check_folder(folder: Path | None) -> None:
    if folder is None:
        return
    if not folder.is_dir():
        raise PromptRejected(f"DEALBRIEF_PROMPTS names {str(folder)!r}, which is not a folder.")
    strangers = sorted(path.name for path in folder.glob("*.md") if path.stem not in SUPPLIED)
    if strangers:
        known = ", ".join(f"{name}.md" for name in SUPPLIED)
        raise PromptRejected(
            f"{strangers[0]!r} in {str(folder)!r} is not a prompt dealbrief uses; it knows {known}."
        )


def _load(name: str, folder: Path | None, allowed: tuple[str, ...]) -> Prompt:
    own = folder / f"{name}.md" if folder else None
    source = own if own and own.is_file() else resources.files("prompts") / f"{name}.md"
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptRejected(f"Prompt file {str(source)!r} cannot be read: {error}.") from error
    return parse_prompt(text, str(source) if own and own.is_file() else name, allowed)
