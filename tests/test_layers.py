"""Imports go one way, and only the interface layer knows Streamlit."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A module may import from those before it, never from those after it.
ORDER = (
    "__init__",
    "errors",
    "days",
    "files",
    "documents",
    "resources",
    "threads",
    "who",
    "roles",
    "feedback",
    "selection",
    "privacy",
    "ingest",
    "emotion",
    "bare_ratings",
    "journey.model",
    "journey.writing",
    "journey.renames",
    "journey.comparing",
    "journey.sheets",
    "journey.reading",
    "journey.personas",
    "journey.roots",
    "journey.phrases",
    "journey.templates",
    "touchpoints",
    "ratios",
    "patterns",
    "paths",
    "journey.voices",
    "journey.map",
    "journey.lanes",
    "journey.board",
    "journey.curves",
    "tracking",
    "charts",
    "drawing",
    "export",
    "store",
    "languages",
    "audit",
    "overlap",
    "profiles",
    "scoring",
    "placing",
    "recurring",
    "planned",
    "journeys",
    "derived",
    "engine",
    "importing",
    "learning",
    "claims",
    "sharing",
    "action_words",
    "actions",
    "workshop",
    "boards",
    "events",
    "targets",
    "tracked",
    "scenarios",
    "effects",
    "worklist",
    "delivery",
    "alerts",
    "digest",
    "schedule",
    "demo",
    "doctor",
    "cli",
    "ui",
)


def modules() -> list[Path]:
    return sorted((ROOT / "cxanalytics").rglob("*.py"))


def room(dotted: str) -> str:
    """The entry of ORDER that a module belongs to, the longest that fits."""
    fitting = [name for name in ORDER if dotted == name or dotted.startswith(f"{name}.")]
    return max(fitting, key=len, default="")


def imported(path: Path) -> set[str]:
    """Every module name that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    dotted = ".".join(path.relative_to(ROOT / "cxanalytics").with_suffix("").parts).removesuffix(".__init__")
    if dotted == "__main__" or dotted in ("journey", "__init__"):
        return
    here = room(dotted)
    assert here, f"{dotted} is not in ORDER"
    above = {
        name
        for name in imported(path)
        if name.startswith("cxanalytics.")
        and (target := room(name.removeprefix("cxanalytics.")))
        and ORDER.index(target) > ORDER.index(here)
    }
    assert above == set()


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_interface_imports_streamlit(path: Path) -> None:
    if (ROOT / "cxanalytics" / "ui") in path.parents:
        return
    assert not {name for name in imported(path) if name.split(".")[0] == "streamlit"}


@pytest.mark.parametrize("path", [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))], ids=lambda p: p.name)
def test_pages_compose_and_define_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
    assert "ui.shell(" in path.read_text(encoding="utf-8")
    assert "set_page_config" not in path.read_text(encoding="utf-8")
