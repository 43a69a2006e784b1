"""What is told of a touchpoint under the pointer, and to those who cannot see the map."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cxanalytics.journey.board import Board, day
from cxanalytics.ratios import CORRECTED

_LONGEST = 280


def tip(board: Board, point: Mapping[Any, Any], others: Mapping[str, Sequence[str]] | None = None) -> tuple[str, ...]:
    """Lines of text: name, ratio and what it rests on, counts, curves laid over, what recurs, a quote, the owner.

    `others` is what `against` returns, for who asks for more than one touchpoint.
    """
    lines = [f"{point['touchpoint']} · {point['stage']}", f"{point['label']}, {point['rests_on']}"]
    if point["method"] == CORRECTED:
        lines.append(f"As the machine counts: {point['counted_label']}")
    both = f" ({point['mixed']:,} are both)" if point["mixed"] else ""
    lines.append(
        f"The machine read: {point['positive']:,} positive and {point['negative']:,} negative{both}, "
        f"{point['neutral']:,} neutral"
    )
    lines += (against(board) if others is None else others).get(point["touchpoint"], ())
    if point["patterns"]:
        lines.append("What recurs: " + "; ".join(f"{name} ({n:,})" for _, name, n in point["patterns"]))
    elif pd.notna(point["pain"]):
        lines.append(f"What recurs: {point['pain']} ({point['pain_n']:,})")
    if pd.notna(point["quote"]):
        when = f", {day(point['quote_date'])}" if pd.notna(point["quote_date"]) else ""
        lines += [f"“{_short(point['quote'])}”", f"{point['quote_source']}{when}"]
    elif pd.notna(point["praise"]):
        lines.append(f"“{_short(point['praise'])}”")
    lines += [f"Owner: {point['owner']}"] if point["owner"] else []
    lines += [f"Last heard of {day(point['last_evidence'])}"] if pd.notna(point["last_evidence"]) else []
    return tuple(" ".join(line.split()) for line in lines)


def label(point: Mapping[Any, Any]) -> str:
    """The touchpoint in a sentence for a screen reader."""
    moment = ", moment of truth" if point["moment"] else ""
    return f"{point['touchpoint']}{moment}: {point['label']}, {point['rests_on']}, {point['evidence']} evidence"


def against(board: Board) -> dict[str, list[str]]:
    """What each curve that is laid over the measured one says at each touchpoint, a line for each."""
    lines: dict[str, list[str]] = {}
    for curve in board.curves:
        for row in curve.points.to_dict("records"):
            if pd.notna(row["ratio"]):
                real = f", {row['difference']}" if row["differs"] else ""
                lines.setdefault(row["touchpoint"], []).append(f"{curve.name}: {row['label']}{real}")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
