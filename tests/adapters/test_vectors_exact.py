"""Exact search over stored vectors equals the definition of cosine search, whatever the table and the scope."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.vectors_exact import ExactVectors, allowed_rows, best, rows_of
from service.ports import Scope


def table_of(rows, seed=0, dimensions=4, few_values=False):
    """Random unit vectors of versions with three passages each; some equal to others, some dead."""
    random = np.random.default_rng(seed)
    vectors = (
        random.integers(-1, 2, (rows, dimensions)) if few_values else random.normal(size=(rows, dimensions))
    )
    vectors = vectors.astype(np.float32) + np.float32(1e-3)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return SimpleNamespace(
        keys=np.cumsum(random.integers(1, 4, rows)),
        version_keys=np.arange(rows) // 3,
        vectors=vectors,
        alive=random.random(rows) < 0.8,
    )


@given(
    rows=st.integers(0, 60),
    seed=st.integers(0, 1000),
    limit=st.integers(0, 70),
    versions=st.none() | st.sets(st.integers(0, 25)),
)
def test_it_is_the_sorted_list_of_cosines(rows, seed, limit, versions):
    """Hits are the best living allowed rows by cosine, ties by key, and never more than asked for."""
    table = table_of(rows, seed, few_values=True)
    question = np.full(4, 0.5, np.float32)
    allowed = [
        row for row in range(rows)
        if table.alive[row] and (versions is None or table.version_keys[row] in versions)
    ]  # fmt: skip
    hits = best(table, allowed_rows(table, versions), question, limit)
    scores = {int(table.keys[row]): float(table.vectors[row] @ question) for row in allowed}
    assert len(hits) == min(limit, len(allowed))
    assert len({hit.key for hit in hits}) == len(hits)
    assert np.allclose(
        [hit.score for hit in hits], sorted(scores.values(), reverse=True)[: len(hits)], atol=1e-6
    )
    assert all(abs(scores[hit.key] - hit.score) < 1e-6 for hit in hits)
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.key))


@given(st.lists(st.integers(0, 200)), st.integers(0, 50))
def test_rows_of_keys(keys, rows):
    """Exactly the rows whose key was asked for are marked; unknown keys are left out."""
    table = table_of(rows)
    assert rows_of(table, keys).tolist() == [int(key) in keys for key in table.keys]


def test_the_scope_is_asked_of_the_library():
    """Versions outside the scope never appear, though they are nearer."""
    table = table_of(30)
    table.alive[:] = True
    stored = SimpleNamespace(table=lambda: table, allowed_versions=lambda scope: {2})
    hits = ExactVectors(stored).nearest(table.vectors[0], Scope(), 10)
    assert {hit.key for hit in hits} == set(table.keys[6:9].tolist())
