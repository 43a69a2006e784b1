"""Amazon reviews."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_reviews_with_their_epoch(write: Write) -> None:
    rows = [
        {"reviewerID": f"A{n}", "asin": "B01", "reviewerName": "Ann", "helpful": [0, 1], "overall": 5.0 - n,
         "reviewText": f"Cable number {n} broke", "summary": "Broke soon", "reviewTime": "02 28, 2014",
         "unixReviewTime": 1393545600 + 86400 * n, "verified": n == 0}
        for n in (0, 1)
    ]  # fmt: skip
    new = ingest.read(write("reviews.json", "\n".join(map(json.dumps, rows))), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("amazon", "Amazon", "review")
    assert new.feedback["text"].tolist() == ["Broke soon\nCable number 0 broke", "Broke soon\nCable number 1 broke"]
    assert new.feedback["rating"].tolist() == [5.0, 4.0]
    assert new.ledger.dates == ("2014-02-28T00:00:00", "2014-03-01T00:00:00")
    assert new.feedback["status"].tolist() == ["verified purchase", "not verified"]
    assert new.ledger.hashed == ("reviewerID",)


def test_tabs_and_quotes(write: Write) -> None:
    path = write(
        "alexa.tsv",
        "rating\tdate\tvariation\tverified_reviews\tfeedback\n5\t31-Jul-18\tBlack \tLove it\t1\n"
        '1\t30-Jul-18\tWhite \t"Stopped\tworking\nafter a week"\t0\n2\t29-Jul-18\tWhite \tNone\t0\n',
    )
    new = ingest.read(path, salt=b"s")
    assert new.ledger.format == "amazon"
    assert new.feedback["text"].tolist() == ["Love it", "Stopped\tworking\nafter a week", "None"]
    assert new.feedback["segment"].tolist() == ["Black", "White", "White"]
    assert (new.ledger.roles["rating"], new.ledger.roles.get("status")) == ("rating", None)


def test_the_public_layout_with_headlines(write: Write) -> None:
    path = write(
        "us.tsv",
        "marketplace\tcustomer_id\treview_id\tproduct_id\tproduct_title\tstar_rating\thelpful_votes\tvine\t"
        "verified_purchase\treview_headline\treview_body\treview_date\n"
        "US\t1\tR1\tB1\tKettle\t2\t12\tN\tY\tLeaks\tWater on the table<br />every morning\t2015-08-31\n"
        "US\t2\tR2\tB2\tToaster\t5\t0\tN\tN\tFine\tToast as it should be\t2015-08-30\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.feedback["text"].tolist()[0] == "Leaks\nWater on the table\nevery morning"
    assert new.feedback["segment"].tolist() == ["Kettle", "Toaster"]
    assert new.feedback["source_id"].tolist() == ["R1", "R2"]
