"""What was found about one reply: the parts that its scores, its first failed stage and its reasons share."""

from dataclasses import dataclass

from evals.case import Case, Gold
from evals.reply import Reply
from evals.scorers.answers import missing, said
from evals.scorers.citations import CitationCounts, count_citations
from evals.scorers.grounds import Grounds, find_grounds
from evals.scorers.retrieval import CUTS, Ranking, rank_evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`lacking` are parts of the right answer that were not said, `banned` forbidden values that were."""

    case: Case
    reply: Reply
    grounds: Grounds
    counts: CitationCounts
    ranking: Ranking
    lacking: tuple[Gold, ...]
    banned: tuple[Gold, ...]

    @property
    def correct(self) -> bool:
        """Right by type, whatever is cited."""
        return not (self.reply.abstained or self.lacking or self.banned)

    @property
    def right(self) -> bool:
        """The headline: correct and cited; for an unanswerable case, the abstention."""
        if not self.case.answerable:
            return self.reply.abstained
        return self.correct and self.counts.complete and self.counts.sound and self.counts.focused

    def stage(self) -> str:
        """The first step of the pipeline that went wrong, in the order in which the steps run."""
        failures = (
            ("should abstain", not self.case.answerable),
            ("reading", not self.grounds.readable),
            ("retrieval", not self.ranking.complete_at(max(CUTS))),
            ("abstained", self.reply.abstained),
            ("selection", not self.counts.complete),
            ("citation", not self.counts.sound),
            ("forbidden", bool(self.banned)),
            ("answer", bool(self.lacking)),
            ("over-citing", not self.counts.focused),
        )
        return next(name for name, failed in failures if failed)

    def reasons(self) -> tuple[str, ...]:
        """In words, everything that is wrong."""
        counts = self.counts
        if not self.case.answerable:
            return () if self.reply.abstained else ("should have abstained",)
        return (
            *(f"lacks {gold.type} {gold.value}" for gold in self.lacking),
            *(f"says forbidden {gold.value}" for gold in self.banned),
            *((f"abstained: {self.reply.reason}",) if self.reply.abstained else ()),
            *(
                ()
                if counts.sound
                else (f"{counts.emitted - counts.verbatim} of {counts.emitted} citations unsound",)
            ),
            *(() if counts.complete else (f"evidence cited to {counts.recall:.0%}",)),
            *(
                ()
                if counts.focused
                else (f"{counts.precise} of {counts.characters} cited characters near evidence",)
            ),
        )


def find(case: Case, reply: Reply, texts: dict[str, str]) -> Finding:
    """Look at one reply from every side, on the texts of the system that gave it."""
    grounds = find_grounds(case, texts)
    return Finding(
        case=case,
        reply=reply,
        grounds=grounds,
        counts=count_citations(reply, grounds, texts),
        ranking=rank_evidence(reply.hits, grounds),
        lacking=missing(reply.prose, case.answers),
        banned=said(reply.prose, case.forbidden),
    )
