"""AppFollow: reviews of several stores in one table, or as its API gives them."""

from cxanalytics.ingest.formats.base import (
    Layout,
    ignored,
    last_version,
    named,
    no_records,
    pick,
    plain_set,
    segments,
)
from cxanalytics.ingest.grid import Grid

NAME = "appfollow"

_API = {"review id", "ext id", "rating", "content"}
_ANSWERED = {"answer text", "is answer", "was changed", "answer date"}
_TABLE = ({"store", "rating", "review", "review id"}, {"store", "rating", "review", "author"},
          {"store", "app", "rating", "review"}, {"store", "app name", "rating", "content"})  # fmt: skip
_ROLES = {
    "source_id": ("review_id", "Review ID", "id"),
    "text": ("content", "Review", "Review text", "Text"),
    "title": ("title", "Review title"),
    "rating": ("rating", "Stars"),
    "occurred_at": ("updated", "date", "created", "Review date", "time"),
    "author": ("author", "User", "Nickname", "Reviewer"),
    "language": ("lang", "language", "Review language"),
    "reply": ("answer_text", "Reply text", "Reply", "Developer reply", "Answer"),
    "channel": ("store",),
    "url": ("Review link", "permalink", "url"),
}
_SEGMENTS = ("app", "app_name", "application", "ext_id", "country", "locale", "version", "app_version")
# A machine's translation stands beside the customer's own words.
_IGNORED = ("Translated review", "Translated title", "Translation", "translated_content", "sentiment", "is_answer",
            "was_changed", "answer_date")  # fmt: skip


def recognise(grid: Grid) -> float:
    """Fairly sure by the API's fields of app and answer; probable by a store beside review and rating."""
    names = plain_set(grid)
    if names >= _API and names & _ANSWERED:
        return 0.8
    if any(names >= sign for sign in _TABLE) and not {"star rating", "package name"} & names:
        return 0.7 if "store" in names and names & {"reply", "reply text", "review id", "version", "app"} else 0.0
    return 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews in the customers' own words, the answers apart; the store is the channel."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    known |= {name: role for name, role in segments(table, _SEGMENTS).items() if name not in known}
    identity, when = named(table, *_ROLES["source_id"]), named(table, *_ROLES["occurred_at"])
    set_aside = no_records()
    if identity and when:
        table, set_aside = last_version(table, identity, when)
    return Layout(table, "AppFollow", "review", known, ("text", "rating", "segment"), set_aside=set_aside)
