"""What is said of a touchpoint under the pointer."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd

from cxanalytics.charts.text import wrapped
from cxanalytics.ratios import CORRECTED


def texts(points: pd.DataFrame) -> list[str]:
    """One text per touchpoint of the map: numbers, what recurs, a quote, owner, last evidence."""
    return [_about(point) for point in points.to_dict("records")]


def _about(point: Mapping[Hashable, Any]) -> str:
    name, stage = _plain(point["touchpoint"]), _plain(point["stage"])
    parts = [f"<b>{name}</b> · {stage}", f"<b>{point['label']}</b>, {point['rests_on']}"]
    if point["method"] == CORRECTED:
        parts.append(f"As the machine counts: {point['counted_label']}")
    both = f" ({point['mixed']:,} are both)" if point["mixed"] else ""
    parts.append(
        f"The machine read: {point['positive']:,} positive and {point['negative']:,} negative{both}, "
        f"{point['neutral']:,} neutral"
    )
    if point["patterns"]:
        told = [f"<b>{wrapped(name, 60)}</b> ({n:,})" for _, name, n in point["patterns"]]
        parts.append(f"What recurs: {'<br>   '.join(told)}")
    elif pd.notna(point["pain"]):
        parts.append(f"What recurs: <b>{wrapped(point['pain'], 60)}</b> ({point['pain_n']:,})")
    if pd.notna(point["quote"]):
        when = f", {point['quote_date'].day} {point['quote_date']:%b %Y}" if pd.notna(point["quote_date"]) else ""
        parts += [f"“{wrapped(point['quote'], 62, 5)}”", f"<i>{_plain(point['quote_source'])}{when}</i>"]
    elif pd.notna(point["praise"]):
        parts.append(f"“{wrapped(point['praise'], 62, 5)}”")
    if point["owner"]:
        parts.append(f"Owner: {_plain(point['owner'])}")
    if pd.notna(point["last_evidence"]):
        parts.append(f"Last heard of {point['last_evidence'].day} {point['last_evidence']:%b %Y}")
    return "<br>".join(parts)


def _plain(text: object) -> str:
    return escape(str(text), quote=False)
