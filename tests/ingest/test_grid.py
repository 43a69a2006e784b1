"""The raw table and its header."""

import pandas as pd
import pytest

from cxanalytics.ingest.grid import Grid, trim, unique_names


def grid(*records: tuple[str, ...], named: bool = False) -> Grid:
    return Grid("a.csv", trim(pd.DataFrame(list(records), dtype="str")), named=named)


@pytest.mark.parametrize(
    ("records", "header"),
    [
        ((("id", "comment"), ("1", "fine")), 0),
        ((("Report", "", ""), ("", "", ""), ("id", "when", "comment"), ("1", "2024-01-01", "fine")), 2),
        (
            (("Made", "2024-01-01", ""), ("by", "Jane", ""), ("comment", "date", "n"), ("fine", "2024-01-02", "5")),
            2,
        ),
        ((("id", "comment", ""), ("a", "fine", "x"), ("b", "slow", "y")), 0),
        ((("1", "2024-01-01", "fine"), ("2", "2024-01-02", "slow")), None),
        ((("", "reviews"), ("0", "fine"), ("1", "slow")), 0),
        ((("Region", "Store", "2020"), ("North", "Hill", "6")), 0),
        ((("Comment",), ("It was fine.",)), 0),
        ((("It was fine, thank you.",), ("Slow.",)), None),
        ((("",),), None),
    ],
)
def test_the_header_is_found(records: tuple[tuple[str, ...], ...], header: int | None) -> None:
    assert grid(*records).header == header


def test_a_named_table_has_its_header_first() -> None:
    assert grid(("1", "2"), ("3", "4"), named=True).header == 0


def test_the_table_below_the_header() -> None:
    table = grid(("id", "", "comment", ""), ("1", "x", "fine", "")).table()
    assert table.to_dict("list") == {"id": ["1"], "Column 2": ["x"], "comment": ["fine"]}


def test_other_names_and_another_first_record() -> None:
    table = grid(("a", "b"), ("question one", "question two"), ("1", "2")).table(["x", "y"], 2)
    assert table.to_dict("list") == {"x": ["1"], "y": ["2"]}


def test_names_are_made_unique() -> None:
    assert unique_names(["Other", "Other", "", "a\n b", "Other"]) == [
        "Other",
        "Other (2)",
        "Column 3",
        "a b",
        "Other (3)",
    ]


def test_cells_are_trimmed_and_without_gaps() -> None:
    cells = trim(pd.DataFrame({0: ["\u00a0 a\ufeff", None]}))
    assert cells[0].tolist() == ["a", ""]
