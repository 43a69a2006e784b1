"""KoboToolbox submissions."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

HEAD = (
    "start;end;deviceid;visit/used;visit/used/app;visit/used/web;visit/change;_place_latitude;_id;_uuid;"
    "_submission_time;_validation_status;_notes;_status;_submitted_by;__version__;_tags;_index"
)
ROWS = (
    (
        "2024-03-04T10:00:00.000+01:00;2024-03-04T10:05:00.000+01:00;d1;app web;1;1;More room between the tables;1.5;"
        "11;u-1;2024-03-04T09:05:10;;A good one for the report;submitted_via_web;ann;v1;;1"
    ),
    (
        "2024-03-05T10:00:00.000+01:00;2024-03-05T10:05:00.000+01:00;d1;web;0;1;Nobody answered the bell;1.5;"
        "12;u-2;2024-03-05T09:05:10;Not approved;;submitted_via_web;ann;v1;;2"
    ),
    (
        "2024-03-06T10:00:00.000+01:00;2024-03-06T10:05:00.000+01:00;d1;;0;0;;1.5;"
        "13;u-3;2024-03-06T09:05:10;;;submitted_via_web;ann;v1;;3"
    ),
)


def test_submissions(write: Write) -> None:
    new = ingest.read(write("visit.csv", "\n".join((HEAD, *ROWS))), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.delimiter) == ("kobotoolbox", 0.85, "semicolon")
    assert new.ledger.set_aside == {"not approved by the survey's owner": 1, "no text and no rating": 1}
    assert new.feedback["text"].tolist() == ["More room between the tables"]
    assert (new.ledger.roles["source_id"], new.ledger.roles["reply"]) == ("_uuid", "_notes")
    assert new.ledger.dates == ("2024-03-04T09:05:10", "2024-03-04T09:05:10")
    assert "deviceid" in new.ledger.dropped


def test_options_and_groups(write: Write) -> None:
    reading = ingest.inspect(write("visit.csv", "\n".join((HEAD, *ROWS))))
    ignored = ("visit/used", "visit/used/app", "visit/used/web", "_submitted_by", "_place_latitude", "end")
    assert {reading.roles[name] for name in ignored} == {"ignore"}
    assert reading.questions == {"visit/change": "change"}
    assert reading.facts["time_zone"] == "UTC"


def test_json_of_the_api(write: Write) -> None:
    shared = {"_submission_time": "2024-03-04T09:05:10", "_notes": [], "_tags": [], "_geolocation": [1.5, 2.5]}
    rejected = {"uid": "validation_status_not_approved", "label": "Not Approved"}
    rows = [
        {"_id": 11, "_uuid": "u-1", "visit/change": "More room between the tables", "_validation_status": {}, **shared},
        {"_id": 12, "_uuid": "u-2", "visit/change": "Nobody answered", "_validation_status": rejected, **shared},
    ]
    new = ingest.read(write("data.json", json.dumps({"count": 2, "results": rows})), salt=b"s")
    assert (new.ledger.format, new.ledger.set_aside) == ("kobotoolbox", {"not approved by the survey's owner": 1})
    assert new.feedback["text"].tolist() == ["More room between the tables"]
    assert new.feedback["status"].isna().all()
