"""Cells of text made ready."""

import pandas as pd

from cxanalytics.ingest import texts


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


def test_damage_is_undone_once() -> None:
    cells = column(
        "=@shop late",
        "'@shop",
        "a &amp; b",
        "&amp;lt;3",
        "<3 you<br/>all",
        "a\r\nb",
        " \u00a0x\ufeff",
        "=5",
        "1 < 2",
    )
    assert texts.clean(cells).tolist() == [
        "@shop late", "@shop", "a & b", "&lt;3", "<3 you\nall", "a\nb", "x", "=5", "1 < 2",
    ]  # fmt: skip


def test_plain_html_goes() -> None:
    assert texts.clean(column("<p>Hi <b>all</b></p><p>bye</p>")).tolist() == ["Hi all\nbye"]


def test_a_title_is_joined_where_the_text_does_not_begin_with_it() -> None:
    title = column("Great gym", "Bad from the...", "Late", "", "Only a title", "so SLOW…")
    text = column("Great gym and staff", "Bad from the start", "Two weeks.", "fine", "", "So slow it hurts")
    assert texts.join_title(title, text).tolist() == [
        "Great gym and staff", "Bad from the start", "Late\nTwo weeks.", "fine", "Only a title",
        "So slow it hurts",
    ]  # fmt: skip


def test_a_title_that_most_rows_share_is_a_label() -> None:
    title = column("Comment", "Comment", "Comment", "Lost parcel")
    text = column("yes", "no", "", "again")
    assert texts.join_title(title, text).tolist() == ["yes", "no", "", "Lost parcel\nagain"]


def test_a_mark_before_every_text_moves_out() -> None:
    text = column(*["✅ Trip Verified |  Late again"] * 15, *["Not Verified | Fine"] * 10)
    without, marks = texts.without_prefix(text)
    assert set(without) == {"Late again", "Fine"}
    assert marks is not None
    assert marks.value_counts().to_dict() == {"✅ Trip Verified": 15, "Not Verified": 10}


def test_a_bar_inside_some_texts_is_no_mark() -> None:
    text = column(*["good | bad"] * 3, *["fine"] * 30)
    assert texts.without_prefix(text)[1] is None


def test_answers_are_stacked_by_record_and_question() -> None:
    frame = pd.DataFrame({"like": ["a", "", "b"], "dislike": ["c", "d", ""], "title": ["", "t", ""]}, dtype="str")
    stacked = texts.stack(frame, ["like", "dislike"], None).rows
    assert stacked[["record", "column", "text"]].to_numpy().tolist() == [
        [0, "like", "a"], [0, "dislike", "c"], [1, "dislike", "d"], [2, "like", "b"],
    ]  # fmt: skip


def test_no_text_column_gives_no_rows() -> None:
    assert texts.stack(pd.DataFrame({"a": ["x"]}), [], None).rows.empty


def test_titles_that_a_spreadsheet_made_dates_are_left_out_and_what_was_done_is_counted() -> None:
    frame = pd.DataFrame(
        {
            "title": ["2024-01-03 00:00:00", "Great gym", "Late", ""],
            "text": ["Third of January", "Great gym &amp; staff", "Two weeks", "=@gym"],
        },
        dtype="str",
    )
    stacked = texts.stack(frame, ["text"], "title")
    assert stacked.rows["text"].tolist() == ["Third of January", "Great gym & staff", "Late\nTwo weeks", "@gym"]
    assert stacked.counts == {"title dates": 1, "entities": 1, "spreadsheet": 1, "titles": 1}
    kept = texts.stack(frame, ["text"], "title", keep=("title dates", "entities", "spreadsheet"))
    assert kept.rows["text"].tolist()[0] == "2024-01-03 00:00:00\nThird of January"
    assert kept.counts == {"titles": 1}
