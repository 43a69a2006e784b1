"""The SQL tables of a workspace: what was imported, and what people set."""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    insert,
    update,
)
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

# Changes only when an older version would misread a workspace. A table more is no such change: it is made by the
# first write that needs it, and reads as empty until then.
SCHEMA_VERSION = "1"

metadata = MetaData()


def _log(name: str, of: str, kind: TypeEngine[Any] | type[TypeEngine[Any]] = Integer) -> Table:
    """A log: rows are only ever added; who takes one back marks it as undone. `of` is what the events are of."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column(of, kind, nullable=False),
        Column("at", DateTime, nullable=False),
        Column("who", String(200), nullable=False),
        Column("kind", String(16), nullable=False),
        Column("payload", Text, nullable=False),
        Column("undone", Boolean, nullable=False, default=False),
    )


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

# A draw of experiences for people to label, and what it was drawn from.
draws = Table(
    "draws",
    metadata,
    Column("draw", Integer, primary_key=True),
    Column("made_at", DateTime, nullable=False),
    Column("size", Integer, nullable=False),
    Column("selection", Text, nullable=False),
    Column("period", String(16), nullable=False),
    Column("scorer", String(64), nullable=False),
    Column("journey", Text, nullable=False),
    Column("chosen", Text, nullable=False),
    Column("imports", Text, nullable=False),
)

# What was drawn. The probability is that of being drawn by any draw so far.
drawn = Table(
    "drawn",
    metadata,
    Column("feedback_id", String(32), primary_key=True),
    Column("touchpoint", String(200), primary_key=True),
    Column("draw", Integer, nullable=False),
    Column("stratum", Text, nullable=False),
    Column("probability", Float, nullable=False),
    Column("position", Integer, nullable=False),
    Column("twice", Boolean, nullable=False),
)

# Logs: rows are only ever added; who takes one back marks it as undone.
labels = Table(
    "labels",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("feedback_id", String(32), nullable=False),
    Column("touchpoint", String(200), nullable=False),
    Column("label", String(16), nullable=False),
    Column("moved_to", String(200), nullable=False, default=""),
    Column("emotions", Text, nullable=False, default=""),
    Column("who", String(200), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("scorer", String(64), nullable=False),
    Column("how", Text, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("feedback_id", String(32), nullable=False),
    Column("touchpoint", String(200), nullable=False),
    Column("label", String(16), nullable=False),
    Column("moved_to", String(200), nullable=False, default=""),
    Column("who", String(200), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("machine", String(16), nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)

# What happened to the patterns: found, named, merged and so on. What belongs together is one batch.
pattern_events = Table(
    "pattern_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("batch", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("pattern", String(16), nullable=False),
    Column("polarity", String(16), nullable=False),
    Column("payload", Text, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)

# The mentions that an event names, and the pattern it puts them in.
pattern_members = Table(
    "pattern_members",
    metadata,
    Column("event", Integer, primary_key=True),
    Column("feedback_id", String(32), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("pattern", String(16), nullable=False),
)

# What people claim: stated, changed, retired.
claim_events = _log("claim_events", "claim")

# What happened in a workshop: opened, guessed, moved on, noted, voted.
workshop_events = _log("workshop_events", "session")

# What people decided to do: added, changed, dropped.
action_events = _log("action_events", "action")

# Every version of every journey, and its retirement; personas likewise.
journey_events = Table(
    "journey_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("journey", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("toml", Text, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)

persona_events = Table(
    "persona_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("payload", Text, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)

# What targets were set: added, changed, dropped.
target_events = _log("target_events", "target")

# What happened outside of the feedback: a strike, a new price.
event_events = _log("event_events", "event")

# The rules that people wrote for alerts.
rule_events = _log("rule_events", "rule")

# What asked for attention: raised, delivered, acknowledged, snoozed.
alert_events = _log("alert_events", "alert")

# What became of unhappy customers: claimed, answered, recovered. A case is named by the customer's hash.
case_events = _log("case_events", "case", String(32))

# What people decided about files of one shape, to be applied to the next of it: kept, forgotten.
profile_events = _log("profile_events", "profile")

_LATER = (
    draws, drawn, labels, corrections, pattern_events, pattern_members, claim_events, workshop_events, action_events,
    journey_events, persona_events, target_events, event_events, rule_events, alert_events, case_events,
    profile_events,
)  # fmt: skip


def engine_for(path: Path) -> Engine:
    """An engine on the SQLite file `path`. No pool: Streamlit's threads come and go."""
    # Several people may write at once; each waits for the other.
    return create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": 30})


def complete(connection: Connection) -> None:
    """Make the tables that a workspace of an older version does not have yet."""
    for table in _LATER:
        connection.execute(CreateTable(table, if_not_exists=True))


def hold(connection: Connection) -> None:
    """Let nobody else write before this transaction ends."""
    connection.execute(update(settings).where(settings.c.key == "schema").values(value=SCHEMA_VERSION))


def create(engine: Engine) -> None:
    """Make the tables and note their version, in one transaction."""
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(settings).values(key="schema", value=SCHEMA_VERSION))
