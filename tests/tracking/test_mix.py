"""The same mix of sources in all periods, and the warning where a change comes from who was asked."""

import pandas as pd
import pytest

from cxanalytics.tracking import mix

from .test_shares import experiences


def two_sources(rows: list[tuple[str, str, bool, int]]) -> pd.DataFrame:
    """Source, month, negative, how often."""
    table = experiences([("A", month, not negative, negative, many) for _, month, negative, many in rows])
    sources = [source for source, _, _, many in rows for _ in range(many)]
    return table.assign(source=sources)


SHIFT = [
    # Survey 10 % negative, social 50 % negative, in both months; social grows from a fifth to four fifths.
    ("survey", "2026-01-05", True, 40), ("survey", "2026-01-05", False, 360),
    ("social", "2026-01-05", True, 50), ("social", "2026-01-05", False, 50),
    ("survey", "2026-02-05", True, 10), ("survey", "2026-02-05", False, 90),
    ("social", "2026-02-05", True, 200), ("social", "2026-02-05", False, 200),
]  # fmt: skip


def test_at_the_same_mix_nothing_changed() -> None:
    found = mix.at_same_mix(two_sources(SHIFT), "month")
    assert found.table["negative"].tolist() == pytest.approx([90 / 500, 210 / 500])
    # Half of all 1,000 come from either source.
    assert found.table["negative_same"].tolist() == pytest.approx([0.3, 0.3])
    assert found.table["ratio_same"].tolist() == pytest.approx([0.7 / 0.3, 0.7 / 0.3])
    assert found.several


def test_the_warning_names_who_was_asked() -> None:
    found = mix.at_same_mix(two_sources(SHIFT), "month")
    assert found.warning == (
        "The negative share went from 18 % to 42 %, but at the same mix of sources it would be 30 %: most of the "
        "change comes from who was asked (social was 20 % of the experiences and is 80 % now)."
    )


def test_a_real_change_is_no_matter_of_the_mix() -> None:
    rows = [("survey", "2026-01-05", True, 10), ("survey", "2026-01-05", False, 90)]
    rows += [("social", "2026-01-05", True, 10), ("social", "2026-01-05", False, 90)]
    rows += [("survey", "2026-02-05", True, 40), ("survey", "2026-02-05", False, 60)]
    rows += [("social", "2026-02-05", True, 40), ("social", "2026-02-05", False, 60)]
    found = mix.at_same_mix(two_sources(rows), "month")
    assert found.warning == ""
    assert found.table["negative"].tolist() == pytest.approx(found.table["negative_same"].tolist())


def test_one_source_is_no_mix() -> None:
    found = mix.at_same_mix(two_sources(SHIFT[:2]), "month")
    assert not found.several
    assert found.warning == ""
