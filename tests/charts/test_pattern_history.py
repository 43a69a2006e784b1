import pandas as pd

from cxanalytics.charts import pattern_history as chart
from cxanalytics.charts import style

MONTHS = pd.DataFrame(
    {
        "month": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]),
        "n": [4, 0, 1],
        "share": [0.04, float("nan"), 0.01],
    }
)
NOTHING = pd.DataFrame({"at": pd.Series(dtype="datetime64[us, UTC]"), "words": pd.Series(dtype="str")})
EVENTS = pd.DataFrame(
    {
        "at": pd.to_datetime(["2026-02-10 09:00", "2026-02-10 10:00", "2026-11-05 08:00"], utc=True),
        "words": ["Renamed <by> Ana", "Split", "Merged"],
    }
)


def test_a_bar_per_month_with_what_it_stands_for() -> None:
    (bars,) = chart.figure(MONTHS, NOTHING).data
    assert bars.x == ("2026-01-01", "2026-02-01", "2026-03-01")
    assert bars.hovertext[0] == "<b>January 2026</b><br>4 answers, 4.0 %"
    assert bars.hovertext[1] == "<b>February 2026</b><br>no feedback"
    assert bars.hovertext[2] == "<b>March 2026</b><br>1 answer, 1.0 %"
    assert bars.marker.color == style.LIGHT.negative
    assert chart.figure(MONTHS, NOTHING, loved=True).data[0].marker.color == style.LIGHT.positive


def test_changes_of_one_day_share_a_thread_and_later_ones_stand_at_the_end() -> None:
    layout = chart.figure(MONTHS, EVENTS, dark=True).layout
    assert [shape.x0 for shape in layout.shapes] == ["2026-02-10", "2026-03-15"]
    assert [note.text for note in layout.annotations] == ["<b>1–2</b>", "<b>3</b>"]
    assert layout.annotations[0].hovertext == "Renamed &lt;by&gt; Ana<br>Split"


def test_without_months_there_is_an_empty_frame() -> None:
    figure = chart.figure(MONTHS.iloc[:0], EVENTS)
    assert figure.data[0].x in (None, ())
    assert figure.layout.shapes == ()
    assert chart.alt(MONTHS.iloc[:0], "Late") == "Late, month by month: no dates."


def test_in_words() -> None:
    assert chart.alt(MONTHS, "Late") == (
        "Late, month by month: heard in 2 of 3 months, most in January 2026 (4 answers)."
    )
