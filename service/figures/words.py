"""The words that numbers are written with, by language.

Only words that are numbers in running text are listed: "un", "una", "ein", "one" are articles or
pronouns more often than numbers, so they count only before a scale word ("one million").
"""

from decimal import Decimal

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_DE = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
)
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve"
)
_FR = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"

_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante",
}

ARTICLES = {
    "en": ("a", "an", "one"),
    "de": ("ein", "eine", "einer", "einem", "einen"),
    "es": ("un", "una", "uno"),
    "fr": ("un", "une"),
}

LONG_SCALE = frozenset({"de", "es", "fr", "it", "pt", "nl", "sv", "da", "nb", "no"})
"""Languages that write "1.000,5" and for which a "Billion" is a million millions (not pt-BR "bilhão")."""

POINT_GROUPS = LONG_SCALE | {"tr", "id", "pl", "cs", "fi", "is", "ro", "hu", "ru"}

_MAGNITUDES: dict[int, tuple[str, ...]] = {
    10**3: ("thousand", "tausend", "mil", "mille", "k", "tusen", "tsd"),
    10**6: (
        *("million", "millions", "mln", "mn", "mio", "mill", "mm", "m", "millón", "millones", "millionen"),
        *("miljon", "miljoner", "millioner", "milhão", "milhões", "milione", "milioni", "miljoen", "mdd"),
    ),
    10**9: (
        *("billion", "billions", "bn", "bln", "b", "milliard", "milliards", "milliarde", "milliarden", "mrd"),
        *("md", "mds", "miljard", "miljarder", "milliarder", "millardo", "millardos", "miliardo"),
        *("miliardi", "miljardia", "bilhão", "bilhões", "mld"),
    ),
    10**12: ("trillion", "trillions", "tn", "trn", "t", "billón", "billones", "billionen"),
    10**5: ("lakh", "lakhs", "lac", "lacs"),
    10**7: ("crore", "crores", "cr"),
    10**2: ("hundred", "hundert", "cien", "cent", "cents"),
}
SCALES = {word: Decimal(value) for value, words in _MAGNITUDES.items() for word in words}
EUROPEAN_SCALES = frozenset(
    "mio mrd mds md millón millones millionen miljoner millioner milhões milioni milliarden milliarde "
    "milliards miliardi milliarder miljarder billones billón millardos bilhões mdd tsd mil mille".split()
)
"""Scale words of languages that write decimals with a comma."""

VAGUE = {
    "dozens": (24, 108),
    "scores": (40, 180),
    "hundreds": (200, 900),
    "thousands": (2_000, 9_000),
    "millions": (2_000_000, 9_000_000),
    "billions": (2_000_000_000, 9_000_000_000),
    "crores": (20_000_000, 90_000_000),
    "cientos": (200, 900),
    "centenas": (200, 900),
    "miles": (2_000, 9_000),
    "centaines": (200, 900),
    "milliers": (2_000, 9_000),
    "dutzende": (24, 108),
    "hunderte": (200, 900),
    "tausende": (2_000, 9_000),
    "tens": (20, 90),
    "decenas": (20, 90),
    "dizaines": (20, 90),
}
SEVERAL = {
    "en": ("several", "a few", "some few"),
    "de": ("mehrere", "mehreren", "einige", "einigen"),
    "es": ("varios", "varias", "unos cuantos"),
    "fr": ("plusieurs", "quelques"),
}
DOZEN = {"dozen": 12, "dutzend": 12, "docena": 12, "douzaine": 12, "score": 20}


def _table(language: str, small: str) -> dict[str, int]:
    words = {word: value for value, word in enumerate(small.split())}
    tens = {word: 10 * n for n, word in enumerate(_TENS[language].split(), start=2)}
    return words | tens


_GERMAN_STEMS = {"ein": 1} | {w: v for w, v in _table("de", _DE).items() if 2 <= v <= 9}


def _german_compounds() -> dict[str, int]:
    tens = {w: v for w, v in _table("de", _DE).items() if v >= 20}
    return {f"{unit}und{ten}": u + t for unit, u in _GERMAN_STEMS.items() for ten, t in tens.items()}


NUMBER_WORDS: dict[str, dict[str, int]] = {
    "en": _table("en", _EN),
    "de": _table("de", _DE) | _german_compounds(),
    "es": _table("es", _ES)
    | {
        f"veinti{u}": 20 + n
        for n, u in enumerate("uno dós trés cuatro cinco séis siete ocho nueve".split(), 1)
    }
    | {"cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400}
    | {"quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900},
    "fr": _table("fr", _FR) | {"quatre-vingts": 80, "quatre-vingt": 80},
}
