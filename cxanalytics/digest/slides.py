"""A digest as slides: the first for somebody with two minutes, the rest behind it. All of it native."""

from collections.abc import Sequence
from io import BytesIO
from math import isfinite
from typing import Any

from cxanalytics.charts.style import LIGHT
from cxanalytics.digest.content import Change, Digest, Place
from cxanalytics.drawing import trend
from cxanalytics.export import deck, native
from cxanalytics.export.deck import EDGE, HEIGHT, WIDTH, Box, Look

_ROWS = 12
# So many earlier changes can be read on a slide.
_EARLIER = 4
_SIGNS = {True: "▲", False: "▼", None: "◆"}
_LINES = Look((15, 14, 13, 12, 11, 10, 9))
_SMALL = Look((12, 11, 10, 9, 8), LIGHT.muted)
_WHOLE = WIDTH - 2 * EDGE
_HALF = (WIDTH - 2 * EDGE - 0.5) / 2


def pptx(digest: Digest) -> bytes:
    """The presentation as the bytes of a PPTX file."""
    made = deck.deck()
    made.core_properties.title = digest.title
    made.core_properties.author = "cxanalytics"
    _first(made, digest)
    _changes(made, digest)
    _places(made, digest)
    _said(made, digest)
    _doing(made, digest)
    _table(made, digest)
    about = [f"{name}: {words}" for name, words in digest.about]
    _listed(made, digest, "How far to trust these numbers", (*digest.quality, *digest.method, *about))
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _foot(new: Any, digest: Digest) -> None:
    deck.text(new, Box(EDGE, HEIGHT - 0.4, WIDTH - 2 * EDGE - 0.8, 0.22), digest.line, Look((9, 8), LIGHT.muted))


def _first(made: Any, digest: Digest) -> None:
    running = "" if digest.whole else " (still running)"
    new = deck.slide(made, f"{digest.name}{running}", above=digest.company)
    head = digest.headline
    ratio, _, ends = head.text.partition(" (")
    deck.text(new, Box(EDGE, 1.25, _HALF, 0.85), ratio, Look((48, 40, 34, 28), LIGHT.text, bold=True, middle=True))
    between = f"between {ends.rstrip(')').replace('–', ' and ')} : 1, 95 % sure; " if ends else ""
    told = [f"positive experiences for each negative one; {between}{head.n:,} experiences, {head.rests_on}"]
    told += [" · ".join(text for text in (head.before, head.year) if text)]
    deck.text(new, Box(EDGE, 2.12, _HALF, 0.7), [line for line in told if line], _SMALL)
    rows = digest.series.to_dict("records")
    measured = {
        "Positive for each negative": [_shown(row) for row in rows],
        "Low end": [_finite(row["low"]) for row in rows],
        "High end": [_finite(row["high"]) for row in rows],
    }
    names = [trend.short(str(row["label"])) for row in rows]
    native.trend(new, Box(EDGE - 0.1, 2.85, _HALF + 0.2, 2.75), names, measured)
    deck.named(new.shapes[-1], "The ratio over time", trend.scene(digest.series).alt)
    deck.text(new, Box(EDGE, 5.7, _HALF, 0.85), [f"The ratio is {text}." for text in head.against], _SMALL)
    left = EDGE + _HALF + 0.5
    deck.text(new, Box(left, 1.3, _HALF, 2.3), list(digest.summary[1:]), _LINES)
    if digest.decisions:
        deck.text(new, Box(left, 3.75, _HALF, 0.3), "To decide now", Look((14, 13), LIGHT.muted, bold=True))
        lines = [f"{i}. {item.what} {item.why}" for i, item in enumerate(digest.decisions, start=1)]
        deck.text(new, Box(left, 4.08, _HALF, 2.75), lines, _LINES)
    _foot(new, digest)
    deck.notes(new, [*digest.summary, *(f"{item.what} {item.why}" for item in digest.decisions)])


def _finite(value: float) -> float | None:
    return float(value) if value == value and isfinite(value) and value > 0 else None


def _shown(row: dict[Any, Any]) -> float | None:
    """The ratio as it is drawn: of an unbounded one the end that is known."""
    return _finite(row["value"]) or (_finite(row["low"]) if row["n"] else None)


def _changes(made: Any, digest: Digest) -> None:
    new = deck.slide(made, "What changed")
    fresh = [line for change in digest.fresh for line in _change(change)]
    earlier = [line for change in digest.earlier[:_EARLIER] for line in _change(change)]
    high = HEIGHT - 2.1
    # Where nothing is new, the one line that says so stands above; two columns would leave the left one bare.
    beside = bool(fresh)
    deck.text(
        new, Box(EDGE, 1.35, _HALF if beside else _WHOLE, high if beside else 0.5), [*fresh, digest.noise], _LINES
    )
    if earlier:
        left, top = (EDGE + _HALF + 0.5, 1.35) if beside else (EDGE, 2.0)
        wide = _HALF if beside else _WHOLE
        deck.text(
            new, Box(left, top, wide, 0.3), "Changed earlier, and still so", Look((14, 13), LIGHT.muted, bold=True)
        )
        deck.text(new, Box(left, top + 0.35, wide, HEIGHT - top - 1.1), earlier, _LINES)
    _foot(new, digest)
    deck.notes(new, [*fresh, digest.noise, *earlier])


