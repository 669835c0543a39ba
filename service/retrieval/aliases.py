"""Other names of a company that the articles themselves give: "formerly", "also known as", short forms, tickers.

Only what an article states makes an alias, or two spellings in the same company. Two names that merely look
alike never do: they may be two companies.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

from service.figures.names import find_names
from service.retrieval.tokens import fold

_WORD = r"[A-ZÀ-ÖØ-Þ][\w&.'’-]*"
_NAME = rf"{_WORD}(?:\s+(?:(?:of|de|da|and|&)\s+)?{_WORD}){{0,4}}"
_CALLED = (
    r"(?:formerly(?: known as| called)?|previously (?:known as|called)|also known as|also called|better known as|known as|known in \w+ as|"
    r"now (?:called|known as)|once called|renamed|rebranded as|a\.k\.a\.|aka|doing business as|trading as|operating as|d/b/a|dba)"
)
_FORM = r"(?:, (?:Inc|Ltd|LLC|LLP|Corp|PLC|plc)\.?)?"
_SAID = re.compile(
    rf"(?P<name>{_NAME}){_FORM},?\s*[(,]?\s*(?:which (?:was|is) |who (?:was|is) )?{_CALLED}\s+[\"“']?(?P<alias>{_NAME})"
)
_RENAMED = re.compile(rf"(?P<name>{_NAME}) (?:has )?changed its name to [\"“']?(?P<alias>{_NAME})")
_ITSELF = re.compile(
    rf"\b(?:[Tt]he (?:company|firm|studio|start-?up|business)|[Ii]t) (?:was|is|had been) (?:once |still |also |previously |formerly )?(?:called|named|known as) [\"“']?(?P<alias>{_NAME})"
)
_QUOTED = re.compile(rf"(?P<name>{_NAME}){_FORM}\s*\((?:the\s+)?[\"“](?P<alias>{_NAME})[\"”]\)")
_TICKER = re.compile(
    rf"(?P<name>{_NAME}){_FORM}\s*\((?:NYSE|NASDAQ|Nasdaq|LSE|HKEX|SEHK|TSX|ASX|Euronext|SSE|SZSE|NSE|BSE)\s*:\s*(?P<alias>[A-Z0-9.]{{1,8}})\)"
)
_SHORTENED = re.compile(rf"(?P<name>{_NAME}){_FORM}\s*\((?:the )?(?P<alias>[A-Z]{{2,6}})\)")
_LATIN_FIRST = re.compile(rf"(?P<name>{_NAME})\s*[（(](?P<alias>[\u4e00-\u9fff]{{2,12}})[)）]")
_HAN_FIRST = re.compile(rf"(?P<name>[\u4e00-\u9fff·]{{2,}})\s*[（(](?P<alias>{_NAME})[)）]")
_HINT = re.compile(
    r"formerly|called|known|named?\b|a\.k\.a|aka|(?:doing business|trading|operating|rebranded) as|dba|d/b/a"
)
_BRACKET = re.compile("[(（]")
"""What a sentence must hold before the patterns for names, which are slower, are tried on it."""
_NOT_NAMES = frozenset(
    {"the company", "company", "group", "the", "it", "series", "buyer", "seller", "parent"}
)
_NOT_A_NAME_LATER = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
MOST_EDITS = 2
SAME_START = 2
COMPANY = 3
"""Two spellings are one company's when each stands among the same this many others, in sentences apart."""
TOLD_OFTEN = 3
"""Where words are not spaced, a name is the longest run before the bracket that the article has this often."""

Aliases = Mapping[str, frozenset[str]]
Pair = tuple[str, str]


def stated_aliases(texts: Iterable[str], title: str = "") -> Aliases:
    """Each name with the other names that a sentence gives it; `texts` are the sentences of one article.

    >>> found = stated_aliases(["Northwind Labs, formerly Boreal Robotics, raised $5m.", 'Acme Corp ("Acme") bought it.'])
    >>> {name: sorted(others) for name, others in found.items()}
    {'Northwind Labs': ['Boreal Robotics'], 'Acme Corp': ['Acme']}
    >>> stated_aliases(["Jiang Daxin (NASDAQ: JDX)"])
    {'Jiang Daxin': frozenset({'JDX'})}
    """
    told = tuple(texts)
    return grouped((*_all_stated(told, title), *_spellings(told)))


