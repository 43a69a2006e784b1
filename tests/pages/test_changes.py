"""A change of state does what it should."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxanalytics import emotion, engine, importing, ratios
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

from .conftest import PAGES, OpenPage, settle

MAP, FEEDBACK, IMPORT = "pages/1_journey_map.py", "pages/3_feedback.py", "pages/6_import.py"


def words(app: AppTest) -> str:
    """Everything that stands on the page as text or HTML."""
    return "\n".join(str(e.value) for e in (*app.markdown, *app.caption)) + "".join(
        e.proto.body for e in app.get("html")
    )


def metric(app: AppTest, label: str) -> str:
    return next(m.value for m in app.metric if m.label == label)


def test_a_filter_changes_the_ratio_to_that_part(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, "app.py")
    app.multiselect(key="source").set_value(["Trustpilot"]).run()
    chosen = Selection(source=("Trustpilot",)).apply(engine.analyse(Workspace(sample)).experiences)
    expected = ratios.text(ratios.table(chosen, ()), n=False).iloc[0]
    assert metric(app, "Positive for each negative, uncorrected") == expected
    assert metric(app, "Experiences") == f"{len(chosen):,}"
    assert "All from Trustpilot." in words(app)


def test_links_to_other_pages_carry_the_filters(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, FEEDBACK, source="X")
    states = engine.analyse(Workspace(sample)).states
    assert app.caption[0].value == f"{states.loc[states['source'] == 'X', 'n'].sum():,} answers"
    app.multiselect(key="source").set_value(["Trustpilot"]).run()
    links = [e.proto.query_string for e in app.get("page_link")]
    # The presentation and the room are reached from elsewhere.
    assert links == ["source=Trustpilot"] * (len(PAGES) - 2)


def test_a_link_opens_with_its_filters_and_touchpoint(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP, source="Trustpilot", touchpoint="Invoice")
    assert app.multiselect(key="source").value == ["Trustpilot"]
    assert app.selectbox(key="touchpoint").value == "Invoice"
    assert "Invoice: " in words(app)
    assert "cx-answer" in words(app)


def test_choosing_a_touchpoint_shows_its_words_with_marks(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP)
    assert "cx-answer" not in words(app)
    app.selectbox(key="touchpoint").set_value("Invoice").run()
    shown = words(app)
    assert shown.count('<div class="cx-answer') == 20
    assert '<mark class="down"' in shown
    assert f'title="{emotion.trust_words("angry")}">angry</span>' in shown


def test_search_finds_only_what_holds_all_words(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, FEEDBACK)
    app.text_input(key="search").set_value("invoice wrong").run()
    cards = words(app).split('<div class="cx-answer')[1:]
    assert len(cards) > 3
    assert all("invoice" in card.lower() and "wrong" in card.lower() for card in cards)


def test_nothing_found_says_so(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, FEEDBACK)
    app.text_input(key="search").set_value("zeppelin xylophone").run()
    assert "No answer meets these filters" in app.info[0].value


def test_the_second_page_follows_the_first(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, FEEDBACK)
    first = words(app)
    app.get("pagination")[0].set_value(2).run()
    assert words(app) != first
    assert not app.exception


def test_another_journey_draws_another_map_for_this_visitor_alone(tmp_path: Path, open_page: OpenPage) -> None:
    workspace = Workspace(tmp_path / "w")
    export = tmp_path / "a.csv"
    export.write_text("comment\nThe delivery was late\nLovely staff in the shop\n")
    importing.import_exports(workspace, [importing.ExportFile(export, "a.csv")])
    app = open_page(workspace.root, MAP)
    app.selectbox(key="journey").set_value("Airline").run()
    settle(app)
    assert not app.exception
    assert "Boarding" in app.dataframe[0].value["Touchpoint"].tolist()
    assert workspace.setting("journey") is None
    next(b for b in app.button if b.label == "Keep it for this workspace").click().run()
    assert workspace.setting("journey") == "Airline"


def test_clearing_the_filters_shows_all_again(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, "app.py", source="X")
    part = metric(app, "Experiences")
    next(b for b in app.button if b.label == "Clear all filters").click().run()
    assert app.multiselect(key="source").value == []
    assert metric(app, "Experiences") != part


def test_the_same_file_dropped_twice_is_read_once(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, IMPORT)
    table = b"comment,date\nThe delivery was late,2026-01-05\nLovely staff,2026-01-06\n"
    app.file_uploader[0].upload("shop.csv", table, "text/csv").run()
    settle(app)
    app.file_uploader[0].upload("copy.csv", table, "text/csv").run()
    assert "copy.csv holds the same as shop.csv; it is read once." in words(app)
    settle(app)
    assert not app.exception
    assert [e.label for e in app.expander if e.label.endswith(".csv")] == ["shop.csv"]


def test_dropped_files_outlast_a_look_at_another_page(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, IMPORT)
    app.file_uploader[0].upload("shop.csv", b"comment\nThe delivery was late\nLovely staff\n", "text/csv").run()
    settle(app)
    settle(app.switch_page("app.py"))
    settle(app.switch_page(IMPORT))
    assert metric(app, "Rows read") == "2"
    next(b for b in app.button if b.label == "Leave this file out").click().run()
    assert not app.metric


def test_upload_ledger_confirm_map(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, IMPORT)
    table = b"comment,date\nThe delivery was late and rude,2026-01-05\nLovely staff,2026-01-06\n,\n"
    app.file_uploader[0].upload("shop.csv", table, "text/csv").run()
    settle(app)
    assert metric(app, "Rows read") == "3"
    assert metric(app, "Kept") == "2"
    assert not empty.exists()
    next(b for b in app.button if b.label == "Import").click().run()
    settle(app)
    assert app.success[0].value.startswith("Imported.")
    settle(app.switch_page(MAP))
    assert app.title[0].value == "Journey map"
    assert not app.exception


def test_a_bad_upload_says_why_and_offers_no_import(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, IMPORT)
    app.file_uploader[0].upload("saved.csv", b"<!DOCTYPE html><html></html>", "text/csv").run()
    settle(app)
    assert "saved.csv" in app.error[0].value
    assert [b.disabled for b in app.button if b.label == "Import"] == [True]


def test_an_import_can_be_taken_back(tmp_path: Path, open_page: OpenPage) -> None:
    export = tmp_path / "a.csv"
    export.write_text("comment\nThe delivery was late\n")
    importing.import_exports(Workspace(tmp_path / "w"), [importing.ExportFile(export, "a.csv")])
    app = open_page(tmp_path / "w", IMPORT)
    next(b for b in app.button if b.label == "Take it back").click().run()
    assert Workspace(tmp_path / "w").imports() == []


def test_an_empty_workspace_can_be_filled_with_the_sample(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, "app.py")
    next(b for b in app.button if b.label == "Fill with sample data").click().run()
    settle(app)
    assert len(Workspace(empty).imports()) == 5
    assert metric(app, "Experiences") != "0"


def test_an_import_taken_back_can_be_imported_again(tmp_path: Path, open_page: OpenPage) -> None:
    workspace = Workspace(tmp_path / "w")
    table = b"comment\nThe delivery was late\nLovely staff\n"
    for name in ("shop.csv", "again.csv"):
        app = open_page(workspace.root, IMPORT)
        app.file_uploader[0].upload(name, table, "text/csv").run()
        settle(app)
        next(b for b in app.button if b.label == "Import").click().run()
        settle(app)
        assert [record.file for record in workspace.imports()] == [name]
        # Not by "Import more": the tab is simply closed.
        workspace.remove(workspace.imports()[0].import_id)


def test_what_was_said_of_a_file_outlasts_a_look_at_another_page(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, IMPORT)
    app.file_uploader[0].upload("shop.csv", b"note,where\nLate again,North\nLovely staff,South\n", "text/csv").run()
    settle(app)
    text = next(box for box in app.text_input if box.label.startswith("Touchpoint of this whole file"))
    text.set_value("Kiosk").run()
    digest = text.key.removeprefix("touchpoint ")
    app.session_state["roles that were changed"] = {digest: {"where": "segment"}}
    settle(app.switch_page("app.py"))
    settle(app.switch_page(IMPORT))
    roles = app.data_editor[0].value.set_index("column")["role"]
    assert roles["where"].startswith("segment")
    kept = next(box for box in app.text_input if box.label.startswith("Touchpoint of this whole file"))
    assert kept.value == "Kiosk"


def test_filters_stay_while_work_in_the_background_holds_the_page_up(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP, source="Google Play", touchpoint="Invoice", feeling="Negative")
    app.selectbox(key="journey").set_value("Telecom").run()
    settle(app)
    app.selectbox(key="journey").set_value("Hollin & Vane").run()
    settle(app)
    app.toggle(key="whole").set_value(True).run()
    assert app.multiselect(key="source").value == ["Google Play"]
    assert app.selectbox(key="touchpoint").value == "Invoice"
    assert app.query_params["source"] == "Google Play"


def test_ratings_without_comments_speak_for_themselves(tmp_path: Path, open_page: OpenPage) -> None:
    export = tmp_path / "r.csv"
    export.write_text("stars,day\n5,2026-01-05\n3,2026-01-06\n1,2026-01-07\n")
    file = importing.ExportFile(export, "r.csv", {"stars": "rating"})
    importing.import_exports(Workspace(tmp_path / "w"), [file])
    app = open_page(tmp_path / "w", "app.py")
    assert (metric(app, "Counted positive"), metric(app, "Counted negative"), metric(app, "Experiences")) == (
        "1",
        "1",
        "3",
    )
    app = open_page(tmp_path / "w", FEEDBACK)
    assert "▲ positive</span>, by the rating alone" in words(app)


@pytest.mark.parametrize("page", ["app.py", MAP, FEEDBACK])
def test_filters_that_leave_nothing_are_no_error(page: str, sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, page, **{"from": "2031-01-01"})
    assert [e.value for e in app.exception] == []
    assert [e.value for e in app.error] == []
    assert "these filters" in app.info[0].value
