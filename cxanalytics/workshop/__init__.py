"""The workshop: people guess what customers feel, see what is measured, talk about it and decide."""

from cxanalytics.workshop.answers import answered, answers
from cxanalytics.workshop.asking import (
    add_prompt,
    change_prompt,
    prompts_of,
    remove_prompt,
    removed_prompts,
    restore_prompt,
)
from cxanalytics.workshop.gaps import gaps, quotes_for
from cxanalytics.workshop.guesses import SCALE, Count, Step, believed, counted, guess, guesses
from cxanalytics.workshop.listing import sessions
from cxanalytics.workshop.notes import edit_note, note, notes, remove_note
from cxanalytics.workshop.participants import join, new_participant
from cxanalytics.workshop.prompts import Prompt, prompts
from cxanalytics.workshop.record import Record, record, shared
from cxanalytics.workshop.register import change, move, open_session, session, with_code
from cxanalytics.workshop.session import CLOSED, DECIDE, DISCUSS, GUESS, REVEAL, ROOM, STATES, Session
from cxanalytics.workshop.votes import vote, votes, votes_of

__all__ = [
    "CLOSED",
    "DECIDE",
    "DISCUSS",
    "GUESS",
    "REVEAL",
    "ROOM",
    "SCALE",
    "STATES",
    "Count",
    "Prompt",
    "Record",
    "Session",
    "Step",
    "add_prompt",
    "answered",
    "answers",
    "believed",
    "change",
    "change_prompt",
    "counted",
    "edit_note",
    "gaps",
    "guess",
    "guesses",
    "join",
    "move",
    "new_participant",
    "note",
    "notes",
    "open_session",
    "prompts",
    "prompts_of",
    "quotes_for",
    "record",
    "remove_note",
    "remove_prompt",
    "removed_prompts",
    "restore_prompt",
    "session",
    "sessions",
    "shared",
    "vote",
    "votes",
    "votes_of",
    "with_code",
]
