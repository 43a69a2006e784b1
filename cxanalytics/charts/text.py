"""Text inside charts: wrapped to the room there is, and never taken for markup."""

import textwrap
from html import escape


def wrapped(text: str, width: int, lines: int = 0) -> str:
    """The text broken into lines of at most `width` characters, escaped for plotly, lines joined by <br>.

    A longer word is broken. With `lines`, what does not fit into so many is cut, and the cut shown by "…".
    """
    kept = textwrap.wrap(" ".join(text.split()), width=max(width, 2), break_on_hyphens=True)
    if lines and len(kept) > lines:
        last = kept[lines - 1]
        kept = [*kept[: lines - 1], f"{last[: max(width, 2) - 1].rstrip(' ,.;:')}…"]
    # Quotes stay as they are: plotly shows the text of a node, where they mean nothing.
    return "<br>".join(escape(line, quote=False) for line in kept)
