"""Reviews from Google Play and the App Store: the console's report and the tables that scrapers write."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.grid import Grid

NAME = "app store"

_CONSOLE = {"package name", "star rating", "review text"}
_PLAY = ({"username", "score", "content", "at"}, {"reviewid", "score", "content", "at"})
_APPLE = ({"developerresponse", "review", "rating", "username"}, {"review", "rating", "isedited", "title"})
_CONSOLE_ROLES = {
    "text": ("Review Text",),
    "title": ("Review Title",),
    "rating": ("Star Rating",),
    "occurred_at": ("Review Last Update Date and Time", "Review Submit Date and Time"),
    "language": ("Reviewer Language",),
    "url": ("Review Link",),
    "segment": ("App Version Name",),
    "reply": ("Developer Reply Text",),
}
_SCRAPER_ROLES = {
    "text": ("content", "review"),
    "title": ("title",),
    "rating": ("score", "rating"),
    "occurred_at": ("at", "date"),
    "source_id": ("reviewId", "id"),
    "author": ("userName",),
    "reply": ("replyContent", "developerResponse"),
}
_REVIEW_ID = r"(?i)review_?id=([^&#]+)"


def recognise(grid: Grid) -> float:
    """Sure by the console's headers; fairly so by those of the scrapers, which are common words."""
    names = header_set(grid)
    if names >= _CONSOLE:
        return 0.97
    if any(names >= sign for sign in (*_PLAY, *_APPLE)):
        return 0.9 if names & {"reviewid", "replycontent", "developerresponse", "thumbsupcount"} else 0.8
    return 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews, the developer's answers kept apart."""
    table = grid.table()
    names = header_set(grid)
    if names >= _CONSOLE:
        known = pick(table, _CONSOLE_ROLES)
        if "Review Link" in table:
            identity = table["Review Link"].str.extract(_REVIEW_ID)[0].fillna("")
            table = table.assign(**{"Review id": identity})
            known["Review id"] = "source_id"
        return Layout(table, "Google Play", "review", known)
    play = any(names >= sign for sign in _PLAY)
    known = pick(table, _SCRAPER_ROLES)
    return Layout(table, "Google Play" if play else "App Store", "review", known)
