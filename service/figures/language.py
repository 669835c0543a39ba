"""Which language a sentence is in, as far as numbers, hedges and names need to know."""

import re
from functools import lru_cache

_CJK = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = {
    "en": frozenset(
        "million billion percent dollars years months the they than or he she who would after over into its of and to in for was were with that by from its is are has have had it which at on an as this "
        "said will be not but their".split()
    ),
    "de": frozenset(
        "millionen milliarden prozent jahre monate der die das und ist mit von dem den des ein eine einer für auf im zu wurde hat nicht sich auch bei "
        "aus nach wird sind als über durch".split()
    ),
    "es": frozenset(
        "millones dólares años meses euros el la los las de y que en por con para del una un se al es fue su más no ha según cada como "
        "sobre sus han".split()
    ),
    "fr": frozenset(
        "millions milliards euros pourcent mois le la les des et que dans pour par avec du une un au est été sur son sa ses aux ont il elle qui "
        "en selon pas plus d l".split()
    ),
}
_LETTERS = {"de": re.compile("[äöüß]"), "es": re.compile("[ñáíóú]"), "fr": re.compile("[èêçàùœ]")}
SPOKEN = frozenset({"en", "de", "es", "fr", "zh"})
"""The languages with tables for number words, hedges and negations."""


@lru_cache(maxsize=4096)
def guess(text: str, default: str = "en") -> str:
    """The language by its script, else by its function words.

    >>> guess("阶跃星辰完成数亿美元融资"), guess("La firma fue fundada en 2019"), guess("$2bn")
    ('zh', 'es', 'en')
    """
    if _CJK.search(text):
        return "ja" if _KANA.search(text) else "zh"
    words = [word.lower() for word in _WORD.findall(text)]
    common = [word for word in _WORD.findall(text) if word.islower()]
    counts = {language: sum(map(known.__contains__, words)) for language, known in _FUNCTION_WORDS.items()}
    for language, letters in _LETTERS.items():
        counts[language] += sum(map(bool, map(letters.search, common))) if not text.isascii() else 0
    best = max(counts, key=lambda language: (counts[language], language == default))
    return best if counts[best] > counts.get(default, 0) else default
