"""A digest as Markdown: what somebody reads in two minutes first, then the rest."""

import re

from cxanalytics.digest.content import Change, Digest, Place

_SIGNS = {True: "▲", False: "▼", None: "◆"}


def markdown(digest: Digest) -> str:
    """The whole digest. What customers and people wrote stays text: Markdown's own signs in it are escaped."""
    parts = [
        f"# {_plain(digest.title)}",
        *(_plain(line) for line in digest.summary),
        _headline(digest),
        *_decided(digest),
        *_changes(digest),
        *_places("Where it hurts most", digest.worst),
        *_places("Where it goes best", digest.best),
        *([_plain(digest.unranked)] if digest.unranked and digest.worst else []),
        *_patterns(digest),
        *_quotes(digest),
        *_list("Actions and whether they worked", digest.actions),
        *_list("Targets", digest.targets),
        *_list("Waiting for an answer", digest.waiting),
        *_list("Asks for attention", digest.alerts),
        *_table(digest),
        *_list("How far to trust these numbers", digest.quality),
        *_list("How this is worked out", (*digest.method, *(f"{name}: {words}" for name, words in digest.about))),
    ]
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(str(text).split()))


def _headline(digest: Digest) -> str:
    head = digest.headline
    lines = [f"**{_plain(head.text)}**, n {head.n:,}, {head.rests_on}"]
    lines += [_plain(text) for text in (head.before, head.year) if text]
    lines += [_plain(text) for text in head.against]
    return "\n".join(f"- {line}" for line in lines)


def _decided(digest: Digest) -> list[str]:
    if not digest.decisions:
        return []
    lines = [f"{i}. **{_plain(item.what)}** {_plain(item.why)}" for i, item in enumerate(digest.decisions, start=1)]
    return ["## To decide now", "\n".join(lines)]


def _changes(digest: Digest) -> list[str]:
    made = ["## What changed"]
    fresh, earlier = digest.fresh, digest.earlier
    if fresh:
        made.append("\n".join(_change(change) for change in fresh))
    made.append(_plain(digest.noise))
    if earlier:
        made += ["Changed earlier, and still so:", "\n".join(_change(change) for change in earlier)]
    return made


def _change(change: Change) -> str:
    lines = [f"- {_SIGNS[change.better]} {_plain(change.words)}"]
    return "\n".join([*lines, *(f"    - {_plain(text)}" for text in change.carriers)])


def _places(title: str, places: tuple[Place, ...]) -> list[str]:
    if not places:
        return []
    lines = []
    for place in places:
        more = [
            place.sure,
            f"what recurs: “{place.recurs}”" if place.recurs else "",
            place.owner and f"owner {place.owner}",
        ]
        told = "; ".join(_plain(text) for text in more if text)
        lines.append(f"- **{_plain(place.touchpoint)}** {_plain(place.text)}" + (f" ({told})" if told else ""))
    return [f"## {title}", "\n".join(lines)]


def _patterns(digest: Digest) -> list[str]:
    made = []
    if len(digest.patterns):
        lines = [
            f"- {row['what'].capitalize()}: “{_plain(row['name'])}”, {row['n']:,} answers"
            + (f", before {row['before']:.1f} a {digest.period}" if row["before"] else "")
            for row in digest.patterns.to_dict("records")
        ]
        made += ["## New, back and gone", "\n".join(lines)]
    if len(digest.hurting):
        lines = [
            f"- “{_plain(row['name'])}”: {row['n']:,} answers, {100 * row['share']:.0f} % of those that complain"
            for row in digest.hurting.to_dict("records")
        ]
        made += ["## What hurts most", "\n".join(lines)]
    return made


def _quotes(digest: Digest) -> list[str]:
    if not digest.quotes:
        return []
    lines = []
    for quote in digest.quotes:
        when = f", {quote.day.day} {quote.day:%B %Y}" if quote.day else ""
        sign = "▲" if quote.polarity == "positive" else "▼"
        lines.append(f"> {sign} “{_plain(quote.text)}” ({_plain(quote.touchpoint)}, {_plain(quote.source)}{when})")
    return ["## In customers’ words", "\n>\n".join(lines)]


def _list(title: str, lines: tuple[str, ...]) -> list[str]:
    return [f"## {title}", "\n".join(f"- {_plain(line)}" for line in lines)] if lines else []


def _table(digest: Digest) -> list[str]:
    if digest.table.empty:
        return []
    cells = [
        (_plain(row["touchpoint"]), _plain(row["text"]), f"{row['n']:,}", _plain(row["change"]), row["rests_on"])
        for row in digest.table.to_dict("records")
    ]
    rows = [f"| {' | '.join(row)} |" for row in cells]
    head = (
        "| Touchpoint | Positive for each negative | Experiences | Against before | Rests on |\n|---|---|---|---|---|"
    )
    return ["## Every touchpoint", "\n".join([head, *rows])]
