"""Have a chat model read the terms of a deal, article by article; the rules stand where it fails."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from service.deals.complete import Check, completed
from service.deals.drafted import DraftField, parse
from service.domain.answer import AnswerMode, Dropped, Trace
from service.domain.deal import DealCard
from service.domain.draft import DraftSentence
from service.domain.errors import ModelRefused, ModelUnavailable
from service.domain.evidence import Evidence, EvidenceSentence
from service.stories.draft import ModelWriter, prompt_values
from service.stories.generative import Verified

NO_DEAL = "NO_DEAL"
NOTHING_HOLDS = "Nothing that the model said of the deal stands in the sentences it points at."
UNUSABLE = "The model's reply names no field of a deal; the cards are those of the rules."


class DealWriter(ModelWriter):
    """The model's part of deal cards. Raises what `ChatModel.stream` raises."""

    async def fields(self, evidence: Evidence) -> tuple[DraftField, ...]:
        """What the model says of the deal, in the order of its reply."""
        reply = "".join([text async for text in self._reply("deal", prompt_values(evidence, None))])
        found = parse(reply)
        if not found and NO_DEAL not in reply:
            raise ModelUnavailable(UNUSABLE)
        return found


@dataclass(frozen=True, slots=True)
class DealDrafting:
    """The model's way to a card: a writer, the verifier of what it says, and what fits the model."""

    writer: Callable[[], DealWriter]
    verify: Callable[[DraftSentence, Evidence], Verified]
    select: Callable[[Evidence], Evidence]


@dataclass(slots=True)
class DraftedDeals:
    """What a model said of each article, by evidence numbers, and what became of it."""

    fields: Mapping[str, Sequence[DraftField]]
    mode: AnswerMode = "extractive"
    trace: Trace = field(default_factory=Trace)
    dropped: list[Dropped] = field(default_factory=list)

    def complete(
        self,
        card: DealCard | None,
        article_id: str,
        sentences: Sequence[EvidenceSentence],
        check: Check,
    ) -> DealCard | None:
        """The rules' card with what the model found besides; an article without a deal stays without one."""
        drafts = self.fields.get(article_id, ())
        if card is None or not drafts:
            return card
        return completed(card, drafts, sentences, check, self._refuse)

    def settled(self) -> "DraftedDeals":
        """Degraded where nothing that the model said is so."""
        said = sum(map(len, self.fields.values()))
        if self.mode != "generative" or not said or len(self.dropped) < said:
            return self
        trace = replace(self.trace, notes=(*self.trace.notes, NOTHING_HOLDS))
        return replace(self, mode="degraded", trace=trace)

    def _refuse(self, draft: DraftField, why: str) -> None:
        self.dropped.append(Dropped(text=f"{draft.name}: {draft.words}", check="pointer", detail=why))


async def drafted_deals(drafting: DealDrafting, evidence: Evidence) -> DraftedDeals:
    """The model's fields of every article; a model that fails is not asked about the rest."""
    writer, found = drafting.writer(), dict[str, Sequence[DraftField]]()
    mode: AnswerMode = "generative"
    notes: tuple[str, ...] = ()
    try:
        for article_id, group in groupby(evidence.sentences, key=lambda sentence: sentence.article_id):
            found[article_id] = await _of_article(writer, drafting, evidence, tuple(group))
    except (ModelUnavailable, ModelRefused) as error:
        mode, notes = "degraded", (error.message,)
    trace = writer.trace()
    return DraftedDeals(found, mode, replace(trace, notes=(*trace.notes, *notes)))


async def _of_article(
    writer: DealWriter, drafting: DealDrafting, evidence: Evidence, sentences: tuple[EvidenceSentence, ...]
) -> tuple[DraftField, ...]:
    """One article's fields, pointing at the numbers of the whole evidence."""
    own = tuple(replace(sentence, number=n) for n, sentence in enumerate(sentences, 1))
    offered = drafting.select(replace(evidence, sentences=own))
    number_of = {sentence.id: sentence.number for sentence in sentences}
    whole = {sentence.number: number_of[sentence.id] for sentence in offered.sentences}
    return tuple(
        replace(draft, numbers=tuple(whole[n] for n in draft.numbers if n in whole))
        for draft in await writer.fields(offered)
    )
