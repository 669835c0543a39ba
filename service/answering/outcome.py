"""The status of an answer, and the one plain sentence of an abstention."""

from collections.abc import Sequence

from service.answering.compose import Page
from service.domain.answer import Reason, Status, Support

ABSTENTIONS = {
    Reason.NOT_IN_CORPUS: "The articles do not say.",
    Reason.FALSE_PREMISE: "The articles do not bear out what the question takes for granted.",
    Reason.AMBIGUOUS: "The question can be read in several ways; name the company or the deal.",
    Reason.UNSUPPORTED_LANGUAGE: "The question is in a language that the articles and this reader do not share.",
    Reason.AFTER_AS_OF: "The articles up to the date asked for do not say; a later one may.",
    Reason.EMPTY_CORPUS: "There are no articles yet; add one and ask again.",
    Reason.UNVERIFIED: "No drafted answer could be verified against the articles.",
}


def status_of(page: Page, reason: Reason | None, missing: Sequence[str]) -> tuple[Status, Reason | None]:
    """Status and reason that agree with what is on the page.

    >>> status_of(Page(), None, ())
    (<Status.ABSTAINED: 'abstained'>, <Reason.UNVERIFIED: 'unverified'>)
    """
    if not page.claims or reason is Reason.FALSE_PREMISE:
        return Status.ABSTAINED, reason or Reason.UNVERIFIED
    if any(claim.support is Support.CONFLICTING for claim in page.claims):
        return Status.ANSWERED, Reason.CONFLICTING
    return (Status.PARTIAL if missing or reason is Reason.AMBIGUOUS else Status.ANSWERED), reason


def abstention(reason: Reason, missing: Sequence[str]) -> str:
    """One plain sentence that says why there is no answer.

    >>> abstention(Reason.NOT_IN_CORPUS, ["Foo Corp"])
    'The articles do not say; they do not mention Foo Corp.'
    """
    sentence = ABSTENTIONS.get(reason, ABSTENTIONS[Reason.NOT_IN_CORPUS])
    if reason is Reason.NOT_IN_CORPUS and missing:
        return f"{sentence[:-1]}; they do not mention {', '.join(missing)}."
    return sentence
