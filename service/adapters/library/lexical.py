"""Word search: FTS5 over analysed terms, kept in step with the passages in each write transaction."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.sqlite import insert

from service.adapters.library.bm25 import rarest, score, weight
from service.adapters.library.database import Database, Writing
from service.adapters.library.schema import lexicon, passages, versions
from service.adapters.library.schema import terms as terms_table
from service.adapters.library.scope import conditions, folded
from service.ports import Scope, Scored

lexical = table("lexical", column("rowid"), column("terms"), column("source"), column("rank"))

# FTS5 ranks about 450 matching rows a millisecond (benchmarks/library.py): so many are ranked at most.
BUDGET = 5_000
WIDER = 4  # times the budget, where dates or language leave too few hits
CANDIDATES = 200  # or twice the hits wanted: so many are scored by all terms, when the rarest chose them


class SqlLexicalIndex:
    """The port `LexicalIndex` on FTS5."""

    def __init__(self, database: Database, budget: int = BUDGET) -> None:
        self._database = database
        self._budget = budget

    def search(self, terms: Sequence[str], scope: Scope, limit: int) -> list[Scored]:
        """Passages with any of the terms; in a large library the common ones score but choose nothing."""
        with self._database.reading() as connection:
            holding = {t: n for t, n in held(connection, stored_terms(terms)).items() if n}
            found = _found(connection, holding, scope, limit, self._budget)
            if len(found) < limit and conditions(scope):
                # FTS5 itself keeps to named articles and sources, and reads little else.
                few = scope.filters.article_ids or scope.filters.sources
                wider = sys.maxsize if few else WIDER * self._budget
                found = _found(connection, holding, scope, limit, wider)
            return found

    def holders(self, terms: Sequence[str], most: int) -> dict[str, dict[str, int]]:
        """For each term that at most `most` passages hold: the articles, and how many of their passages."""
        with self._database.reading() as connection:
            counts = held(connection, terms)
            return {
                term: _holders(connection, term) if counts[term] else {}
                for term in terms
                if counts[term] <= most
            }


def stored_terms(terms: Iterable[str]) -> list[str]:
    """Terms as the index can hold them: without white space and NUL.

    >>> stored_terms(["series b", "rais"])
    ['series', 'b', 'rais']
    """
    return " ".join(terms).replace("\0", "").split()


def source_token(source: str | None) -> str:
    """A source's name as one term.

    >>> source_token("Reuters") == source_token("REUTERS") != source_token(None)
    True
    """
    return sha256((folded(source) or "").encode()).hexdigest()[:16]


def held(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many current passages each term stands."""
    counts = dict.fromkeys(terms, 0)
    query = select(terms_table.c.term, terms_table.c.passages).where(terms_table.c.term.in_(counts))
    return counts | {row.term: row.passages for row in connection.execute(query)}


def add(writing: Writing, lexical_terms: dict[int, Sequence[str]], source: str | None) -> None:
    """Index the analysed terms of passages by their keys, all of one source."""
    kept = {key: stored_terms(terms) for key, terms in lexical_terms.items()}
    if kept:
        token = source_token(source)
        rows = [{"key": key, "terms": " ".join(terms), "source": token} for key, terms in kept.items()]
        insertion = text("INSERT INTO lexical (rowid, terms, source) VALUES (:key, :terms, :source)")
        writing.connection.execute(insertion, rows)
        _count(writing, kept.values(), +1)


def remove(writing: Writing, keys: Sequence[int]) -> None:
    """Take passages out of the index; what was never in it is passed over."""
    found = _terms_of(writing.connection, keys)
    if found:
        rows = [{"key": key} for key in found]
        writing.connection.execute(text("DELETE FROM lexical WHERE rowid = :key"), rows)
        _count(writing, found.values(), -1)


