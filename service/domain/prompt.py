"""A prompt as a file gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Two templates with `$variables`, and where they come from.

    `fingerprint` names id, version and content: `answer@1:sha256…` (12 hex digits).
    """

    id: str
    version: int
    variables: tuple[str, ...]
    system: str
    user: str
    fingerprint: str
