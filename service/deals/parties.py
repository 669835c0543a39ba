"""Who does what in a deal: who leads, who joins, who is only rumoured, who buys whom, who advises."""

import re
from collections.abc import Iterator, Sequence

from service.deals.cues import any_of
from service.deals.names import NAME, clause, listed, party, seatless, trimmed
from service.deals.terms import Term, of_other_round
from service.domain.deal import Basis
from service.domain.evidence import EvidenceSentence

_LED_BY = any_of(
    r"(?:co-)?led (?:jointly )?by", r"anchored by", r"angeführt von", r"liderada por", r"encabezada por"
)
_LED = re.compile(
    rf"(?P<who>{NAME}(?:(?:, {NAME})*,? and {NAME})?)(?:,[^,.]{{3,60}},)? (?:co-)?(?:led|leads|is leading) (?:the|this|its|a) [^.]{{0,30}}?(?:round|investment|financing|deal)"
)
_LED_IT = re.compile(rf"(?P<who>{NAME}) (?:co-)?(?:led|leads|is leading)(?= it\b| with\b|[,.;])")
_LED_ES = re.compile(
    rf"ha liderado (?:el |la )?(?:fondo |grupo )?(?P<who>{NAME})"
    rf"|(?P<other>{NAME}) (?:lideró|ha liderado|encabezó) (?:la|esta) (?:operación|ronda|inversión)"
)
_LEADING = re.compile(r"(?P<who>.{3,80}?) (?:are|were|is|was) among the (?:lead|leading) investors")
_JOINED = any_of(
    r"(?:with )?participation (?:from|by|of)", r"joined by", r"consortium of investors,? including", r"investors,? (?:including|such as|are|were)",
    r"backers,? (?:including|such as)", r"backed by", r"alongside", r"(?:attract|draw)(?:ed|ing) (?:a )?[^.,]{0,30}investors?,? including",
    r"strategic investors like", r"existing (?:shareholders?|investors?)(?: such as)?", r"co-invest(?:ed|ors?) (?:by|with|including)",
    r"money from", r"funding from", r"million from", r"billion from", r"took part,? as did", r"as did", r"han participado también", r"con la participación de", "投资方包括",
)  # fmt: skip
_TOOK_PART = re.compile(
    r"(?:^|[,;] (?:with|and|as did)? ?|\. |with )(?P<who>(?:the |Both |Existing investors? )?[^.;]{3,140}?),? (?:also )?(?:took part|taking part|participated|invested(?! (?:across|in (?!the (?:round|company)|it\b)))|joined the round|joining|came in)\b"
)
_AN = r"(?:the (?:[a-z-]+ ){0,3})?"
_LED_WITH = re.compile(
    rf"\bled by {_AN}{NAME},? (?:with|alongside) (?P<who>{_AN}{NAME}(?:(?:,|,? and) {_AN}{NAME})*)(?=[.;,]|$| (?:taking part|participating|joining)\b)"
)
_CAME = re.compile(
    rf"(?P<who>{NAME})(?:,[^.;]{{3,90}},)? (?:came back|returned|followed|followed on|(?:also )?(?:joins?|joined) (?:the round |it )?as an? [a-z-]+ investor"
    rf"|put in money|(?:also )?(?:added|contributed|invested|invests|put in|puts in|chipped in|provided) (?:another |the (?:final|remaining|other) |a further )?(?=[A-Z$€£¥₹]{{0,3}}\$? ?\d)"
    rf"|bought an? (?:minority |[\d.]+ ?(?:percent|%) )?stake)"
    rf"|\bso did (?:the [a-z -]{{3,40}})?(?P<too>{NAME})"
)
_DID_NOT = re.compile(
    r"\b(?:did not|didn't|declined to|not) (?:take part|participate|invest|join)|no part\b|turned down|stayed out",
    re.IGNORECASE,
)
_RUMOURED = any_of(
    r"rumou?r(?:s|ed)?", r"unclear whether", r"reportedly", r"said to be", r"in talks", r"people familiar", r"speculat(?:ion|ed)",
    r"(?:there is|market) talk", r"(?:may|might|could) (?:also |yet )?(?:invest|join|take part|buy)", r"(?:is|are) (?:weighing|considering|mulling)",
    r"could not (?:be )?confirm", r"denied", r"据悉", r"传闻",
)  # fmt: skip
_ROUND = any_of(
    r"rounds?", r"Series [A-K]", r"seed", r"raise[sd]?", r"funding", r"financing", r"invest(?:ed|ors?|ment)", r"backers?",
    r"participa\w+", r"took part", r"taking part", r"ronda", r"融资",
)  # fmt: skip
_EARLIER_ROUND = any_of(
    r"initial funding rounds?",
    r"(?:earlier|previous|first|seed|last) round",
    r"before",
    r"in (?:19|20)\d\d",
    r"(?:an )?early backer",
)
_STAKE_OF = re.compile(
    rf"(?:\b(?:stake|interest|holding) in|\bpercent of|% of|\bshares (?:in|of)) "
    rf"(?:(?:the|its) (?:[^.,;A-Z]{{3,60}} )?)?(?P<who>{NAME})"
)
_ADVISED = re.compile(
    rf"(?P<who>{NAME})(?:,[^,.]{{2,40}},)? (?:advised|advises|acted as|served as|was|is acting as|were)(?P<what> (?:(?:the |its |sole |joint )?(?:exclusive )?(?:financial|legal|tax) (?:adviser|advisor|counsel)s?|legal counsel|counsel)| {NAME}| the )"
)
_WITH_COUNSEL = re.compile(
    rf"with (?P<who>{NAME}) as (?:their |its )?(?:legal |financial )?(?:counsel|adviser|advisor)"
)


