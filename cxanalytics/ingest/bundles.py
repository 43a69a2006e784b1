"""Files that belong together, put into one content; and what of a known archive is not customers speaking."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from cxanalytics.errors import ExportError
from cxanalytics.ingest import tables
from cxanalytics.ingest.archives import Entry, LeftOut, printable
from cxanalytics.ingest.files import content_of

_SLACK_DAY = re.compile(r"(?P<root>(?:.*/)?)(?P<channel>[^/]+)/\d{4}-\d\d-\d\d\.json")
_SLACK_LISTS = ("users.json", "channels.json", "groups.json", "dms.json", "mpims.json")
_X_POSTS = re.compile(r"(?P<root>(?:.*/)?)data/(?:community-)?tweets?(?:-part\d+)?\.js")
_X_MARK = re.compile(r"(?:.*/)?data/(?:manifest|account)\.js")
_PLACE = re.compile(r"(?P<root>(?:.*/)?(?:account-[^/]+/)?)location-[^/]+/(?P<file>[^/]+)")
_REVIEWS = re.compile(r"reviews[^/]*\.json")
_MOST_HEADERS = 40  # delimited files whose headers are looked at to find two that are joined


@dataclass(frozen=True)
class Bundle:
    """Files that are read as one: where they lie, whether that is worth naming, and the JSON they make."""

    path: str
    data: Callable[[], bytes]
    named: bool = False


@dataclass(frozen=True)
class Sorted:
    """Sets that belong together, files that stand alone, and those of a known archive that hold no feedback."""

    sets: tuple[Bundle, ...] = ()
    rest: tuple[Entry, ...] = ()
    left_out: tuple[LeftOut, ...] = field(default=())


def sort_out(entries: Sequence[Entry], name: str) -> Sorted:
    """The files of an archive or a folder, sorted into sets, single ones and those to leave out.

    Raises
    ------
    ExportError
        A file that must be looked at for this is damaged.
    """
    if slack := _slack(entries, name):
        return slack
    rest, left_out = _where_customers_speak(entries)
    hootsuite, rest = _hootsuite(rest, name)
    return Sorted(hootsuite, rest, left_out)


def _slack(entries: Sequence[Entry], name: str) -> Sorted | None:
    """A Slack export: lists of users and channels, and a folder per channel with a file per day."""
    paths = {entry.path: entry for entry in entries}
    days = [(entry, found) for entry in entries if (found := _SLACK_DAY.fullmatch(entry.path))]
    roots = {found["root"] for _, found in days}
    roots = {root for root in roots if f"{root}users.json" in paths and any(
        f"{root}{listing}" in paths for listing in _SLACK_LISTS[1:]
    )}  # fmt: skip
    if len(roots) != 1:
        return None
    root = roots.pop()
    own = [(entry, found["channel"]) for entry, found in days if found["root"] == root]

    def data() -> bytes:
        channels: dict[str, list[Any]] = {}
        for entry, channel in sorted(own, key=lambda pair: pair[0].path):
            channels.setdefault(channel, []).extend(_list(entry, name))
        users = _list(paths[f"{root}users.json"], name)
        return _dumped({"bundle": "slack", "channels": channels, "users": users})

    taken = {entry.path for entry, _ in own} | {f"{root}{listing}" for listing in _SLACK_LISTS}
    rest = tuple(LeftOut(entry.path, "set") for entry in entries if entry.path not in taken)
    return Sorted((Bundle("(slack)", data),), (), rest)


def _where_customers_speak(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[LeftOut, ...]]:
    """Without the files of an X archive that are no posts, and those of a business profile that are no reviews."""
    posts = [found for entry in entries if (found := _X_POSTS.fullmatch(entry.path))]
    if posts and any(_X_MARK.fullmatch(entry.path) for entry in entries):
        roots = tuple({found["root"] for found in posts})
        own = [entry for entry in entries if entry.path.startswith(roots)]
        return _split(entries, [entry for entry in own if not _X_POSTS.fullmatch(entry.path)])
    places = [(entry, found) for entry in entries if (found := _PLACE.fullmatch(entry.path))]
    if any(_REVIEWS.fullmatch(found["file"]) for _, found in places):
        return _split(entries, [entry for entry, found in places if not _REVIEWS.fullmatch(found["file"])])
    return tuple(entries), ()


def _split(entries: Sequence[Entry], out: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[LeftOut, ...]]:
    paths = {entry.path for entry in out}
    rest = tuple(entry for entry in entries if entry.path not in paths)
    return rest, tuple(LeftOut(entry.path, "set") for entry in out)


def _hootsuite(entries: Sequence[Entry], name: str) -> tuple[tuple[Bundle, ...], tuple[Entry, ...]]:
    """Conversations and their messages: two delimited files, joined by the id of the conversation."""
    delimited = [entry for entry in entries if entry.path.lower().endswith((".csv", ".tsv", ".txt"))]
    if not 2 <= len(delimited) <= _MOST_HEADERS:
        return (), tuple(entries)
    headers = {entry.path: _header(entry, name) for entry in delimited}
    conversations = [entry for entry in delimited if is_conversations(headers[entry.path])]
    messages = [entry for entry in delimited if is_messages(headers[entry.path])]
    if not conversations or not messages:
        return (), tuple(entries)

    def data() -> bytes:
        return joined([_rows(e, name) for e in conversations], [_rows(e, name) for e in messages])

    taken = {entry.path for entry in (*conversations, *messages)}
    return (Bundle("(hootsuite)", data),), tuple(entry for entry in entries if entry.path not in taken)


def is_conversations(header: Sequence[str]) -> bool:
    """Whether these are the columns of Hootsuite's file of conversations (which holds no words)."""
    names = {column.casefold() for column in header}
    own = {"medium", "channel display name", "contact profile id", "last status change agent id"}
    return "conversation id" in names and len(names & own) >= 2 and not is_messages(header)


def is_messages(header: Sequence[str]) -> bool:
    """Whether these are the columns of Hootsuite's file of messages."""
    names = {column.casefold() for column in header}
    return "conversation id" in names and bool(names & {"message", "message id", "message text", "message content"})


def joined(conversations: Sequence[list[dict[str, str]]], messages: Sequence[list[dict[str, str]]]) -> bytes:
    """Hootsuite's two files as one JSON document."""
    return _dumped(
        {"bundle": "hootsuite", "conversations": list(chain(*conversations)), "messages": list(chain(*messages))}
    )


def _header(entry: Entry, name: str) -> Sequence[str]:
    try:
        return tables.read_grid(content_of(entry.read(65536), f"{name}/{printable(entry.path)}")).names
    except ExportError:
        return ()


def _rows(entry: Entry, name: str) -> list[dict[str, str]]:
    table = tables.read_grid(content_of(entry.read(None), f"{name}/{printable(entry.path)}")).table()
    return [{str(key): str(cell) for key, cell in row.items()} for row in table.to_dict("records")]


def _list(entry: Entry, name: str) -> list[Any]:
    try:
        found = json.loads(entry.read(None))
    except (ValueError, RecursionError):
        shown = f"{name}/{printable(entry.path)}"
        raise ExportError(f"{shown} is no well-formed JSON (often a download that broke off); download it again.") \
            from None  # fmt: skip
    return found if isinstance(found, list) else []


def _dumped(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
