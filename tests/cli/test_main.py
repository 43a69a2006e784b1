"""What all commands share: exit codes, one line for what is wrong, an answer at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from cxanalytics import __version__
from cxanalytics.cli import main


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["import", "nowhere.csv"], "nowhere.csv"),
        (["import", "survey.csv", "--map", "Coment=text"], "Comment"),
        (["import", "survey.csv", "--map", "Comment"], "COLUMN=ROLE"),
        (["ratios"], "holds no feedback yet"),
        (["import", ""], "file"),
        (["audit", "status"], "holds no feedback yet"),
        (["audit", "load", "nowhere.csv"], "holds no feedback yet"),
        (["audit", "sample", "--labels", "5", "--out", "labels.txt"], "a .csv or an .xlsx file"),
        (["map", "--out", "m.html"], "holds no feedback yet"),
        (["score", "survey.csv", "--text", "Words", "--out", "o.csv"], "it has ID, Date, Comment, Stars"),
        (["doctor", "--workspace", "survey.csv"], "is a file"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_1(
    arguments: list[str], says: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    lines = (captured.err or captured.out).strip().splitlines()
    assert [line for line in lines if says in line] != []
    assert len(captured.err.splitlines()) <= 1
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["import"], ["ratios", "--by", "mood"], ["map"], ["audit"], ["train", "sets"]]
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: cxanalytics" in capsys.readouterr().err


def test_both_ways_to_call_it_answer() -> None:
    for command in (
        [sys.executable, "-m", "cxanalytics"],
        [str(Path(sys.executable).with_name("cxanalytics"))],
    ):
        ran = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        assert ran.stdout == f"cxanalytics {__version__}\n"


def test_help_needs_no_tables() -> None:
    asked = "import sys; from cxanalytics.cli import main; main(['--help'])"
    ran = subprocess.run([sys.executable, "-X", "importtime", "-c", asked], capture_output=True, text=True, check=True)
    assert "ratios" in ran.stdout
    loaded = {line.split("|")[-1].strip() for line in ran.stderr.splitlines()}
    assert loaded & {"pandas", "numpy", "sqlalchemy", "sklearn", "streamlit"} == set()