def _count(writing: Writing, lists: Iterable[Sequence[str]], sign: int) -> None:
    connection, taken = writing.connection, list(lists)
    counts = Counter(term for terms in taken for term in set(terms))
    writing.change.terms.update(counts)
    if counts:
        upsert = insert(terms_table)
        grown = terms_table.c.passages + upsert.excluded.passages
        connection.execute(
            upsert.on_conflict_do_update(index_elements=["term"], set_={"passages": grown}),
            [{"term": term, "passages": sign * count} for term, count in counts.items()],
        )
    if counts and sign < 0:
        gone = terms_table.delete().where(
            terms_table.c.term == bindparam("gone"), terms_table.c.passages <= 0
        )
        connection.execute(gone, [{"gone": term} for term in counts])
    connection.execute(
        lexicon.update().values(
            passages=lexicon.c.passages + sign * len(taken),
            terms=lexicon.c.terms + sign * sum(map(len, taken)),
        )
    )


def _terms_of(connection: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    query = select(lexical.c.rowid, lexical.c.terms).where(lexical.c.rowid.in_(keys))
    return {key: terms.split() for key, terms in connection.execute(query)}


def _holders(connection: Connection, term: str) -> dict[str, int]:
    inside = lexical.join(passages, passages.c.key == lexical.c.rowid).join(versions)
    query = select(versions.c.article_id, func.count()).select_from(inside).group_by(versions.c.key)
    rows = connection.execute(query.where(text("lexical MATCH :terms")), {"terms": _match([term], ())})
    return {row[0]: row[1] for row in rows}


def _found(
    connection: Connection, holding: dict[str, int], scope: Scope, limit: int, budget: int
) -> list[Scored]:
    chosen = rarest(holding, budget)
    if len(chosen) == len(holding):
        return _ranked(connection, chosen, scope, limit)
    candidates = _ranked(connection, chosen, scope, max(CANDIDATES, 2 * limit))
    return _rescored(connection, candidates, holding)[:limit]


def _ranked(connection: Connection, terms: Sequence[str], scope: Scope, limit: int) -> list[Scored]:
    """FTS5 sorts by rank itself; the scope is tested row by row, best first, until the limit is met."""
    if not terms:
        return []
    query = select(lexical.c.rowid, lexical.c.rank).where(text("lexical MATCH :terms"))
    if limits := conditions(scope):
        # The plus keeps SQLite from driving the search from `passages`, which would rank row by row.
        rowid: ColumnElement[int] = literal_column("+lexical.rowid")
        inside = select(passages.c.key).join(versions).where(passages.c.key == rowid, *limits)
        query = query.where(exists(inside.correlate(lexical)))
        if scope.filters.article_ids:  # few neighbours: FTS5 goes straight to them
            span = select(func.min(passages.c.key), func.max(passages.c.key)).join(versions)
            first, last = connection.execute(span.where(versions.c.current, *limits)).one()
            query = query.where(lexical.c.rowid >= (first or 0), lexical.c.rowid <= (last or 0))
    rows = connection.execute(
        query.order_by(lexical.c.rank).limit(limit), {"terms": _match(terms, scope.filters.sources)}
    )
    return _sorted(Scored(key, -rank) for key, rank in rows)


def _match(terms: Sequence[str], sources: Sequence[str]) -> str:
    """The search in FTS5's own words.

    >>> _match(["rais", 'say"so'], [])
    'terms : ("rais" OR "say""so")'
    """
    any_term = " OR ".join(f'"{term.replace(chr(34), chr(34) * 2)}"' for term in dict.fromkeys(terms))
    inside = " OR ".join(map(source_token, sources))
    return f"terms : ({any_term})" + (f" AND source : ({inside})" if inside else "")


def _rescored(connection: Connection, found: Sequence[Scored], holding: dict[str, int]) -> list[Scored]:
    rows, length = connection.execute(select(lexicon.c.passages, lexicon.c.terms)).one()
    weights = {term: weight(rows, count) for term, count in holding.items()}
    terms = _terms_of(connection, [hit.key for hit in found])
    return _sorted(Scored(key, score(held, weights, length / rows)) for key, held in terms.items())


def _sorted(hits: Iterable[Scored]) -> list[Scored]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))