def _change(change: Change) -> list[str]:
    return [f"{_SIGNS[change.better]} {change.words}", *(f"– {text}" for text in change.carriers)]


def _places(made: Any, digest: Digest) -> None:
    if not digest.worst and not len(digest.hurting):
        return
    new = deck.slide(made, "Where it hurts, where it goes well")
    third = (WIDTH - 2 * EDGE - 0.8) / 3
    columns = [
        ("Lowest", [_place(place) for place in digest.worst]),
        ("Highest", [*map(_place, digest.best), *([digest.unranked] if digest.unranked and digest.best else [])]),
        ("What hurts most", [f"“{row['name']}”: {row['n']:,} answers" for row in digest.hurting.to_dict("records")]),
    ]
    for number, (title, lines) in enumerate(columns):
        left = EDGE + number * (third + 0.4)
        deck.text(new, Box(left, 1.35, third, 0.3), title, Look((14, 13), LIGHT.muted, bold=True))
        deck.text(new, Box(left, 1.7, third, 3.3), lines or ["Too few experiences to tell."], _LINES)
    if len(digest.patterns):
        said = [
            f"{row['what'].capitalize()}: “{row['name']}”, {row['n']:,} answers"
            for row in digest.patterns.to_dict("records")
        ]
        deck.text(
            new, Box(EDGE, 5.2, WIDTH - 2 * EDGE, 0.3), "New, back and gone", Look((14, 13), LIGHT.muted, bold=True)
        )
        deck.text(new, Box(EDGE, 5.52, WIDTH - 2 * EDGE, 1.3), said, _LINES)
    _foot(new, digest)
    deck.notes(new, [line for _, lines in columns for line in lines])


def _place(place: Place) -> str:
    more = [place.sure, f"“{place.recurs}”" if place.recurs else "", place.owner]
    told = "; ".join(text for text in more if text)
    return f"{place.touchpoint}: {place.text}" + (f" ({told})" if told else "")


def _said(made: Any, digest: Digest) -> None:
    if not digest.quotes:
        return
    new = deck.slide(made, "In customers’ words")
    each, wide = (HEIGHT - 2.0) / len(digest.quotes), WIDTH - 2 * EDGE - 0.5
    for number, quote in enumerate(digest.quotes):
        top = 1.4 + number * each
        good = quote.polarity == "positive"
        words, look = f"“{quote.text}”", Look((22, 20, 18, 16, 14, 12))
        size, _ = deck.fitted([words], Box(0, 0, wide, each - 0.6), look)
        tall = min(deck.high(words, wide, size), each - 0.6)
        colour = LIGHT.positive if good else LIGHT.negative
        bar = deck.shape(new, "RECTANGLE", Box(EDGE, top, 0.07, tall + 0.34), colour)
        deck.named(bar, "Feeling", quote.polarity)
        deck.text(new, Box(EDGE + 0.25, top, wide, tall + 0.05), words, Look((size,)))
        when = f", {quote.day.day} {quote.day:%B %Y}" if quote.day else ""
        about = f"{'▲' if good else '▼'} {quote.touchpoint}, {quote.source}{when}"
        deck.text(new, Box(EDGE + 0.25, top + tall + 0.08, wide, 0.26), about, _SMALL)
    _foot(new, digest)
    deck.notes(new, [quote.text for quote in digest.quotes])


def _doing(made: Any, digest: Digest) -> None:
    """What is being done, and what waits, beside each other."""
    columns = (
        ("Actions and targets", (*digest.actions, *digest.targets)),
        ("Waiting, and asking for attention", (*digest.waiting, *digest.alerts)),
    )
    if not any(lines for _, lines in columns):
        return
    new = deck.slide(made, "What is being done, and what waits")
    for number, (title, lines) in enumerate(columns):
        left = EDGE + number * (_HALF + 0.5)
        deck.text(new, Box(left, 1.35, _HALF, 0.3), title, Look((14, 13), LIGHT.muted, bold=True))
        deck.text(new, Box(left, 1.7, _HALF, HEIGHT - 2.4), list(lines) or ["Nothing yet."], _LINES)
    _foot(new, digest)
    deck.notes(new, [line for _, lines in columns for line in lines])


def _listed(made: Any, digest: Digest, title: str, lines: Sequence[str]) -> None:
    new = deck.slide(made, title)
    deck.text(new, Box(EDGE, 1.35, WIDTH - 2 * EDGE, HEIGHT - 2.0), list(lines), _LINES)
    _foot(new, digest)
    deck.notes(new, list(lines))


def _table(made: Any, digest: Digest) -> None:
    rows = [[row["touchpoint"], row["text"], f"{row['n']:,}", row["change"]] for row in digest.table.to_dict("records")]
    head = ("Touchpoint", "Positive for each negative", "Experiences", "Against before")
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        new = deck.slide(made, "Every touchpoint" if start == 0 else "Every touchpoint, continued")
        box = Box(EDGE, 1.35, WIDTH - 2 * EDGE, 0.41 * (len(some) + 1))
        deck.named(deck.table(new, box, head, some, (32, 28, 14, 26)), "Every touchpoint", "")
        _foot(new, digest)
        deck.notes(new, ["; ".join(row) for row in some])
