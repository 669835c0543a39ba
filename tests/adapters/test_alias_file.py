"""The file of other names: what works, and what a broken one says."""

from pathlib import Path

import pytest

from service.adapters.alias_file import read_aliases
from service.domain.errors import AliasesRejected


def written(folder: Path, text: str) -> Path:
    path = folder / "aliases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_gives_a_company_its_names(tmp_path: Path) -> None:
    """A name pairs with each of its others; no file gives none."""
    path = written(tmp_path, 'StepStar = ["阶跃星辰", "Step Star"]\n"Zhizhu AI" = ["Zhihu AI"]\n')
    assert read_aliases(path) == (
        ("StepStar", "阶跃星辰"),
        ("StepStar", "Step Star"),
        ("Zhizhu AI", "Zhihu AI"),
    )
    assert read_aliases(None) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("StepStar: 阶跃星辰", "not TOML"),
        ('StepStar = "Step Star"', "'StepStar' no list of names"),
        ("StepStar = [1]", "'StepStar' no list of names"),
        ('StepStar = ["S"]', "two letters or more"),
        ('A = ["Acme"]', "too short"),
        ('Acme = ["Bolt"]\nCalder = ["bolt"]', "'bolt' for 'Calder' and for 'Acme'"),
        ('Acme = ["Calder"]\nCalder = ["Dover"]', "'Calder' for 'Acme' and for 'Calder'"),
    ],
)
def test_a_broken_file_says_what_to_do(tmp_path: Path, text: str, told: str) -> None:
    """The message names the file, the name, and how a line is written or what a name stands for."""
    with pytest.raises(AliasesRejected, match=told) as refused:
        read_aliases(written(tmp_path, text))
    assert "aliases.toml" in refused.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The setting and the path stand in the message."""
    with pytest.raises(AliasesRejected, match=r"DEALBRIEF_ALIASES names .*nowhere\.toml"):
        read_aliases(tmp_path / "nowhere.toml")
