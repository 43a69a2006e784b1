"""Why a file was taken for what it is: the headers without which it would be less sure."""

import dataclasses
from collections.abc import Sequence

from cxanalytics.ingest import formats
from cxanalytics.ingest.formats import generic
from cxanalytics.ingest.grid import Grid
from cxanalytics.ingest.reading import Look

_MOST = 100  # columns that are tried
_SHOWN = 4


def telling(seen: Look) -> tuple[str, ...]:
    """The headers that told the format: without any one of them the format would be less sure of the file."""
    found = next((each for each in formats.FORMATS if seen.format == each.NAME), generic)
    if found is generic or seen.head.documents:
        return ()
    columns = range(min(seen.head.cells.shape[1], _MOST))
    lost = {i: seen.confidence - found.recognise(_without(seen.head, i)) for i in columns if seen.head.names[i]}
    return tuple(seen.head.names[i] for i, less in lost.items() if less > 0.005)


def _without(head: Grid, column: int) -> Grid:
    cells = head.cells.copy()
    cells.isetitem(column, "")
    return dataclasses.replace(head, cells=cells)


def why(seen: Look) -> str:
    """A sentence for a person: as what the file is read, and what told."""
    if seen.format == generic.NAME:
        return "No tool's own format; read as a plain table, its columns by their names and what they hold."
    sure = "Read as" if seen.confidence >= 0.9 else "Probably"
    told = telling(seen)
    if told:
        return f"{sure} {seen.layout.source}: {'the header' if len(told) == 1 else 'the headers'} {_listed(told)} told."
    known = [name for name in seen.layout.known if seen.layout.known[name] != "ignore"]
    if seen.head.documents:
        return f"{sure} {seen.layout.source}: the fields of its JSON told{f' ({_listed(known)})' if known else ''}."
    return f"{sure} {seen.layout.source}: its layout told{f', with the columns {_listed(known)}' if known else ''}."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{_short(name)}”" for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"


def _short(name: str, most: int = 40) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= most else f"{plain[:most].rstrip()}…"
