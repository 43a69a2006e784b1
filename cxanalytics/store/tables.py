"""The SQL tables of a workspace: what was imported, and what people set."""

from pathlib import Path

from sqlalchemy import Column, DateTime, Engine, MetaData, String, Table, Text, create_engine, insert
from sqlalchemy.pool import NullPool

SCHEMA_VERSION = "1"

metadata = MetaData()

imports = Table(
    "imports",
    metadata,
    Column("import_id", String(32), primary_key=True),
    Column("file", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("imported_at", DateTime, nullable=False),
    Column("ledger", Text, nullable=False),
)

journeys = Table(
    "journeys",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("toml", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)


def engine_for(path: Path) -> Engine:
    """An engine on the SQLite file `path`. No pool: Streamlit's threads come and go."""
    return create_engine(f"sqlite:///{path}", poolclass=NullPool)


def create(engine: Engine) -> None:
    """Make the tables and note their version, in one transaction."""
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(settings).values(key="schema", value=SCHEMA_VERSION))
