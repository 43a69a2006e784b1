"""What the docs say is true: their commands run, their links lead somewhere, every family has its page."""

import re
import shlex
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CALL = re.compile(r"^cxanalytics .+$", re.MULTILINE)


def calls(page: Path) -> list[str]:
    """The commands in a page's shell blocks, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in CALL.findall(block)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files the docs speak of, as the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CXANALYTICS_WORKSPACE", raising=False)
    survey = pd.DataFrame(
        {
            "ID": ["1", "2"],
            "Date": ["2026-01-15", "2026-02-20"],
            "How likely are you to recommend us?": ["9", "2"],
            "Anything else?": [
                "Checkout was quick, lovely staff",
                "The delivery came late and nobody called",
            ],
        }
    )
    survey.to_csv("survey.csv", index=False)
    reviews = pd.DataFrame(
        {
            "Review ID": ["a", "b"],
            "Review Created (UTC)": ["2026-01-15 10:00", "2026-02-20 11:30"],
            "Review Title": ["Great", "Never again"],
            "Review Content": ["Helpful people in the shop", "My refund never came"],
            "Review Stars": ["5", "1"],
            "Source Of Review": ["Organic", "Organic"],
            "Review Language": ["en", "en"],
        }
    )
    reviews.to_excel("reviews.xlsx", index=False)
    return tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if calls(p)], ids=lambda p: p.name)
def test_commands_in_the_docs_run(page: Path, desk: Path) -> None:
    for call in calls(page):
        assert main(shlex.split(call)[1:]) == 0, call


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith("http")]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(
    "family",
    [
        "ingest",
        "privacy",
        "emotion",
        "touchpoints",
        "ratios",
        "patterns",
        "priorities",
        "emerging",
        "claims",
        "workshop",
        "actions",
        "review",
        "journey-map",
        "journeys",
        "workspace",
        "command-line",
    ],
)
def test_every_family_has_a_page_in_the_index(family: str) -> None:
    assert (ROOT / "docs" / f"{family}.md").exists()
    assert f"({family}.md)" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_docs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert len(commands) >= 7
    assert [name for name in commands if f"| `{name}" not in page] == []


def test_every_dependency_is_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    names = [re.split(r"[<>=]", line)[0] for line in lines if line and not line.startswith("#")]
    assert [name for name in names if name not in page] == []


def test_requirements_have_a_lower_and_an_upper_bound() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    bounds = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in bounds if not re.fullmatch(r"[\w-]+>=[\d.]+,<[\d.]+", line)] == []


def test_every_requirement_is_pinned_for_ci() -> None:
    pinned = {
        line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    }
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    needed = {re.split(r"[<>=]", line)[0].lower() for line in lines if line and not line.startswith("#")}
    assert needed - pinned == set()


def test_the_console_command_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["scripts"] == {"cxanalytics": "cxanalytics.cli:main"}


def test_every_package_is_installed() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "cxanalytics").rglob("*.py")}
    assert set(setuptools["packages"]) == {".".join(folder.parts) for folder in folders} | {"cxanalytics.data"}
    assert setuptools["package-dir"] == {"cxanalytics.data": "data"}


def test_every_format_stands_in_the_docs() -> None:
    from cxanalytics.ingest.formats import FORMATS

    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    named = {name.strip() for cell in re.findall(r"\(([^()]+)\)", page) for name in cell.split(";")}
    assert [found.NAME for found in FORMATS if found.NAME not in named] == []
