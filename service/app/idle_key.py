"""A key in the shell that nothing uses: many have one there, and it alone must send nothing."""

import sys

from service.app.settings import Settings

HINT = (
    "OPENAI_API_KEY is set but sends nothing: set DEALBRIEF_MODEL to have answers drafted by that model"
    " (and OPENAI_BASE_URL for another endpoint than OpenAI's).\n"
)


def tell_idle_key(settings: Settings) -> None:
    """One line on standard error where a key is given and no model to use it with."""
    unused = settings.model is None and settings.embeddings != "openai" and settings.url is None
    if settings.openai_api_key and unused:
        sys.stderr.write(HINT)
