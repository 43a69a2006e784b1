"""Paths: what is told of them, and of how much."""

from pathlib import Path

from .conftest import OpenPage, settle

PAGE = "pages/8_paths.py"


def test_paths_of_the_sample(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, PAGE)
    told = "\n".join(str(e.value) for e in (*app.markdown, *app.caption)).replace("\\", "")
    assert "have a known customer and time" in told
    assert "A change of channel, of sessions with several steps: 11%" in told
    assert len(app.get("plotly_chart")) == 1
    assert app.dataframe[1].value["Path"].iloc[0] == "Web shop → Phone support"


def test_another_gap_makes_other_sessions(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, PAGE)
    before = str(app.caption[0].value)
    app.selectbox(key="gap").set_value("90 days")
    settle(app)
    assert str(app.caption[0].value) != before


def test_without_customers_it_says_what_is_needed(one_row: Path, open_page: OpenPage) -> None:
    assert "Map a column that holds a customer" in open_page(one_row, PAGE).info[0].value
