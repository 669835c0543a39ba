"""Names in a sentence: companies, persons, funds, places, as runs of capitalised words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from service.figures.fold import fold
from service.figures.name_words import GENERIC, GERMAN_NOUNS, LEGAL, NOT_NAMES, OPENERS, TITLES

Aliases = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands. `sure` is False for a lone word that only opens its sentence."""

    raw: str
    start: int
    end: int
    sure: bool = True


_LETTER = r"[^\W\u3040-\u9fff]"
_WORD = (
    rf"(?:[A-ZÀ-ÖØ-ÞŁŚŻČŠŽİ]{_LETTER}*(?:[-'’.&]{_LETTER}+)*|[a-z]+[A-Z]{_LETTER}*|\d+[A-Z][a-z]{_LETTER}*)"
)
_LINKS = frozenset({"de", "del", "da", "do", "dos", "van", "von", "der", "den", "la", "le", "al", "bin"})
_LINK = rf"(?:(?:{'|'.join(sorted(_LINKS))})\s+){{0,2}}"
_RUN = re.compile(
    rf"(?<!{_LETTER}){_WORD}\.?(?:(?:\s|\u00a0)+(?:&\s+)?(?:{_WORD}))*(?:(?:\s|\u00a0)+{_LINK}{_WORD})*"
)
_ZH_NAME = re.compile(
    r"(?:(?![亿万元])[\u4e00-\u9fff]){2,6}?(?:资本|创投|集团|科技|基金|医疗|药业|机器人|银行|投资|能源|电气|生物|汽车|控股|电子|智能|证券)"
)
_ZH_LEAD = re.compile(r"^(?:.*(?:收购|入股|[由和与及向被为方对将拟])|并|获|从)")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n。！？；：]|[.!?][\"”’»)])\s*[\"“‘«(—–-]*\s*$")
_SIGNS = ("$", "¥", "£", "€")
_POSSESSIVE = re.compile(r"['’]s?$")
_SUFFIX = re.compile(r"-(?:based|led|backed|owned|listed|born|style|made|headquartered)$", re.IGNORECASE)


def find_names(text: str, known: Iterable[str] = (), language: str | None = None) -> tuple[Name, ...]:
    """The names of a text in reading order; `known` names are found in any script.

    German capitalises every noun, so only names with a mark of their own are sure there.

    >>> [n.raw for n in find_names("Last week StepStar named Jiang Daxin of Shanghai, not Mr Li.")]
    ['StepStar', 'Jiang Daxin', 'Shanghai', 'Li']
    """
    return _found(text, tuple(known), language)


@lru_cache(maxsize=4096)
def _found(text: str, known: tuple[str, ...], language: str | None) -> tuple[Name, ...]:
    """Cached: one sentence is searched for every name of a claim."""
    found = [name for match in _RUN.finditer(text) for name in _split(text, match)]
    found += [_chinese(match) for match in _ZH_NAME.finditer(text)]
    for name in known:
        if (
            name
            and not name.isascii()
            and any("\u4e00" <= char <= "\u9fff" for char in name)
            and name in text
        ):
            found.append(Name(name, text.index(name), text.index(name) + len(name)))
    if language == "de":
        found = [replace(name, sure=name.sure and _marked(name.raw)) for name in found]
    return tuple(sorted(found, key=lambda name: name.start))


def _marked(name: str) -> bool:
    """A capital inside a word, a legal form or a typical last part: "Isar Ventures", "Lüttfeld GmbH"."""
    words = fold(name).split()
    inner = any(char.isupper() for word in name.split() for char in word[1:])
    return inner or (len(words) > 1 and not GERMAN_NOUNS & {word.rstrip(".") for word in words})


def _chinese(match: re.Match[str]) -> Name:
    lead = _ZH_LEAD.match(match.group())
    start = match.start() + (lead.end() if lead and len(match.group()) - lead.end() >= 3 else 0)
    return Name(match.string[start : match.end()], start, match.end())


def _split(text: str, match: re.Match[str]) -> Iterable[Name]:
    """Cut a run of capitalised words at words that are no names (months, "Series B", titles)."""
    pieces = [(m.group(), match.start() + m.start()) for m in re.finditer(r"\S+", match.group())]
    opens = bool(_SENTENCE_END.search(text[max(0, match.start() - 6) : match.start()]))
    run: list[tuple[str, int]] = []
    for position, (word, start) in enumerate(pieces):
        if _is_link(word) or word == "&":
            if run:
                run.append((word, start))
            continue
        if _SUFFIX.search(word):
            yield from _named(text, [*run, (word, start)], False)
            run = []
        elif _no_name(word, opening=opens and position == 0, alone=len(pieces) == 1):
            yield from _named(text, run, opens)
            run = []
        else:
            run.append((word, start))
    yield from _named(text, run, opens and pieces[0] == run[0] if run else False)


