"""What an answerer returns, before anybody has checked it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of prose without its markers, and the evidence numbers it says it rests on.

    Numbers are as drafted: in order, without repeats, and possibly pointing nowhere.
    """

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The answerer says the articles do not state what was asked; `missing` names it, when told."""

    missing: tuple[str, ...] = ()


Drafted = DraftSentence | NotFound
