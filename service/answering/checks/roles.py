"""Check 5, second half: lead and participant, acquirer and target, pre- and post-money, titles do not swap."""

import re
from collections.abc import Callable, Iterator

from service.answering.checks.acts import other_subject
from service.answering.checks.binding import crossed
from service.answering.checks.contrasts import contrasted
from service.answering.checks.extents import overstated
from service.answering.checks.formerly import no_longer
from service.answering.checks.frames import swapped
from service.answering.checks.outsiders import one_of_others, outsider
from service.answering.checks.partitions import whole_for_part
from service.answering.checks.possession import other_owner
from service.answering.checks.sources import Case
from service.answering.checks.speakers import other_speaker
from service.answering.checks.subjects import displaced
from service.figures.language import guess
from service.figures.names import find_names, same_name

_PASSIVE_LEAD = re.compile(
    r"\b(?:co-)?led by\b|\blead investors? (?:is|was|were|are)?|\blead(?:-| )investors?,? |\bheaded by\b|\banchored by\b|\bwith (?=.{2,40} as lead)|"
    r"领投方为|由(?=.{2,14}领投)|\blidera[dr]\w* por\b|\bha(?:n)? liderado\b|\bla (?:lider(?:ó|aron)|encabez(?:ó|aron))\b|\bmenée? par\b|\bangeführt von\b|\bführender Investor\b|\bHauptinvestor\b(?: war)?",
    re.IGNORECASE,
)
_ACTIVE_LEAD = re.compile(
    r"\b(?:(?:co-)?led|leads|was (?:the )?(?:sole |joint )?lead(?: investor)?|is (?:the )?lead(?: investor)?|headed|as (?:the )?lead(?: investor)?|"
    r"(?:acted|act(?:s|ing)|served?) as (?:the )?lead(?: investor)?|lideró|lidera|a mené|führte .{0,30} an|war Hauptinvestor)\b(?! by)|领投",
    re.IGNORECASE,
)
_STOP = re.compile(
    r",? (?:with|alongside|including|joined|followed|while|and included|participat\w+|at a|in a|at an|which|who|taking|had|has|for|to)\b|\s(?:y|et|und) (?:en|con|avec|mit)\b|\b(?:junto a|con la participación|aux côtés|avec la participation|gemeinsam mit|neben)\b|[;.(（]|，|。|跟投|参投|参与|, (?=[a-z])"
)


def check_roles(case: Case) -> str:
    """What is wrong with the roles that the claim gives to names and amounts, or an empty string."""
    for check in (
        _lead, _titles, crossed, swapped, other_subject, displaced, other_speaker, contrasted,
        outsider, one_of_others, whole_for_part, overstated, no_longer, other_owner,
    ):  # fmt: skip
        if detail := check(case):
            return detail
    return ""


def _around(case: Case) -> list[str]:
    return [*(cited.text for cited in case.cited), *(sentence.text for sentence in case.nearby)]


def _lead(case: Case) -> str:
    claimed = leads(case.text)
    if not claimed:
        return ""
    stated = [name for text in _around(case) for name in leads(text)]
    if not stated and not any(_leading(text) for text in _around(case)):
        return (
            f"No cited sentence says that “{claimed[0]}” led."
            if case.one_language and case.language == "en"
            else ""
        )
    if stated and not any(same_name(a, b, case.aliases) for a in claimed for b in stated):
        return f"“{claimed[0]}” did not lead: the cited sentence names “{stated[0]}”."
    return ""


def _leading(text: str) -> bool:
    return bool(re.search(r"\bl(?:ed|eads?|eading|ider\w+)\b|领投|\bmen[ée]|führ|haupt", text, re.IGNORECASE))


