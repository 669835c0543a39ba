"""What of a version never changes: its text, its grid, its passages. The last ones read are kept in memory."""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection, select

from service.adapters.library.rows import read_passages, read_sentences
from service.adapters.library.schema import texts
from service.domain.article import Passage, Sentence

REMEMBERED = 512


class Body(NamedTuple):
    text: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


class Bodies:
    """Bodies by version key; safe to use from many threads."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._kept: OrderedDict[int, Body] = OrderedDict()
        self._lock = Lock()

    def get(self, connection: Connection, keys: Collection[int]) -> dict[int, Body]:
        """The bodies of these versions, several in one reading; a deleted one is left out."""
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
        if missing := [key for key in keys if key not in found]:
            found |= read_bodies(connection, missing)
        self._keep(found)
        return found

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()

    def _keep(self, found: dict[int, Body]) -> None:
        with self._lock:
            self._kept.update(found)
            for key in found:
                self._kept.move_to_end(key)
            while len(self._kept) > self._remembered:
                self._kept.popitem(last=False)


def read_bodies(connection: Connection, keys: Sequence[int]) -> dict[int, Body]:
    query = select(texts.c.version_key, texts.c.text).where(texts.c.version_key.in_(keys))
    sentences, passages = read_sentences(connection, keys), read_passages(connection, keys)
    return {
        key: Body(text, tuple(sentences[key]), tuple(passages[key]))
        for key, text in connection.execute(query).all()
    }
