"""Wootric (InMoment): responses of its API or a table of them. Its exports were not seen: four common names."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import ignored
from cxanalytics.ingest.grid import Grid

NAME = "wootric"

_SIGNATURE = {"score", "text", "created_at"}
_OWN = {"end_user_id", "survey_id", "excluded_from_calculations", "origin_url", "end_user.email"}
_ROLES = {
    "text": ("text",),
    "rating": ("score",),
    "occurred_at": ("created_at",),
    "customer": ("end_user_id", "end_user.id", "email", "end_user.email"),
    "url": ("origin_url",),
}
_UNUSED = {"updated_at", "completed", "excluded_from_calculations", "survey_id", "end_user.created_at"}
# What a table of posts has, and no survey: there "score" counts votes.
_POSTS = {"subreddit", "author", "ups", "num_comments", "body", "url", "retweets", "likes", "username"}


def recognise(grid: Grid) -> float:
    """Likely by the API's own fields; a guess where there are but score, text, time and e-mail."""
    names = header_set(grid)
    if not names >= _SIGNATURE or names & _POSTS:
        return 0.0
    if len(names & _OWN) >= 2:
        return 0.8
    return 0.6 if "email" in names else 0.0


def lay_out(grid: Grid) -> Layout:
    """Responses; the e-mail address tells customers apart and is kept as a hash alone."""
    table = grid.table()
    known = pick(table, _ROLES)
    if "id" in table and table["id"].is_unique:
        known["id"] = "source_id"
    known |= ignored(table, _UNUSED, known)
    return Layout(table, "Wootric", "survey", known)
