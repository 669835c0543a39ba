"""What the documents say of the program is true."""

import re

from service.app.settings import Settings, variable
from tests.architecture.source import ROOT

ROW = re.compile(r"^\| `((?:DEALBRIEF|OPENAI)_[A-Z_]+)` \| (.*?) \| (.*?) \|$", re.MULTILINE)


def settings_rows() -> dict[str, str]:
    table = (ROOT / "docs/settings.md").read_text("utf-8")
    return {name: meaning for name, _, meaning in ROW.findall(table)}


def test_the_settings_table_is_the_settings_class() -> None:
    """docs/settings.md has every setting with the words of its field, and no other."""
    described = {variable(name): field.description for name, field in Settings.model_fields.items()}
    assert settings_rows() == described


def test_the_readme_names_only_settings_that_exist() -> None:
    """A variable in the README or a guide can be set."""
    known = {variable(name) for name in Settings.model_fields}
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        named = set(re.findall(r"DEALBRIEF_[A-Z_]+[A-Z]", path.read_text("utf-8")))
        assert named <= known, path


def test_the_readme_points_at_files_that_exist() -> None:
    """No link of the README leads nowhere."""
    text = (ROOT / "README.md").read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
