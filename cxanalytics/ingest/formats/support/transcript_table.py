"""Transcripts of calls and chats as a table: a row per utterance, with its speaker."""

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, pick
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.grid import Grid

NAME = "call transcript table"

_ROLES = {
    "text": ("human_transcript", "transcript", "utterance", "text", "content", "message", "sentence"),
    "source_id": ("utterance_id", "turn_id", "message_id"),
    "occurred_at": ("start_timestamp_ms", "timestamp", "start_time", "time", "created_at", "date"),
}
_SPEAKERS = ("speaker_role", "speaker", "speaker_name", "speaker_type", "participant_role", "participantrole")
_CALLS = ("call_id", "callid", "conversation_id", "conversationid", "contact_id", "session_id", "dialogue_id")


def recognise(grid: Grid) -> float:
    """Probable by a column of speakers, called agent, caller or the like, beside one of words."""
    names = [name.lower().replace(" ", "_") for name in grid.names]
    place = next((names.index(name) for name in _SPEAKERS if name in names), None)
    if place is None or grid.header is None or not set(names) & set(_ROLES["text"]):
        return 0.0
    speakers = {row[place] for row in grid.head[grid.header + 1 :]} - {""}
    return 0.7 if turns.by_names(speakers) else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per utterance; what a caller says in a row is one turn, and the agent's turns are no customer's."""
    table = grid.table()
    plain = {str(name).lower().replace(" ", "_"): str(name) for name in table}
    known = pick(table.rename(columns=str), _ROLES)
    words = next(name for name, role in known.items() if role == "text")
    speaker = next(plain[name] for name in _SPEAKERS if name in plain)
    call = next((plain[name] for name in _CALLS if name in plain), None)
    blank = pd.Series("", index=table.index, dtype="str")
    spoken = pd.DataFrame({
        "conversation": table[call] if call else blank, "person": table[speaker], "text": table[words],
        "by": blank + "customer",
    })  # fmt: skip
    spoken, said = turns.attribute(spoken)
    merged = turns.merge(spoken)
    known |= {speaker: "ignore"}
    settled = ("text", "title", "rating", "reply", "customer", "author", "status")
    return Layout(table.assign(**{words: merged["text"]}), "Call transcript", "support", known, settled,
                  set_aside=turns.not_customers(merged["by"]), warnings=said, personal=(speaker,))  # fmt: skip
