"""The board as slides: an overview, one for each touchpoint, patterns, actions, how to read them. All of it native."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from math import isfinite
from typing import Any

import pandas as pd

from cxanalytics.charts.style import LIGHT
from cxanalytics.drawing import journey_map, tips
from cxanalytics.emotion.lexicon import emotions
from cxanalytics.export import deck, native
from cxanalytics.export.deck import EDGE, HEIGHT, WIDTH, Box, Look
from cxanalytics.journey.board import NO_TEXT, Board, day
from cxanalytics.ratios import REFERENCE_LINES

# So many touchpoints stand on one overview; rows of a table on one slide.
_COLUMNS, _FEWER, _ROWS = 12, 8, 11
# From so many letters on, a name needs a wider column.
_LONG = 34
# The inside of the charts' axes on an overview.
_LEFT, _RIGHT = 1.15, 12.9
_EMOTIONS, _QUOTES = 6, 3

_MUTED = LIGHT.muted


def pptx(board: Board) -> bytes:
    """The presentation as the bytes of a PPTX file."""
    made = deck.deck()
    made.core_properties.title = f"{board.shown.name}: journey map"
    made.core_properties.author = board.provenance.program
    made.core_properties.created = made.core_properties.modified = board.provenance.made_at
    points = journey_map.drawn(board)
    long = points["touchpoint"].str.len().max() > _LONG
    parts = journey_map.parts(points, _FEWER if long else _COLUMNS)
    for number, rows in enumerate(parts):
        _overview(
            made,
            board,
            points.iloc[rows].reset_index(drop=True),
            f"{number + 1} of {len(parts)}" if len(parts) > 1 else "",
        )
    for point in points.to_dict("records"):
        _touchpoint(made, board, point)
    _patterns(made, board)
    _actions(made, board)
    _reading(made, board)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _foot(new: Any, board: Board) -> None:
    """Where the numbers come from, at the foot of a slide."""
    shared = {"masked": " · Names and numbers hidden", NO_TEXT: " · Without customers’ own words"}.get(
        board.sharing, ""
    )
    box = Box(EDGE, HEIGHT - 0.46, WIDTH - 2 * EDGE, 0.36)
    deck.named(deck.text(new, box, board.provenance.line + shared, Look((8, 7.5, 7), _MUTED)), "Source", "")


def _overview(made: Any, board: Board, points: pd.DataFrame, part: str) -> None:
    above = f"Journey map · {board.shown.name}{f' · part {part}' if part else ''}"
    new = deck.slide(made, board.shown.headline, above=above)
    column = (_RIGHT - _LEFT) / len(points)
    _stages(new, points, column)
    # One size for all names: the largest at which each fits.
    look, room = Look((12, 11, 10, 9, 8, 7, 6), bold=True, centred=True, middle=True), Box(0, 0, column - 0.06, 0.78)
    smallest = min(deck.fitted([f"◆ {name}"], room, look)[0] for name in points["touchpoint"])
    names = replace(look, sizes=(smallest,))
    for number, point in enumerate(points.to_dict("records")):
        box = Box(_LEFT + number * column + 0.03, 1.8, column - 0.06, 0.78)
        name = f"◆ {point['touchpoint']}" if point["moment"] else str(point["touchpoint"])
        deck.text(new, box, name, names)
        said = str(point["label"]).rsplit(", n ", 1)[0].replace("at least ", "≥ ").replace("at most ", "≤ ")
        ratio, _, interval = said.replace("no emotion yet", "–").partition(" (")
        told = [ratio, *([interval.rstrip(")")] if interval else []), f"n {point['n']:,}"]
        deck.text(new, Box(box.left, 2.6, box.width, 0.52), told, Look((10, 9, 8, 7), centred=True))
    _charts(new, board, points)
    _foot(new, board)
    told = [f"{p['touchpoint']}: {p['label']}, {p['rests_on']}." for p in points.to_dict("records")]
    deck.notes(new, [board.shown.alt, *told])


def _stages(new: Any, points: pd.DataFrame, column: float) -> None:
    """The stages as arrows over their touchpoints."""
    look = Look((12, 11, 10, 9, 8, 7), bold=True, centred=True, middle=True)
    start = 0
    for stage, group in groupby(points["stage"].tolist()):
        many = len(list(group))
        box = Box(_LEFT + start * column, 1.32, column * many, 0.42)
        made = deck.shape(new, "CHEVRON" if start else "PENTAGON", box, LIGHT.panel, words=stage, look=look)
        deck.named(made, f"Stage {stage}", "")
        start += many


def _charts(new: Any, board: Board, points: pd.DataFrame) -> None:
    """The curve and the counts, the inside of their axes exactly below the names."""
    names = points["touchpoint"].tolist()
    measured = {
        "Positive for each negative": [_shown(p) for p in points.to_dict("records")],
        "Low end": [_finite(v) for v in points["low"]],
        "High end": [_finite(v) for v in points["high"]],
    }
    others = {}
    for laid in board.curves:
        known = laid.points.set_index("touchpoint")["ratio"].reindex(names)
        others[laid.name] = [_finite(value) for value in known]
    box = Box(EDGE, 3.1, WIDTH - 2 * EDGE, 2.55)
    chart = native.curve(new, box, names, measured, others)
    inside = ((_LEFT - box.left) / box.width, (_RIGHT - _LEFT) / box.width)
    native.plot_area(chart, inside[0], 0.03, inside[1], 0.8)
    deck.named(new.shapes[-1], "Curve", board.shown.alt)
    box = Box(EDGE, 5.65, WIDTH - 2 * EDGE, 1.38)
    chart = native.counts(new, box, names, points["positive"].tolist(), points["negative"].tolist())
    native.plot_area(chart, inside[0], 0.02, inside[1], 0.72)
    said = f"Positive and negative experiences at {len(points)} touchpoints, as the machine reads them."
    deck.named(new.shapes[-1], "Experiences", said)


def _finite(value: float) -> float | None:
    return float(value) if pd.notna(value) and isfinite(value) and value > 0 else None


def _shown(point: Mapping[Any, Any]) -> float | None:
    """The ratio as it is drawn: the end of the interval that is known, where it has only one."""
    from cxanalytics.drawing.axis import height

    at = height(point)
    return at if at and isfinite(at) else None


def _touchpoint(made: Any, board: Board, point: Mapping[Any, Any]) -> None:
    moment = " · ◆ Moment of truth" if point["moment"] else ""
    new = deck.slide(made, str(point["touchpoint"]), above=f"{point['stage']}{moment}")
    heard = pd.notna(point["low"])
    ratio, _, interval = str(point["label"]).rsplit(", n ", 1)[0].partition(" (")
    sign = "" if not heard else "▲" if point["low"] > 1 else "▼" if point["high"] < 1 else "◆"
    colour = {"▲": LIGHT.positive, "▼": LIGHT.pain}.get(sign, LIGHT.text)
    large = f"{sign} {ratio}" if heard else "Nothing heard here yet"
    deck.text(new, Box(EDGE, 1.4, 4.0, 0.95), large, Look((54, 44, 36, 30, 26), colour, bold=True, middle=True))
    sure = f"between {interval.rstrip(')').replace('–', ' and ')} : 1, {board.shown.level:.0%} sure" if interval else ""
    evidence = "assumed: no evidence yet" if point["evidence"] == "none" else f"{point['evidence']} evidence"
    last = f"last heard of {day(point['last_evidence'])}" if pd.notna(point["last_evidence"]) else ""
    told = [
        "positive experiences for each negative one" if heard else "",
        sure,
        f"{point['n']:,} experiences, {evidence}",
        point["rests_on"],
        last,
    ]
    deck.text(new, Box(EDGE, 2.4, 4.0, 1.3), [line for line in told if line], Look((13, 12, 11)))
    _against(new, board, point)
    _described(new, board, point)
    _recurring(new, board, point)
    _felt(new, board, point)
    _said(new, board, point)
    _foot(new, board)
    deck.notes(new, [*tips.tip(board, point), *_actions_of(board, point)])


def _mine(frame: pd.DataFrame, point: Mapping[Any, Any]) -> pd.DataFrame:
    here: pd.DataFrame = frame[(frame["touchpoint"] == point["touchpoint"]).to_numpy(bool)]
    return here


def _against(new: Any, board: Board, point: Mapping[Any, Any]) -> None:
    lines = []
    for laid in board.curves:
        row = _mine(laid.points, point)
        if len(row) and pd.notna(row["ratio"].iloc[0]):
            real = f", {row['difference'].iloc[0]}" if row["differs"].iloc[0] else ""
            lines.append(f"{laid.name}: {str(row['label'].iloc[0]).rsplit(', n ', 1)[0]}{real}")
    if lines:
        deck.text(new, Box(EDGE, 3.8, 4.0, 1.25), lines, Look((12, 11, 10, 9, 8), _MUTED))


def _actions_of(board: Board, point: Mapping[Any, Any]) -> list[str]:
    return [_action(row) for row in _mine(board.actions, point).to_dict("records")]


def _action(row: Mapping[Any, Any]) -> str:
    due = f"by {day(row['due'])}" if pd.notna(row["due"]) else ""
    told = [row["title"], row["owner"], due, f"target {row['target']}" if row["target"] else "", row["state"]]
    return ", ".join(str(part) for part in told if isinstance(part, str) and part)


def _described(new: Any, board: Board, point: Mapping[Any, Any]) -> None:
    """What people wrote of the touchpoint, in cells along the foot."""
    acts = "; ".join(_actions_of(board, point))
    cells = [
        ("What customers want to get done", point["goal"]),
        ("Owner", point["owner"]),
        ("Channels", point["channel"]),
        ("Decided", f"{str(point['state']).capitalize()} it" if point["state"] else ""),
        ("Actions", acts),
    ]
    filled = [(title, str(words)) for title, words in cells if words]
    wide = (WIDTH - 2 * EDGE) / max(len(filled), 1)
    for number, (title, words) in enumerate(filled):
        left = EDGE + number * wide
        deck.text(new, Box(left, 6.02, wide - 0.2, 0.22), title, Look((11, 10, 9), _MUTED, bold=True))
        deck.text(new, Box(left, 6.26, wide - 0.2, 0.66), words, Look((13, 12, 11, 10, 9)))


def _recurring(new: Any, board: Board, point: Mapping[Any, Any]) -> None:
    found = _mine(board.patterns, point).head(4).to_dict("records")
    deck.text(new, Box(4.9, 1.42, 3.9, 0.26), "What recurs", Look((13,), _MUTED, bold=True))
    lines = [f"{row['name']} ({row['n']:,} answers, {row['share']:.0%} of those that complain)" for row in found]
    deck.text(
        new, Box(4.9, 1.74, 3.9, 1.7), lines or ["Nothing recurs in what is said here."], Look((14, 13, 12, 11, 10))
    )


def _felt(new: Any, board: Board, point: Mapping[Any, Any]) -> None:
    """A native bar chart of what is felt most."""
    felt = _mine(board.emotions, point)
    felt = felt[felt["n"] > 0].nlargest(_EMOTIONS, "n", keep="first")
    if felt.empty:
        return
    good = {emotion.name: emotion.polarity == "positive" for emotion in emotions()}
    deck.text(new, Box(4.9, 3.5, 3.9, 0.26), "What they feel", Look((13,), _MUTED, bold=True))
    names = [f"{'▲' if good.get(name) else '▼'} {name}" for name in felt["emotion"]]
    colours = [LIGHT.positive if good.get(name) else LIGHT.negative for name in felt["emotion"]]
    native.bars(new, Box(4.8, 3.75, 4.0, 2.2), names, felt["share"].tolist(), colours)
    told = ", ".join(f"{row.emotion} {row.share:.0%}" for row in felt.itertuples())
    deck.named(new.shapes[-1], "Emotions", f"Shares of the experiences at {point['touchpoint']}: {told}.")


def _said(new: Any, board: Board, point: Mapping[Any, Any]) -> None:
    """Customers' own words, each with a bar in the colour of its feeling."""
    found = _mine(board.quotes, point).head(_QUOTES).to_dict("records")
    top = 1.42
    for row in found:
        bad = row["polarity"] == "negative"
        colour = LIGHT.negative if bad else LIGHT.positive
        box = Box(9.35, top, WIDTH - EDGE - 9.35, 4.3 / len(found) - 0.45)
        words, look = f"“{row['quote']}”", Look((16, 15, 14, 13, 12, 11, 10))
        size, _ = deck.fitted([words], box, look)
        tall = min(deck.high(words, box.width, size), box.height)
        when = f", {day(row['date'])}" if pd.notna(row["date"]) else ""
        bar = deck.shape(new, "RECTANGLE", Box(9.15, top, 0.06, tall + 0.3), colour)
        deck.named(bar, "Feeling", "negative" if bad else "positive")
        deck.text(new, Box(box.left, top, box.width, tall + 0.02), words, Look((size,)) if tall < box.height else look)
        source = f"{'▼' if bad else '▲'} {row['source']}{when}"
        deck.text(new, Box(box.left, top + tall + 0.06, box.width, 0.24), source, Look((11, 10, 9), _MUTED))
        top += tall + 0.55


