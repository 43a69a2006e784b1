"""Google Business Profile: reviews from the API or from Takeout, stars as words, the place in the folder's name."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from cxanalytics.ingest.formats.base import Layout, cell, frame, inside, last_version, objects
from cxanalytics.ingest.formats.reviews import translations
from cxanalytics.ingest.grid import Grid

NAME = "google business profile"

_WORDS = ("ONE", "TWO", "THREE", "FOUR", "FIVE")
_COLUMNS = ("reviewId", "createTime", "updateTime", "starRating", "comment", "reviewer", "reviewReply", "place")
_KNOWN = {
    "reviewId": "source_id", "updateTime": "occurred_at", "starRating": "rating", "comment": "text",
    "reviewer": "author", "reviewReply": "reply", "place": "segment", "createTime": "ignore",
}  # fmt: skip
_NO_PLACE = ("", ".", "takeout", "google business profile", "google my business", "reviews")


def recognise(grid: Grid) -> float:
    """Sure by reviews whose stars are words, with their reviewer or the time they were written."""
    found = [review for document in grid.documents[:20] for _, review in islice(_reviews(document, ""), 50)]
    starred = [review for review in found if str(review.get("starRating", "")).upper() in _WORDS]
    if not found or len(starred) < 0.8 * len(found):
        return 0.0
    return 0.98 if all("reviewer" in review or "createTime" in review for review in starred) else 0.7


def lay_out(grid: Grid) -> Layout:
    """Reviews in the customers' own words, the answers apart; the place is the folder, else the id in the name."""
    folder = _folder(grid.facts.get("path", ""))
    rows = [_row(place, review) for document in grid.documents for place, review in _reviews(document, folder)]
    table = frame(rows, _COLUMNS)
    table = table.assign(comment=translations.original(table["comment"]))
    table, edited = last_version(table, "reviewId", "updateTime")
    return Layout(table, "Google", "review", dict(_KNOWN), ("touchpoint", "channel"), set_aside=edited)


def _reviews(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The reviews of a document with their place: a page, a list, one review, or those of several places."""
    if isinstance(node, list):
        for item in node:
            yield from _reviews(item, place)
    elif isinstance(node, dict) and isinstance(node.get("locationReviews"), list):
        for item in objects(node["locationReviews"]):
            yield from ((place or _location(item.get("name")), review) for review in objects(item.get("review")))
    elif isinstance(node, dict) and "reviews" in node and "starRating" not in node:
        yield from ((place, review) for review in objects(node["reviews"]))
    elif isinstance(node, dict) and "starRating" in node:
        yield place, node


def _row(place: str, review: dict[str, Any]) -> dict[str, str]:
    name = cell(review.get("name"))
    stars = cell(review.get("starRating")).upper()
    created = cell(review.get("createTime"))
    anonymous = str(inside(review, "reviewer", "isAnonymous")).lower() == "true"
    return {
        "reviewId": cell(review.get("reviewId")) or name.rpartition("/")[2],
        "createTime": created,
        "updateTime": cell(review.get("updateTime")) or created,
        "starRating": stars if stars in _WORDS else "",
        "comment": cell(review.get("comment")),
        "reviewer": "" if anonymous else cell(inside(review, "reviewer", "displayName")),
        "reviewReply": cell(inside(review, "reviewReply", "comment")),
        "place": place or _location(name),
    }


def _location(name: Any) -> str:
    """ "accounts/1/locations/2/reviews/3" is a review of location 2."""
    parts = str(name or "").split("/")
    return f"location-{parts[parts.index('locations') + 1]}" if "locations" in parts[:-1] else ""


def _folder(path: str) -> str:
    """The folder that the reviews lie in, which Takeout names after the place."""
    name = PurePosixPath(path.replace("\\", "/")).parent.name
    return "" if name.lower() in _NO_PLACE or name.lower().startswith("account-") else name
