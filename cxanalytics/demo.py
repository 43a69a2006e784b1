"""The sample workspace: the exports of an invented company, imported as anybody's would be."""

from typing import Any

from cxanalytics import engine, importing
from cxanalytics.journey.model import parse
from cxanalytics.resources import data_path
from cxanalytics.store import Workspace

_DATA = (".csv", ".xlsx", ".jsonl")


def fill(workspace: Workspace, progress: engine.Progress = engine.silent) -> list[dict[str, Any]]:
    """Import the sample exports into `workspace`, with the invented company's own journey where none is set.

    Returns the ledgers, one per file. Doing it twice adds nothing.
    """
    folder = data_path("samples")
    if workspace.setting("journey") is None:
        toml = (folder / "journey.toml").read_text(encoding="utf-8")
        journey = parse(toml, "journey.toml")
        workspace.keep_journey(journey.name, toml)
        workspace.set("journey", journey.name)
    files = [importing.ExportFile(path, path.name) for path in sorted(folder.iterdir()) if path.suffix in _DATA]
    return importing.import_exports(workspace, files, progress=progress)
