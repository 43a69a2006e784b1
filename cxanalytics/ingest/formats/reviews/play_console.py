"""Google Play Console: the monthly review report, UTF-16 under the name of CSV, and the console's API."""

from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import (
    Layout,
    cell,
    frame,
    inside,
    last_version,
    named,
    no_records,
    objects,
    pick,
    plain_set,
    segments,
)
from cxanalytics.ingest.grid import Grid

NAME = "play console"

_SIGNATURE = {"package name", "star rating", "review text"}
_ROLES = {
    "text": ("Review Text",),
    "title": ("Review Title",),
    "rating": ("Star Rating",),
    "occurred_at": ("Review Last Update Date and Time", "Review Submit Date and Time",
                    "Review Last Update Millis Since Epoch", "Review Submit Millis Since Epoch"),
    "source_id": ("Review id",),
    "language": ("Reviewer Language",),
    "url": ("Review Link",),
    "author": ("Author",),
    "reply": ("Developer Reply Text",),
}  # fmt: skip
_SEGMENTS = ("Package Name", "App Version Name")
_REVIEW_ID = r"(?i)review_?id=([^&#]+)"
_API_COLUMNS = ("Review id", "Author", "Review Last Update Date and Time", "Star Rating", "Review Title",
                "Review Text", "Reviewer Language", "App Version Name", "Developer Reply Text")  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the report's headers, or by the API's comments of user and developer."""
    if plain_set(grid) >= _SIGNATURE:
        return 0.97
    return 0.97 if _api_reviews(grid) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews, the developer's answers kept apart; of a review that was edited the last version is kept."""
    table = grid.table() if plain_set(grid) >= _SIGNATURE else frame(_rows(grid), _API_COLUMNS)
    link = named(table, "Review Link")
    if link:
        table = table.assign(**{"Review id": table[link].str.extract(_REVIEW_ID)[0].fillna("")})
    known = pick(table, _ROLES)
    when = next((name for name, role in known.items() if role == "occurred_at"), None)
    set_aside = no_records()
    if when and "Review id" in table:
        table, set_aside = last_version(table, "Review id", when)
    known |= segments(table, _SEGMENTS)
    return Layout(table, "Google Play", "review", known, ("text", "segment", "touchpoint"), set_aside=set_aside)


def _api_reviews(grid: Grid) -> list[dict[str, Any]]:
    pages = [page for page in grid.documents if isinstance(page, dict)]
    reviews = [review for page in pages for review in objects(page.get("reviews"))]
    return [review for review in reviews if any("userComment" in said for said in objects(review.get("comments")))]


def _rows(grid: Grid) -> list[dict[str, str]]:
    return [_row(review) for review in _api_reviews(grid)]


def _row(review: dict[str, Any]) -> dict[str, str]:
    comments = objects(review.get("comments"))
    said = next((found for comment in comments if isinstance(found := comment.get("userComment"), dict)), {})
    replies = [cell(inside(comment, "developerComment", "text")) for comment in comments]
    # The API writes title and text into one field with a tab between them.
    title, _, text = cell(said.get("text")).rpartition("\t")
    seconds = cell(inside(said, "lastModified", "seconds"))
    stamp = pd.to_datetime(int(seconds), unit="s").isoformat() + "Z" if seconds.isdigit() else ""
    return {
        "Review id": cell(review.get("reviewId")),
        "Author": cell(review.get("authorName")),
        "Review Last Update Date and Time": stamp,
        "Star Rating": cell(said.get("starRating")),
        "Review Title": title,
        "Review Text": text,
        "Reviewer Language": cell(said.get("reviewerLanguage")),
        "App Version Name": cell(said.get("appVersionName")),
        "Developer Reply Text": "\n".join(reply for reply in replies if reply),
    }
