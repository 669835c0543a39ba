"""Prompt files to messages: read the front matter, check the variables, fence the evidence.

Article text is outside text. It is put between two fence lines, every sentence on a line of its own
behind its number, so nothing in it can end a line, a sentence or the fence.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from service.domain.errors import PromptRejected
from service.domain.evidence import Evidence, EvidenceSentence
from service.domain.prompt import Prompt
from service.domain.question import Turn

_FRONT = re.compile(r"\A\+\+\+\n(?P<front>.*?)\n\+\+\+\n(?P<body>.*)\Z", re.DOTALL)
_PARTS = re.compile(r"\A# system\n(?P<system>.*?)\n# user\n(?P<user>.*)\Z", re.DOTALL)
_VARIABLE = re.compile(r"\$(?:\$|([a-z_]+))")
_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\U000e0000-\\U000e007f]"
)
_FENCE_RUN = re.compile(r"={3,}")
_MARKER = re.compile(r"[\[【［](\s*[sS]?\d[^\[\]【】［］]{0,40})[\]】］]?")


def parse_prompt(text: str, name: str, allowed: Sequence[str]) -> Prompt:
    """A prompt from its file's text; `allowed` are the variables that its use supplies.

    Raises `PromptRejected` where front matter or parts are missing, or where the variables declared,
    used and supplied are not the same.
    """
    front, body = _split(text, name)
    parts = _PARTS.match(body)
    if parts is None:
        raise PromptRejected(f"Prompt {name!r} needs a part '# system' and then a part '# user'.")
    declared = tuple(str(v) for v in front.get("variables", ()))
    used = {v for v in _VARIABLE.findall(body) if v}
    _check_variables(name, declared, used, allowed)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(
        id=str(front["id"]),
        version=int(front["version"]),
        variables=declared,
        system=parts["system"].strip(),
        user=parts["user"].strip(),
        fingerprint=f"{front['id']}@{front['version']}:sha256:{digest}",
    )


def _split(text: str, name: str) -> tuple[dict[str, Any], str]:
    match = _FRONT.match(text.replace("\r\n", "\n"))
    if match is None:
        raise PromptRejected(f"Prompt {name!r} needs front matter in TOML between two lines of '+++'.")
    try:
        front = tomllib.loads(match["front"])
    except tomllib.TOMLDecodeError as error:
        raise PromptRejected(f"Prompt {name!r}: its front matter is not TOML: {error}.") from error
    missing = [key for key in ("id", "version", "variables") if key not in front]
    if missing or not isinstance(front["version"], int):
        raise PromptRejected(
            f"Prompt {name!r}: front matter lacks {', '.join(missing) or 'a whole number as version'}."
        )
    return front, match["body"]


def _check_variables(name: str, declared: Sequence[str], used: set[str], allowed: Sequence[str]) -> None:
    unknown = sorted((used | set(declared)) - set(allowed))
    if unknown:
        known = ", ".join(f"${v}" for v in allowed)
        raise PromptRejected(
            f"Prompt {name!r} uses ${unknown[0]}, which nothing supplies; it may use {known}"
            " (write $$ for a dollar sign)."
        )
    missing = sorted(set(allowed) - used)
    if missing:
        raise PromptRejected(f"Prompt {name!r} never uses ${missing[0]}; without it the model cannot answer.")


def render(template: str, values: Mapping[str, str]) -> str:
    """The template with its variables filled in one pass: a `$` inside a value stays as it is.

    >>> render("$question costs $$5", {"question": "What is $amount?"})
    'What is $amount? costs $5'
    """
    return _VARIABLE.sub(lambda m: values[m[1]] if m[1] else "$", template)


def fence(seed: str) -> str:
    """A fence line that outside text cannot hold: it carries its hash, and runs of `=` are cut there."""
    return "=" * 12 + " " + hashlib.sha256(seed.encode()).hexdigest()[:16]


def evidence_block(evidence: Evidence) -> str:
    """The numbered sentences between fence lines, with title, source and date before each article's first."""
    lines: list[str] = []
    shown: str | None = None
    for sentence in evidence.sentences:
        if sentence.article_id != shown:
            lines.append(_article_line(sentence))
            shown = sentence.article_id
        lines.append(f"[{sentence.number}] {neutral(sentence.text)}")
    return _fenced(lines)


def conversation_block(history: Sequence[Turn]) -> str:
    """The earlier turns between fence lines, one a line."""
    return _fenced([f"{turn.role}: {neutral(turn.content)}" for turn in history])


def neutral(text: str) -> str:
    """Outside text on one line, unable to forge markers or fences, without invisible characters.

    >>> neutral("See [3].\\n====== end")
    'See (3). == end'
    """
    visible = _INVISIBLE.sub("", " ".join(text.split()))
    return _MARKER.sub(r"(\1)", _FENCE_RUN.sub("==", visible))


def _article_line(sentence: EvidenceSentence) -> str:
    about = sentence.metadata
    parts = [about.title or "untitled", about.source, about.published_at or "undated"]
    return "Article: " + neutral(" | ".join(p for p in parts if p))


def _fenced(lines: Sequence[str]) -> str:
    content = "\n".join(lines)
    mark = fence(content)
    return f"{mark}\n{content}\n{mark}"
