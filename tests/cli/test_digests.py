"""Digests and schedules by command."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document, refused


def test_a_digest_is_printed_and_written(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", "--at", "2026-03-05"]) == 0
    assert "March 2026\n" in capsys.readouterr().out
    for kind in ("md", "html", "pdf", "pptx"):
        told = document(capsys, "digest", "--at", "2026-03-05", "--out", f"digest.{kind}", "--share", "none")["digest"][
            0
        ]
        assert told["file"] == f"digest.{kind}"
        assert Path(f"digest.{kind}").stat().st_size > 1_000
    assert (told["name"], told["period"], told["whole"]) == ("March 2026", "month", True)
    assert told["n"] > 0 and told["low"] is not None


def test_a_schedule_is_a_line_to_copy(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = document(capsys, "schedule", "--out", "digest.pdf")["schedule"][0]["cron"]
    assert line.startswith("30 6 1 * * ")
    assert f"--out {heard.parent / 'digest.pdf'} --workspace {heard}" in line
    files = document(capsys, "schedule", "--alerts", "--period", "day", "--systemd")["schedule"][0]["files"]
    assert list(files) == ["cxanalytics-alerts-day.service", "cxanalytics-alerts-day.timer"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["digest", "--at", "soon"], "'soon' is not a day"),
        (["digest", "--at", "2019-01-01"], "Nothing was said in January 2019"),
        (["digest", "--out", "digest.doc"], "must end in"),
        (["digest", "--mail"], "No mail server is set"),
        (["schedule"], "needs a place"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    heard: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    refused(capsys, wrong, said)
