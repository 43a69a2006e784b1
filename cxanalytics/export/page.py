"""The map as one web page that needs no network: figure, numbers, quotes, and how to read them."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from cxanalytics import __version__, ratios
from cxanalytics.charts import journey_map as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.export.look import SCRIPT, STYLE
from cxanalytics.journey.map import JourneyMap, experiences_in

# Nothing may be loaded from anywhere: the page is all there is.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


def html(shown: JourneyMap) -> str:
    """The whole page. Everything customers wrote is escaped."""
    from plotly.offline import get_plotlyjs

    width = chart.least_width(shown)
    data = {
        "light": _figure(shown, dark=False),
        "dark": _figure(shown, dark=True),
        "paper": _figure(shown, dark=False, roomy=True),
        "config": CONFIG,
        "width": width,
        "paperWidth": chart.least_width(shown, roomy=True),
    }
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(shown.name)}: journey map</title>
<style>{STYLE}
@media (min-width: {width + 90}px) {{ .hint {{ display: none; }} }}</style>
</head>
<body>
<main>
{_heading(shown)}
<figure role="figure" aria-label="{escape(shown.alt)}">
<p class="hint">Scroll sideways for the whole map →</p>
<div><div class="scroll" tabindex="0"><div id="map" style="min-width:{width}px"></div></div></div>
<noscript>The figure needs JavaScript; the numbers are in the table below.</noscript>
<figcaption>{escape(shown.alt)}</figcaption>
</figure>
{_numbers(shown)}
{_quotes(shown)}
{_reading(shown)}
</main>
<script>{get_plotlyjs()}</script>
<script>const MAP = {_script_safe(data)};
{SCRIPT}</script>
</body>
</html>
"""


def _figure(shown: JourneyMap, *, dark: bool, roomy: bool = False) -> Any:
    return json.loads(chart.figure(shown, dark, title=False, roomy=roomy).to_json())


def _script_safe(data: Any) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _heading(shown: JourneyMap) -> str:
    when = "no dates" if shown.first is None or shown.last is None else f"{_day(shown.first)} – {_day(shown.last)}"
    facts = {
        "Selection": shown.selection,
        "Period": when,
        "Experiences": f"{shown.experiences:,}",
        "All together": shown.overall,
        "Sources": shown.mix,
        "Unassigned": f"{experiences_in(shown.unassigned)} without a touchpoint",
    }
    # A ratio is not torn apart at the end of a line.
    headline = escape(shown.headline).replace(" : 1", "\u00a0:\u00a01")
    items = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts.items())
    return (
        f'<header><p class="kicker">Journey map · {escape(shown.name)}</p><h1>{headline}</h1>'
        f'<p class="about">{escape(shown.description)}</p><dl>{items}</dl></header>'
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


def _quotes(shown: JourneyMap) -> str:
    said = shown.points[shown.points["quote"].notna()]
    if said.empty:
        return ""
    cards = "".join(_quote(point) for point in said.to_dict("records"))
    return (
        "<section><h2>What hurts, in customers’ words</h2>"
        "<p>One negative comment per touchpoint, as it was written; personal details are masked.</p>"
        f'<div class="quotes">{cards}</div></section>'
    )


def _quote(point: dict[Any, Any]) -> str:
    recurs = f"{escape(point['recurs'])} · {point['recurs_n']:,}" if pd.notna(point["recurs"]) else ""
    pain = f'<p class="pain">{recurs}</p>' if recurs else ""
    when = f", {_day(point['quote_date'])}" if pd.notna(point["quote_date"]) else ""
    return (
        f"<article><h3>{escape(point['touchpoint'])}</h3>{pain}<blockquote>{escape(point['quote'])}</blockquote>"
        f'<p class="from">{escape(point["quote_source"])}{when}</p></article>'
    )


def _reading(shown: JourneyMap) -> str:
    lines = [line.words for line in ratios.REFERENCE_LINES]
    account = f"<h2>What was read</h2>{_list(shown.account)}" if shown.account else ""
    facts = {"level": f"{shown.level:.0%}", "thin": shown.thin, "scorer": shown.scorer or "unknown"}
    return (
        '<section class="reading"><h2>How to read this</h2>'
        f"{_list(_HOW_TO_READ.format(**facts).split(chr(10) * 2))}"
        f"<h2>The lines on the map</h2>{_list(lines)}{account}</section>"
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