def leads(text: str) -> list[str]:
    """The names that a text says lead a round.

    >>> leads("Led by Osierbed Ventures, with Quillback taking part."), leads("Bolt joined; Acme led it.")
    (['Osierbed Ventures'], ['Acme'])
    """
    found: list[str] = []
    language = guess(text)
    for match in _PASSIVE_LEAD.finditer(text):
        stop = _STOP.search(text, match.end())
        found += _names(text[match.end() : stop.start() if stop else len(text)], language)
    if found:
        return found
    for match in _ACTIVE_LEAD.finditer(text):
        begin = max(
            (
                text.rfind(mark, 0, match.start())
                for mark in (". ", "; ", "。", "，", " but ", " and ", "whereas")
            ),
            default=-1,
        )
        if _PASSIVE_LEAD.match(text, match.start()):
            continue
        found += _names(text[max(begin, 0) : match.start()], language)[-3:]
    return found


def _names(text: str, language: str) -> list[str]:
    return [name.raw for name in find_names(text, language=language) if name.sure or language != "de"]


_TITLES: tuple[tuple[str, str], ...] = (
    ("chief executive", r"chief executive|\bCEO\b|首席执行官|managing director"),
    ("finance chief", r"chief financial officer|\bCFO\b|finance chief|finance director|首席财务官|treasurer"),
    ("technology chief", r"chief technology officer|technical director|\bCTO\b|technology chief|首席技术官"),
    ("operating chief", r"chief operating officer|\bCOO\b"),
    ("chair", r"\bchair(?:man|woman|person)?\b|\bpresident\b|董事长"),
    ("founder", r"\b(?:co-)?found(?:er|ers|ed)\b|创始人"),
)


def _titles(case: Case) -> str:
    """A person whose title in the claim is not the one in the cited sentences, which give another."""
    claimed = dict(_titled(case.text))
    if not claimed:
        return ""
    stated: dict[str, set[str]] = {}
    everything = " ".join(cited.text for cited in case.cited)
    for cited in case.cited:
        for name, titles in _titled(cited.text):
            stated.setdefault(name, set()).update(titles)
    for name, titles in claimed.items():
        theirs = {title for other, given in stated.items() if same_name(other, name) for title in given}
        wrong = {t for t in titles if t not in theirs and not _says(everything, t)}
        if theirs and wrong:
            return f"“{name}” is {min(theirs)} in the cited sentence, not {min(wrong)}."
        if other := next((one for title in titles if (one := _bearer(case, everything, name, title))), ""):
            return other
    return ""


def _bearer(case: Case, everything: str, name: str, title: str) -> str:
    """Who has the title in the cited sentences, where the claim gives it to somebody else."""
    theirs = _bearers(everything, title)
    if not theirs or any(same_name(name, one, case.aliases) for one in theirs):
        return ""
    if name not in _bearers(case.text, title, being=True):
        return ""
    return f"“{theirs[0]}” is {title} in the cited sentence, not “{name}”."


def _bearers(text: str, title: str, *, being: bool = False) -> list[str]:
    """The persons right beside a title: "managing director Ann Lee", "Ann Lee, the managing director", "Ann Lee is ..."."""
    words = dict(_TITLES)[title]
    link = r"(?: is| was|,)? (?:the |its |a )?(?:[A-Z]\w+'s )?" if being else r", (?:the |its |a )?"
    return [
        name.raw for name in find_names(text)
        if len(name.raw.split()) > 1
        and (re.search(rf"(?:{words}) $", text[: name.start], re.IGNORECASE) or re.match(rf"{link}(?:{words})", text[name.end :]))
    ]  # fmt: skip


def _says(text: str, title: str) -> bool:
    return bool(re.search(dict(_TITLES)[title], text, re.IGNORECASE))


def _titled(text: str) -> Iterator[tuple[str, set[str]]]:
    """Names with the titles that stand next to them."""
    names = [name for name in find_names(text) if len(name.raw.split()) > 1]
    for name in names:
        window = text[max(0, name.start - 45) : name.end + 60]
        near = {title for title, pattern in _TITLES if re.search(pattern, window, re.IGNORECASE)}
        if near:
            yield name.raw, near


Check = Callable[[Case], str]
