"""The columns that name people."""

import pandas as pd
import pytest

from cxanalytics.ingest import people

TABLE = pd.DataFrame({"id": ["", ""], "who": ["Jane", "Bob"], "tool": ["A Google user", "***"]}, dtype="str")


def test_nobody_is_named_by_blanks_stars_and_tools() -> None:
    column = pd.Series(["", "***", "Anonymous", "A Google user", "Jane"], dtype="str")
    assert people.nobody(column).tolist() == [True, True, True, True, False]


def test_the_key_is_the_first_column_that_tells_people_apart() -> None:
    assert people.key(TABLE, {"who": "author", "id": "customer", "tool": "ignore"}) == "who"
    assert people.key(TABLE, {"tool": "author"}) is None
    assert people.unused(TABLE, {"who": "author", "id": "customer", "tool": "author"}) == ("id", "tool")


@pytest.mark.parametrize(
    ("header", "person"),
    [("review.user.name", True), ("Influencer", True), ("First Name", True), ("App Version Name", False),
     ("product name", False), ("Region", False)],
)  # fmt: skip
def test_unused_columns_that_name_people(header: str, person: bool) -> None:
    assert people.named({header: "ignore"}) == ((header,) if person else ())
    assert people.named({header: "author"}) == ()
