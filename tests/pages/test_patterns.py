"""The Pain patterns page: what is chosen shows, what is changed shows at once, and can be taken back."""

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from cxanalytics import engine, importing
from cxanalytics import recurring as edits
from cxanalytics.recurring.standing import read_registry
from cxanalytics.store import Workspace
from cxanalytics.ui import pattern_editing, pattern_table, pattern_words
from cxanalytics.ui import patterns as page

from .conftest import OpenPage, settle

PATTERNS, MAP = "pages/2_pain_patterns.py", "pages/1_journey_map.py"


@pytest.fixture(scope="module")
def settled(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace with its patterns found."""
    root = Path(shutil.copytree(sample, tmp_path_factory.mktemp("settled") / "w"))
    engine.analyse(Workspace(root))
    return root


@pytest.fixture
def own(settled: Path, tmp_path: Path) -> Path:
    """A copy that the test may write to."""
    return Path(shutil.copytree(settled, tmp_path / "own"))


def words(app: AppTest) -> str:
    texts = "\n".join(str(e.value) for e in (*app.markdown, *app.caption, *app.text, *app.header))
    return texts + "".join(e.proto.body for e in app.get("html"))


def names(app: AppTest) -> list[str]:
    return list(app.selectbox(key="pattern").options)


def clean(app: AppTest) -> AppTest:
    assert [e.value for e in app.exception] == []
    assert [e.value for e in app.error] == []
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click()
    return clean(settle(app))


def choose(app: AppTest, place: int = 0) -> str:
    """Choose a pattern of the table in the list, and open what there is to say of it; its name."""
    chosen = names(app)[place]
    app.selectbox(key="pattern").set_value(_ids(app)[place])
    return turn(app, page.ONE) and chosen


def _ids(app: AppTest) -> list[str]:
    """The patterns in the order of the list."""
    found = read_registry(Workspace(Path(os.environ["CXANALYTICS_WORKSPACE"]))).patterns
    known = dict(zip(found["name"], found["pattern"], strict=True))
    return [known[name] for name in names(app)]


def turn(app: AppTest, part: str) -> AppTest:
    app.session_state[page.OPEN] = part
    return clean(settle(app))


def recurring(root: Path) -> object:
    return engine.analyse(Workspace(root)).recurring


def test_the_page_says_the_biggest_pain_and_how_much_is_in_no_pattern(settled: Path, open_page: OpenPage) -> None:
    app = clean(open_page(settled, PATTERNS))
    shown = words(app)
    assert f"**The biggest pain: {page.escaped(names(app)[0])}.**" in shown
    assert "Without it the ratio would be **" in shown
    assert "of what is said is in none of them" in shown
    table = app.dataframe[0].value
    assert table["Pattern"].tolist()[:0] == []
    assert set(table["Pattern"]) == set(names(app))
    assert table["Answers"].max() > 50


def test_with_one_comment_it_says_what_patterns_need(one_row: Path, open_page: OpenPage) -> None:
    app = clean(open_page(one_row, PATTERNS))
    assert "patterns are looked for from 30 on" in app.info[0].value
    assert app.get("plotly_chart") == []


def test_a_chosen_pattern_is_told_whole(settled: Path, open_page: OpenPage) -> None:
    app = open_page(settled, PATTERNS)
    name = choose(app)
    assert app.header[0].value == page.escaped(name)
    assert {"Answers with it", "Of those that complain", "Trend", "Ratio without it"} <= {m.label for m in app.metric}
    shown = words(app)
    assert "First " in shown
    assert shown.count("cx-said negative large") >= 3
    assert [e.label for e in app.expander if e.label.startswith("All ")] != []


@pytest.mark.parametrize("side", [page.HURTS, page.LOVES])
def test_every_part_shows_on_both_sides(side: str, settled: Path, open_page: OpenPage) -> None:
    app = settle(open_page(settled, PATTERNS, side=side))
    choose(app)
    for part in (page.ALL, page.ONE, page.NEW, page.FIRST, page.INSIDE, page.NONE, page.ORDER):
        turn(app, part)


def test_a_click_on_the_map_and_on_a_row_choose_too(settled: Path, open_page: OpenPage) -> None:
    app = open_page(settled, PATTERNS)
    second = _ids(app)[1]
    app.session_state["patterns wide False None"] = {"selection": {"points": [{"customdata": [second]}]}}
    clean(settle(app))
    assert page.clicked([{"customdata": [second]}]) == second


def test_a_click_says_what_was_clicked_however_the_figure_holds_it() -> None:
    assert page.clicked([{"customdata": ["P1"]}]) == "P1"
    assert page.clicked([{"customdata": {"0": "P2"}}]) == "P2"
    assert page.clicked([{"x": 3}]) is None
    assert page.clicked([]) is None


def test_a_link_opens_its_pattern(settled: Path, open_page: OpenPage) -> None:
    pattern = str(recurring(settled).patterns["pattern"].iloc[0])
    app = clean(open_page(settled, PATTERNS, pattern=pattern))
    assert app.selectbox(key="pattern").value == pattern
    assert len(app.header) > 0


def test_a_new_name_shows_at_once_everywhere_and_can_be_taken_back(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    old = choose(app)
    press(app, "Rename")
    next(t for t in app.text_input if t.label == "Name").set_value("<b>Left</b> [in](http://x) the rain")
    next(t for t in app.text_input if t.label == "Your name").set_value("Ana")
    press(app, "Keep the name")
    assert "<b>Left</b> [in](http://x) the rain" in names(app)
    assert old not in names(app)
    assert app.header[0].value == r"\<b\>Left\</b\> \[in\]\(http\://x\) the rain"
    turn(app, page.ORDER)
    assert "Ana" in words(app)
    press(app, "Undo")
    assert old in names(app)
    assert "<b>Left" not in "".join(names(app))


def test_a_name_is_confirmed_with_one_click(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    name = choose(app)
    press(app, "The name is right")
    assert "The name is right" not in [b.label for b in app.button]
    patterns = recurring(own).patterns
    assert patterns.loc[patterns["name"] == name, "named"].tolist() == [True]


def test_a_merged_pattern_goes_into_the_other_and_its_link_leads_there(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    gone, stays = _ids(app)[1], _ids(app)[0]
    before = len(names(app))
    app.selectbox(key="pattern").set_value(gone)
    turn(app, page.ONE)
    press(app, "Merge into…")
    app.selectbox(key=f"into of {gone}").set_value(stays)
    press(app, "Merge")
    assert len(names(app)) == before - 1
    assert app.selectbox(key="pattern").value == stays
    again = open_page(own, PATTERNS, pattern=gone)
    assert again.selectbox(key="pattern").value == stays
    press(app, "Undo")
    assert len(names(app)) == before


def test_set_aside_and_back(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    name = choose(app)
    chosen = app.selectbox(key="pattern").value
    press(app, "Not a pain")
    assert name not in names(app)
    press(app, "Undo")
    assert name in names(app)
    app.selectbox(key="pattern").set_value(chosen)
    turn(app, page.ONE)
    press(app, "Not a pain")
    by_link = clean(open_page(own, PATTERNS, pattern=chosen))
    assert f"‘{page.escaped(name)}’ is set aside." in words(by_link)
    press(by_link, "Undo: bring it back")
    assert name in names(by_link)
    assert by_link.selectbox(key="pattern").value == chosen


def test_a_theme_groups_the_table(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    for place in (0, 1):
        # What is typed into a list anew cannot be tried here; a theme that is there can be chosen below.
        edits.theme(Workspace(own), _ids(app)[place], "Waiting", who="Ana")
    clean(settle(app))
    assert app.dataframe[0].value["Theme"].tolist().count("Waiting") == 2
    third = _ids(app)[2]
    app.selectbox(key="pattern").set_value(third)
    turn(app, page.ONE)
    press(app, "Theme")
    app.selectbox(key=f"theme of {third}").set_value("Waiting")
    press(app, "Keep the theme")
    turn(app, page.ALL)
    assert app.dataframe[0].value["Theme"].tolist().count("Waiting") == 3


def test_ticked_comments_can_be_taken_out(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    choose(app)
    before = app.metric[0].value
    for box in app.checkbox[:3]:
        box.check()
    clean(settle(app))
    next(s for s in app.selectbox if s.label == "Move the ticked to").set_value("")
    clean(settle(app))
    press(app, "Move")
    assert int(app.metric[0].value.replace(",", "")) < int(before.replace(",", ""))
    press(app, "Undo")
    assert app.metric[0].value == before


def test_a_border_case_is_judged(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    choose(app)
    judged = next(b.key for b in app.button if b.label == "Belongs")
    press(app, "Belongs")
    assert judged not in [b.key for b in app.button]
    assert "It belongs to ‘" in words(app)


def test_other_filters_other_numbers(settled: Path, open_page: OpenPage) -> None:
    app = open_page(settled, PATTERNS)
    whole = app.dataframe[0].value["Answers"].sum()
    app.multiselect(key="source").set_value(["Trustpilot"])
    clean(settle(app))
    assert 0 < app.dataframe[0].value["Answers"].sum() < whole


def test_what_people_love_is_another_list(settled: Path, open_page: OpenPage) -> None:
    app = open_page(settled, PATTERNS)
    hurting = names(app)
    app = clean(open_page(settled, PATTERNS, side=page.LOVES))
    assert "**What people love most: " in words(app)
    assert names(app) != hurting


def test_an_effort_that_somebody_says_counts_at_once(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    turn(app, page.FIRST)
    editor = app.data_editor[0]
    first = editor.value["Pattern"].iloc[0]
    app.session_state[editor.key] = {"edited_rows": {0: {"Effort to fix": 50.0}}, "added_rows": [], "deleted_rows": []}
    clean(settle(app))
    clean(settle(app))
    table = app.data_editor[0].value.set_index("Pattern")
    assert table.loc[first, "Effort to fix"] == 50


def _typed(app: AppTest, edits_of: dict[int, dict[str, float]]) -> None:
    """What the browser sends after an edit: all edits of the table so far."""
    key = app.data_editor[0].key
    app.session_state[key] = {"edited_rows": edits_of, "added_rows": [], "deleted_rows": []}
    clean(settle(app))


def test_five_efforts_one_after_another_each_stay_in_their_row(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    turn(app, page.FIRST)
    before = app.data_editor[0].value
    assert list(before)[:2] == ["Pattern", "Effort to fix"]
    assert "Set by people" in before
    typed: dict[int, dict[str, float]] = {}
    for row in range(5):
        typed = {**typed, row: {"Effort to fix": 10.0 + row}}
        _typed(app, typed)
        assert app.data_editor[0].value["Pattern"].tolist() == before["Pattern"].tolist()
    table = app.data_editor[0].value
    assert table["Effort to fix"].tolist()[:6] == [10, 11, 12, 13, 14, 1]
    assert table["Priority"].iloc[0] < before["Priority"].iloc[0]
    assert table["Set by people"].tolist()[:6] == ["effort"] * 5 + [""]
    events = recurring(own).events
    assert events["kind"].eq("estimate").sum() == 5

    press(app, "Undo")
    assert app.data_editor[0].value["Effort to fix"].tolist()[:6] == [10, 11, 12, 13, 1, 1]
    assert app.data_editor[0].value["Pattern"].tolist() == before["Pattern"].tolist()
    press(app, "Sort anew")
    assert app.data_editor[0].value["Priority"].is_monotonic_decreasing
    assert app.data_editor[0].value["Pattern"].tolist() != before["Pattern"].tolist()


def test_without_dates_no_trend_is_told(settled: Path, tmp_path: Path, open_page: OpenPage) -> None:
    texts = engine.analyse(Workspace(settled)).mentions.query("polarity == 'negative'")["clause_text"].head(600)
    export = tmp_path / "a.csv"
    texts.rename("comment").to_csv(export, index=False)
    importing.import_exports(Workspace(tmp_path / "w"), [importing.ExportFile(export, "a.csv")])
    app = clean(open_page(tmp_path / "w", PATTERNS))
    assert "Nothing here has a date" in words(app)
    choose(app)
    assert "have no dates" in words(app)


def test_the_journey_map_leads_to_the_patterns_of_a_touchpoint(settled: Path, open_page: OpenPage) -> None:
    app = clean(open_page(settled, MAP, touchpoint="Invoice"))
    links = [e.proto for e in app.get("page_link") if "pattern=" in e.proto.query_string]
    assert 1 <= len(links) <= 3


WINDOW = (
    "The drive-through window was closed again, very annoying",
    "Drive-through window closed at noon, angry",
    "They closed the drive-through window without a word, frustrating",
    "Closed drive-through window, what a nuisance, disappointed",
    "Angry that the drive-through window is closed every day",
    "Drive-through window closed for the third time, furious",
    "Why is the drive-through window closed, so annoying",
    "Again a closed drive-through window, fed up",
    "Terrible: the drive-through window stays closed",
    "Annoyed, drive-through window shut and closed",
)


def test_what_is_new_is_proposed_and_taken_in_under_the_name_a_person_gives(
    own: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    export = tmp_path / "new.csv"
    dated = [f'"{said}",2026-10-{day:02d}' for day, said in enumerate(WINDOW, start=10)]
    export.write_text("comment,date\n" + "\n".join(dated))
    importing.import_exports(Workspace(own), [importing.ExportFile(export, "new.csv")])
    app = clean(open_page(own, PATTERNS))
    assert "proposed" in next(b.label for b in app.button if "proposed" in b.label)
    turn(app, page.NEW)
    assert "drive-through window" in words(app)
    name = next(t for t in app.text_input if t.label == "Name" and "rive-through" in t.value)
    name.set_value("Drive-through shut")
    number = [t.key for t in app.text_input if t.label == "Name"].index(name.key)
    [b for b in app.button if b.label == "Take it in"][number].click()
    clean(settle(app))
    assert "Drive-through shut" in names(app)
    press(app, "Undo")
    assert "Drive-through shut" not in names(app)


def test_everything_can_be_grouped_anew_and_what_people_named_stays(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, PATTERNS)
    named = _ids(app)[0]
    edits.rename(Workspace(own), named, "Said by a person", who="Ana")
    turn(app, page.ORDER)
    assert "What people named, merged, split or moved stays as it is" in app.warning[0].value
    press(app, "Group anew into as many as are stable")
    clean(settle(app))
    assert "Said by a person" in names(app)
    assert "Everything was grouped anew" in words(app)
    assert " → " in words(app)
    app.selectbox(key="pattern").set_value(named)
    clean(settle(app))
    assert app.selectbox(key="pattern").value == named


ROW = pd.Series(
    {"share": 0.123, "share_low": 0.101, "share_high": 0.151, "ratio": 1.6, "ratio_without": 1.68,
     "ratio_without_low": 1.6, "ratio_without_high": 1.74, "times": 1.0437, "times_low": 1.03, "times_high": 1.052}
)  # fmt: skip


def test_numbers_in_words() -> None:
    assert pattern_words.share(ROW) == "12 % (10–15 %)"
    assert pattern_words.percent(0.0341) == "3.4 %"
    assert pattern_words.percent(0) == "0 %"
    assert pattern_words.change(ROW) == "+4.4 % (3.0–5.2 %)"
    loss = ROW.replace({1.0437: 0.9, 1.03: 0.88, 1.052: 0.93})
    assert pattern_words.change(loss) == "−10.0 % (7.0–12.0 %)"
    assert pattern_words.change(ROW.replace({1.0437: float("nan")})) == "–"
    assert pattern_words.without(ROW).replace("\u00a0", " ").replace("\u2060", "") == "1.7 : 1 (1.6–1.7)"
    assert pattern_words.without(ROW.replace({1.68: float("nan")})) == "–"
    assert pattern_words.trend("rising") == "↗ rising"
    assert pattern_words.trend("unclear") == "cannot be told"
    assert pattern_words.listed(["a", "b", "c", "d"]) == "a, b …"


def test_a_ratio_without_a_pattern_never_looks_like_that_of_now() -> None:
    near = ROW.replace({1.68: 1.6012, 1.6: 1.6004})
    plain = pattern_words.without(near).replace("\u00a0", " ").replace("\u2060", "")
    assert plain.startswith("1.601 : 1 (1.600–")
    assert pattern_words.now(near).replace("\u00a0", " ") == "1.600 : 1"
    assert pattern_words.now(ROW).replace("\u00a0", " ") == "1.6 : 1"


def test_likely_twins_come_first() -> None:
    table = pd.DataFrame({"pattern": ["P1", "P2", "P3", "P4"], "touchpoints": [["App"], ["Shop"], ["App"], ["Shop"]]})
    others = {"P2": "Wrong invoice", "P3": "Rude driver", "P4": "App crashes on start"}
    assert pattern_editing.twins(table, others, "P1", "App crashed again") == ["P4", "P3", "P2"]


def test_themes_are_told_and_the_largest_stands_first() -> None:
    rows = pd.DataFrame({"pattern": ["P1", "P2", "P3", "P4"], "theme": ["", "Pay", "Pay", "Wait"], "n": [9, 8, 5, 10]})
    assert pattern_table.themed(rows)
    assert pattern_table.ordered(rows)["pattern"].tolist() == ["P4", "P1", "P2", "P3"]
    alone = rows.assign(theme=["", "Pay", "", "Wait"])
    assert not pattern_table.themed(alone)


def test_a_file_holds_lists_as_text() -> None:
    rows = pd.DataFrame({"pattern": ["P1"], "touchpoints": [["App", "Shop"]]})
    assert pattern_table.plain(rows)["touchpoints"].tolist() == ["App; Shop"]
    assert pattern_table.plain(rows.iloc[:0]).empty
