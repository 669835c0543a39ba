"""The language of a text, when it can be told."""

import re
from functools import cache
from typing import Protocol, cast

ENOUGH = 40  # letters; shorter texts are names and numbers
SURE = 0.9
SAMPLE = 4000
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


class Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None when it is too short or unclear.

    >>> language_of("The company has raised forty million dollars from three investors in Berlin.")
    'en'
    >>> language_of("Acme 2024") is None
    True
    """
    sample = text[:SAMPLE]
    letters = sum(char.isalpha() * (3 if char > "\u2e80" else 1) for char in sample)
    if letters < ENOUGH:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= SURE and len(code) == 2 else None


def primary_subtag(tag: str | None) -> str | None:
    """The language in a BCP 47 tag, without region and script; None when it is no tag.

    >>> primary_subtag("es-AR"), primary_subtag("EN_us"), primary_subtag("zh-Hant-HK"), primary_subtag("English")
    ('es', 'en', 'zh', None)
    """
    found = TAG.fullmatch(tag.strip()) if tag else None
    return re.split("[-_]", found.group())[0].lower() if found else None


@cache
def _identifier() -> Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  half a second, so not on import

    return cast(Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
