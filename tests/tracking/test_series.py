"""Numbers period by period, each with its interval."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics import ratios
from cxanalytics.errors import SelectionError
from cxanalytics.tracking import series
from cxanalytics.tracking.periods import Calendar

from .test_shares import ROWS, experiences, labelled


def test_a_counted_ratio_is_that_of_the_table_of_ratios() -> None:
    table = experiences(ROWS)
    found = series.ratio(table, ["touchpoint"], "month")
    assert found["n"].tolist() == [100, 0, 4, 0, 5, 0]
    assert found["value"].tolist() == pytest.approx([70 / 40, np.nan, 0.0, np.nan, np.nan, np.nan], nan_ok=True)
    wanted = ratios.table(table, ["touchpoint", "month"])
    has = found[found["n"] > 0]
    assert has["low"].tolist() == pytest.approx(wanted["low"].tolist())
    assert has["high"].tolist() == pytest.approx(wanted["high"].tolist())
    assert set(found["method"]) == {"counted"}


def test_a_corrected_line_is_corrected_in_every_period() -> None:
    rows = [("Invoice", f"2026-0{m}-05", side, not side, 100) for m in (1, 2, 3) for side in (True, False)]
    found = series.ratio(labelled(rows, wrong=10, of=20), ["touchpoint"], "month")
    assert set(found["method"]) == {"corrected"}
    assert set(found["labels"]) == {40}
    # 100 : 100 as counted; half of the negative ones are positive in truth, and the prior draws it in.
    assert found["value"].tolist() == pytest.approx([2.7, 2.7, 2.7], abs=0.4)
    assert (found["low"] < found["value"]).all() and (found["value"] < found["high"]).all()
    again = series.ratio(labelled(rows, wrong=10, of=20), ["touchpoint"], "month")
    pd.testing.assert_frame_equal(found, again)


def test_a_share_has_wilsons_interval() -> None:
    found = series.share(experiences(ROWS), "negative", ["touchpoint"], "month").iloc[0]
    assert [found["value"], found["low"], found["high"]] == pytest.approx([0.4, 0.30941, 0.49799], abs=2e-3)


def test_a_part_of_the_experiences_and_their_number() -> None:
    table = experiences(ROWS)
    effort = np.arange(len(table)) % 4 == 0
    found = series.proportion(table, effort, [], "month")
    assert found[["n", "value"]].to_numpy().tolist() == [[100, 0.25], [5, 0.4], [4, 0.25]]
    volume = series.volume(table, ["touchpoint"], "quarter")
    assert volume[["touchpoint", "value"]].to_numpy().tolist() == [["Invoice", 104.0], ["Shop", 5.0]]
    assert volume["low"].isna().all()


def test_a_reader_is_told_of_the_year_before_and_what_is_not_over() -> None:
    rows = [("Invoice", "2025-03-05", False, True, 40), ("Invoice", "2026-03-05", False, True, 10)]
    table = pd.concat([experiences(rows), experiences([("Invoice", "2026-03-05", True, False, 10)])], ignore_index=True)
    found = series.told(
        series.share(table, "negative", [], "month"), [], pd.Timestamp("2026-03-12"), "month", Calendar()
    )
    assert found["label"].iloc[[0, -1]].tolist() == ["March 2025", "March 2026"]
    assert found["last_year"].iloc[-1] == 1.0
    assert found["last_year"].iloc[:-1].isna().all()
    assert found["whole"].tolist() == [True] * 12 + [False]
    assert found["evidence"].iloc[[0, 1, -1]].tolist() == ["measured", "none", "thin"]


def test_a_period_must_be_one() -> None:
    with pytest.raises(SelectionError, match="'fortnight' is no period"):
        series.ratio(experiences(ROWS), [], "fortnight")
