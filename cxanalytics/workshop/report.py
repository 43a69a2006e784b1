"""A session's record as a text to read and to mail: Markdown."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cxanalytics.journey.board import day
from cxanalytics.workshop.record import Record


def markdown(record: Record) -> str:
    """The record as Markdown."""
    found = record.session
    part = record.taking_part
    opened = f"opened {day(found.opened_at)} by {_safe(found.opened_by)}"
    took_part = f"{part.participants} took part, {part.guessed} guessed"
    about = f"Session {found.number} on the journey {_safe(found.journey.name)}, {opened}; {took_part}."
    head = [f"# {_safe(found.title)}", "", f"{about} State: {found.state}."]
    parts = [
        _part("What was decided", _actions(record.actions)),
        _part("What the room believed, and what customers say", _gaps(record)),
        _part("Dots", _votes(record.votes)),
        _part("Notes", _notes(record.notes)),
        _part("What if …", _prompts(record)),
        _part("Where the numbers come from", [f"- {what}: {_safe(value)}" for what, value in record.provenance]),
    ]
    return "\n".join([*head, *(line for part in parts for line in part)]) + "\n"


def _part(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *(lines or ["Nothing."])]


def _actions(actions: pd.DataFrame) -> list[str]:
    if actions.empty:
        return []
    shown = actions.assign(due=[str(due) if due else "" for due in actions["due"].tolist()])
    return _table(shown, ["action", "title", "touchpoint", "owner", "due", "target", "state"])


def _gaps(record: Record) -> list[str]:
    lines = []
    for touchpoint, words in zip(record.gaps["touchpoint"].tolist(), record.gaps["words"].tolist(), strict=True):
        lines.append(f"- **{_safe(touchpoint)}**: {_safe(words)}")
        own = record.quotes[(record.quotes["touchpoint"] == touchpoint).to_numpy(bool)]
        lines += [f"  > {_safe(quote)}" for quote in own["quote"].tolist()]
    return lines


def _votes(votes: pd.DataFrame) -> list[str]:
    return [] if votes.empty else _table(votes, ["rank", "on", "kind", "dots", "voters"])


def _notes(notes: pd.DataFrame) -> list[str]:
    rows: list[dict[Any, Any]] = notes.to_dict("records")
    return [
        f"- {_safe(row['text'])}" + (f" ({_safe(about)})" if (about := row["touchpoint"] or row["pattern"]) else "")
        for row in rows
    ]


def _prompts(record: Record) -> list[str]:
    """The prompts that customers answer, with what they say."""
    lines: list[str] = []
    for (touchpoint, prompt), told in record.answers.groupby(["touchpoint", "prompt"], sort=False):
        lines.append(f"- **{_safe(str(touchpoint))}**: {_safe(str(prompt))}")
        lines += [f"  > {_safe(quote)}" for quote in told["quote"].tolist()]
    return lines


def _table(frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    rows = [[_safe(str(value)) for value in row] for row in frame[list(columns)].to_numpy().tolist()]
    return [
        "| " + " | ".join(columns) + " |",
        "|" + " --- |" * len(columns),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def _safe(text: str) -> str:
    """The text in one line, with nothing in it that Markdown or HTML would take for a sign of its own."""
    plain = " ".join(text.split())
    for sign in "\\`*_[]<>|#":
        plain = plain.replace(sign, f"\\{sign}" if sign not in "<>" else {"<": "&lt;", ">": "&gt;"}[sign])
    return plain