def _patterns(made: Any, board: Board) -> None:
    found = board.patterns.sort_values(["n", "touchpoint", "name"], ascending=[False, True, True])
    rows = [
        [row["touchpoint"], row["name"], f"{row['n']:,}", f"{row['share']:.0%}"] for row in found.to_dict("records")
    ]
    head = ("Touchpoint", "What recurs", "Answers", "Of those that complain there")
    _tables(made, board, "What recurs, most heard first", (head, rows[: 3 * _ROWS]), (34, 44, 9, 13))


def _actions(made: Any, board: Board) -> None:
    kept = ("touchpoint", "title", "owner", "due", "target", "state")
    rows = [[_cell(row[name]) for name in kept] for row in board.actions.to_dict("records")]
    if rows:
        head = ("Touchpoint", "Action", "Owner", "Due", "Target", "State")
        _tables(made, board, "Actions", (head, rows), (24, 34, 14, 10, 10, 8))


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return day(value) if pd.notna(value) else ""


Told = tuple[Sequence[str], Sequence[Sequence[str]]]


def _tables(made: Any, board: Board, title: str, told: Told, shares: Sequence[float]) -> None:
    """A table on as many slides as it takes."""
    head, rows = told
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        new = deck.slide(made, title if start == 0 else f"{title}, continued")
        high = 0.42 * (len(some) + 1)
        deck.named(deck.table(new, Box(EDGE, 1.35, WIDTH - 2 * EDGE, high), head, some, shares), title, "")
        _foot(new, board)
        deck.notes(new, ["; ".join(row) for row in some])


def _reading(made: Any, board: Board) -> None:
    new = deck.slide(made, "How to read these slides")
    said = [
        "The ratio tells how many positive experiences customers had for each negative one.",
        f"The numbers in brackets are the ends of its {board.shown.level:.0%} interval.",
        "▲ surely more positive than negative, ▼ surely more negative, ◆ cannot be told.",
        f"Fewer than {board.shown.thin} experiences are thin evidence; where nobody was heard, it is assumed.",
        *(line.words for line in REFERENCE_LINES),
        *(f"{laid.name}: {laid.words}" for laid in board.curves),
    ]
    deck.text(new, Box(EDGE, 1.35, 6.6, 5.5), said, Look((13, 12, 11, 10, 9)))
    told = [f"{name}: {words}" for name, words in board.provenance.lines] + list(board.shown.account)
    deck.text(new, Box(7.5, 1.35, WIDTH - EDGE - 7.5, 5.5), told, Look((13, 12, 11, 10, 9, 8)))
    _foot(new, board)
    deck.notes(new, [*said, *told])
