"""The journey map as a file."""

import json
from pathlib import Path

import pytest

from cxanalytics.cli import main


def test_map_writes_html_json_and_csv(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    for name in ("map.html", "map.json", "map.csv"):
        assert main(["map", "--out", name, "--journey", "retailer"]) == 0
        assert (desk / name).stat().st_size > 500
    points = json.loads((desk / "map.json").read_text())["map"]["points"]
    assert "Unassigned" in {point["touchpoint"] for point in points}


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "pptx", "xlsx"])
def test_map_writes_every_other_format(kind: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    assert main(["map", "--out", f"map.{kind}", "--lanes", "all", "--curve", "worst", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["map"][0]
    assert len(told["data"]) == 16
    assert (desk / f"map.{kind}").stat().st_size > 5_000


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--lanes", "mood"), "There is no lane 'mood'"),
        (("--curve", "mood"), "'mood' is no curve"),
        (("--paper", "A9"), "There is no paper 'A9'"),
    ],
)
def test_what_there_is_not_is_said(
    more: tuple[str, str], said: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "survey.csv"])
    assert main(["map", "--out", "map.pdf", *more]) == 1
    assert said in capsys.readouterr().err
    assert not (desk / "map.pdf").exists()


def test_without_words_no_word_of_a_customer_is_in_the_file(desk: Path) -> None:
    main(["import", "survey.csv"])
    for share, there in (("quotes", True), ("none", False)):
        main(["map", "--out", "map.html", "--share", share])
        assert ("nobody called" in (desk / "map.html").read_text(encoding="utf-8")) is there
