"""Amazon reviews: the layouts in which data sets of them are passed on."""

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, ignored, named, pick, plain_set, segments
from cxanalytics.ingest.grid import Grid

NAME = "amazon"

_LAYOUTS = (
    ({"reviewer id", "asin", "review text", "overall"}, 0.97),
    ({"asin", "parent asin", "rating", "text", "user id"}, 0.97),
    ({"asin", "review text", "overall"}, 0.9),
    ({"product id", "star rating", "review headline", "review body"}, 0.97),
    ({"product id", "user id", "profile name", "score", "summary", "text"}, 0.9),
    ({"verified reviews", "variation", "rating"}, 0.9),
)
_ROLES = {
    "text": ("reviewText", "review_body", "verified_reviews", "Text"),
    "title": ("summary", "review_headline", "title"),
    "rating": ("overall", "star_rating", "rating", "Score"),
    "occurred_at": ("unixReviewTime", "reviewTime", "review_date", "timestamp", "Time", "date"),
    "source_id": ("review_id",),
    "customer": ("reviewerID", "customer_id", "user_id", "UserId"),
    "language": ("language",),
}
# "feedback" is told from the stars, votes are other readers', and an id of a product parts nothing but itself.
_IGNORED = ("feedback", "helpful", "vote", "helpful_vote", "helpful_votes", "total_votes", "HelpfulnessNumerator",
            "HelpfulnessDenominator", "reviewTime", "reviewerName", "ProfileName", "image", "images", "vine",
            "Id", "product_parent", "parent_asin")  # fmt: skip
_SEGMENTS = ("variation", "product_title", "product_category", "marketplace", "main_category")
_PRODUCTS = ("asin", "product_id")
_VERIFIED = ("verified", "verified_purchase")


def recognise(grid: Grid) -> float:
    """Sure by the fields of one of the layouts together."""
    names = plain_set(grid)
    return max((sure for sign, sure in _LAYOUTS if names >= sign), default=0.0)


def lay_out(grid: Grid) -> Layout:
    """Reviews; whether the purchase was verified is the status."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    parts = segments(table, _SEGMENTS) or segments(table, _PRODUCTS)
    known |= {name: role for name, role in parts.items() if name not in known}
    verified = named(table, *_VERIFIED)
    if verified is not None:
        table = table.assign(**{verified: _in_words(table[verified])})
        known[verified] = "status"
    return Layout(table, "Amazon", "review", known, ("text", "rating", "source_id", "segment", "touchpoint"))


def _in_words(verified: pd.Series) -> pd.Series:
    lowered = verified.str.lower()
    words = verified.mask(lowered.isin(["true", "y", "yes", "1"]), "verified purchase")
    return words.mask(lowered.isin(["false", "n", "no", "0"]), "not verified")
