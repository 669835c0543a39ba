"""A misspelt question as the articles spell it, for whoever reads it word by word."""

import re
from collections import Counter
from collections.abc import Iterable

from service.domain.evidence import Evidence
from service.retrieval.tokens import analyse

_WORD = re.compile(r"[^\W\d_]+")


def respelt(question: str, evidence: Evidence) -> str:
    """The question with every repaired word as the evidence writes it most often; others stay as typed.

    Search repairs the stems of words; what is read beside sentences has to be words.
    """
    if not evidence.repairs:
        return question
    written = _written(frozenset(evidence.repairs.values()), (s.text for s in evidence.sentences))

    def mend(found: re.Match[str]) -> str:
        stem = next(iter(analyse(found[0])), "")
        return written.get(evidence.repairs.get(stem, ""), found[0])

    return _WORD.sub(mend, question)


def _written(stems: frozenset[str], texts: Iterable[str]) -> dict[str, str]:
    """The commonest form of each stem."""
    forms = Counter(word for text in texts for word in _WORD.findall(text))
    written: dict[str, str] = {}
    for word, _ in forms.most_common():
        stem = next(iter(analyse(word)), "")
        if stem in stems:
            written.setdefault(stem, word)
    return written
