"""Dates as the tools write them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.ingest import dates


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2024-05-06", "2024-05-06 00:00:00"),
        ("2024-05-06 07:08:09", "2024-05-06 07:08:09"),
        ("2024/5/6 7:08", "2024-05-06 07:08:00"),
        ("2021-09-22T16:37:29.000Z", "2021-09-22 16:37:29"),
        ("2017-10-23 22:55:01+02:00", "2017-10-23 20:55:01"),
        ("2015-09-30 03:35 +0000", "2015-09-30 03:35:00"),
        ("2021/11/08 5:05:47 PM GMT+1", "2021-11-08 16:05:47"),
        ("2024-05-06T07:08:09.123456", "2024-05-06 07:08:09.123456"),
        ("31-Jul-18", "2018-07-31 00:00:00"),
        ("13-Aug-2025 09:07AM", "2025-08-13 09:07:00"),
        ("Wed Oct 19 20:07:25 +0000 2022", "2022-10-19 20:07:25"),
        ("Mon Jan 15 2024", "2024-01-15 00:00:00"),
        ("Jan 5, 2021, 3:04 PM", "2021-01-05 15:04:00"),
        ("3 janvier 2024", "2024-01-03 00:00:00"),
        ("15. Oktober 2023", "2023-10-15 00:00:00"),
        ("1st March 2020", "2020-03-01 00:00:00"),
        ("02 28, 2014", "2014-02-28 00:00:00"),
        ("15.03.2024 14:30", "2024-03-15 14:30:00"),
        ("1/17/2020 12:30:48 AM", "2020-01-17 00:30:48"),
        ("42059.488888", "2015-02-24 11:44:00"),
        ("1614400000", "2021-02-27 04:26:40"),
        ("1614400000.0", "2021-02-27 04:26:40"),
        ("1614400000000", "2021-02-27 04:26:40"),
        ("20240131", "2024-01-31 00:00:00"),
        ('"2024-05-06"', "2024-05-06 00:00:00"),
    ],
)
def test_one_cell(cell: str, read: str) -> None:
    found = dates.parse(column(cell))
    assert found.values.tolist() == [pd.Timestamp(read)]
    assert found.unread == 0


@pytest.mark.parametrize("cell", ["2024-02-30", "2024-13-01", "31/31/2024", "4 months ago", "soon", "25:00", "12"])
def test_what_is_no_date_is_missing_and_counted(cell: str) -> None:
    found = dates.parse(column(cell, "", "2024-01-01"))
    assert found.values.isna().tolist() == [True, True, False]
    assert found.unread == 1


@pytest.mark.parametrize(
    ("cells", "language", "first", "said"),
    [
        (("03/04/2024", "25/04/2024"), "", "2024-04-03",
         "Dates are read as day/month/year, because 1 of 2 days is above 12."),
        (("25/04/2024", "03/04/2024", "25/04/2024"), "", "2024-04-25",
         "Dates are read as day/month/year, because 2 of 3 days are above 12."),
        (("03/04/2024", "04/25/2024"), "fr", "2024-03-04",
         "Dates are read as month/day/year, because 1 of 2 days is above 12."),
        (("03/04/2024", "04/04/2024"), "fr", "2024-04-03",
         "Dates are read as day/month/year, because the header is French."),
        (("3/4/2024 1:00 PM", "4/4/2024 2:00 PM"), "", "2024-03-04",
         "Dates are read as month/day/year, because the times are written with AM and PM."),
        (("08/11/2021", "12/11/2021", "09/11/2021"), "", "2021-11-08",
         "Dates are read as day/month/year, because only so do all records lie within 4 days."),
        (("01/02/2024", "02/01/2024", "03/03/2024"), "", "2024-01-02",
         "Dates are read as month/day/year, because only so do the records follow each other in time."),
        (("03/04/2024",), "", "2024-03-04",
         "Dates are read as month/day/year; nothing in the file tells day from month, so please check it."),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_decided_and_told(
    cells: tuple[str, ...], language: str, first: str, said: str
) -> None:
    found = dates.parse(column(*cells), language=language)
    assert found.values.iloc[0].normalize() == pd.Timestamp(first)
    assert found.said == said


def test_another_column_of_the_file_can_decide() -> None:
    found = dates.parse(column("03/04/2024"), others=[column("30/04/2024")])
    assert found.values.iloc[0] == pd.Timestamp("2024-04-03")
    assert found.said == "Dates are read as day/month/year, because in another column of dates some days are above 12."


@pytest.mark.parametrize(
    ("day_first", "order", "first", "unread"),
    [(True, "day/month/year", "2024-04-03", 1), (False, "month/day/year", "2024-03-04", 0)],
)
def test_what_a_person_says_of_the_order_stands(day_first: bool, order: str, first: str, unread: int) -> None:
    found = dates.parse(column("03/04/2024", "04/25/2024"), language="fr", day_first=day_first)
    assert (found.values.iloc[0], found.unread) == (pd.Timestamp(first), unread)
    assert found.said == f"Dates are read as {order}, as it was said."


def test_times_of_day_are_noticed() -> None:
    assert dates.parse(column("2024-01-01 10:00", "2024-01-02 11:00")).times
    assert not dates.parse(column("2024-01-01", "2024-01-02")).times


def test_relative_dates() -> None:
    assert dates.is_relative(column("4 months ago", "a year ago", ""))
    assert not dates.is_relative(column("2024-01-01"))


def test_the_share_of_dates() -> None:
    assert dates.share(column("2024-01-01", "31-Jul-18", "fine", "")) == pytest.approx(2 / 3)
    assert dates.share(column("5", "17")) == 0
    assert dates.epoch(column("1614400000", "1614500000")) == "seconds since 1970"
    assert dates.epoch(column("5", "17")) == ""


def test_the_index_stays_and_the_column_is_not_changed() -> None:
    cells = pd.Series(["2024-01-01", ""], index=[7, 9], dtype="str")
    found = dates.parse(cells)
    assert found.values.index.tolist() == [7, 9]
    assert cells.tolist() == ["2024-01-01", ""]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_text_is_read_or_missing(cells: list[str]) -> None:
    found = dates.parse(column(*[cell.encode("utf-8", "ignore").decode() for cell in cells]))
    assert len(found.values) == len(cells)
    assert str(found.values.dtype) == "datetime64[us]"


@given(
    st.datetimes(
        min_value=pd.Timestamp("1990-01-01").to_pydatetime(),
        max_value=pd.Timestamp("2060-01-01").to_pydatetime(),
    )
)
def test_iso_is_read_exactly(stamp: object) -> None:
    assert dates.parse(column(str(stamp))).values.iloc[0] == pd.Timestamp(str(stamp))


def test_both_orders_in_one_file_are_told() -> None:
    found = dates.parse(pd.Series(["13/02/2024", "14/02/2024", "02/15/2024"], dtype="str"))
    assert (found.order, found.unread) == ("day/month/year", 1)
    assert found.said == (
        "Dates are read as day/month/year, but both orders occur: in some the first number is above 12, "
        "in some the second; please check them."
    )


@pytest.mark.parametrize(
    ("cells", "times", "zoned"),
    [
        (("2024-05-06", "2024-05-07"), False, False),
        (("2024-05-06 07:08", "2024-05-07 08:09"), True, False),
        (("2021-09-22T16:37:29Z", "2021-09-23T16:37:29+02:00"), True, True),
        (("1614400000", "1614400001"), True, True),
        (("42059.488888", "42060.4"), True, False),
    ],
)
def test_it_is_known_whether_times_are_in_utc(cells: tuple[str, ...], times: bool, zoned: bool) -> None:
    read = dates.parse(column(*cells))
    assert (read.times, read.zoned) == (times, zoned)


def test_how_long_ago_is_counted_back_from_the_day_the_file_was_made() -> None:
    cells = column("2 days ago", "4 months ago", "a year ago", "2026-01-05", "")
    found = dates.parse(cells, made=pd.Timestamp("2026-03-31"))
    assert found.values.astype("str").fillna("").tolist() == ["2026-03-29", "2025-11-30", "", "2026-01-05", ""]
    assert (found.relative, found.precision, found.years, found.unread) == (True, "month", 1, 1)
    assert found.order == "year-month-day, counted back"
    unknown = dates.parse(cells)
    assert (unknown.values.notna().sum(), unknown.precision, unknown.relative) == (1, "", True)
