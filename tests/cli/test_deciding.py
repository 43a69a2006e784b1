"""What is decided about a file on the command line: said, remembered, applied, shown, forgotten."""

import json
from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document

TABLE = (
    "note,opinion,on,mark\nA{n},The checkout was slow {n},03/04/2024,4\nB{n},Lovely staff in shop {n},05/04/2024,2\n"
)
SAID = ("--map", "opinion=text", "--map", "on=occurred_at", "--map", "mark=rating", "--day-first", "--scale", "0-10")


@pytest.fixture
def months(desk: Path) -> Path:
    for number in (1, 2, 3):
        (desk / f"month_{number}.csv").write_text(TABLE.format(n=number))
    return desk


def test_what_is_said_is_remembered_and_applied_to_the_next(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = document(capsys, "import", "month_1.csv", *SAID)["files"][0]
    assert (first["date_order"], first["scale"]) == ("day/month/year", "0 to 10")
    assert (first["profile"], first["remembered"]) == ("", "month")
    assert main(["import", "month_2.csv"]) == 0
    told = capsys.readouterr().out
    assert "read as the profile 'month' says" in told
    assert "decided: the day stands before the month" in told
    third = document(capsys, "import", "month_3.csv", "--no-profile", "--map", "opinion=text")["files"][0]
    assert (third["profile"], third["remembered"], third["scale"]) == ("", "", "")


def test_a_profile_of_ones_own_name(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "import", "month_1.csv", *SAID, "--profile", "Shop")["files"][0]["remembered"] == "Shop"
    second = document(capsys, "import", "month_2.csv", "--profile", "shop", "--touchpoint", "Kiosk")["files"][0]
    assert (second["profile"], second["remembered"]) == ("Shop", "Shop")
    shown = document(capsys, "profile", "show", "shop")["profiles"][0]
    assert shown["decisions"] == {
        "mapping": {"mark": "rating", "on": "occurred_at", "opinion": "text"}, "touchpoint": "Kiosk",
        "day_first": True, "scale": [0.0, 10.0],
    }  # fmt: skip
    assert main(["profile", "show", "Shop"]) == 0
    assert "  ratings go from 0 to 10\n" in capsys.readouterr().out


def test_profiles_are_listed_and_forgotten(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "list"]) == 0
    assert capsys.readouterr().out.startswith("No import profile yet")
    main(["import", "month_1.csv", *SAID])
    capsys.readouterr()
    listed = document(capsys, "profile", "list")["profiles"]
    assert [(item["name"], item["columns"]) for item in listed] == [("month", ["note", "opinion", "on", "mark"])]
    assert main(["profile", "list"]) == 0
    assert capsys.readouterr().out.startswith("month: table, 4 columns, last changed ")
    assert main(["profile", "forget", "month", "--who", "Fay"]) == 0
    assert "is forgotten" in capsys.readouterr().out
    assert document(capsys, "profile", "list") == {"profiles": []}


def test_a_dry_run_with_decisions_writes_nothing(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "import", "month_1.csv", *SAID, "--dry-run")["files"][0]["remembered"] == "month"
    assert not (months / "workspace").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--scale", "much"), "'much' is no scale of ratings; write its worst and its best value"),
        (("--profile", "Nobody"), "There is no import profile 'Nobody'; none is remembered yet."),
        (
            ("--question-invites", "opinion=rude"),
            "'rude' after --question-invites is none of negative, positive, both.",
        ),
        (("--question-touchpoint", "opinion"), "'opinion' after --question-touchpoint is not of the form COLUMN=NAME."),
        (("--map", "opinon=text"), "month_1.csv has no column 'opinon'; did you mean 'opinion'"),
        (("--keep", "everything"), "There is no switch 'everything' of what to keep; choose of repeats, "),
        (("--as-of", "yesterday"), "'yesterday' is no date"),
        (("--profile", " "), "The name after --profile is empty"),
    ],
)
def test_what_is_not_well_put_is_said_in_one_line(
    options: tuple[str, ...], said: str, months: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "month_1.csv", *options]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert not (months / "workspace").exists()


def test_both_orders_at_once_are_wrong_usage(months: Path) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(["import", "month_1.csv", "--day-first", "--month-first"])
    assert wrong.value.code == 2


def test_what_questions_are_about_and_ask_for(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--map", "opinion=text", "--question-touchpoint", "opinion=Checkout", "--question-touchpoint", "note=")
    main(["import", "month_1.csv", *said, "--question-invites", "opinion=both", "--json"])
    assert json.loads(capsys.readouterr().out)["files"][0]["decided"] == [
        "'opinion' is read as text",
        "'note' is about no touchpoint of its own",
        "'opinion' is about Checkout",
        "'opinion' asks for both sides",
    ]


def test_how_long_ago_is_counted_back_from_the_day_that_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "ago.csv").write_text(
        "review,stars,date\nKind people at the till,5,a month ago\nMuch too loud,2,2 days ago\n"
    )
    ledger = document(capsys, "import", "ago.csv", "--as-of", "2026-03-31")["files"][0]
    assert ledger["dates"] == ["2026-02-28T00:00:00", "2026-03-29T00:00:00"]
    assert (ledger["precision"], ledger["decided"], ledger["remembered"]) == (
        "month", ["the file was made on 31 March 2026"], "",
    )  # fmt: skip
