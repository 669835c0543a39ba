"""How much evidence a chat model is given: the best hits first, whole sentences, within a budget."""

from dataclasses import replace

from service.domain.evidence import Evidence


def within(evidence: Evidence, characters: int) -> Evidence:
    """The evidence cut to a budget of code points, renumbered from 1, its reading order kept.

    Sentences of better hits go first; the best hit's first sentence is always kept.
    """
    left = characters
    kept: set[int] = set()
    for sentence in sorted(evidence.sentences, key=lambda s: (s.hit, s.number)):
        left -= len(sentence.text)
        if left < 0 and kept:
            break
        kept.add(sentence.number)
    chosen = (s for s in evidence.sentences if s.number in kept)
    return replace(evidence, sentences=tuple(replace(s, number=n) for n, s in enumerate(chosen, 1)))
