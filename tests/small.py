"""A small survey, as an export on disk."""

from pathlib import Path

from cxanalytics import importing

SURVEY = """ID,Date,Comment,Stars,Area
1,2026-01-05,The delivery was late and nobody called,1,North
2,2026-01-06,"Lovely staff in the shop, thank you",5,South
3,2026-01-07,nothing,3,South
4,2026-01-08,,,North
5,2026-01-09,"Friendly staff, but the invoice was wrong again",2,North
"""


def export(folder: Path, text: str, name: str = "survey.csv") -> importing.ExportFile:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return importing.ExportFile(path, name)
