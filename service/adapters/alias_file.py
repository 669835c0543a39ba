"""The operator's file of other names: TOML, one company a line."""

import tomllib
from pathlib import Path
from typing import Any

from service.domain.errors import AliasesRejected

EXAMPLE = 'such as: "Northwind Labs" = ["Boreal Robotics", "北风"]'


def read_aliases(path: Path | None) -> tuple[tuple[str, str], ...]:
    """Each name with each of its other names.

    Raises `AliasesRejected` for a file that cannot be read, a line that is no list of names, and a name
    that stands for two companies.
    """
    if path is None:
        return ()
    pairs = tuple(
        (name, alias) for name, others in _table(path).items() for alias in _names(path, name, others)
    )
    _check_apart(path, pairs)
    return pairs


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AliasesRejected(
            f"DEALBRIEF_ALIASES names {str(path)!r}, which cannot be read: {error}."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise AliasesRejected(
            f"The alias file {str(path)!r} is not TOML: {error}. A line is {EXAMPLE}"
        ) from error


def _names(path: Path, name: str, others: Any) -> list[str]:
    if not isinstance(others, list) or not all(isinstance(o, str) and len(o.strip()) > 1 for o in others):
        raise AliasesRejected(
            f"The alias file {str(path)!r} gives {name!r} no list of names of two letters or more. A line is {EXAMPLE}"
        )
    if len(name.strip()) < 2:
        raise AliasesRejected(
            f"The alias file {str(path)!r} has the name {name!r}, too short to be told apart."
        )
    return [other.strip() for other in others if other.strip() != name]


def _check_apart(path: Path, pairs: tuple[tuple[str, str], ...]) -> None:
    named = {name.casefold(): name for name, _ in pairs}
    owner: dict[str, str] = {}
    for name, alias in pairs:
        known = owner.setdefault(alias.casefold(), name)
        if known != name or alias.casefold() in named:
            other = named.get(alias.casefold(), known)
            raise AliasesRejected(
                f"The alias file {str(path)!r} uses {alias!r} for {name!r} and for {other!r}. "
                "A name stands for one company: put all names of one company into one line."
            )