_FOR_COUNSEL = re.compile(
    rf"\b(?:represented|advised) by (?:(?:the |an? )?(?:[a-z-]+ ){{0,2}}(?:firm|bank|boutique|adviser|advisor) )?(?P<who>{NAME})|^(?:[A-Z][a-z]+ )?(?:[Cc]ounsel|[Aa]dvis[eo]rs?)(?: to (?:the )?[a-z]{{3,20}})?\s*[|:]?\s(?P<row>{NAME})$"
)


def leads(
    sentences: Sequence[EvidenceSentence], stage: Term | None = None, *, any_round: bool = False
) -> list[Term]:
    """The investors that lead this round; with `any_round` the deal is none, so each round is another."""
    return _unique(_leads(sentences, stage, any_round))


def _leads(sentences: Sequence[EvidenceSentence], stage: Term | None, any_round: bool) -> Iterator[Term]:
    for sentence in sentences:
        if _RUMOURED.search(sentence.text) or _DID_NOT.search(sentence.text):
            continue
        for match in _LED_BY.finditer(sentence.text):
            before = sentence.text[: match.start()]
            if of_other_round(before, stage, any_round=any_round) or _EARLIER_ROUND.search(before[-40:]):
                continue
            led_by = re.split(r",? (?:with|alongside|joined by)\b", clause(sentence.text, match.end()))[0]
            yield from _named(led_by, sentence)
        for pattern in (_LED, _LED_IT, _LED_ES, _LEADING):
            for match in pattern.finditer(sentence.text):
                near = sentence.text[max(0, match.start() - 60) : match.end() + 40]
                if not of_other_round(near, stage, any_round=any_round):
                    yield from _named(next(group for group in match.groups() if group), sentence)


def participants(sentences: Sequence[EvidenceSentence], stage: Term | None = None) -> list[Term]:
    """The investors that take part without being said to lead."""
    return _unique(_participants(sentences, stage))


def _participants(sentences: Sequence[EvidenceSentence], stage: Term | None) -> Iterator[Term]:
    for sentence in sentences:
        text = sentence.text
        if _RUMOURED.search(text) or _DID_NOT.search(text):
            continue
        yield from _came(sentence, stage)
        yield from _led_with(sentence, stage)
        if not _ROUND.search(text):
            continue
        for match in _JOINED.finditer(text):
            before = text[: match.start()]
            if not _EARLIER_ROUND.search(before[-40:]) and not of_other_round(before, stage):
                yield from _named(_whole_list(text, match.end()), sentence)
        for match in _TOOK_PART.finditer(text):
            if not _EARLIER_ROUND.search(text[match.end() : match.end() + 50]):
                yield from _named(match["who"], sentence)


