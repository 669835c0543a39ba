"""Check 3: every name of a claim stands in a cited sentence, next to one, in the title, or is a known alias."""

import re
from dataclasses import dataclass

from service.answering.checks.demonyms import speaks_of
from service.answering.checks.sources import Case
from service.domain.answer import Verdict
from service.figures.fold import fold
from service.figures.names import Name, find_names, mentions


@dataclass(frozen=True, slots=True)
class NameCheck:
    verdict: Verdict
    names: tuple[Name, ...] = ()
    detail: str = ""


_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_VERB_NEXT = re.compile(
    r"\s(?:has |had |have |will |would |also |then |recently )?(?:raised|raises|led|leads|acquired|acquires|bought|buys|sold|sells|"
    r"invested|invests|joined|owns|holds|employs|was|is|were|will|has|had|plans|agreed|agrees|said|says|announced|closed|signed|took|takes|"
    r"paid|pays|put|secured|provides|provided|received|gets|got|runs|operates|founded|participated|co-led|lent|declined|denied|rejected|"
    r"withdrew|kept|keeps|remains|became|becomes|reported|earned|made|lost|filed|listed|launched|expects|intends|wants|backed|replaced|succeeded)\b"
)
_NOUN = re.compile(
    r"(?:ing|ions?|ments?|ers|ors|ness|ity|ities|ance|ence|ists|als|ies|ants|ents|ages|ed|ly|ships?|wards?)$"
)


def check_names(case: Case) -> NameCheck:
    """All names of the claim against the cited sentences, their neighbours and titles."""
    names = find_names(case.text, case.known_names, case.language)
    if not names:
        return NameCheck(Verdict.NONE)
    around = _around(case)
    missing = [name for name in names if not _found(case, around, name)]
    wrong = [name for name in missing if name.sure or _reads_as_a_name(case.text, name)]
    wrong += [
        numbered for name in names if (numbered := _with_number(case, name)) and numbered.raw not in around
    ]
    if not wrong:
        return NameCheck(Verdict.OK if len(missing) < len(names) else Verdict.NONE, names)
    if _other_script(case, wrong):
        return NameCheck(Verdict.UNCHECKED, names, f"“{wrong[0].raw}” is written otherwise in the article.")
    return NameCheck(
        Verdict.FAILED, names, f"“{wrong[0].raw}” is not named in or next to the sentences cited for it."
    )


_NUMBER = re.compile(r"[ -]\d{1,4}(?![\d.,%]*\d|\s?%)")


def _with_number(case: Case, name: Name) -> Name | None:
    """ "Rimfrost Ledger 2": a number right after a name that is no figure belongs to the name."""
    match = _NUMBER.match(case.text, name.end)
    if not match or any(f.start < match.end() and match.start() + 1 < f.end for f in case.figures):
        return None
    if any(re.search(rf"(?<![\d.,]){match.group()[1:]}(?![\d.,]*\d)", cited.text) for cited in case.cited):
        return None
    return Name(case.text[name.start : match.end()], name.start, match.end())


def _around(case: Case) -> str:
    texts = [
        *(cited.text for cited in case.cited),
        *(sentence.text for sentence in case.nearby),
        *case.titles,
    ]
    headings = [cited.sentence.heading for cited in case.cited if cited.sentence.heading]
    return "\n".join([*texts, *headings])


def _found(case: Case, around: str, name: Name) -> bool:
    if mentions(around, name.raw, case.aliases):
        return True
    if _filled_in(case, around, name) or speaks_of(around, name.raw):
        return True
    folded = fold(name.raw)
    if not name.sure and folded in fold(around):
        return True
    return len(folded) > 4 and _glued(folded, fold(around))


def _filled_in(case: Case, around: str, name: Name) -> bool:
    """A person by the full name where the cited sentence has the last one and the article the full one."""
    last = name.raw.split()[-1]
    return last != name.raw and mentions(around, last) and any(name.raw in one.text for one in case.article)


def _glued(name: str, text: str) -> bool:
    """Scrapes glue words together ("DrJantjie", "roundStepStar"): a long name may stand inside a word."""
    return len(name.split()) > 1 and name.replace(" ", "") in text.replace(" ", "")


def _reads_as_a_name(text: str, name: Name) -> bool:
    """A lone word that opens a sentence and does what companies and people do."""
    return (
        bool(_VERB_NEXT.match(text, name.end))
        and not _NOUN.search(name.raw.lower())
        and not name.raw.isupper()
    )


def _other_script(case: Case, wrong: list[Name]) -> bool:
    """Latin letters in the claim, Chinese ones in the article, or the other way round."""
    theirs = any(_CJK.search(cited.text) for cited in case.cited)
    return all(bool(_CJK.search(name.raw)) != theirs for name in wrong) and theirs != bool(
        _CJK.search(case.text)
    )
