"""Companies whose questions the pair scorer never learns from, so that the reader can be fitted on what it says of them."""

from zlib import crc32


def held_out(cluster: str) -> bool:
    """Half of the companies, by a hash of their name.

    >>> held_out("quillfern") in (True, False)
    True
    """
    return crc32(cluster.encode()) % 2 == 1
