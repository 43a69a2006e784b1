"""Google Business Profile reviews."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from cxanalytics import ingest
from cxanalytics.ingest.formats.reviews import google_business
from cxanalytics.ingest.grid import Grid

Write = Callable[..., Path]

REVIEWS: list[dict[str, Any]] = [
    {"name": "accounts/1/locations/12/reviews/r1", "reviewId": "r1", "starRating": "FIVE",
     "reviewer": {"displayName": "Ana P.", "profilePhotoUrl": "https://x.example/p"},
     "comment": "(Translated by Google) Very kind staff\n\n(Original)\nPersonal muy amable",
     "createTime": "2026-01-02T03:04:05.123456789Z", "updateTime": "2026-01-02T03:04:05.123456789Z",
     "reviewReply": {"comment": "Thank you!", "updateTime": "2026-01-03T00:00:00Z"}},
    {"name": "accounts/1/locations/12/reviews/r2", "reviewId": "r2", "starRating": "TWO",
     "reviewer": {"displayName": "A Google user", "isAnonymous": True},
     "createTime": "2026-01-04T10:00:00Z", "updateTime": "2026-01-04T10:00:00Z"},
    {"name": "accounts/1/locations/12/reviews/r3", "reviewId": "r3", "starRating": "ONE",
     "reviewer": {"displayName": "Ben"}, "comment": "Files froids\n\n(Translated by Google)\nCold fries",
     "createTime": "2026-01-05T10:00:00Z", "updateTime": "2026-01-06T10:00:00Z"},
]  # fmt: skip


def test_reviews_of_the_api(write: Write) -> None:
    page = {"reviews": REVIEWS, "averageRating": 2.7, "totalReviewCount": 3, "nextPageToken": "x"}
    new = ingest.read(write("reviews.json", json.dumps(page)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == (
        "google business profile", "Google", "review",
    )  # fmt: skip
    assert new.feedback["rating"].tolist() == [5.0, 2.0, 1.0]
    assert (new.ledger.scale, new.ledger.read, new.ledger.with_text) == ("1 to 5", 3, 2)
    assert new.feedback["source_id"].tolist() == ["r1", "r2", "r3"]
    assert new.feedback["segment"].tolist() == ["location-12"] * 3
    assert new.ledger.dates == ("2026-01-02T03:04:05.123457", "2026-01-06T10:00:00")
    assert new.ledger.roles["reply"] == "reviewReply"
    assert new.feedback["customer"].isna().tolist() == [False, True, False]


def test_translations_leave_the_customers_own_words(write: Write) -> None:
    new = ingest.read(write("reviews.json", json.dumps({"reviews": REVIEWS})), salt=b"s")
    assert new.feedback["text"].dropna().tolist() == ["Personal muy amable", "Files froids"]


def test_of_an_edited_review_the_last_version_is_kept(write: Write) -> None:
    edited = REVIEWS[2] | {"starRating": "FOUR", "comment": "Better now", "updateTime": "2026-02-01T00:00:00Z"}
    pages = [{"reviews": REVIEWS}, {"reviews": [edited]}]
    new = ingest.read(write("pages.jsonl", "\n".join(map(json.dumps, pages))), salt=b"s")
    assert new.feedback["rating"].tolist() == [5.0, 2.0, 4.0]
    assert new.ledger.set_aside == {"edited later, the last version is kept": 1}


def test_the_folder_is_the_place() -> None:
    page = {"reviews": [REVIEWS[0] | {"name": ""}]}
    path = "Takeout/Google Business Profile/account-1/High Street/reviews.json"
    grid = Grid("reviews.json", pd.DataFrame(), {"path": path}, documents=(page,))
    assert google_business.lay_out(grid).table["place"].tolist() == ["High Street"]


def test_reviews_of_several_locations_in_one_answer(write: Write) -> None:
    found = [{"name": f"accounts/1/locations/{n}", "review": REVIEWS[n] | {"name": ""}} for n in (0, 1)]
    new = ingest.read(write("batch.json", json.dumps({"locationReviews": found})), salt=b"s")
    assert new.feedback["segment"].tolist() == ["location-0", "location-1"]
