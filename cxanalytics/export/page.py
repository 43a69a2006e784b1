"""The board as one web page that needs no network: the map with its lanes, touchpoint by touchpoint, the numbers."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from cxanalytics import __version__, ratios
from cxanalytics.drawing import journey_map
from cxanalytics.drawing.journey_map import TOUCHPOINT, Look
from cxanalytics.drawing.svg import svg
from cxanalytics.export.look import SCRIPT, STYLE
from cxanalytics.journey.board import LANES, NO_TEXT, Board
from cxanalytics.journey.map import JourneyMap, experiences_in
from cxanalytics.journey.model import UNASSIGNED

# Nothing may be loaded from anywhere: the page is all there is.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"

_SHARED = {"masked": "Names and numbers in customers’ words are hidden.", NO_TEXT: "Without customers’ own words."}


def html(board: Board) -> str:
    """The whole page. Everything customers wrote is escaped."""
    shown = board.shown
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(shown.name)}: journey map</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{_heading(board)}
{_map(board)}
{_touchpoints(board)}
{_numbers(shown)}
{_reading(board)}
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _map(board: Board) -> str:
    """The map in light and in dark, with switches for its lanes and for the curves that are laid over."""
    width = journey_map.least_width(board, Look())
    switches = _switches("Lanes", [(f"lane:{name}", LANES[name]) for name in board.lanes])
    switches += _switches("Laid over the curve", [(f"curve:{curve.name}", curve.name) for curve in board.curves])
    drawn = "".join(_drawn(board, dark) for dark in (False, True))
    return (
        f'<figure aria-label="{escape(board.shown.alt)}"><div class="switches">{switches}</div>'
        '<p class="hint">Choose a touchpoint to read more of it. The map scrolls sideways where it is wider than the '
        f'screen.</p><div class="map"><div class="scroll" tabindex="0" role="group" aria-label="Journey map">'
        f'<div style="min-width:{width}px">{drawn}</div></div><div class="tip" hidden></div></div>'
        f"<figcaption>{escape(board.shown.alt)}</figcaption></figure>"
    )


def _switches(title: str, parts: Sequence[tuple[str, str]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" checked data-switch="{escape(part)}"> {escape(name)}</label>'
        for part, name in parts
    )
    return f"<fieldset><legend>{title}</legend>{boxes}</fieldset>" if parts else ""


def _drawn(board: Board, dark: bool) -> str:
    strips = journey_map.strips(board, Look(dark=dark))
    drawn = "".join(
        f"<div{f' data-part=lane:{name}' if name else ''}>{svg(scene, fixed=False)}</div>"
        for name, scene in strips.items()
    )
    return f'<div class="{"night" if dark else "light"}">{drawn}</div>'


def _heading(board: Board) -> str:
    shown = board.shown
    # A ratio is not torn apart at the end of a line.
    headline = escape(shown.headline).replace(" : 1", "\u00a0:\u00a01")
    told = dict(board.provenance.lines)
    facts = {name: told[name] for name in ("Selection", "Period", "Experiences")}
    facts |= {"All together": shown.overall, "Sources": shown.mix}
    facts["Unassigned"] = f"{experiences_in(shown.unassigned)} without a touchpoint"
    items = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts.items())
    shared = f'<p class="about">{_SHARED[board.sharing]}</p>' if board.sharing in _SHARED else ""
    return (
        f'<header><p class="kicker">Journey map · {escape(shown.name)}</p><h1>{headline}</h1>'
        f'<p class="about">{escape(shown.description)}</p>{shared}<dl>{items}</dl></header>'
    )


def _touchpoints(board: Board) -> str:
    """A part for each touchpoint that was heard of or that people wrote of: opened by a choice on the map."""
    points = board.shown.points[board.shown.points["stage"] != UNASSIGNED]
    parts = "".join(_touchpoint(board, point) for point in points.to_dict("records"))
    return f"<section><h2>Touchpoint by touchpoint</h2>{parts}</section>"


def _touchpoint(board: Board, point: dict[Any, Any]) -> str:
    name = escape(f"{TOUCHPOINT}{point['touchpoint']}")
    moment = " · moment of truth" if point["moment"] else ""
    return (
        f'<details data-about="{name}"><summary><span class="name">{escape(point["touchpoint"])}</span> {_sign(point)} '
        f"{escape(point['label'])}</summary><p>{escape(point['stage'])}{moment} · {escape(point['rests_on'])}</p>"
        f"{_told(board, point)}{_recurring(board, point)}{_said(board, point)}</details>"
    )


def _mine(frame: pd.DataFrame, point: dict[Any, Any]) -> list[dict[Any, Any]]:
    here: pd.DataFrame = frame[(frame["touchpoint"] == point["touchpoint"]).to_numpy(bool)]
    return list(here.to_dict("records"))


def _told(board: Board, point: dict[Any, Any]) -> str:
    """What people wrote of the touchpoint, what was decided, what the curves that are laid over say."""
    about = {
        "Description": point["description"],
        "What customers want to get done": point["goal"],
        "Channels": point["channel"],
        "Owner": point["owner"],
        "Front stage": point["front"],
        "Back stage": point["back"],
        "Bridge to the next": point["bridge"],
        "Decided": f"{point['state']} it" if point["state"] else "",
    }
    for action in _mine(board.actions, point):
        due = f", by {_day(action['due'])}" if pd.notna(action["due"]) else ""
        about[f"Action {action['action']}"] = f"{action['title']}, {action['owner']}{due} ({action['state']})"
    for curve in board.curves:
        for row in _mine(curve.points, point):
            if pd.notna(row["ratio"]):
                about[curve.name] = row["label"] + (f", {row['difference']}" if row["differs"] else "")
    told = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(str(v))}</dd></div>" for k, v in about.items() if v)
    return f"<dl>{told}</dl>" if told else ""


def _recurring(board: Board, point: dict[Any, Any]) -> str:
    found = _mine(board.patterns, point)[:5]
    told = [f"{row['name']} ({row['n']:,} answers, {row['share']:.0%} of those that complain there)" for row in found]
    return f"<h3>What recurs</h3>{_list(told)}" if told else ""


def _said(board: Board, point: dict[Any, Any]) -> str:
    cards = "".join(_quote(quote) for quote in _mine(board.quotes, point))
    return f'<h3>In customers’ words</h3><div class="quotes">{cards}</div>' if cards else ""


def _quote(quote: dict[Any, Any]) -> str:
    bad = quote["polarity"] == "negative"
    recurs = f'<p class="pain">{escape(quote["recurs"])}</p>' if pd.notna(quote["recurs"]) else ""
    when = f", {_day(quote['date'])}" if pd.notna(quote["date"]) else ""
    sign = '<span class="down">▼ negative</span>' if bad else '<span class="up">▲ positive</span>'
    return (
        f'<article class="{"bad" if bad else "good"}">{recurs}<blockquote>{escape(quote["quote"])}</blockquote>'
        f'<p class="from">{sign} · {escape(quote["source"])}{when}</p></article>'
    )


_COLUMNS = {
    "Touchpoint": "", "Positive for each negative": "", "Rests on": "", "As the machine counts": "",
    "Experiences": "n", "Positive": "n", "Negative": "n", "Mixed": "n", "Neutral": "n", "Evidence": "",
    "What recurs": "", "Last heard of": "",
}  # fmt: skip


def _numbers(shown: JourneyMap) -> str:
    head = "".join(f'<th scope="col" class="{kind}">{name}</th>' for name, kind in _COLUMNS.items())
    rows = []
    stage = None
    for point in shown.points.to_dict("records"):
        if point["stage"] != stage:
            stage = point["stage"]
            rows.append(f'<tr class="stage"><th colspan="{len(_COLUMNS)}" scope="rowgroup">{escape(stage)}</th></tr>')
        rows.append(_row(point))
    return (
        f'<section><h2>The numbers</h2><div><div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></div></section>"
    )


def _row(point: dict[Any, Any]) -> str:
    named = [f"{escape(name)} ({n:,})" for _, name, n in point["patterns"]]
    if not named and pd.notna(point["pain"]):
        named = [f"{escape(point['pain'])} ({point['pain_n']:,})"]
    pain = "<br>".join(named) or "–"
    label = escape(point["label"].rsplit(", n ", 1)[0])
    counted = escape(point["counted_label"].rsplit(", n ", 1)[0])
    cells = [
        f'<th scope="row">{escape(point["touchpoint"])}</th>',
        f'<td class="ratio">{_sign(point)} {label}</td>',
        f"<td>{escape(point['rests_on'])}</td>",
        f'<td class="ratio">{counted}</td>',
        *(f'<td class="n">{point[name]:,}</td>' for name in ("n", "positive", "negative", "mixed", "neutral")),
        f"<td>{point['evidence']}</td>",
        f"<td>{pain}</td>",
        f'<td class="day">{_day(point["last_evidence"]) or "–"}</td>',
    ]
    return f'<tr class="{point["evidence"]}">{"".join(cells)}</tr>'


def _sign(point: dict[Any, Any]) -> str:
    """▲ or ▼ where the interval lies on one side of 1 : 1; the sign says it without the colour."""
    if point["low"] > 1:
        return '<span class="up" title="surely more positive than negative">▲</span>'
    if point["high"] < 1:
        return '<span class="down" title="surely more negative than positive">▼</span>'
    return '<span class="open" title="cannot be told">◆</span>' if pd.notna(point["low"]) else ""


def _reading(board: Board) -> str:
    shown = board.shown
    lines = [line.words for line in ratios.REFERENCE_LINES]
    laid = [f"{curve.name}: {curve.words}" for curve in board.curves]
    told = [f"{name}: {words}" for name, words in board.provenance.lines]
    account = f"<h2>What was read</h2>{_list(shown.account)}" if shown.account else ""
    facts = {"level": f"{shown.level:.0%}", "thin": shown.thin, "scorer": shown.scorer or "unknown"}
    return (
        '<section class="reading"><h2>How to read this</h2>'
        f"{_list(_HOW_TO_READ.format(**facts).split(chr(10) * 2))}"
        f"<h2>The lines on the map</h2>{_list([*lines, *laid])}{account}"
        f"<h2>Where the numbers come from</h2>{_list(told)}</section>"
        f"<footer>Made by cxanalytics {__version__}. This page needs no network and sends nothing.</footer>"
    )


_HOW_TO_READ = """
An experience is one customer’s feedback at one touchpoint: positive when it says something positive there,
negative when it says something negative; mixed when it does both, neutral when neither.

“3.4 : 1 (2.7–4.3), n 412” means 3.4 positive experiences for each negative one; with {level} confidence the
true ratio lies between 2.7 and 4.3; 412 experiences in all.

▲ the whole interval is above 1 : 1, ▼ below, ◆ it holds 1 : 1. “At least” means that nothing
negative was said yet.

Fewer than {thin} experiences are thin evidence: drawn hollow, and joined by dotted lines.

A machine reads each sentence (scorer {scorer}) and misses irony and context. Where people labelled a random
sample, the ratio is corrected by it, and the interval holds what the labels leave open as well as chance in who wrote.
“Uncorrected” means that it is the machine’s count, whose interval does not hold the machine’s own errors.
The columns positive, negative, mixed and neutral are always the machine’s count.

People who comment are not a random sample of customers.
"""


def _list(sentences: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _day(value: Any) -> str:
    return f"{value.day} {value:%b %Y}" if pd.notna(value) else ""
