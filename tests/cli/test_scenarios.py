"""What-if and the cost of disengagement by command."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document, refused


def candidates(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = document(capsys, "whatif")["whatif"]
    return rows


def test_what_could_be_resolved_is_listed_and_resolved(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    patterns = [row for row in candidates(capsys) if row["kind"] == "pattern"]
    assert len(patterns) == 4
    first = str(patterns[0]["name"])
    whole = document(capsys, "whatif", "--resolve", f"{first}=100%")
    half = document(capsys, "whatif", "--resolve", f"{first}=50%", "--turned", "1")
    assert whole["outcome"]["gone"] == 2 * half["outcome"]["gone"] == patterns[0]["n"]
    assert half["outcome"]["turned"] == half["outcome"]["gone"]
    assert whole["outcome"]["after"]["value"] > whole["outcome"]["now"]["value"]
    assert "not a forecast" in whole["note"]


def test_a_budget_and_a_goal(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [str(row["name"]) for row in candidates(capsys) if row["kind"] == "pattern"]
    told = document(capsys, "whatif", "--budget", "3", "--effort", f"{names[0]}=5")
    assert sorted(row["name"] for row in told["whatif"]) == sorted(names[1:])
    goal = document(capsys, "whatif", "--goal", "0.3")
    assert 0 < goal["goal"]["share"] < 1
    assert main(["whatif", "--goal", "500"]) == 0
    assert "it would not be enough." in capsys.readouterr().out


def test_what_disengagement_costs(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = document(
        capsys, "cost", "--set", "value=200", "--set", "customers=1000", "--set", "unhappy=10%", "--set", "range=0"
    )
    # 1,000 x 10 % x 10 % x 200.
    assert told["cost"][0]["value"] == [2_000.0, 2_000.0, 2_000.0]
    rests = {row["name"]: row["rests_on"] for row in told["assumptions"]}
    assert (rests["value"], rests["margin"]) == ("set by people", "assumed")
    assert document(capsys, "cost")["cost"][0]["value"][0] == 2_000.0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["whatif", "--resolve", "Moon=10%"], "no pattern or touchpoint 'Moon'"),
        (["whatif", "--resolve", "P1=much"], "'much' is no share"),
        (["whatif", "--resolve", "P1=150%"], "Between 0 and 100 %"),
        (["whatif", "--budget", "0.5"], "smallest effort is 1"),
        (["whatif", "--resolve", "P1=50%", "--resolve", "P1=20%"], "'P1' is named twice"),
        (["whatif", "--budget", "5", "--effort", "Nowhere=2"], "--effort names 'nowhere'"),
        (["whatif", "--goal", "inf"], "greater than 0"),
        (["cost", "--set", "value=nan"], "is a number, not nan"),
        (["cost", "--from", "2030-01-01"], "No customer is in this selection"),
        (["cost", "--set", "churn=1"], "no 'churn'"),
        (["cost", "--set", "leave_unhappy=1%"], "at least as often"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    heard: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    refused(capsys, wrong, said)


def test_without_patterns_a_budget_has_nothing_to_choose_from(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "bare.csv").write_text("Comment\nThe delivery was late and I am angry\n")
    main(["import", "bare.csv"])
    capsys.readouterr()
    for given in (["--budget", "3"], ["--goal", "5"]):
        refused(capsys, ["whatif", *given], "at least one pattern or touchpoint")


def test_where_nothing_is_negative_there_is_nothing_to_resolve(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "good.csv").write_text("Comment\nLovely staff, thank you so much\n")
    main(["import", "good.csv"])
    capsys.readouterr()
    assert main(["whatif"]) == 1
    assert "nothing to resolve" in capsys.readouterr().err
