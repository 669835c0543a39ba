"""What kind of deal an article tells, its stage, and how far it has come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.deal import Basis, DealKind, DealStatus
from service.domain.evidence import EvidenceSentence

_I = re.IGNORECASE
_KINDS: tuple[tuple[DealKind, re.Pattern[str]], ...] = (
    (DealKind.MERGER, re.compile(r"\bmerger\b|\bmerge[sd]?\b(?! and acqui)|\bfusión\b|合并", _I)),
    (
        DealKind.STAKE_SALE,
        re.compile(
            r"\bstake\b|\btender offer\b|\bsecondary (?:sale|share)|\bshare sale\b|minority (?:interest|holding)|\bwarrants?\b|\bsold shares\b|\bsells? [^.;]{0,30}of shares\b",
            _I,
        ),
    ),
    (
        DealKind.ACQUISITION,
        re.compile(
            r"\bacqui(?:re|res|red|ring|sition)\b|\btake-?overs?\b|\bto buy\b|\bbuys\b|\bbuying\b|\bbought\b|\bbuyout\b|\bbuyer\b|\bagreed [^.;]{0,20}to pay\b|\bwill (?:buy|acquire)\b|(?-i:\bsold [A-Z][\w&'’. -]{1,40}? to (?:the [a-z -]{3,40})?[A-Z])|(?-i:\bpurchase (?:price )?(?:of|for) (?=[A-Z]))|\bbeing sold\b|\bstalking-horse\b|adqui|收购|übernimmt|Übernahme",
            _I,
        ),
    ),
    (
        DealKind.LISTING,
        re.compile(
            r"\bIPO\b|initial public offering|\blisting\b|\bgo(?:es|ing)? public\b|\bprospectus\b|\bS-1\b|\bDRHP\b|\bprices? (?:its )?offer|上市|招股",
            _I,
        ),
    ),
    (
        DealKind.DEBT,
        re.compile(
            r"\b(?:green |term |bridge |syndicated )?loan\b|\b(?:credit |debt )?facility\b|\b(?:warehouse|credit) line\b|\bbonds?\b|\bdebt financing\b|\bpréstamo\b|贷款|\bKredit\b",
            _I,
        ),
    ),
    (
        DealKind.FUNDING_ROUND,
        re.compile(
            r"\bSeries [A-K]\b|\bpre-?seed\b|\bseed (?:round|funding)|\bfunding round\b|\bfinancing round\b|\bfundrais|\b(?:has|have) raised\b|\bround (?:was|is) led\b|\b(?:rescue|equity) round\b|\bserie [A-K]\b"
            r"|\bronda\b|\bFinanzierungsrunde\b|融资|[A-F]轮",
            _I,
        ),
    ),
)
_STAGE = re.compile(
    r"\b(?P<letter>(?:Series|Serie) [A-K]\d?(?:\+|-\d)?)\b|\b(?P<seed>pre-?seed|seed)(?= (?:round|funding|money|financing|investment))|(?P<zh>天使|种子|[A-F]\+?)轮",
    _I,
)
_DROPPED = re.compile(
    r"\b(?:pulls?|shelves|shelved|withdraws?|drops?|scraps?|abandons?) (?:its |the )?(?:IPO|listing)\b", _I
)
"""A listing that is called off is not what the rest of the headline is about."""
_STATUS: tuple[tuple[DealStatus, re.Pattern[str]], ...] = (
    (
        DealStatus.TERMINATED,
        re.compile(r"\bcall(?:s|ed)? off\b|\b(?:has |have )?(?:terminat|abandon|scrapp|withdr[ae]w|cancel)\w*\b.{0,60}\b(?:deal|merger|agreement|offer|sale|IPO|listing|takeover)\b"
                   r"|\bended their merger\b|\b(?:deal|merger|agreement|IPO|listing|takeover|acquisition) (?:was |has been |is )?(?:terminated|abandoned|scrapped|withdrawn|cancelled|called off|off)\b|终止", _I),
    ),
    (
        DealStatus.RUMOURED,
        re.compile(r"\bin (?:advanced |early )?talks\b|\bis considering\b|\bis (?:reportedly |said to be )?(?:exploring|weighing|in talks)\b|\bsaid to be\b.{0,40}\b(?:buy|raise|sell)|\bmay (?:buy|sell|acquire)\b", _I),
    ),
    (
        DealStatus.CLOSED,
        re.compile(r"\b(?:has |have )?(?:successfully )?(?:closed|completed)\b|\bhas raised\b|\braised\b|\bsold [\d.,]+ million shares\b|\bha cerrado\b|完成(?![后前])", _I),
    ),
    (
        DealStatus.SIGNED,
        re.compile(r"\bsigned\b|\bdefinitive agreement\b|\bhas agreed to\b|\bagreed to (?:buy|sell|acquire)\b|\bhave agreed\b|签署", _I),
    ),
    (DealStatus.ANNOUNCED, re.compile(r"\bannounce|\bfile[sd]? (?:a |an |its |draft |papers|for )|\bto acquire\b|\bis buying\b|\bis letting\b|\bpropos|宣布|\banuncia", _I)),
)  # fmt: skip
_EXPECTED = re.compile(
    r"\b(?:expected|expects|due|aims|plans|hopes|scheduled|once|before|until|if|when|will|would|could)\b|预计|将于|有望|\bbought .{0,40}\bin (?:19|20)\d\d",
    _I,
)
LEAD = 6
"""How many opening sentences tell what the article is about."""


@dataclass(frozen=True, slots=True)
class Term:
    """A value read from one sentence; `raw` stands in it verbatim."""

    value: str
    raw: str
    sentence: EvidenceSentence
    basis: Basis = Basis.STATED


def kind(title: str, sentences: Sequence[EvidenceSentence]) -> Term | None:
    """The kind whose words weigh most: the title counts four times, the opening twice."""
    headline = _DROPPED.sub(" ", title)
    weights = {name: 4.0 * bool(cue.search(headline)) for name, cue in _KINDS}
    first: dict[DealKind, tuple[EvidenceSentence, str]] = {}
    for place, sentence in enumerate(sentences):
        for name, cue in _KINDS:
            if match := cue.search(sentence.text):
                weights[name] += 3.0 if place < 2 else 1.0 if place < LEAD else 0.1
                first.setdefault(name, (sentence, match[0]))
    told = [name for name in weights if name in first]
    best = max(told, key=lambda name: weights[name], default=None)
    if best is None or weights[best] < 1:
        return None
    sentence, raw = first[best]
    return Term(best.value, raw, sentence)


def stage(title: str, sentences: Sequence[EvidenceSentence], kind: str | None) -> Term | None:
    """The round this article is about: the one its title names, else the first its opening names."""
    if kind not in (DealKind.FUNDING_ROUND, None):
        return None
    named = _STAGE.search(title)
    wanted = _stage_name(named) if named else None
    for sentence in sentences if wanted else sentences[:LEAD]:
        for match in _STAGE.finditer(sentence.text):
            if wanted in (None, _stage_name(match)):
                return Term(_stage_name(match), match[0], sentence)
    return None


def word_of_kind(kind: DealKind, text: str) -> str | None:
    """The words of a sentence that make a deal one of this kind."""
    match = dict(_KINDS)[kind].search(text)
    return match[0] if match else None


def stage_named(words: str) -> str | None:
    """The stage that a few words name, in its usual spelling.

    >>> stage_named("the series b round"), stage_named("a round")
    ('Series B', None)
    """
    match = _STAGE.search(words)
    return _stage_name(match) if match else None


def of_other_round(before: str, stage: Term | None, *, any_round: bool = False) -> bool:
    """Whether the last round that the words before something name is not this article's.

    `any_round`: the article is about no round at all, so each one is another.

    >>> of_other_round("a Series A of $15 million in 2022, led by", None)
    False
    """
    named = [_stage_name(match) for match in _STAGE.finditer(before)]
    return bool(named) and (any_round if stage is None else named[-1] != stage.value)


def _stage_name(match: re.Match[str]) -> str:
    if match["zh"]:
        return {"天使": "Angel", "种子": "Seed"}.get(match["zh"], f"Series {match['zh'].upper()}")
    if match["seed"]:
        return "Pre-seed" if match["seed"].lower().startswith("pre") else "Seed"
    return "Series " + match["letter"].split()[1].upper()


def status(title: str, sentences: Sequence[EvidenceSentence]) -> Term | None:
    """The furthest step that the opening states as done; talks only where nothing firmer is told."""
    for name, cue in _STATUS:
        for sentence in sentences[:LEAD]:
            for match in cue.finditer(sentence.text):
                before = sentence.text[max(0, match.start() - 60) : match.start()]
                if name is DealStatus.CLOSED and _EXPECTED.search(before):
                    continue
                if (
                    name is DealStatus.RUMOURED
                    and not _STATUS[1][1].search(title)
                    and sentence is not sentences[0]
                ):
                    continue
                basis = Basis.REPORTED if name is DealStatus.RUMOURED else Basis.STATED
                return Term(name.value, match[0], sentence, basis)
    return None
