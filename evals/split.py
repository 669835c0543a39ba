"""Which cases may be looked at while choosing (`dev`) and which only judge (`check`), by company."""

import hashlib

from evals.case import Split

SEED = "dealbrief-19"
"""Chosen once so that both sides have about as many cases; another one would void all old figures."""


def side(cluster: str) -> Split:
    """The side of a company, for good: adding companies moves nobody.

    A case about several companies (`alder+birch`) is `check` as soon as one of them is.

    >>> side("quillfern") == side("quillfern") and side("a+b") in ("dev", "check")
    True
    """
    drawn = [hashlib.sha256(f"{SEED}:{name}".encode()).digest()[0] % 2 for name in cluster.split("+")]
    return "check" if any(drawn) else "dev"
