"""Prompts: checked at start, rendered in one pass, with outside text that cannot get out of its fence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.prompt_files import SUPPLIED, load_prompts
from service.answering.prompt import conversation_block, evidence_block, neutral, parse_prompt, render
from service.domain.article import Metadata, Role, Sentence
from service.domain.errors import PromptRejected
from service.domain.evidence import Evidence, EvidenceSentence
from service.domain.question import Turn

GOLDEN = Path(__file__).parent.parent / "prompts" / "golden"


def evidence(*texts: str, title: str | None = "Plimsoll raises money") -> Evidence:
    about = Metadata(title=title, source="Harbour Wire", published_at="2025-03-04")
    sentences = tuple(
        EvidenceSentence(number=i, article_id="plimsoll", version=1, metadata=about,
                         sentence=Sentence(i, 0, len(text), Role.CONTENT), text=text, hit=1)
        for i, text in enumerate(texts, 1)
    )  # fmt: skip
    return Evidence(standalone_question="q", queries=("q",), hits=(), sentences=sentences)


VALUES = {
    "answer": {
        "question": "How much did Plimsoll raise, in $?",
        "evidence": evidence_block(evidence("Plimsoll raised $12 million.", "Harbourlight led.")),
        "today": "2025-03-05",
    },
    "rewrite": {
        "question": "And who led it?",
        "conversation": conversation_block(
            [Turn("user", "How much did Plimsoll raise?"), Turn("assistant", "It raised $12 million. [1]")]
        ),
    },
    "deal": {
        "evidence": evidence_block(evidence("Plimsoll raised $12 million.", "Harbourlight led.")),
        "today": "2025-03-05",
    },
    "summarize": {
        "shape": "Write at most 3 short sentences.",
        "evidence": evidence_block(evidence("Plimsoll raised $12 million.", "Harbourlight led.")),
        "today": "2025-03-05",
    },
}


@pytest.mark.parametrize("name", sorted(SUPPLIED))
def test_every_prompt_has_a_golden_rendering(name: str) -> None:
    """A change to a prompt or to its fences shows in the diff of a committed rendering."""
    prompt = load_prompts()[name]
    rendered = f"{render(prompt.system, VALUES[name])}\n\n----\n\n{render(prompt.user, VALUES[name])}\n"
    assert rendered == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_a_fingerprint_names_id_version_and_content() -> None:
    """Two texts never share a fingerprint, even under one version number."""
    front = '+++\nid = "answer"\nversion = 3\nvariables = ["q"]\n+++\n# system\nS\n# user\n$q'
    one, two = (parse_prompt(front + tail, "x", ("q",)).fingerprint for tail in ("", "!"))
    assert one.startswith("answer@3:sha256:")
    assert one != two


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no front matter", "front matter"),
        ("+++\nid = \n+++\n# system\n# user\n", "not TOML"),
        ('+++\nid = "a"\nversion = 1\nvariables = ["q"]\n+++\nno parts', "# system"),
        ('+++\nid = "a"\nvariables = ["q"]\n+++\n# system\ns\n# user\n$q', "version"),
        ('+++\nid = "a"\nversion = 1\nvariables = ["q"]\n+++\n# system\ns\n# user\n$q $secret', "$secret"),
        ('+++\nid = "a"\nversion = 1\nvariables = ["q"]\n+++\n# system\ns\n# user\nnothing', "$q"),
    ],
)
def test_a_prompt_that_cannot_work_is_refused_at_start(text: str, told: str) -> None:
    """The message names the file and what is wrong with it."""
    with pytest.raises(PromptRejected) as caught:
        parse_prompt(text, "mine.md", ("q",))
    assert "mine.md" in str(caught.value)
    assert told in str(caught.value)


def test_a_folder_of_ones_own_replaces_file_by_file(tmp_path: Path) -> None:
    """A prompt of the same name is used; the others stay; a stranger is refused by name."""
    own = (Path(str(load_prompts.__code__.co_filename)).parents[2] / "prompts" / "rewrite.md").read_text()
    (tmp_path / "rewrite.md").write_text(own.replace("version = 1", "version = 9"))
    assert load_prompts(tmp_path)["rewrite"].version == 9
    assert load_prompts(tmp_path)["answer"] == load_prompts()["answer"]
    (tmp_path / "anwser.md").write_text(own)
    with pytest.raises(PromptRejected, match=r"anwser\.md"):
        load_prompts(tmp_path)
    with pytest.raises(PromptRejected, match="not a folder"):
        load_prompts(tmp_path / "nowhere")


def test_dollars_survive() -> None:
    """A `$` in a question or an article is never taken for a variable."""
    assert (
        render("$question", {"question": "$5m, $question, $$, ${evidence}"})
        == "$5m, $question, $$, ${evidence}"
    )


@given(st.text(max_size=300))
def test_outside_text_cannot_leave_its_line_or_forge_a_marker(text: str) -> None:
    """Whatever an article says, it is one line, without a marker, without the fence."""
    block = evidence_block(evidence(text, title=text))
    lines = block.split("\n")
    assert len(lines) == 4
    assert lines[0] == lines[-1]
    assert lines[0] not in "\n".join(lines[1:-1])
    assert lines[2].startswith("[1] ")
    assert "[2]" not in neutral(f"{text} [2]")
    assert "===" not in neutral(f"{text} ======")


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\U000e0041", "\x1b", "\x00", "\ufeff"])
def test_invisible_characters_do_not_reach_the_model(hidden: str) -> None:
    """Zero-width, bidirectional, tag and control characters are left out."""
    assert neutral(f"a{hidden}b") == "ab"
