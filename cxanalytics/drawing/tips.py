"""What is told of a touchpoint under the pointer, and to those who cannot see the map."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.journey.board import Board, day
from cxanalytics.ratios import CORRECTED

_LONGEST = 280


def tip(board: Board, point: Mapping[Any, Any]) -> tuple[str, ...]:
    """Lines of text: name, ratio and what it rests on, counts, curves laid over, what recurs, a quote, the owner."""
    lines = [str(point["touchpoint"]), f"{point['label']}, {point['rests_on']}"]
    if point["method"] == CORRECTED:
        lines.append(f"As the machine counts: {point['counted_label']}")
    both = f" ({point['mixed']:,} are both)" if point["mixed"] else ""
    lines.append(
        f"The machine read: {point['positive']:,} positive and {point['negative']:,} negative{both}, "
        f"{point['neutral']:,} neutral"
    )
    lines += [line for curve in board.curves if (line := _against(curve.name, curve.points, point))]
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


def _against(name: str, curve: pd.DataFrame, point: Mapping[Any, Any]) -> str:
    row = curve[(curve["touchpoint"] == point["touchpoint"]).to_numpy(bool)]
    if row.empty or pd.isna(row["ratio"].iloc[0]):
        return ""
    real = f", {row['difference'].iloc[0]}" if row["differs"].iloc[0] else ""
    return f"{name}: {row['label'].iloc[0]}{real}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
