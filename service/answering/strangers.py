"""Names of a question that the library has never heard of: whatever is said of them, no article says it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from service.answering.names import names_in
from service.retrieval.tokens import analyse, fold

SAME_START = 5
"""A name that opens like a word of the library ("Canadian", "Canada") is not a stranger."""


def strangers(question: str, known: Mapping[str, int], vocabulary: Sequence[str]) -> tuple[str, ...]:
    """The names of which no word occurs in any article; `known` counts terms, `vocabulary` is sorted.

    >>> strangers("Did Zorblatt buy Acme?", {"acme": 3}, ("acme",))
    ('Zorblatt',)
    """
    return tuple(name for name in names_in(question) if _strange(name, known, vocabulary))


def terms_of_names(question: str) -> list[str]:
    """Every analysed term of the names in a question."""
    return [term for name in names_in(question) for term in analyse(name)]


def _strange(name: str, known: Mapping[str, int], vocabulary: Sequence[str]) -> bool:
    words = [word for word in fold(name).split() if len(word) >= SAME_START and word.isalpha()]
    if not words or any(known.get(term) for term in analyse(name)):
        return False
    return not any(_opens_a_word(word[:SAME_START], vocabulary) for word in words)


def _opens_a_word(start: str, vocabulary: Sequence[str]) -> bool:
    place = bisect_left(vocabulary, start)
    return place < len(vocabulary) and vocabulary[place].startswith(start)
