"""The first library: articles, grids, passages, vectors, the lexical index, the index journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Terms come analysed and are joined by single spaces: everything but a separator belongs to a term.
# `source` has one token, so that a search inside a source reads no other; it weighs nothing.
LEXICAL = """
CREATE VIRTUAL TABLE lexical USING fts5(
  terms, source, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
)
"""


def upgrade() -> None:
    _articles()
    _grids()
    _vectors()
    _lexical()
    _index()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("last_version", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String(200), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("text_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("source_folded", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published_at", sa.String(40)),
        sa.Column("published_day", sa.Integer),
        sa.Column("date_source", sa.String(10), nullable=False),
        sa.Column("language", sa.String(10)),
        sa.Column("duplicate_of", sa.String(200)),
        sa.Column("sentence_count", sa.Integer, nullable=False),
        sa.Column("passage_count", sa.Integer, nullable=False),
        sa.UniqueConstraint("article_id", "version", name="versions_address"),
        sqlite_autoincrement=True,
    )
    op.create_index("versions_by_hash", "versions", ["text_hash"])
    op.create_index("versions_by_url", "versions", ["url"])


def _grids() -> None:
    op.create_table(
        "texts",
        sa.Column(
            "version_key", sa.Integer, sa.ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "sentences",
        sa.Column(
            "version_key", sa.Integer, sa.ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passages",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column(
            "version_key", sa.Integer, sa.ForeignKey("versions.key", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
        sa.Column("text_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("heading", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("version_key", "ordinal", name="passages_address"),
        sqlite_autoincrement=True,
    )
    op.create_index("passages_by_hash", "passages", ["text_hash"])


def _vectors() -> None:
    op.create_table(
        "vectors",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("embedder", sa.String(200), nullable=False),
        sa.Column("text_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("whole", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("text_hash", "embedder", name="vectors_address"),
    )
    op.create_table(
        "sentence_vectors",
        sa.Column(
            "vector_key", sa.Integer, sa.ForeignKey("vectors.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("rows", sa.LargeBinary, nullable=False),
    )


def _lexical() -> None:
    op.create_table(
        "terms",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("passages", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    lexicon = op.create_table(
        "lexicon",
        sa.Column("only", sa.Integer, primary_key=True),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("terms", sa.Integer, nullable=False),
    )
    op.bulk_insert(lexicon, [{"only": 1, "passages": 0, "terms": 0}])
    op.execute(LEXICAL)
    op.execute("INSERT INTO lexical (lexical, rank) VALUES ('rank', 'bm25(1.0, 0.0)')")


def _index() -> None:
    op.create_table(
        "index_journal",
        sa.Column("passage_key", sa.Integer, primary_key=True),
        sa.Column("action", sa.String(10), nullable=False),
    )
    op.create_table(
        "index_generation",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("embedder", sa.String(200), nullable=False),
        sa.Column("passage_rule", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "notes",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
