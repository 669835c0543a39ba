"""Read a model's rewriting of a follow-up: one standalone question, and its parts where it has several."""

import re
from dataclasses import dataclass

LONGEST_QUESTION = 600
MOST_PARTS = 4

_LINE = re.compile(r"^\W*(?P<label>STANDALONE|PART)\W*[:：]\s*(?P<text>.+?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that can be read alone, and up to four questions that it is made of."""

    standalone: str
    parts: tuple[str, ...] = ()


def parse_rewrite(reply: str) -> Rewritten | None:
    """The rewriting, or None where the reply has none in the form asked for.

    >>> parse_rewrite("STANDALONE: When did Acme buy Foo?\\nPART: When did Acme buy Foo?")
    Rewritten(standalone='When did Acme buy Foo?', parts=('When did Acme buy Foo?',))
    >>> parse_rewrite("Sure! Acme bought Foo.") is None
    True
    """
    found: dict[str, list[str]] = {"STANDALONE": [], "PART": []}
    for line in reply.splitlines():
        match = _LINE.match(line)
        if match and len(match["text"]) <= LONGEST_QUESTION:
            found[match["label"].upper()].append(match["text"])
    if not found["STANDALONE"]:
        return None
    return Rewritten(found["STANDALONE"][0], tuple(found["PART"][:MOST_PARTS]))


def keeps_to(rewritten: Rewritten, question: str, conversation: str) -> bool:
    """Whether every number and capitalised word of the rewriting was said before.

    A rewriting may only fill in what the conversation holds: a name or figure that nobody said would
    search for something nobody asked.

    >>> keeps_to(Rewritten("When did Acme close?"), "When did it close?", "user: Who bought Acme?")
    True
    >>> keeps_to(Rewritten("When did Foo close?"), "When did it close?", "user: Who bought Acme?")
    False
    """
    said = f"{question} {conversation}".casefold()
    new = (w for text in (rewritten.standalone, *rewritten.parts) for w in _telling_words(text))
    return all(word.casefold() in said for word in new)


def _telling_words(text: str) -> list[str]:
    """Numbers, and capitalised words but for the first of the question."""
    words = re.findall(r"(?<!^)\b(?:[A-Z][\w'’&-]*|\d[\d.,]*\d|\d)\b", text)
    return [re.sub(r"['’]s?$", "", word) for word in words]
