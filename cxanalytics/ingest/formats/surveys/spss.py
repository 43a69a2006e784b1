"""SPSS files of any survey tool: short names, with the questions as their labels."""

from cxanalytics.ingest import spss
from cxanalytics.ingest.formats import generic
from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.grid import Grid

NAME = "spss"


def recognise(grid: Grid) -> float:
    """The file is SPSS for sure; which tool wrote it, and so what its columns mean, is not."""
    return 0.7 if grid.facts.get("layout") == spss.LAYOUT else 0.0


def lay_out(grid: Grid) -> Layout:
    """The records, each column with its question."""
    table = grid.table()
    asked = {name: label for name, label in spss.labels(grid).items() if name in table and label != name}
    return Layout(table, generic.source_name(grid.name), "survey", {}, (), asked, facts={"labels": ""})
