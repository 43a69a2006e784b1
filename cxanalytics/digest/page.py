"""A digest as one web page that needs no network, and as the body of a mail."""

import base64
from html import escape

from cxanalytics.charts.style import DARK, FONT, LIGHT
from cxanalytics.digest.content import Change, Digest, Place
from cxanalytics.drawing import trend
from cxanalytics.drawing.svg import svg
from cxanalytics.export.look import STYLE

# Nothing may be loaded from anywhere: the page is all there is.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_SIGNS = {True: ("▲", "up"), False: ("▼", "down"), None: ("◆", "open")}
_MORE = """
.digest { max-width: 60rem; }
.lead { font-size: 1.12rem; max-width: 46rem; margin: .3rem 0; }
.number { font-size: clamp(2.2rem, 6vw, 3.4rem); font-weight: 700; margin: .4rem 0 0; line-height: 1.1; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 2.4rem; }
.digest li { margin: .35rem 0; max-width: 52rem; } .digest ul, .digest ol { padding-left: 1.3rem; margin: .3rem 0; }
.digest .small { color: var(--muted); font-size: .9rem; }
.digest svg { max-width: 100%; height: auto; } .night { display: none; }
@media screen and (prefers-color-scheme: dark) { .digest .night { display: block !important; } .digest .day-only {
display: none; } } blockquote { margin: .6rem 0; padding-left: .9rem; border-left: 3px solid var(--down); max-width:
46rem; } blockquote.good { border-color: var(--up); }
@media print { .rest { break-before: page; } }
"""

# The same for a digest that stands inside of another page, with its names of colours.
STYLE_INSIDE = f"""
.digest {{ --up: {LIGHT.positive}; --down: {LIGHT.negative}; --muted: {LIGHT.muted}; --grid: {LIGHT.panel}; }}
.digest.dark {{ --up: #8CC4EF; --down: {DARK.pain}; --muted: {DARK.muted}; --grid: {DARK.panel}; }}
.digest h1 {{ font-size: 1.7rem; margin: 0; padding: 0; }} .digest h2 {{ font-size: 1.2rem; margin: 1.4rem 0 .3rem;
padding: 0; }} .digest h3 {{ font-size: 1rem; margin: .8rem 0 .2rem; padding: 0; }}
.digest .kicker {{ color: var(--muted); margin: 0; }} .digest figure {{ margin: 0; }}
.digest table {{ border-collapse: collapse; }} .digest th, .digest td {{ text-align: left; padding: .25rem 1.2rem
.25rem 0; }} .digest th, .digest td {{ border-bottom: 1px solid var(--grid); }} .digest .n {{ text-align: right; }}
.digest .scroll {{ overflow-x: auto; }}
.digest .up {{ color: var(--up); }} .digest .down {{ color: var(--down); }} .digest .open {{ color: var(--muted); }}
{_MORE}"""


def html(digest: Digest) -> str:
    """The whole page, light and dark; what customers and people wrote is escaped."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(digest.title)}</title>
<style>{STYLE}{_MORE}</style>
</head>
<body>
<main class="digest">
{_first(digest, _both(digest))}
<div class="rest">
{_rest(digest)}
</div>
</main>
</body>
</html>
"""


def _both(digest: Digest) -> str:
    """The picture for light and for dark."""
    light, dark = (svg(trend.scene(digest.series, dark=dark)) for dark in (False, True))
    return f'<div class="day-only">{light}</div><div class="night">{dark}</div>'


def inside(digest: Digest, *, dark: bool) -> str:
    """The digest as a part of another page, in one of both themes; goes with STYLE_INSIDE."""
    drawn = trend.scene(digest.series, dark=dark)
    # As a picture of its own: a page that cleans what it is given lets no drawing through.
    data = base64.b64encode(svg(drawn).encode()).decode()
    picture = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(drawn.alt, quote=True)}" style="width:100%">'
    return f'<div class="digest{" dark" if dark else ""}">{_first(digest, picture)}{_rest(digest)}</div>'


def _first(digest: Digest, picture: str) -> str:
    """The page for somebody with two minutes."""
    head = digest.headline
    beside = "".join(f"<li>{escape(text)}</li>" for text in (head.before, head.year, *head.against) if text)
    return f"""<p class="kicker">{escape(digest.company)}</p>
<h1>{escape(digest.name)}{"" if digest.whole else " (still running)"}</h1>
{"".join(f'<p class="lead">{escape(line)}</p>' for line in digest.summary)}
<div class="pair"><div>
<p class="number">{escape(head.text.partition(" (")[0])}</p>
<p class="small">{escape(_interval(digest))}</p>
<ul class="small">{beside}</ul>
</div><figure>{picture}</figure></div>
{_decided(digest)}
{_changes(digest)}
<div class="pair"><div>{_places("Where it hurts most", digest.worst)}</div>
<div>{_places("Where it goes best", digest.best)}</div></div>
{f'<p class="small">{escape(digest.unranked)}</p>' if digest.unranked and digest.worst else ""}"""


def _interval(digest: Digest) -> str:
    head = digest.headline
    _, _, ends = head.text.partition(" (")
    between = f"between {ends.rstrip(')').replace('–', ' and ')} : 1, 95 % sure, " if ends else ""
    return f"positive experiences for each negative one; {between}{head.n:,} experiences, {head.rests_on}"


