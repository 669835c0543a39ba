"""The tables, in SQLAlchemy's words; `migrations/` brings a file to this state, and a test compares the two.

Portable on purpose: the one SQLite-only table is `lexical`, the FTS5 index, which the migrations make.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String(200), primary_key=True),
    # Outlives a deletion, so that an article posted again goes on counting its versions.
    Column("last_version", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("text_hash", LargeBinary(32), nullable=False),
    Column("title", Text),
    Column("source", Text),
    Column("source_folded", Text),
    Column("url", Text),
    Column("published_at", String(40)),
    Column("published_day", Integer),  # date.toordinal()
    Column("date_source", String(10), nullable=False),
    Column("language", String(10)),
    Column("duplicate_of", String(200)),
    Column("sentence_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    UniqueConstraint("article_id", "version", name="versions_address"),
    Index("versions_by_hash", "text_hash"),
    Index("versions_by_url", "url"),
    sqlite_autoincrement=True,
)

# Apart from `versions`, so that lists and filters never read past a megabyte of text.
texts = Table(
    "texts",
    metadata,
    Column("version_key", ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
)

sentences = Table(
    "sentences",
    metadata,
    Column("version_key", ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("role", String(10), nullable=False),
    sqlite_with_rowid=False,
)

# The bands of an article's signature: two articles that share one may have many words in common.
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("version_key", ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True),
    Index("bands_by_version", "version_key"),
    sqlite_with_rowid=False,
)

# What an article calls a company or person besides its name: "formerly", a ticker, another spelling.
aliases = Table(
    "aliases",
    metadata,
    Column("version_key", ForeignKey("versions.key", ondelete="CASCADE"), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("alias", String(200), primary_key=True),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("version_key", ForeignKey("versions.key", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentences", JSON, nullable=False),
    Column("text_hash", LargeBinary(32), nullable=False),
    Column("heading", Text),
    Column("text", Text, nullable=False),
    UniqueConstraint("version_key", "ordinal", name="passages_address"),
    Index("passages_by_hash", "text_hash"),
    sqlite_autoincrement=True,
)

vectors = Table(
    "vectors",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("embedder", String(200), nullable=False),
    Column("text_hash", LargeBinary(32), nullable=False),
    Column("whole", LargeBinary, nullable=False),  # little-endian float32
    # The hash first: an index that begins with the embedder would be walked whole for a handful of keys.
    UniqueConstraint("text_hash", "embedder", name="vectors_address"),
)

# Apart from `vectors`, so that an exact search reads the whole-passage vectors and nothing else.
sentence_vectors = Table(
    "sentence_vectors",
    metadata,
    Column("vector_key", ForeignKey("vectors.key", ondelete="CASCADE"), primary_key=True),
    Column("rows", LargeBinary, nullable=False),  # little-endian float16, one row a sentence
)

# In how many current passages a term stands: FTS5 would have to walk the whole posting list to tell.
terms = Table(
    "terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("passages", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# One row: how many current passages there are and how many terms they hold, for BM25's average length.
lexicon = Table(
    "lexicon",
    metadata,
    Column("only", Integer, primary_key=True),
    Column("passages", Integer, nullable=False),
    Column("terms", Integer, nullable=False),
)

# What the vector index has yet to be told, by passage key. No foreign key: a removal outlives its passage.
index_journal = Table(
    "index_journal",
    metadata,
    Column("passage_key", Integer, primary_key=True),
    Column("action", String(10), nullable=False),  # upsert | delete
)

index_generation = Table(
    "index_generation",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("embedder", String(200), nullable=False),
    Column("passage_rule", String(200), nullable=False),
    Column("state", String(20), nullable=False),  # building | serving | broken | retired
    Column("created", Float, nullable=False),  # seconds since 1970
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)