def _led_with(sentence: EvidenceSentence, stage: Term | None) -> Iterator[Term]:
    """Who is named beside the lead of this round."""
    for match in _LED_WITH.finditer(sentence.text):
        before = sentence.text[: match.start()]
        if not _EARLIER_ROUND.search(before[-40:]) and not of_other_round(before, stage):
            yield from _named(match["who"], sentence)


def _came(sentence: EvidenceSentence, stage: Term | None) -> Iterator[Term]:
    """Who came back, followed, or put a stated sum into this round; a year gone by speaks of another one."""
    for match in _CAME.finditer(sentence.text):
        after = sentence.text[match.end() : match.end() + 60]
        told_of_another = _EARLIER_ROUND.search(after) or of_other_round(after, stage)
        if not told_of_another and not _EARLIER_ROUND.search(sentence.text[: match.start()][-40:]):
            yield from _named(match["who"] or match["too"], sentence)


def _whole_list(text: str, start: int) -> str:
    end = re.compile(
        r"[.;()]\s|[.;]$|,? (?:among others|as well as others|which|who|whose|took part|to |at a|valuing)\b"
    ).search(text, start)
    return text[start : end.start() if end else len(text)]


def rumoured(sentences: Sequence[EvidenceSentence]) -> list[Term]:
    """Parties that are only rumoured to invest or buy."""
    about = re.compile(
        rf"(?:rumou?rs?|speculation|reports?) (?:regarding|about|of|that) (?P<one>{NAME})|(?P<two>{NAME})(?:['’]s)? (?:potential|possible|rumou?red) (?:investment|bid|offer)"
        rf"|(?P<three>{NAME}) (?:is|was|are) (?:also )?(?:said|rumou?red|reported(?:ly)?) to (?:be |have )?(?:in talks|interested|bid|invest|buy|join|consider)"
        rf"|(?P<six>{NAME}) (?:is|was|were|are) (?:reportedly |also )?(?:weighing|considering|mulling|exploring|preparing) (?:an? )?(?:[a-z]+ ){{0,2}}(?:offer|bid|takeover|investment|purchase)"
        rf"|heard from (?P<four>an? [A-Z][a-z]+ bidder)|rival offer from (?:the [^.,A-Z]{{3,40}} )?(?P<five>{NAME})"
    )
    found = (
        Term(name, raw, sentence, Basis.REPORTED)
        for sentence in sentences
        for match in about.finditer(sentence.text)
        if (raw := next(g for g in match.groups() if g)) and (name := trimmed(raw))
    )
    return _unique(found)


def is_rumoured(text: str) -> bool:
    """Whether a sentence tells of talk: whoever it names is no investor for it."""
    return bool(_RUMOURED.search(text))


def stayed_out(text: str) -> bool:
    """Whether a sentence says that somebody did not take part."""
    return bool(_DID_NOT.search(text))


def of_earlier_round(before: str) -> bool:
    """Whether the words before a name speak of an earlier round."""
    return bool(_EARLIER_ROUND.search(before[-40:]))


def sold(sentences: Sequence[EvidenceSentence]) -> Term | None:
    """The company of which a stake changes hands."""
    for sentence in sentences[:3]:
        for match in _STAKE_OF.finditer(sentence.text):
            if name := trimmed(match["who"]):
                return Term(name, match["who"], sentence)
    return None


def advisers(sentences: Sequence[EvidenceSentence]) -> list[Term]:
    """The firms that advise either side."""
    found = (
        Term(name, raw, sentence)
        for sentence in sentences
        for pattern in (_ADVISED, _WITH_COUNSEL, _FOR_COUNSEL)
        for match in pattern.finditer(sentence.text)
        if re.search(r"advis|counsel|represented", match[0], re.IGNORECASE)
        and (raw := next(match[name] for name in ("who", "row") if match.groupdict().get(name)))
        and (name := seatless(trimmed(raw)))
    )
    return _unique(found)


def _named(text: str, sentence: EvidenceSentence) -> Iterator[Term]:
    for name in listed(text):
        if name in sentence.text and party(name):
            yield Term(name, name, sentence)


def _unique(terms: Iterator[Term]) -> list[Term]:
    """One term a party; the longer spelling of the same name stays."""
    kept: dict[str, Term] = {}
    for term in terms:
        key = term.value.casefold()
        if any(key in known for known in kept):
            continue
        kept = {known: t for known, t in kept.items() if known not in key}
        kept[key] = term
    return list(kept.values())
