"""The command line: documents on standard output, sentences on standard error, exit codes."""

import json

import pytest

from cxanalytics.cli import main


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[dict[str, object]]]:
    """What a command prints with --json; nothing else may stand there."""
    assert main([*arguments, "--json"]) == 0
    parsed: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return parsed


def refused(capsys: pytest.CaptureFixture[str], wrong: list[str], said: str) -> None:
    """A command is refused in one line on standard error that says why, and nothing stands elsewhere."""
    assert main(wrong) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
