"""The small things that formats share."""

import pandas as pd

from cxanalytics.ingest.formats import base
from cxanalytics.ingest.grid import Grid

TABLE = pd.DataFrame({"Review ID": ["a", "b", "a"], "Text": ["old", "only", "new"], "Shop": ["N", "S", "N"],
                      "When": ["2026-01-01", "2026-01-02", "2026-02-01"]}, dtype="str")  # fmt: skip


def test_names_are_compared_as_plain_words() -> None:
    roles = {"source_id": ("reviewId",), "text": ("comment", "text"), "title": ("text",)}
    assert base.pick(TABLE, roles) == {"Review ID": "source_id", "Text": "text"}
    assert base.named(TABLE, "place", "shop") == "Shop"
    assert base.named(TABLE, "place") is None
    assert base.ignored(TABLE, ("review_id", "other")) == {"Review ID": "ignore"}


def test_only_what_differs_is_a_segment() -> None:
    assert base.segments(TABLE, ("shop",)) == {"Shop": "segment"}
    assert base.segments(TABLE.assign(Shop="N"), ("shop",)) == {}


def test_the_latest_record_of_an_id_counts() -> None:
    table, account = base.last_version(TABLE, "Review ID", "When")
    assert account.to_dict("records") == [{"record": 0, "reason": base.EDITED}]
    assert table["Review ID"].tolist() == ["", "b", "a"]
    assert TABLE["Review ID"].tolist() == ["a", "b", "a"]


def test_records_without_an_id_are_no_versions_of_each_other() -> None:
    _, account = base.last_version(TABLE.assign(**{"Review ID": ""}), "Review ID", "When")
    assert account.empty


def test_the_first_reason_counts() -> None:
    mask = pd.Series([True, True, False])
    account = base.together(base.aside(~mask, "share"), base.aside(mask, "retweet"), base.aside(mask | True, "last"))
    assert account["reason"].tolist() == ["retweet", "retweet", "share"]


def test_header_below_other_lines() -> None:
    cells = pd.DataFrame([["Report:", "x"], ["", ""], ["Query Name", "Full Text"], ["shop", "Late"]], dtype="str")
    assert base.header_at(Grid("t.csv", cells), {"query name", "full text"}) == 2
    assert base.header_at(Grid("t.csv", cells), {"query name", "url"}) is None


def test_json_values_as_cells() -> None:
    assert [base.cell(value) for value in (None, "x", True, {}, [1])] == ["", "x", "True", "", ""]
    assert base.inside({"a": {"b": "c"}}, "a", "b") == "c"
    assert base.inside({"a": []}, "a", "b") is None
    assert base.objects([{"a": 1}, 2]) == [{"a": 1}]
    assert (base.objects({"a": 1}), base.objects("x")) == ([{"a": 1}], [])
    assert base.frame([{"a": " x "}], ("a", "b")).to_dict("list") == {"a": ["x"], "b": [""]}


def test_posts_that_pass_on_others_words() -> None:
    assert base.begins_with_rt(pd.Series(["RT @ab: late", "RT late", "so RT @ab"])).tolist() == [True, False, False]
