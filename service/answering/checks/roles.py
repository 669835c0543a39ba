"""Check 5, second half: lead and participant, acquirer and target, pre- and post-money, titles do not swap."""

import re
from collections.abc import Callable, Iterator, Sequence

from service.answering.checks.acts import other_subject
from service.answering.checks.binding import crossed
from service.answering.checks.contrasts import contrasted
from service.answering.checks.frames import swapped
from service.answering.checks.sources import Case
from service.answering.checks.speakers import other_speaker
from service.answering.checks.subjects import displaced
from service.domain.figures import Money
from service.figures.compare import same_amount
from service.figures.find import find_figures
from service.figures.language import guess
from service.figures.names import Name, find_names, same_name

_PASSIVE_LEAD = re.compile(
    r"\b(?:co-)?led by\b|\blead investors? (?:is|was|were|are)?|\blead(?:-| )investors?,? |\bheaded by\b|\banchored by\b|\bwith (?=.{2,40} as lead)|"
    r"领投方为|由(?=.{2,14}领投)|\blidera[dr]\w* por\b|\bha(?:n)? liderado\b|\bmenée? par\b|\bangeführt von\b|\bführender Investor\b|\bHauptinvestor\b(?: war)?",
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
        _lead, _money_basis, _money_scope, _titles, crossed, swapped, other_subject, displaced, other_speaker, contrasted,
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


_BUY = (
    r"(?:acquir(?:e|es|ed|ing)|buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)|takes? over|took over|taking over|taken over|snap(?:s|ped) up|"
    r"swallow(?:s|ed)|übernimmt|übernahm|kauft|kaufte|compr[aóo]\w*|adquir\w+|rach[eè]t\w+|收购)"
)
_ACTIVE_BUY = re.compile(
    rf"(?!(?<=been )\w+ed\b|(?<=being )\w+ed\b|(?<=be )\w+ed\b|(?<=was )\w+|(?<=were )\w+|(?<=is )\w+ed\b|(?<=is )bought|(?<=be )bought)\b{_BUY}"
    r"|\b(?:acquisition|purchase|takeover) of\b|收购",
    re.IGNORECASE,
)
_PASSIVE_BUY = re.compile(
    r"\b(?:acquired|bought|purchased|taken over|swallowed|sold|goes|being sold) (?:\w+ ){0,3}?(?:by|to)\b|\bsale (?:of .{2,50}? )?to\b|\bbelongs to\b",
    re.IGNORECASE,
)


def _deal(case: Case) -> str:
    claimed = deals(case.text)
    if not claimed:
        return ""
    stated = [pair for text in _around(case) for pair in deals(text)]
    for buyer, target in claimed:
        as_said = any(same_name(buyer, b) and same_name(target, t) for b, t in stated)
        turned = any(same_name(buyer, t) and same_name(target, b) for b, t in stated)
        if turned and not as_said:
            return f"The cited sentence has “{target}” buy “{buyer}”, not the other way round."
    return ""


def deals(text: str) -> list[tuple[str, str]]:
    """(buyer, target) pairs of a text.

    >>> deals("Aldermoss agreed to acquire Tarnwick Foods."), deals("Tarnwick was bought by Aldermoss.")
    ([('Aldermoss', 'Tarnwick Foods')], [('Aldermoss', 'Tarnwick')])
    """
    names = find_names(text)
    pairs = []
    for match in _PASSIVE_BUY.finditer(text):
        before, after = _subject(text, names, match.start()), _first_after(names, match.end())
        if before and after:
            pairs.append((after.raw, before.raw))
    if not pairs:
        for match in _ACTIVE_BUY.finditer(text):
            subject, object_ = _subject(text, names, match.start()), _first_after(names, match.end())
            if subject and object_:
                pairs.append((subject.raw, object_.raw))
    return pairs


def _subject(text: str, names: Sequence[Name], place: int) -> Name | None:
    """The first name of the clause: "Aldermoss Group of Leeds has agreed to acquire"."""
    begin = max(text.rfind(mark, 0, place) for mark in (". ", "; ", "。", " but ", " that "))
    inside = [name for name in names if begin < name.start and name.end <= place]
    return next(
        (n for n in inside if n.sure or text[n.end : n.end + 1] in {",", "("}), inside[0] if inside else None
    )


def _first_after(names: Sequence[Name], place: int) -> Name | None:
    return next((name for name in names if name.start >= place), None)


_PRE = re.compile(
    r"\bpre-money\b|\bbefore the (?:new )?(?:money|investment|round|capital)\b|投前|\bante-money\b|\bpremoney\b|\bvor der Runde\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\bpost-money\b|\bafter the (?:new )?(?:money|investment|round|capital)\b|\bafter (?:it|the round)\b|\bmoney included\b|投后|\bpostmoney\b|posterior a la inversión",
    re.IGNORECASE,
)


def _money_basis(case: Case) -> str:
    return _marked(case, (("pre-money", _PRE), ("post-money", _POST)))


_TOTAL = re.compile(
    r"\bin total\b|\btotal (?:raised|funding|financing|capital)\b|\btotal\b(?! of)|\bto date\b|\bso far\b|\bin all\b|\baltogether\b|\bsince (?:its|it|\d{4}|being)\b|\boverall\b|累计",
    re.IGNORECASE,
)
_ROUND = re.compile(
    r"\bthis round\b|\bthe round\b|\bnew round\b|\bseries [a-h]\b|\blatest round\b|\bseed round\b|本轮|\brunde\b|\bronda\b",
    re.IGNORECASE,
)


def _money_scope(case: Case) -> str:
    return _marked(case, (("total raised", _TOTAL), ("this round", _ROUND)))


_Mark = tuple[str, re.Pattern[str]]


def _marked(case: Case, marks: Sequence[_Mark]) -> str:
    """A money figure that the claim marks one way and the cited sentence the other."""
    mine = list(_marks(case.text, marks))
    if not mine:
        return ""
    theirs = [one for cited in case.cited for one in _marks(cited.text, marks)]
    for money, mark in mine:
        stated = {other for figure, other in theirs if same_amount(figure, money)}
        if stated and mark not in stated:
            return f"“{money.raw}” is {stated.pop()} in the cited sentence, not {mark}."
    return ""


def _marks(text: str, marks: Sequence[_Mark]) -> Iterator[tuple[Money, str]]:
    """Each money figure with the mark that follows it before the next one, else stands before it."""
    money = [figure for figure in find_figures(text) if isinstance(figure, Money)]
    for index, figure in enumerate(money):
        end = money[index + 1].start if index + 1 < len(money) else len(text)
        begin = money[index - 1].end if index else 0
        for segment in (text[figure.end : end], text[begin : figure.start]):
            named = [(match.start(), name) for name, pattern in marks if (match := pattern.search(segment))]
            if named:
                yield figure, min(named)[1]
                break


_TITLES: tuple[tuple[str, str], ...] = (
    ("chief executive", r"chief executive|\bCEO\b|首席执行官|managing director"),
    ("finance chief", r"chief financial officer|\bCFO\b|finance chief|finance director|首席财务官|treasurer"),
    ("technology chief", r"chief technology officer|\bCTO\b|technology chief|首席技术官"),
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
    return ""


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
