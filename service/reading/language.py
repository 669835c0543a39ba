"""The language of a text, when it can be told."""

from functools import cache
from typing import Protocol, cast

ENOUGH = 40  # letters; shorter texts are names and numbers
SURE = 0.9
SAMPLE = 4000


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


@cache
def _identifier() -> Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  half a second, so not on import

    return cast(Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
