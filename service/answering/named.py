"""Whose article answers: what is said of another company is no answer for the one that is named."""

from service.answering.ranking import Ranked
from service.domain.evidence import Evidence


def of_the_named(ranked: Ranked, evidence: Evidence) -> Ranked:
    """The ranking without the articles that mention no name of the question; whole where that leaves nothing."""
    about = {article for articles in evidence.names.values() for article in articles}
    kept = [i for i, place in enumerate(ranked.places) if evidence.sentences[place].article_id in about]
    if not kept:
        return ranked
    return Ranked(tuple(ranked.places[i] for i in kept), ranked.scores[kept], ranked.pairs[kept])