def grouped(pairs: Iterable[Pair]) -> Aliases:
    """Pairs of name and alias by name."""
    found: dict[str, set[str]] = {}
    for name, alias in pairs:
        found.setdefault(name, set()).add(alias)
    return {name: frozenset(others) for name, others in found.items()}


def _all_stated(texts: Sequence[str], title: str) -> Iterator[Pair]:
    for text in texts:
        yield from _pairs(text)
        if itself := _HINT.search(text) and _ITSELF.search(text):
            subject = _subject(title, texts)
            yield from [(subject, _clean(itself["alias"]))] if subject else []
        for match in _HAN_FIRST.finditer(text) if _BRACKET.search(text) else ():
            name = _told_often(match["name"], "\n".join((title, *texts)))
            yield from [(name, _clean(match["alias"]))] if name else []


def _pairs(text: str) -> Iterator[Pair]:
    worded = (_SAID, _RENAMED) if _HINT.search(text) else ()
    bracketed = (_QUOTED, _TICKER, _LATIN_FIRST) if _BRACKET.search(text) else ()
    for pattern in (*worded, *bracketed):
        for match in pattern.finditer(text):
            name, alias = _clean(match["name"]), _clean(match["alias"])
            if name != alias and not _no_name(name) and not _no_name(alias):
                yield name, alias
    for match in _SHORTENED.finditer(text) if bracketed else ():
        name = _clean(match["name"])
        if whole := _spelt_out(name, match["alias"]):
            yield whole, match["alias"]


def _no_name(name: str) -> bool:
    return name.casefold() in _NOT_NAMES or bool(_NOT_A_NAME_LATER.match(name))


def _spelt_out(name: str, short: str) -> str | None:
    """The end of a name whose initials the abbreviation is.

    >>> _spelt_out("The Hesketh Development Finance", "HDF"), _spelt_out("Acme Corp", "USD")
    ('Hesketh Development Finance', None)
    """
    words = name.split()
    for start in range(len(words)):
        initials = "".join(word[0] for word in words[start:] if word[0].isupper())
        if initials == short and len(words) - start > 1:
            return " ".join(words[start:])
    return None


def _subject(title: str, texts: Sequence[str]) -> str | None:
    """Whom an article is about: the first name of its opening that its title has too."""
    opening = (name.raw for text in texts[:3] for name in find_names(text) if name.sure)
    return next((name for name in opening if name.split()[0] in title), None)


def _told_often(run: str, article: str) -> str | None:
    """The longest end of an unspaced run that the article has often.

    >>> _told_often("储能企业星河能源", "星河能源宣布融资。储能企业星河能源(Xinghe)。星河能源成立于2017年。")
    '星河能源'
    """
    ends = (run[start:] for start in range(max(0, len(run) - 12), len(run) - 1))
    return next((end for end in ends if article.count(end) >= TOLD_OFTEN), None)


def _spellings(texts: Sequence[str]) -> Iterator[Pair]:
    """Two spellings of one name: nearly the same letters, in the same company, never side by side."""
    lists = [text for text in texts if text.count(",") >= COMPANY - 1]
    named = [frozenset(n.raw for n in find_names(text) if _PLAIN.fullmatch(n.raw)) for text in lists]
    for one, other in combinations(named, 2):
        if len(one & other) < COMPANY:
            continue
        for a in sorted(one - other):
            for b in sorted(other - one):
                if _look_alike(a, b) and not any(a in text and b in text for text in texts):
                    yield a, b


def _look_alike(one: str, other: str) -> bool:
    """Whether only the first words differ, by a letter or two; a missing last word is no difference.

    >>> _look_alike("Zhihu AI", "Zhizhu"), _look_alike("Ostrom Capital", "Ostrom Credit"), _look_alike("Megvii", "Megalo")
    (True, False, False)
    """
    first, second = fold(one).split(), fold(other).split()
    if first[0] == second[0] or min(len(first[0]), len(second[0])) <= 2 * MOST_EDITS:
        return False
    rest = first[1:] == second[1:] or not (first[1:] and second[1:])
    near = OSA.distance(first[0], second[0], score_cutoff=MOST_EDITS) <= MOST_EDITS
    return rest and near and first[0][:SAME_START] == second[0][:SAME_START]


def _clean(name: str) -> str:
    return re.sub(r"['’]s$", "", name.strip(" .,"))
