"""Where a company sits and when it was founded."""

import re
from collections.abc import Iterator, Sequence

from service.deals.cues import any_of
from service.deals.facts import iso
from service.deals.names import NAME, trimmed
from service.deals.terms import Term
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Date
from service.figures.find import find_figures

_FIRM = (
    r"(?:company|firm|start-?up|studio|group|lender|bank|maker|developer|builder|publisher|operator|provider|insurer|platform|business|"
    r"chain|venture|fintech|biotech|manufacturer|producer|carrier|specialist|retailer|unicorn)"
)
_PLACE = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*(?:[ -][A-ZÀ-ÖØ-Þ][\w’'.-]*){0,2}(?:, [A-ZÀ-ÖØ-Þ][\w.]+(?: [A-ZÀ-ÖØ-Þ]\w+)?)?"
_SEATED = re.compile(
    rf"\b(?:headquartered|based|has its (?:headquarters|head office|seat)|head office|headquarters) (?:is |are )?(?:in|at) (?P<place>{NAME}(?:, {NAME}){{0,2}})"
    r"|\b(?P<adjective>[A-Z][\w-]+)-based\b|(?:总部位于|总部设在)(?P<zh>[\u4e00-\u9fff]{2,6}?)(?=[,，。的]|$)"
)
_DISTRICT = re.compile(r"(?P<city>.+?)['’]s (?P<part>.+)")
_PEOPLES = re.compile(
    r"(?i:\w+(?:ish|ese|ian)|\w*nordic|american|german|french|dutch|greek|swiss|czech|thai|israeli|pakistani|iraqi|icelandic|"
    r"korean|mexican|indian|african|european|asian|u\.?s\.?|uk|new|listed|private|privately|public)\b"
)
_BEGUN = r"(?:co-?founded|founded|started|set up|established|launched)"
_ITSELF = r"(?:the (?:company|firm|studio|business|start-?up|lender|bank|group)|it|them)"
_FOUNDED = any_of(
    r"founded", r"(?:was|were) set up", r"established", r"was started", r"foundation in", r"fundación en", r"nació en", r"gegründet",
    "成立", "创立", "创办",
)  # fmt: skip
_NOT_FOUNDED = re.compile(r"\b(?:fund|plant|office)\b")
_NEAR = 40


def headquarters(sentences: Sequence[EvidenceSentence], company: str) -> Term | None:
    """Where the company sits: a seat that is stated, else the place that its own description names."""
    stated = [_stated(sentence) for sentence in _about(sentences, company)]
    text = " ".join(sentence.text for sentence in sentences)
    described = [_described(sentence, company, text) for sentence in sentences[:8] if company]
    return next((found for found in (*stated, *described) if found), None)


def _stated(sentence: EvidenceSentence) -> Term | None:
    match = _SEATED.search(sentence.text)
    if match is None:
        return None
    raw = next(group for group in match.groups() if group)
    return Term(_place(raw), raw, sentence)


def _place(raw: str) -> str:
    """A place with its city last.

    >>> _place("Shanghai's Xuhui District.")
    'Xuhui District, Shanghai'
    """
    district = _DISTRICT.fullmatch(raw.strip(" .,"))
    return f"{district['part']}, {district['city']}" if district else trimmed(raw) or raw


def _described(sentence: EvidenceSentence, company: str, text: str) -> Term | None:
    """ "Acme, the Leith maker of…", "the Leith firm", "Leith start-up Acme", "Acme of Leith, Scotland"."""
    name = re.escape(company)
    ways = (
        rf"{name},? (?:the|an?) (?P<place>{_PLACE}),? (?:[a-z-]+ ){{0,3}}{_FIRM}\b",
        rf"{name}, an? (?:[\w-]+ ){{1,4}}from (?P<place>{_PLACE})",
        rf"{name}(?: [a-z]{{2,4}}\.?)? of (?P<place>{_PLACE})",
        rf"\b(?P<place>{_PLACE}) (?:[a-z-]+ ){{0,2}}{_FIRM} {name}",
        rf"\b[Tt]he (?P<place>{_PLACE}) (?:[a-z-]+ )?(?:company|firm|start-?up|studio)\b",
    )
    for way in ways:
        match = re.search(way, sentence.text)
        if match is None or _PEOPLES.match(match["place"]) or company in match["place"]:
            continue
        if match.start("place") > 0 or _named_elsewhere(match["place"], text):
            return Term(match["place"].strip(" ,."), match["place"], sentence)
    return None


def _named_elsewhere(place: str, text: str) -> bool:
    """Whether a word that opens a sentence is a name, and not "Workflow" in "Workflow company Acme"."""
    return bool(re.search(rf"(?<=[a-z,] ){re.escape(place)}\b", text))


def founded(sentences: Sequence[EvidenceSentence], company: str) -> Term | None:
    """When the company was founded, as precisely as stated."""
    about = {sentence.number for sentence in _about(sentences, company)}
    for sentence in sentences:
        told = _FOUNDED.finditer(sentence.text) if sentence.number in about else ()
        for cue in (*_begun(sentence, company), *told):
            near = [date for date in _dates(sentence) if abs(date.start - cue.end()) < _NEAR]
            if near and not _NOT_FOUNDED.search(sentence.text[max(0, cue.start() - 25) : cue.start()]):
                return Term(iso(near[0]), near[0].raw, sentence)
    return None


def _begun(sentence: EvidenceSentence, company: str) -> Iterator[re.Match[str]]:
    """ "who founded the company in 2017": somebody began this company, and no other thing."""
    itself = rf"(?:{_ITSELF}|{re.escape(company)})" if company else _ITSELF
    yield from re.finditer(rf"\b{_BEGUN} {itself}\b", sentence.text)


def _dates(sentence: EvidenceSentence) -> list[Date]:
    dates = (figure for figure in find_figures(sentence.text) if isinstance(figure, Date))
    return [date for date in dates if date.year and not date.relative]


def _about(sentences: Sequence[EvidenceSentence], company: str) -> Iterator[EvidenceSentence]:
    """Sentences whose subject is likely the company: it is named, or only "it" or "the company" is."""
    key = company.split(maxsplit=1)[0].casefold() if company else ""
    for sentence in sentences:
        opening = sentence.text[:80].casefold()
        if (key and key in sentence.text.casefold()) or re.match(
            rf"(?:the {_FIRM}|it|founded|headquartered|based)\b", opening
        ):
            yield sentence
