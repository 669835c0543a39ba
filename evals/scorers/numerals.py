"""Written numbers: digits with any separators, number words in four languages, and scales from lakh to 亿."""

import re
from dataclasses import dataclass
from decimal import Decimal


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * at for at, word in enumerate(words.split())}


def _scaled(power: int, words: str) -> dict[str, int]:
    return dict.fromkeys(words.replace("_", " ").split(","), power)


# "once" (eleven in Spanish) and "sept" (seven in French) are left out: they are English words too.
_WORDS = {
    **_counted("zero one two three four five six seven eight nine ten eleven twelve", 0),
    **_counted("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 13),
    **_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    **_counted("dos tres cuatro cinco seis siete ocho nueve diez", 2),
    **_counted("doce trece catorce quince", 12),
    **_counted("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", 2),
    **_counted("deux trois quatre cinq", 2),
    **_counted("huit neuf dix onze douze", 8),
}
_SCALES = {
    **_scaled(3, "thousand,k,mil,tausend,mille"),
    **_scaled(6, "million,millions,mn,mln,mm,m,millón,millones,millionen,mio"),
    **_scaled(9, "billion,billions,bn,b,milliarden,mrd,milliard,milliards,mil_millones,mil_m"),
    **_scaled(12, "trillion,trillions,tn,trn"),
    **_scaled(7, "crore,crores,cr"),
    **_scaled(5, "lakh,lakhs"),
    **_counted("万 十万 百万 千万 亿 十亿 百亿 千亿 万亿", 4),
    **_scaled(4, "萬"),
    **_scaled(8, "億"),
}
_SPACE = r"[\s\u00a0\u2009\u202f]"
_DIGITS = r"\d{1,3}(?:[.,'’\u00a0\u2009\u202f ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMERAL = (
    r"(?<![A-Za-z\d_])(?<![A-Za-z]-)(?<!\d[.,])"
    rf"(?:{_DIGITS}|(?i:(?:{_WORD})(?:[ -](?:{_WORD}))?)(?![\w]))"
)
_LONGEST_FIRST = sorted(_SCALES, key=len, reverse=True)
_LATIN = "|".join(word.replace(" ", _SPACE) for word in _LONGEST_FIRST if word[0].isascii())
_CHINESE = "|".join(word for word in _LONGEST_FIRST if not word[0].isascii())
SCALE = rf"(?:{_CHINESE}|(?:{_LATIN})(?![a-zà-ÿ])\.?)"
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|rather than|instead of)\b|n't\b)[^.;,:]{0,30}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Amount:
    """The values a written number may have: `3.125` is 3.125 or, on a Spanish page, 3125."""

    values: frozenset[Decimal]

    def times(self, exponent: int) -> "Amount":
        return Amount(frozenset(value.scaleb(exponent) for value in self.values))


def read_numeral(written: str) -> Amount:
    """The possible values of digits or number words.

    >>> sorted(read_numeral("1,420.5").values), sorted(read_numeral("forty-two").values)
    ([Decimal('1420.5')], [Decimal('42')])
    """
    if not written[0].isdigit():
        return Amount(frozenset({Decimal(sum(_WORDS[w] for w in re.split(r"[ -]", written.casefold())))}))
    plain = re.sub(r"['’\s]", "", written)
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return Amount(frozenset({Decimal(plain)}))
    if len(set(marks)) == 2:
        decimal = marks[-1]
        thousands = "," if decimal == "." else "."
        return Amount(frozenset({Decimal(plain.replace(thousands, "").replace(decimal, "."))}))
    tail = len(plain) - plain.rfind(marks[0]) - 1
    as_thousands = Decimal(plain.replace(marks[0], ""))
    if len(marks) > 1 or (tail == 3 and marks[0] == ","):
        return Amount(frozenset({as_thousands}))
    as_decimal = Decimal(plain.replace(",", "."))
    return Amount(frozenset({as_decimal, as_thousands} if tail == 3 else {as_decimal}))


def exponent(scale: str | None) -> int:
    """The power of ten of a scale word; none is 0.

    >>> exponent("bn"), exponent("亿"), exponent(None)
    (9, 8, 0)
    """
    return _SCALES[" ".join(scale.casefold().rstrip(".").split())] if scale else 0


def negated(text: str, at: int) -> bool:
    """Whether the words right before position `at` take the figure back ("did not raise $40 million")."""
    return bool(_NEGATED.search(text[:at]))
