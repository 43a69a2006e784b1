"""Shares month by month: of touchpoints, and of what recurs."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics import engine
from cxanalytics.effects import tables
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking.periods import STANDARD

from .conftest import TOUCHPOINTS


def test_every_touchpoint_has_its_months(year: Workspace) -> None:
    found = tables.of_touchpoints(engine.analyse(year), Selection(), STANDARD)
    assert sorted(found.names) == sorted(TOUCHPOINTS)
    assert found.starts.tolist() == pd.date_range("2025-01-01", periods=12, freq="MS").tolist()
    phone = found.months.share[found.names.index("Phone line")]
    assert phone == pytest.approx([0.5] * 8 + [2 / 24] * 4)
    assert (found.months.n == 24).all()
    assert (found.months.sd > 0).all()


def test_some_can_be_left_out(year: Workspace) -> None:
    found = tables.of_touchpoints(engine.analyse(year), Selection(), STANDARD)
    part = found.without({"Staff", "Phone line"}, "Phone line")
    assert sorted(part.names) == ["Bill and payment", "Parking", "Phone line"]
    assert part.months.share.shape == (3, 12)


def test_a_pattern_is_a_share_of_the_answers(year: Workspace) -> None:
    analysis = engine.analyse(year)
    found = tables.of_patterns(analysis, Selection(), STANDARD, "")
    assert found.names == analysis.recurring.patterns["pattern"].tolist()
    if found.names:
        assert (found.months.n == 96).all()
        assert np.nanmax(found.months.share) <= 1
        there = tables.of_patterns(analysis, Selection(), STANDARD, "Staff")
        assert (there.months.n == 24).all()
