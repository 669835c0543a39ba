"""What softens or bounds a quantity: "up to", "nearly", 近, "mehr als"."""

import re

from service.domain.figures import Qualifier

_BEFORE: dict[Qualifier, str] = {
    Qualifier.UP_TO: (
        r"up to|(?<!times )as much as|(?<!times )as many as|as high as|a maximum of|maximum of|no more than|not more than|at most|capped at|"
        r"bis zu|höchstens|maximal|hasta|como máximo|jusqu['’]à|jusqu['’]à concurrence de|au plus|au maximum|"
        r"最多|最高|至多|不超过|高达"
    ),
    Qualifier.AT_LEAST: (
        r"at least|a minimum of|minimum of|no less than|not less than|no fewer than|mindestens|wenigstens|"
        r"al menos|por lo menos|como mínimo|au moins|au minimum|至少|不少于|不低于"
    ),
    Qualifier.MORE_THAN: (
        r"more than|(?<!hand )(?<!hands )(?<!handed )(?<!take )(?<!took )(?<!taken )(?<!averaged )over|above|exceeding|in excess of|upwards of|north of|greater than|well over|just over|"
        r"mehr als|über|rund über|más de|superior a|plus de|超过|超過|逾|超|突破|上"
    ),
    Qualifier.LESS_THAN: (
        r"less than|fewer than|under|below|south of|weniger als|unter|menos de|moins de|不到|不足|低于|少于"
    ),
    Qualifier.NEARLY: (
        r"nearly|almost|close to|just under|just short of|approaching|virtually|fast|knapp|beinahe|casi|cerca de|"
        r"près de|presque|将近|接近|近"
    ),
    Qualifier.ABOUT: (
        r"about|approximately|approx\.?|around|roughly|some|an estimated|estimated|circa|c\.|ca\.|~|≈|or so|"
        r"etwa|rund|ungefähr|circa|ca\.|ronda(?:n|ndo)?(?: los)?|unos|unas|aproximadamente|alrededor de|en torno a|environ|autour de|"
        r"quelque|约|約|大约|大概|左右"
    ),
}
_MARKS = '["“„(]?'
_BEFORE_PATTERN = re.compile(
    "(?:"
    + "|".join(
        rf"(?P<{kind.value}>(?:(?<![^\W\d_])|(?<=[\u4e00-\u9fff]))(?:{words}))"
        for kind, words in _BEFORE.items()
    )
    + rf")\s*(?:the|a|an|another|total of|of)?\s*{_MARKS}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\d\S*\s(?:(?:million|billion|percent|per cent|points|times|years|months)\s)?$")
_NOUN_BEFORE = re.compile(r"[A-ZÄÖÜ]\w+\s$")
_AFTER_PATTERN = re.compile(
    r"\s?(?:(?P<more_than>\+|多|余|以上)|(?P<at_least>or more\b|or above\b|at (?:the )?least\b|及以上|起)|"
    r"(?P<up_to>or less\b|at most\b|以下|以内)|(?P<about>or so\b|左右|上下))"
)


def before(text: str, start: int) -> Qualifier:
    """The qualifier that ends where a quantity starts.

    >>> before("as much as ", 11), before("raised ", 7)
    (<Qualifier.UP_TO: 'up_to'>, <Qualifier.EXACT: 'exact'>)
    """
    match = _BEFORE_PATTERN.search(text[max(0, start - 32) : start])
    if match and match.group().strip() == "über" and _NOUN_BEFORE.search(text[: start - len(match.group())]):
        return Qualifier.EXACT  # "eine Runde über 18 Mio. Euro" states the sum
    if match and _COMPARED.search(text[: start - len(match.group())]) and match.group().endswith("than the "):
        return Qualifier.EXACT  # "$2m less than the $9m of 2020" compares with $9m
    return Qualifier(match.lastgroup) if match and match.lastgroup else Qualifier.EXACT


def after(text: str, end: int) -> Qualifier:
    """The qualifier that follows: "400+", "$5m or more"."""
    match = _AFTER_PATTERN.match(text, end)
    return Qualifier(match.lastgroup) if match and match.lastgroup else Qualifier.EXACT
