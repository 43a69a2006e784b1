"""No network at run time: with every socket shut, the whole job still runs."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]

SHUT = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("tried to reach the network")
for name in ("connect", "connect_ex", "bind", "sendto"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = socket.create_connection = refuse
"""

COMMANDS = """
from cxanalytics.cli import main
for arguments in (
    ["demo"], ["ratios", "--by", "source", "--json"], ["map", "--out", "map.html"],
    *(["map", "--out", f"map.{kind}"] for kind in ("pptx", "pdf", "png", "svg", "xlsx")),
    ["card", "--touchpoint", "Invoice", "--out", "card.png"], ["paths"], ["workshop", "open", "Autumn"],
    ["feedback", "--out", "feedback.xlsx"], ["doctor"],
):
    assert main(arguments) == 0, arguments
"""

PAGES = """
import os
os.environ["CXANALYTICS_WORKSPACE"] = "workspace"
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(sys.argv[1], default_timeout=120)
for page in (None, *sys.argv[2:]):
    if page:
        app.switch_page(page)
    app.run()
    assert not app.exception, (page, app.exception)
"""


def test_commands_and_pages_open_no_socket(tmp_path: Path) -> None:
    pages = sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))
    ran = subprocess.run(
        [sys.executable, "-c", SHUT + COMMANDS + PAGES, str(ROOT / "app.py"), *pages],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr[-2000:] if ran.returncode else "") == (0, "")
    assert (tmp_path / "map.html").stat().st_size > 100_000


def test_nothing_is_reported_and_nothing_asked_at_the_first_start() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["showEmailPrompt"] is False
    assert config["server"]["address"] == "127.0.0.1"
