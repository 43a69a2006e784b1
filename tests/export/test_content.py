import json

from cxanalytics.export import content
from cxanalytics.journey.board import Board
from tests import boards, maps


def test_one_document_with_every_point(plain: Board) -> None:
    document = json.loads(content.document(plain))["map"]
    assert document["name"] == "Shop"
    assert document["experiences"] == 288
    assert document["unassigned"] == 10
    assert document["first"] == "2026-05-01"
    assert document["sources"] == [{"source": "X & Y", "n": 288, "share": 1.0}]
    assert [line["value"] for line in document["reference_lines"]] == [2, 22]
    assert document["account"] == ["=one & only.csv"]
    points = {point["touchpoint"]: point for point in document["points"]}
    assert list(points) == plain.shown.points["touchpoint"].tolist()
    assert points["Invoice"]["quote"] == "They <script>alert(1)</script> & \"charged\" 'twice'"
    assert points["Invoice"]["last_evidence"] == "2026-05-01T00:00:00"


def test_what_is_not_a_number_or_endless_is_null(plain: Board) -> None:
    points = {point["touchpoint"]: point for point in json.loads(content.document(plain))["map"]["points"]}
    till, none = points["Till & queue"], points["Hold music"]
    assert (till["ratio"], till["high"]) == (None, None)
    assert till["low"] > 4
    assert [none[name] for name in ("ratio", "low", "high", "pain", "quote", "last_evidence")] == [None] * 6
    assert none["n"] == none["pain_n"] == 0


def test_the_table_has_a_row_per_touchpoint(plain: Board) -> None:
    lines = content.table(plain).splitlines()
    assert lines[0].startswith("stage,touchpoint,channel,owner,positive,negative,neutral,mixed,n,ratio,low,high")
    assert len(lines) == 1 + len(plain.shown.points)
    assert lines[0].endswith(",bridge,scorer,data")
    assert all(line.endswith(",v1,0123456789abcdef") for line in lines[1:])
    assert lines[4].startswith("Pay,Hold music,,,0,0,0,0,0,,,,counted,0,none,")


def test_patterns_of_a_touchpoint_are_in_both() -> None:
    patterned = boards.plain(maps.patterned())
    points = {p["touchpoint"]: p for p in json.loads(content.document(patterned))["map"]["points"]}
    assert points["Invoice"]["patterns"] == [
        {"pattern": "P1", "name": "Wrong <i>amount</i>", "n": 7},
        {"pattern": "P2", "name": "Comes late", "n": 5},
    ]
    assert points["Invoice"]["recurs"] == "Wrong <i>amount</i>"
    assert points["Staff"]["patterns"] == []
    assert "P1 Wrong <i>amount</i> (7); P2 Comes late (5),Wrong <i>amount</i>,7," in content.table(patterned)


def test_lanes_curves_actions_and_where_it_comes_from_are_told() -> None:
    told = json.loads(content.document(boards.board(3)))["map"]
    assert [curve["name"] for curve in told["curves"]][-2:] == ["Ideal", "What the room believes"]
    assert told["curves"][0]["points"][0]["differs"] is True
    assert told["actions"][0] == {
        "action": 1,
        "touchpoint": "Touchpoint 1",
        "pattern": "P1",
        "title": "Show the whole price before the last step",
        "owner": "Digital",
        "due": "2026-09-01",
        "target": "5 : 1 by March",
        "state": "open",
    }
    assert len(told["emotions"]) == 3 * 13
    assert (told["sharing"], told["provenance"]["data"]) == ("quotes", "0123456789abcdef")
