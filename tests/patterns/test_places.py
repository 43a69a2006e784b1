import pandas as pd
import pytest

from cxanalytics.patterns import places

MENTIONS = pd.DataFrame(
    [
        ("a", "Invoice", "P1"),
        ("a", "Invoice", "P1"),
        ("b", "Invoice", "P1"),
        ("b", "Invoice", "P2"),
        ("c", "Invoice", "P1"),
        ("d", "App", "P1"),
        ("e", "App", "P2"),
        ("f", "App", "P2"),
        ("g", "Shop", None),
    ],
    columns=["feedback_id", "touchpoint", "pattern"],
).astype({"pattern": "category"})
EXPERIENCES = pd.DataFrame(
    {
        "touchpoint": ["Invoice"] * 12 + ["App"] * 4,
        "negative": [True] * 10 + [False] * 2 + [True] * 3 + [False],
        "positive": [False] * 10 + [True] * 2 + [True] * 4,
    }
)


def test_where_a_pattern_is_said_most_and_what_the_ratio_were_there() -> None:
    found = places.effects(MENTIONS, EXPERIENCES, "negative").set_index("pattern")
    assert found["at"].to_dict() == {"P1": "Invoice", "P2": "App"}
    # Of ten bad experiences with the invoice two speak of nothing but P1; b would be bad without it too.
    assert found.loc["P1", "there"] == pytest.approx(10.5 / 8.5)
    assert found.loc["P2", "there"] == pytest.approx(3.5 / 1.5)
    assert (found["there_low"] < found["there"]).all()
    assert (found["there"] < found["there_high"]).all()


def test_what_is_all_that_is_wrong_somewhere_is_finite() -> None:
    found = places.effects(MENTIONS.query("touchpoint == 'App'"), EXPERIENCES.query("touchpoint == 'App'"), "negative")
    alone = found[found["pattern"] == "P2"].iloc[0]
    assert 2 < alone["there"] < alone["there_high"] < 1e7


def test_without_patterns_there_is_an_empty_table() -> None:
    for none in (MENTIONS.iloc[:0], MENTIONS.tail(1)):
        found = places.effects(none, EXPERIENCES, "negative")
        assert found.empty
        assert list(found) == ["pattern", "at", "there", "there_low", "there_high"]


def test_the_order_of_rows_does_not_matter() -> None:
    found = places.effects(MENTIONS, EXPERIENCES, "negative")
    turned = places.effects(MENTIONS.iloc[::-1], EXPERIENCES.iloc[::-1], "negative")
    pd.testing.assert_frame_equal(found, turned)


def test_the_callers_tables_are_left_alone() -> None:
    before = MENTIONS.copy(deep=True)
    places.effects(MENTIONS, EXPERIENCES, "positive")
    pd.testing.assert_frame_equal(MENTIONS, before)
