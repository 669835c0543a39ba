"""Leave out what a model thinks aloud before it answers: `<think>…</think>` at the head of a reply."""

import re

_OPENING = ("<think>", "<thinking>", "<thought>", "<reasoning>")
_CLOSING = re.compile(r"</(?:think|thinking|thought|reasoning)>", re.IGNORECASE)
_LONGEST_CLOSING = len("</reasoning>")


class WithoutThoughts:
    """Incremental: feed pieces as they arrive, take what belongs to the reply.

    >>> reply = WithoutThoughts()
    >>> [reply.feed(piece) for piece in ("<thi", "nk>It is 5 [1].</th", "ink>\\n", "It is 4.")], reply.finish()
    (['', '', '\\n', 'It is 4.'], '')
    """

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._decided = False

    def feed(self, piece: str) -> str:
        """What of the reply is certain by now to be no thought."""
        if self._decided:
            return piece
        self._held += piece
        return self._after_thought() if self._thinking or self._begins() else self._unless_opening()

    def finish(self) -> str:
        """What was held back; a thought that never ended is none of the reply."""
        held, self._held = ("" if self._thinking else self._held), ""
        return held

    def _begins(self) -> bool:
        self._thinking = self._held.lstrip().lower().startswith(_OPENING)
        return self._thinking

    def _after_thought(self) -> str:
        end = _CLOSING.search(self._held)
        if end is None:
            self._held = self._held[-_LONGEST_CLOSING:]
            return ""
        self._thinking = False
        return self._release(self._held[end.end() :])

    def _unless_opening(self) -> str:
        head = self._held.lstrip().lower()
        return "" if any(tag.startswith(head) for tag in _OPENING) else self._release(self._held)

    def _release(self, text: str) -> str:
        self._decided, self._held = True, ""
        return text
