"""How large an article may be."""

from service.app.settings import Settings, variable
from service.domain.article import Format, Posted
from service.domain.errors import TooLarge


def check_size(posted: Posted, settings: Settings) -> None:
    """Raise `TooLarge` for an article over the limit of its format."""
    name = "max_html_bytes" if posted.format is Format.HTML else "max_text_bytes"
    limit: int = getattr(settings, name)
    size = len(posted.text.encode())
    if size > limit:
        raise TooLarge(
            f"The article has {size:,} bytes, more than {limit:,} for {posted.format.value}. "
            f"Post a shorter one, or raise {variable(name)}.",
            "text",
        )
