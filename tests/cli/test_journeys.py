"""Journeys and personas by command."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document


@pytest.fixture
def filled(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    main(["import", "survey.csv", "--map", "Stars=rating"])
    main(["journey", "choose", "retailer"])
    capsys.readouterr()
    return desk


Said = pytest.CaptureFixture[str]


def shown(capsys: Said, name: str = "") -> dict[str, list[str]]:
    """The touchpoints of each stage."""
    found = document(capsys, "journey", "show", *filter(None, [name]))["journeys"][0]
    return {stage["name"]: [item["name"] for item in stage["touchpoints"]] for stage in found["stages"]}  # type: ignore[attr-defined]


def test_templates_are_listed_and_the_one_in_use_is_marked(filled: Path, capsys: Said) -> None:
    rows = document(capsys, "journey", "list")["journeys"]
    assert len(rows) == 7
    assert [row["name"] for row in rows if row["used"]] == ["Retailer"]
    assert not any(row["own"] for row in rows)
    assert main(["journey", "list"]) == 0
    assert "Retailer: " in capsys.readouterr().out


def test_a_journey_is_made_edited_compared_and_kept_again(filled: Path, capsys: Said) -> None:
    made = document(capsys, "journey", "new", "Ours", "--from", "retailer", "--who", "Ana", "--note", "Ours now")[
        "journeys"
    ]
    assert (made[0]["name"], made[0]["version"], made[0]["changes"]) == ("Ours", 1, [])
    document(capsys, "journey", "choose", "ours")
    before = shown(capsys)
    stage = next(name for name, items in before.items() if "Invoice" in items)
    edited = document(
        capsys, "journey", "edit", "Ours", "--rename", "Invoice=Bill", "--set", "Bill.owner=Ana",
        "--set", "Bill.ideal=5:1", "--add", f"Gift card={stage}",
        "--move", f"Gift card={stage}:1", "--rename-stage", f"{stage}=Settle",
        "--remove", "Delivery", "--note", "After the workshop",
    )["journeys"][0]  # fmt: skip
    assert edited["version"] == 2
    assert [text for text in edited["changes"] if "Bill" in text or "Gift" in text] == [  # type: ignore[attr-defined]
        "Invoice is called Bill now.",
        "Gift card is new, in stage Settle.",
        "Bill: owner was Finance, is Ana.",
        "Bill: ideal was nothing, is 5 : 1.",
    ]
    assert shown(capsys)["Settle"][0] == "Gift card"
    compared = document(capsys, "journey", "compare", "Ours", "1", "2")["journeys"][0]
    assert compared["flows"] == [{"was": "Delivery", "is": "Phone support", "n": 1}]
    assert compared["words"] == "All 3 answers are in both; 3 experiences before, 3 after."
    assert document(capsys, "journey", "restore", "Ours", "1")["journeys"] == [{"name": "Ours", "version": 3}]
    assert shown(capsys) == before
    rows = document(capsys, "journey", "versions", "Ours")["journeys"][0]["versions"]
    assert [(row["version"], row["note"]) for row in rows] == [  # type: ignore[attr-defined]
        (1, "Ours now"), (2, "After the workshop"), (3, "Version 1 again"),
    ]  # fmt: skip
    assert main(["ratios", "--journey", "Ours@2"]) == 0


def test_a_journey_is_retired_and_brought_back(filled: Path, capsys: Said) -> None:
    document(capsys, "journey", "new", "Ours", "--from", "bank")
    assert document(capsys, "journey", "retire", "Ours")["journeys"] == [{"name": "Ours", "retired": True}]
    listed = document(capsys, "journey", "list")
    assert listed["retired"] == ["Ours"]
    assert "Ours" not in [row["name"] for row in listed["journeys"]]
    document(capsys, "journey", "restore", "Ours", "1")
    assert document(capsys, "journey", "list")["retired"] == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "toml"])
def test_a_journey_goes_out_to_a_file_and_comes_back(filled: Path, capsys: Said, ending: str) -> None:
    document(capsys, "journey", "export", "Retailer", "--out", f"map.{ending}")
    made = document(capsys, "journey", "import", f"map.{ending}", "--name", "Again")["journeys"][0]
    assert (made["name"], made["version"]) == ("Again", 1)
    assert shown(capsys, "Again") == shown(capsys, "Retailer")


def test_columns_that_say_nothing_are_named(filled: Path, capsys: Said) -> None:
    Path("mine.csv").write_text("Touchpoint,Cost\nTill,5\n")
    assert main(["journey", "import", "mine.csv"]) == 0
    assert capsys.readouterr().out == ("'mine' is kept as version 1. Columns that say nothing of a journey: Cost.\n")


def test_a_journey_is_made_of_what_exports_name(filled: Path, capsys: Said) -> None:
    Path("more.csv").write_text("ID,Comment,Place\n1,It was fine,Kiosk\n2,It was bad,Invoice\n")
    main(["import", "more.csv", "--map", "Place=touchpoint"])
    capsys.readouterr()
    document(capsys, "journey", "new", "Found", "--found")
    assert sorted(name for items in shown(capsys, "Found").values() for name in items) == ["Invoice", "Kiosk"]


def test_personas_are_added_listed_retired_and_taken_back(filled: Path, capsys: Said) -> None:
    Path("area.csv").write_text("ID,Comment,Area\n1,The invoice was wrong,North\n2,Rude staff,South\n")
    main(["import", "area.csv", "--map", "Area=segment"])
    capsys.readouterr()
    added = document(capsys, "persona", "add", "Nora", "--segment", "North", "--goals", "Peace")["personas"]
    assert added == [{"name": "Nora", "segments": ["North"], "description": "", "goals": "Peace", "n": 1}]
    assert document(capsys, "persona", "list")["personas"] == added
    document(capsys, "persona", "retire", "Nora")
    assert main(["persona", "list"]) == 0
    assert capsys.readouterr().out == "No persona yet.\n"
    document(capsys, "persona", "undo")
    assert main(["persona", "list"]) == 0
    assert capsys.readouterr().out == "Nora (North; 1 experiences)\n"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["journey", "show", "Moon"], "no journey 'Moon'; there are"),
        (["journey", "show", "Retailer@7"], "has no version 7"),
        (["journey", "new", "Retailer"], "a journey 'Retailer' already"),
        (["journey", "new", "X", "--found"], "No export of this workspace names touchpoints"),
        (["journey", "new", "X", "--found", "--from", "bank"], "not both"),
        (["journey", "new", " "], "name"),
        (["journey", "edit", "Retailer"], "Nothing is changed"),
        (["journey", "edit", "Retailer", "--rename", "Invoice"], "not of the form OLD=NEW"),
        (["journey", "edit", "Retailer", "--rename", "Moon=Sun"], "no touchpoint 'Moon'"),
        (["journey", "edit", "Retailer", "--set", "Invoice.colour=red"], "'colour' cannot be set"),
        (["journey", "edit", "Retailer", "--set", "Invoice.name=Bill"], "'name' cannot be set"),
        (["journey", "edit", "Retailer", "--set", "Moon.owner=Ana"], "no touchpoint 'Moon'"),
        (["journey", "edit", "Retailer", "--set", "Invoice.state=maybe"], "the state is “maybe”"),
        (["journey", "import", "none.csv"], "cannot be opened"),
        (["journey", "import", "survey.csv"], "no column “Touchpoint”"),
        (["journey", "export", "--out", "map.pdf"], "must end in .csv, .xlsx or .toml"),
        (["journey", "compare", "Retailer", "1", "2"], "nobody has changed it yet"),
        (["journey", "retire", "Retailer"], "templates stay where they are"),
        (["persona", "add", "Nora"], "at least one segment"),
        (["persona", "add", "Nora", "--segment", "North"], "No segment is called 'North'"),
        (["persona", "retire", "Nora"], "no persona 'Nora'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(filled: Path, capsys: Said, wrong: list[str], said: str) -> None:
    assert main(wrong) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert (told.err.count("\n"), told.out) == (1, "")
