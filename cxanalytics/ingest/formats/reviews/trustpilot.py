"""Trustpilot: the review export of its business accounts, and what scrapers take from its pages."""

from cxanalytics.ingest.formats.base import Layout, header_set, ignored, pick
from cxanalytics.ingest.grid import Grid

NAME = "trustpilot"

_ROLES = {
    "source_id": ("Review ID", "ReviewId"),
    "occurred_at": ("Review Created (UTC)", "Review Created", "Review Date"),
    "title": ("Review Title",),
    "text": ("Review Content", "Review Text"),
    "rating": ("Review Stars",),
    "channel": ("Source Of Review",),
    "language": ("Review Language",),
    "customer": ("Review Consumer User ID", "Review Consumer ID"),
    "author": ("Review Username",),
    "reply": ("Company Reply", "Company Reply Text"),
}
_SIGNATURE = {
    "review stars", "review content", "review created (utc)", "source of review", "review consumer user id",
    "review username", "review user email", "domain url", "webshop name", "business unit id",
}  # fmt: skip
# The pages' own data, and tables made of them: the day of the experience is asked for by Trustpilot alone.
_PAGE = ({"consumer.displayname", "dates.publisheddate", "rating", "text"},
         {"consumer/displayname", "dates/publisheddate", "rating", "text"})  # fmt: skip
_EXPERIENCE = {"date of experience", "dateofexperience", "date_of_experience", "experience_date"}
_SCRAPED_ROLES = {
    "source_id": ("id", "review_id"),
    "occurred_at": ("dates.publishedDate", "published_date", "Review Date", "date", "date_published",
                    "dates.experiencedDate", "Date of experience", "experience_date"),
    "title": ("title", "review_title", "headline"),
    "text": ("text", "review_text", "review_body", "review_content", "review", "content", "body"),
    "rating": ("rating", "stars", "review_rating", "score"),
    "language": ("language", "lang"),
    "customer": ("consumer.id",),
    "author": ("consumer.displayName", "author", "reviewer", "reviewer_name", "name", "user"),
    "segment": ("location.name", "company", "business"),
    "reply": ("reply.message", "reply", "company_reply", "business_response"),
}  # fmt: skip
_SEGMENTS = ("Location Name", "Webshop Name", "Domain URL", "Tags")


def recognise(grid: Grid) -> float:
    """Sure by the export's columns together or the pages' fields; probable by the day of the experience."""
    names = header_set(grid)
    hits = len(names & _SIGNATURE)
    if "review stars" in names and hits >= 3:
        return min(0.98, 0.2 * hits)
    if any(names >= sign for sign in _PAGE):
        return 0.9
    words = names & {"text", "review", "review text", "review_text", "review_body", "content", "body", "review body"}
    return 0.7 if names & _EXPERIENCE and names & {"rating", "stars", "review_rating"} and words else 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews; columns that part them (location, shop, domain) are segments where they differ."""
    table = grid.table()
    if "review stars" not in header_set(grid):
        known = pick(table, _SCRAPED_ROLES)
        known |= {name: role for name, role in ignored(table, _EXPERIENCE).items() if name not in known}
        return Layout(table, "Trustpilot", "review", known, ("text", "rating", "source_id", "channel"))
    known = pick(table, _ROLES)
    for name in _SEGMENTS:
        if name in table and table[name].nunique() > 1:
            known[name] = "segment"
    return Layout(table, "Trustpilot", "review", known, ("segment",))