def _decided(digest: Digest) -> str:
    if not digest.decisions:
        return ""
    rows = "".join(f"<li><strong>{escape(item.what)}</strong> {escape(item.why)}</li>" for item in digest.decisions)
    return f"<h2>To decide now</h2><ol>{rows}</ol>"


def _changes(digest: Digest) -> str:
    fresh, earlier = digest.fresh, digest.earlier
    said = f"<ul>{''.join(map(_change, fresh))}</ul>" if fresh else ""
    said += f'<p class="small">{escape(digest.noise)}</p>'
    if earlier:
        said += f"<h3>Changed earlier, and still so</h3><ul>{''.join(map(_change, earlier))}</ul>"
    return f"<h2>What changed</h2>{said}"


def _change(change: Change) -> str:
    sign, colour = _SIGNS[change.better]
    more = "".join(f"<li>{escape(text)}</li>" for text in change.carriers)
    inside = f'<ul class="small">{more}</ul>' if more else ""
    return f'<li><span class="{colour}">{sign}</span> {escape(change.words)}{inside}</li>'


def _places(title: str, places: tuple[Place, ...]) -> str:
    if not places:
        return ""
    rows = []
    for place in places:
        recurs = f"what recurs: “{place.recurs}”" if place.recurs else ""
        owner = f"owner {place.owner}" if place.owner else ""
        told = escape("; ".join(text for text in (place.sure, recurs, owner) if text))
        name = f"<strong>{escape(place.touchpoint)}</strong> {escape(place.text)}"
        rows.append(f'<li>{name}<br><span class="small">{told}</span></li>')
    return f"<h2>{title}</h2><ul>{''.join(rows)}</ul>"


def _rest(digest: Digest) -> str:
    """Everything behind the first page."""
    return "\n".join(
        part
        for part in (
            _patterns(digest),
            _quotes(digest),
            _list("Actions and whether they worked", digest.actions),
            _list("Targets", digest.targets),
            _list("Waiting for an answer", digest.waiting),
            _list("Asks for attention", digest.alerts),
            _table(digest),
            _list("How far to trust these numbers", digest.quality),
            _list("How this is worked out", (*digest.method, *(f"{name}: {words}" for name, words in digest.about))),
        )
        if part
    )


def _patterns(digest: Digest) -> str:
    made = ""
    if len(digest.patterns):
        rows = "".join(
            f"<li>{escape(row['what'].capitalize())}: “{escape(row['name'])}”, {row['n']:,} answers</li>"
            for row in digest.patterns.to_dict("records")
        )
        made += f"<h2>New, back and gone</h2><ul>{rows}</ul>"
    if len(digest.hurting):
        rows = "".join(
            f"<li>“{escape(row['name'])}”: {row['n']:,} answers, {100 * row['share']:.0f} % of those that complain</li>"
            for row in digest.hurting.to_dict("records")
        )
        made += f"<h2>What hurts most</h2><ul>{rows}</ul>"
    return made


def _quotes(digest: Digest) -> str:
    if not digest.quotes:
        return ""
    rows = []
    for quote in digest.quotes:
        when = f", {quote.day.day} {quote.day:%B %Y}" if quote.day else ""
        good = ' class="good"' if quote.polarity == "positive" else ""
        about = escape(f"{'▲' if good else '▼'} {quote.touchpoint}, {quote.source}{when}")
        rows.append(f'<blockquote{good}>“{escape(quote.text)}”<br><span class="small">{about}</span></blockquote>')
    return f"<h2>In customers’ words</h2>{''.join(rows)}"


def _list(title: str, lines: tuple[str, ...]) -> str:
    return f"<h2>{title}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _table(digest: Digest) -> str:
    if digest.table.empty:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(row["touchpoint"])}</th><td class="ratio">{escape(row["text"])}</td>'
        f'<td class="n">{row["n"]:,}</td><td>{escape(row["change"])}</td></tr>'
        for row in digest.table.to_dict("records")
    )
    titles = ("Touchpoint", "Positive for each negative", "Experiences", "Against before")
    head = "".join(f'<th scope="col">{name}</th>' for name in titles)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<h2>Every touchpoint</h2><div class="scroll">{table}</div>'


def mail_body(digest: Digest) -> str:
    """The first page as mail programs take it: no style sheet, no picture, nothing loaded."""
    head = digest.headline
    items = "".join(f"<li><strong>{escape(item.what)}</strong> {escape(item.why)}</li>" for item in digest.decisions)
    changes = "".join(
        f"<li>{_SIGNS[change.better][0]} {escape(change.words)}</li>" for change in digest.changes if change.new
    )
    parts = [
        f'<p style="color:{LIGHT.muted};margin:0">{escape(digest.company)}</p>',
        f'<h1 style="margin:0">{escape(digest.name)}</h1>',
        *(f"<p>{escape(line)}</p>" for line in digest.summary),
        f'<p style="font-size:28px;font-weight:bold;margin:8px 0 0">{escape(head.text.partition(" (")[0])}</p>',
        f'<p style="color:{LIGHT.muted};margin:0">{escape(_interval(digest))}</p>',
        f"<h2>To decide now</h2><ol>{items}</ol>" if items else "",
        f"<h2>What changed</h2><ul>{changes}</ul>" if changes else f"<p>{escape(digest.noise)}</p>",
        "<p>The whole digest is attached.</p>",
    ]
    return f'<div style="font-family:{FONT};color:{LIGHT.text};max-width:640px">{"".join(parts)}</div>'.replace(
        "'", "&#39;"
    )
