"""Strings that can be stored and sent again."""

from typing import Annotated

from pydantic import AfterValidator


def refuse_unstorable(value: str) -> str:
    """NUL and half of a surrogate pair, which neither SQL nor UTF-8 can hold."""
    if "\0" in value:
        raise ValueError(f"holds a NUL character at position {value.index(chr(0))}; remove it")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"holds half a character at position {error.start}; send whole ones") from None
    return value


Text = Annotated[str, AfterValidator(refuse_unstorable)]
