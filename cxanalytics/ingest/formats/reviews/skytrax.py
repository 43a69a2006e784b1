"""Airline reviews taken from Skytrax: texts that begin with a mark of verification, or a table of ratings."""

from cxanalytics.ingest.formats.base import Layout, first_records, ignored, named, pick, plain_set, segments
from cxanalytics.ingest.grid import Grid

NAME = "skytrax"
MARK = "Verification"

_MARK = r"^\s*([^\w|\n]{0,4}\s*c?(?:Trip Verified|Not Verified|Verified Review))\s*\|\s*"
_TEXTS = ("reviews", "review", "content", "Review", "ReviewBody", "customer_review", "text")
_RATED = {"cabin flown", "seat type", "type traveller", "type of traveller", "traveller type", "route",
          "seat comfort", "seat comfort rating", "cabin staff service", "cabin staff rating", "cabin",
          "inflight entertainment", "ground service", "date flown"}  # fmt: skip
_ROLES = {
    "title": ("review_title", "title", "ReviewHeader", "Header"),
    "rating": ("overall_rating", "overall", "OverallRating", "Overall Score"),
    "occurred_at": ("date", "review_date", "Review Date", "DatePub", "Datetime"),
    "author": ("author", "Name", "reviewer"),
    "status": (MARK, "verified", "TripVerified"),
}
_SEGMENTS = ("airline_name", "airline name", "airline", "cabin_flown", "seat_type", "Seat Type", "type_traveller",
             "Type Of Traveller", "traveller_type", "TypeOfTraveller", "SeatType", "cabin")  # fmt: skip
# Ratings of single aspects, and what follows from the rating, are not the rating.
_IGNORED = ("recommended", "link", "author_country", "value_money_rating", "food_beverages_rating",
            "cabin_staff_rating", "seat_comfort_rating", "inflight_entertainment_rating",
            "ground_service_rating", "wifi_connectivity_rating", "Seat Comfort", "Cabin Staff Service",
            "Food & Beverages", "Ground Service", "Inflight Entertainment", "Wifi & Connectivity",
            "Value For Money")  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the marks before the texts; fairly so by the ratings that only airlines are given."""
    if grid.header is None:
        return 0.0
    head = first_records(grid)
    text = named(head, *_TEXTS)
    if text is None:
        return 0.0
    filled = head[text][head[text] != ""]
    if len(filled) and filled.str.contains(_MARK.replace("(", "(?:", 1), regex=True).mean() > 0.5:
        return 0.95
    names = plain_set(grid)
    rated = {"overall rating", "overall", "overall score"} & names
    return 0.8 if rated and len(names & _RATED) >= 3 else 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews without the mark before them, which stands in a column of its own; the tick in it is no emotion."""
    table = grid.table()
    text = named(table, *_TEXTS)
    known: dict[str, str] = {}
    if text is not None:
        marks = table[text].str.extract(_MARK)[0].fillna("")
        if (marks != "").any():
            table = table.assign(**{text: table[text].str.replace(_MARK, "", regex=True), MARK: marks})
        known[text] = "text"
    known |= {name: role for name, role in pick(table, _ROLES).items() if name not in known}
    known |= {n: role for n, role in (ignored(table, _IGNORED) | segments(table, _SEGMENTS)).items() if n not in known}
    return Layout(table, "Skytrax", "review", known, ("text", "rating", "segment", "status", "occurred_at"))
