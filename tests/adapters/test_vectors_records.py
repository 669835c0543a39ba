"""What the index is told of a passage, and the filter made of a scope, mean what the library means."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.adapters.index_records import UNDATED, Record, where
from service.adapters.library.scope import folded, within
from service.domain.article import Metadata
from service.domain.question import Filters
from service.ports import Scope

DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 1) + timedelta(days=6))
SOURCES = st.sampled_from(["Deal Wire", "deal  wire", "Harbour Post", ""])
SCOPES = st.builds(
    Scope,
    filters=st.builds(
        Filters,
        article_ids=st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
        sources=st.lists(SOURCES.filter(bool), max_size=2).map(tuple),
        published_after=st.none() | DAYS,
        published_before=st.none() | DAYS,
        language=st.none() | st.sampled_from(["en", "de"]),
    ),
    as_of=st.none() | DAYS,
)
METADATA = st.builds(
    Metadata,
    source=st.none() | SOURCES,
    published_at=st.none() | DAYS.map(date.isoformat),
    language=st.none() | st.sampled_from(["en", "de"]),
)


def holds(condition, metadata):
    """Chroma's filters, as its documentation defines them."""
    if condition is None:
        return True
    [(name, value)] = condition.items()
    if name == "$and":
        return all(holds(part, metadata) for part in value)
    [(operator, bound)] = value.items()
    have = metadata[name]
    return {
        "$in": lambda: have in bound,
        "$eq": lambda: have == bound,
        "$gt": lambda: have > bound,
        "$gte": lambda: have >= bound,
        "$lte": lambda: have <= bound,
    }[operator]()


@given(SCOPES, METADATA)
def test_the_filter_is_the_scope(scope, metadata):
    """A record passes the filter exactly when the library has its article inside the scope, undated ones too."""
    published = metadata.published_on
    record = Record(
        key=1,
        vector=None,
        article="a",
        source=folded(metadata.source) or "",
        language=metadata.language or "",
        day=published.toordinal() if published else UNDATED,
    )
    assert holds(where(scope), record.metadata()) == within(scope, "a", metadata)


def test_every_key_is_always_sent():
    """An undated article without source or language still has all four, so an upsert leaves nothing old behind."""
    record = Record(key=1, vector=None, article="a", source="", language="", day=UNDATED)
    assert record.metadata() == {"article": "a", "source": "", "language": "", "day": 0}
