"""Reviews of Google Play and the App Store as the usual scrapers write them: tables, or JSON by app and date."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import (
    Layout,
    cell,
    frame,
    header_set,
    ignored,
    last_version,
    no_records,
    objects,
    pick,
    segments,
)
from cxanalytics.ingest.grid import Grid

NAME = "store scraper"

_PLAY = ({"username", "score", "content", "at"}, {"reviewid", "score", "content", "at"},
         {"username", "score", "text", "thumbsup", "replytext"})  # fmt: skip
_APPLE = ({"developerresponse", "review", "rating", "username"}, {"review", "rating", "isedited", "title"},
          {"userurl", "score", "title", "text", "version"})  # fmt: skip
_OWN = {"replycontent", "developerresponse", "thumbsupcount", "isedited", "reviewcreatedversion"}
_CERTAIN = {"reviewid", "replycontent", "developerresponse", "thumbsupcount", "isedited", "thumbsup", "userurl"}
_ROLES = {
    "text": ("content", "review", "text"),
    "title": ("title",),
    "rating": ("score", "rating"),
    "occurred_at": ("at", "date", "updated"),
    "source_id": ("reviewId", "id"),
    "author": ("userName",),
    "url": ("url",),
    "reply": ("replyContent", "developerResponse", "replyText"),
}
_DEEP = 4  # levels above the lists of reviews
_DAY = re.compile(r"\d{4}-\d\d?(?:-\d\d?)?")
_SEGMENTS = ("reviewCreatedVersion", "appVersion", "version", "bank", "app", "appId", "country")


def recognise(grid: Grid) -> float:
    """Sure by headers of which one is the scrapers' own; fairly so by their common words together."""
    found = [review for document in grid.documents[:20] for review in islice(_by_app(document), 50)]
    if found:
        return 0.9
    names = header_set(grid)
    if any(names >= sign for sign in (*_PLAY, *_APPLE)):
        return 0.9 if names & _CERTAIN else 0.8
    return 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews, the developer's answers kept apart. Equal short texts of different people are all kept."""
    nested = [review for document in grid.documents for review in _by_app(document)]
    table = _table(nested) if nested else grid.table()
    names = {str(name).lower() for name in table}
    known = pick(table, _ROLES)
    known |= ignored(table, ("appVersion",)) if "reviewCreatedVersion" in table else {}
    known |= {name: role for name, role in segments(table, _SEGMENTS).items() if name not in known}
    identity = next((name for name, role in known.items() if role == "source_id"), None)
    when = next((name for name, role in known.items() if role == "occurred_at"), None)
    set_aside = no_records()
    if identity and when:
        table, set_aside = last_version(table, identity, when)
    play = any(names >= sign for sign in _PLAY)
    return Layout(table, "Google Play" if play else "App Store", "review", known, ("text", "rating"),
                  set_aside=set_aside)  # fmt: skip


def _by_app(document: Any, app: str = "", dated: bool = False, depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """App and review of a document whose lists of reviews stand under an app, or an app and a day; of others none."""
    for key, node in document.items() if isinstance(document, dict) else ():
        day = _DAY.match(str(key)) is not None
        name = app if day or app else str(key)
        if isinstance(node, dict) and depth < _DEEP:
            yield from _by_app(node, name, dated or day, depth + 1)
        elif isinstance(node, list):
            sure = bool(app) and (dated or day)
            yield from ((name, review) for review in objects(node) if _is_review(review, sure))


def _is_review(review: dict[str, Any], sure: bool) -> bool:
    """Below an app and a day any text with stars; elsewhere only what carries a scraper's own names."""
    names = {name.lower() for name in review}
    said = {"review", "content", "text", "body"} & names
    starred = {"rating", "score", "stars"} & names
    return bool(said and starred and (sure or _OWN & names))


def _table(reviews: list[tuple[str, dict[str, Any]]]) -> pd.DataFrame:
    columns = dict.fromkeys(str(name) for _, review in reviews for name in review)
    rows = [{str(name): cell(value) for name, value in review.items()} | {"app": app} for app, review in reviews]
    return frame(rows, [*(name for name in columns if name != "app"), "app"]).fillna("")
