import pandas as pd

from cxanalytics.charts import labels
from cxanalytics.charts.geometry import geometry
from cxanalytics.charts.style import LIGHT
from cxanalytics.journey import map as content
from cxanalytics.journey.map import JourneyMap
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from tests import maps


def test_stages_cover_their_touchpoints(shown: JourneyMap) -> None:
    points = shown.points.iloc[:-1].reset_index(drop=True)
    shapes, notes = labels.stages(points, geometry(points, 0), LIGHT)
    assert [note["text"] for note in notes] == ["<b>Buy</b>", "<b>Pay</b>", "<b>Not on the<br>map yet</b>"]
    starts = [float(shape["path"].split()[1]) for shape in shapes]
    assert starts == [-0.48, 1.52, 5.52]


def test_the_name_of_a_stage_over_one_column_is_whole() -> None:
    names = [f"Touchpoint {i}" for i in range(20)]
    journey = Journey("Long", "", (Stage("Long", tuple(map(Touchpoint, names))),))
    table = maps.experiences(dict.fromkeys([*names, "Kiosk"], (40, 20, 0)))
    points = content.build(journey, table, pd.DataFrame()).points.iloc[:-1].reset_index(drop=True)
    size = geometry(points, 0)
    last = labels.stages(points, size, LIGHT)[1][-1]
    assert last["text"].replace("<br>", " ") == "<b>Not on the map yet</b>"
    assert last["text"].count("<br>") * 1.3 * last["font"]["size"] < size.stages - 10


def test_a_long_word_of_a_stage_over_one_column_widens_all_columns() -> None:
    stages = tuple(Stage(f"Onboarding{i}", (Touchpoint(f"T{i}"),)) for i in range(20))
    points = content.build(Journey("J", "", stages), pd.DataFrame(), pd.DataFrame()).points.iloc[:-1]
    size = geometry(points, 0)
    assert size.column == 79
    assert labels.stages(points, size, LIGHT)[1][4]["text"] == "<b>Onboarding4</b>"


def test_the_chosen_touchpoint_stands_on_a_band(shown: JourneyMap) -> None:
    points = shown.points.iloc[:-1].reset_index(drop=True)
    size = geometry(points, 0)
    (band,) = labels.marked(points, "Invoice", size, LIGHT)
    assert (band["x0"], band["x1"], band["layer"]) == (1.5, 2.5, "below")
    assert labels.marked(points, "Unassigned", size, LIGHT) == []
    assert labels.marked(points, None, size, LIGHT) == []


def test_lines_say_where_they_come_from() -> None:
    assert [note["text"] for note in labels.references(geometry(maps.example().points, 0), LIGHT)] == [
        "<b>1 : 1</b><br>as many<br>of each",
        "<b>2 : 1</b><br>bottom 5 % of<br>brands<br>Forrester 2018",
        "<b>22 : 1</b><br>elite brands,<br>top 5 %<br>Forrester 2018",
    ]


def test_what_is_not_drawn_is_said(shown: JourneyMap) -> None:
    points = shown.points.iloc[:-1]
    (note,) = labels.notes(shown, geometry(points, 0), LIGHT)
    assert note["text"] == (
        "Unassigned, without a touchpoint: 10 of 288 experiences (3 %). Counted by the machine, uncorrected."
    )
    (note,) = labels.notes(shown, geometry(points.iloc[:-1], 0), LIGHT)
    assert note["text"].endswith("Not on the map yet, and in the table alone: 1 more.")
