"""What the documents say of the program is true."""

import json
import re

from service.app.settings import Settings, variable
from service.samples import samples
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


def test_the_answer_that_the_readme_shows_is_true() -> None:
    """Its quote stands in the sample article where it says, and the claim is the quote's own words."""
    text = (ROOT / "README.md").read_text("utf-8")
    answer = json.loads(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])  # type: ignore[index]
    originals = {posted.id: posted.text for posted in samples()}
    assert answer["citations"]
    for citation in answer["citations"]:
        original = originals[citation["article_id"]]
        assert original[citation["start"] : citation["end"]] == citation["quote"]
    for claim in answer["claims"]:
        assert answer["answer"][claim["start"] : claim["end"]] == claim["text"]
    shown = re.findall(r"^\[\d+\] “(.*)”$", text, re.MULTILINE)
    assert shown
    folded = [" ".join(original.split()) for original in originals.values()]
    assert all(any(quote in original for original in folded) for quote in shown)
