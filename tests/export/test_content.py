import json

from cxanalytics.export import content
from cxanalytics.journey.map import JourneyMap
from tests import maps


def test_one_document_with_every_point(shown: JourneyMap) -> None:
    document = json.loads(content.document(shown))["map"]
    assert document["name"] == "Shop"
    assert document["experiences"] == 288
    assert document["unassigned"] == 10
    assert document["first"] == "2026-05-01"
    assert document["sources"] == [{"source": "X & Y", "n": 288, "share": 1.0}]
    assert [line["value"] for line in document["reference_lines"]] == [2, 22]
    assert document["account"] == ["=one & only.csv"]
    points = {point["touchpoint"]: point for point in document["points"]}
    assert list(points) == shown.points["touchpoint"].tolist()
    assert points["Invoice"]["quote"] == "They <script>alert(1)</script> & \"charged\" 'twice'"
    assert points["Invoice"]["last_evidence"] == "2026-05-01T00:00:00"


def test_what_is_not_a_number_or_endless_is_null(shown: JourneyMap) -> None:
    points = {point["touchpoint"]: point for point in json.loads(content.document(shown))["map"]["points"]}
    till, none = points["Till & queue"], points["Hold music"]
    assert (till["ratio"], till["high"]) == (None, None)
    assert till["low"] > 4
    assert [none[name] for name in ("ratio", "low", "high", "pain", "quote", "last_evidence")] == [None] * 6
    assert none["n"] == none["pain_n"] == 0


def test_the_table_has_a_row_per_touchpoint(shown: JourneyMap) -> None:
    lines = content.table(shown).splitlines()
    assert lines[0].startswith("stage,touchpoint,channel,owner,positive,negative,neutral,mixed,n,ratio,low,high")
    assert len(lines) == 1 + len(shown.points)
    assert lines[0].endswith(",bridge,scorer")
    assert all(line.endswith(",v1") for line in lines[1:])
    assert lines[4].startswith("Pay,Hold music,,,0,0,0,0,0,,,,counted,0,none,")


def test_patterns_of_a_touchpoint_are_in_both() -> None:
    patterned = maps.patterned()
    points = {p["touchpoint"]: p for p in json.loads(content.document(patterned))["map"]["points"]}
    assert points["Invoice"]["patterns"] == [
        {"pattern": "P1", "name": "Wrong <i>amount</i>", "n": 7},
        {"pattern": "P2", "name": "Comes late", "n": 5},
    ]
    assert points["Invoice"]["recurs"] == "Wrong <i>amount</i>"
    assert points["Staff"]["patterns"] == []
    assert "P1 Wrong <i>amount</i> (7); P2 Comes late (5),Wrong <i>amount</i>,7," in content.table(patterned)
