import numpy as np

from cxanalytics.charts import labels
from cxanalytics.charts.geometry import geometry
from cxanalytics.charts.style import LIGHT
from cxanalytics.journey.map import JourneyMap


def test_stages_cover_their_touchpoints(shown: JourneyMap) -> None:
    points = shown.points.iloc[:-1].reset_index(drop=True)
    shapes, notes = labels.stages(points, geometry(points, 0), LIGHT)
    assert [note["text"] for note in notes] == ["<b>Buy</b>", "<b>Pay</b>", "<b>Not on the map<br>yet</b>"]
    starts = [float(shape["path"].split()[1]) for shape in shapes]
    assert starts == [-0.48, 1.52, 5.52]


def test_ratio_and_n_at_every_point(shown: JourneyMap) -> None:
    points = shown.points.iloc[:-1].reset_index(drop=True)
    texts = [note["text"] for note in labels.values(points, geometry(points, 0), LIGHT)]
    texts = [text.replace("<span style='font-size:9px'>", "").replace("</span>", "") for text in texts]
    assert texts == [
        "<b>15 : 1</b><br>6.1–46<br>n 64",
        "<i>≥ 4.4 : 1</i><br>n 12",
        "<b>0.44 : 1</b><br>0.26–0.74<br>n 70",
        "no feedback yet",
        "<i>≤ 0.36 : 1</i><br>n 8",
        "<b>3.0 : 1</b><br>2.0–4.6<br>n 120",
        "<i>3.0 : 1</i><br>0.40–34<br>n 4",
    ]


def test_values_stand_where_the_points_are(shown: JourneyMap) -> None:
    points = shown.points.iloc[:-1].reset_index(drop=True)
    notes = labels.values(points, geometry(points, 0), LIGHT)
    # Annotations on a log axis are placed by the logarithm.
    assert notes[0]["y"] == np.log10(15)
    # A valley has its label below, a peak above.
    assert notes[2]["yanchor"] == "top"
    assert notes[0]["yanchor"] == "bottom"


def test_lines_say_where_they_come_from() -> None:
    assert [note["text"] for note in labels.references(LIGHT)] == [
        "<b>1 : 1</b><br>as many<br>of each",
        "<b>2 : 1</b><br>bottom 5 % of<br>brands<br>Forrester 2018",
        "<b>22 : 1</b><br>elite brands,<br>top 5 %<br>Forrester 2018",
    ]


def test_what_is_not_drawn_is_said(shown: JourneyMap) -> None:
    points = shown.points.iloc[:-1]
    (note,) = labels.notes(shown, geometry(points, 0), LIGHT)
    assert note["text"] == "Unassigned: 10 of 288 experiences (3 %) name no touchpoint."
    (note,) = labels.notes(shown, geometry(points.iloc[:-1], 0), LIGHT)
    assert note["text"].endswith("1 more touchpoints that are not on the map yet stand in the table.")
