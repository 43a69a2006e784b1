"""Google reviews as scrapers of the maps write them: dates that say how long ago, stars without text."""

from cxanalytics.ingest import dates
from cxanalytics.ingest.formats.base import Layout, first_records, named, pick, plain_set, segments
from cxanalytics.ingest.formats.reviews import translations
from cxanalytics.ingest.grid import Grid

NAME = "google reviews scraper"

# Outscraper, Apify, SerpApi and the API of places; the last ones are common words and need dates that say how long ago.
_CERTAIN = (
    {"review text", "review rating", "author title"}, {"text translated", "publish at", "stars"},
    {"publish at", "stars", "is local guide"}, {"iso date", "snippet", "rating", "review id"},
    {"review text", "review rating", "owner answer"}, {"response from owner text", "stars", "text"},
    {"original text text", "rating", "publish time"}, {"text text", "rating", "relative publish time description"},
)  # fmt: skip
_STARS = {"star", "stars", "rating", "review rating", "score"}
_WORDS = {"review", "text", "review text", "comment", "snippet", "caption"}
_WHEN = ("date", "relative_date", "review_date", "publishAt", "time", "published")
_ROLES = {
    "text": ("originalText.text", "text.text", "review_text", "text", "review", "snippet", "comment", "caption"),
    "rating": ("review_rating", "stars", "star", "rating", "score"),
    "occurred_at": ("review_datetime_utc", "publishedAtDate", "iso_date", "review_timestamp", "publishTime",
                    "publishAt", "relative_date", "review_date", "date", "time", "published"),
    "source_id": ("review_id", "reviewId"),
    "language": ("originalText.languageCode", "language"),
    "author": ("author_title", "authorAttribution.displayName", "user_name", "user.name", "name", "username",
               "reviewer", "author"),
    "url": ("review_link", "reviewUrl", "link"),
    "reply": ("owner_answer", "responseFromOwnerText", "response.snippet", "owner_response"),
}  # fmt: skip
_PLACES = ("place_name", "title", "place", "store", "location", "branch")


def recognise(grid: Grid) -> float:
    """Fairly sure by a scraper's own headers; probable by stars beside dates that say how long ago."""
    names = plain_set(grid)
    if any(names >= sign for sign in _CERTAIN):
        return 0.8
    if not names & _STARS or not names & _WORDS or len(names) > 15 or grid.header is None:
        return 0.0
    head = first_records(grid)
    when = named(head, *_WHEN)
    return 0.65 if when and dates.is_relative(head[when]) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews in the customers' own words, the owner's answers apart."""
    table = grid.table()
    known = pick(table, _ROLES)
    # Outscraper's "name" is the place.
    places = (*_PLACES, "name") if "author_title" in table else _PLACES
    known |= {name: role for name, role in segments(table, places).items() if name not in known}
    text = next((name for name, role in known.items() if role == "text"), None)
    if text is not None:
        if {"originalText.text", "text.text"} <= {*table}:
            table = table.assign(**{text: table[text].where(table[text] != "", table["text.text"])})
        table = table.assign(**{text: translations.original(table[text])})
    return Layout(table, "Google", "review", known, ("text", "rating", "title"))