def _is_link(word: str) -> bool:
    return word in _LINKS


def _no_name(word: str, *, opening: bool, alone: bool) -> bool:
    bare = _POSSESSIVE.sub("", word.rstrip(".,")).lower()
    if bare in NOT_NAMES or bare in TITLES or (len(bare) < 2 and not word.rstrip(".").isalpha()):
        return True
    if len(bare) == 1:
        return not word.endswith(".") or alone
    return opening and bare in OPENERS


def _named(text: str, run: list[tuple[str, int]], opens: bool) -> Iterable[Name]:
    while run and (_is_link(run[-1][0]) or run[-1][0] == "&"):
        run = run[:-1]
    if not run:
        return
    start = run[0][1]
    end = run[-1][1] + len(run[-1][0])
    raw = text[start:end]
    trimmed = _SUFFIX.sub("", _POSSESSIVE.sub("", raw.rstrip(".")))
    if text[end : end + 1] in _SIGNS or not any(char.isalpha() for char in trimmed):
        return
    plain = len(run) == 1 and not any(char.isupper() for char in trimmed[1:])
    after = text[end : end + 1]
    sure = not (opens and plain) or raw != _POSSESSIVE.sub("", raw) or after in {"’", "'"}
    yield Name(trimmed, start, start + len(trimmed), sure)


@lru_cache(maxsize=8192)
def parts(name: str) -> tuple[str, ...]:
    """The words that tell a name apart: folded, without titles, legal forms and possessives.

    >>> parts("Mr Göran Vissel’s"), parts("Tjurskalle Spel AB")
    (('goran', 'vissel'), ('tjurskalle', 'spel'))
    """
    words = [
        re.sub(r"'s$", "", word)
        for word in re.findall(r"[\w']+", fold(name).replace("-", " ").replace(".", ""))
    ]
    return tuple(word for word in words if word not in LEGAL and word not in TITLES and not _is_link(word))


def same_name(a: str, b: str, aliases: Aliases | None = None) -> bool:
    """Whether two spellings may name the same: one begins or ends the other, an initialism, an alias.

    >>> same_name("Qiming", "Qiming Venture Partners"), same_name("Ostrakon Capital", "Ostrakon Credit")
    (True, False)
    >>> same_name("Mr Jiang", "Jiang Daxin"), same_name("NYSE", "New York Stock Exchange")
    (True, True)
    """
    if aliases and (_aliased(a, b, aliases) or _aliased(b, a, aliases)):
        return True
    first, second = sorted((parts(a), parts(b)), key=len)
    if not first or all(word in GENERIC for word in first):
        return first == second and bool(first)
    if first == second[: len(first)] or first == second[-len(first) :]:
        return True
    return len(first) == 1 and len(second) > 1 and first[0] == "".join(word[0] for word in second)


def _aliased(a: str, b: str, aliases: Aliases) -> bool:
    folded = fold(a)
    return any(
        folded in {fold(name), *map(fold, others)} and any(same_name(b, other) for other in {name, *others})
        for name, others in aliases.items()
    )


def mentions(text: str, name: str, aliases: Aliases | None = None) -> bool:
    """Whether a text names somebody: verbatim up to accents and case, or as a spelling of the same name.

    >>> mentions("Chair Göran Vissel said so.", "Goran Vissel"), mentions("Acme said so.", "Bolt")
    (True, False)
    """
    wanted = parts(name)
    if wanted and f" {' '.join(wanted)} " in f" {' '.join(parts(text))} ":
        return True
    if _ACRONYM.fullmatch(name) and _spelt_out(name).search(text):
        return True
    if not wanted or any("\u4e00" <= char <= "\u9fff" for char in name):
        return bool(name) and name in text
    return any(_names_it(other.raw, wanted, name, aliases) for other in find_names(text))


_ACRONYM = re.compile(r"[A-Z]{3,6}")


def _spelt_out(acronym: str) -> re.Pattern[str]:
    """Words that begin with the letters of an acronym, small words between: "Food and Drug Administration"."""
    words = [rf"{letter}[\w’'-]+" for letter in acronym]
    return re.compile(r"\b" + r"(?:\s(?:and|of|the|for|on|de|für))*\s".join(words))


def _names_it(stated: str, wanted: tuple[str, ...], name: str, aliases: Aliases | None) -> bool:
    """A fuller name than the stated one may add only generic words: "Qiming Venture Partners" for "Qiming"."""
    added = [word for word in wanted if word not in parts(stated)]
    fuller = bool(added) and len(added) < len(wanted) and not all(word in GENERIC for word in added)
    return not fuller and same_name(name, stated, aliases)
