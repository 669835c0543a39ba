"""The dials of retrieval, each set by measurement (docs/retrieval.md) and each able to be turned off."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Without `by_source`, `by_part`, `repair`, `equivalents` and `collapse` those steps are left out."""

    each: int = 60  # passages asked of each retriever
    lexical_share: float = 0.65  # of the fused score; the rest is the vectors'
    name_share: float = 0.3  # the most a passage gains when its article is about the names asked for
    article_share: float = 0.2  # the most it gains when its article as a whole holds the question's words
    period_share: float = 0.2  # the most it gains when its article was published when the question says
    latest_share: float = 0.2  # what the newest article about a name gains, when the latest is asked for
    elsewhere: float = 0.8  # of a score outside the sources that the question names
    repeated: float = 0.05  # lost by each further passage of one article, times the logarithm of those before
    lift_of_several: float = 0.5  # of what names and words give, where a question asks several sources
    by_source: bool = True
    by_part: bool = True
    repair: bool = True
    equivalents: bool = True
    collapse: bool = True
