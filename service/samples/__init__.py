"""The sample articles that ship with dealbrief: fictional deals, each of another kind or in another state.

Only the first retells a real one, in our own words, so that a newcomer meets that deal first.
"""

import json
from importlib.resources import files

from service.domain.article import Format, Posted


def samples() -> tuple[Posted, ...]:
    """Every sample as it would be posted, in the order of the manifest.

    >>> samples()[0].id
    'stepstar-series-b'
    """
    room = files(__package__)
    manifest = json.loads(room.joinpath("manifest.json").read_text("utf-8"))
    return tuple(
        Posted(
            text=room.joinpath("articles", entry["file"]).read_bytes().decode("utf-8"),
            format=Format(entry["format"]),
            **{key: entry[key] for key in ("id", "title", "source", "url", "published_at")},
        )
        for entry in manifest
    )
