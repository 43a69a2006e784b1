"""Tracking in a workspace: calendar, trends, signals and what carries them, on the sample."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxanalytics import demo, engine, ratios, targets, tracked
from cxanalytics.engine import Analysis
from cxanalytics.errors import SelectionError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking.periods import Calendar

EVERYTHING = Selection()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("tracked") / "w")
    demo.fill(made)
    return made


@pytest.fixture(scope="module")
def analysis(workspace: Workspace) -> Analysis:
    return engine.analyse(workspace)


def test_a_calendar_is_kept(tmp_path: Path) -> None:
    own = Workspace(tmp_path / "w")
    assert tracked.calendar_of(own) == Calendar()
    tracked.keep_calendar(own, Calendar(4, 6, "Europe/Berlin"))
    assert tracked.calendar_of(own) == Calendar(4, 6, "Europe/Berlin")


def test_only_exports_that_state_a_zone_are_moved(analysis: Analysis) -> None:
    stated = [record.import_id for record in analysis.imports if record.ledger["clock"] == "UTC"]
    moved = tracked.local(analysis, analysis.experiences, Calendar(zone="Asia/Tokyo"))
    by = moved["occurred_at"] - analysis.experiences["occurred_at"]
    inside = analysis.experiences["import_id"].isin(stated).to_numpy(bool)
    assert inside.any() and not inside.all()
    assert set(by[inside].unique()) <= {pd.Timedelta(hours=9), pd.Timedelta(0)}
    assert (by[~inside] == pd.Timedelta(0)).all()


def test_a_trend_is_the_table_of_ratios_over_time(analysis: Analysis) -> None:
    found = tracked.trend(analysis, EVERYTHING, "ratio", "quarter", "source").table
    wanted = ratios.table(analysis.experiences, ["source", "quarter"])
    assert len(found[found["n"] > 0]) == len(wanted)
    one = found[(found["source"] == "Qualtrics") & (found["label"] == "Q3 2025")].iloc[0]
    same = wanted[(wanted["source"] == "Qualtrics") & (wanted["quarter"] == "2025-Q3")].iloc[0]
    assert [one["value"], one["low"], one["high"], one["n"]] == pytest.approx(
        [same["ratio"], same["low"], same["high"], same["n"]]
    )


def test_shares_counted_another_way(analysis: Analysis) -> None:
    table = analysis.experiences
    may = table[(table["occurred_at"] >= "2026-05-01") & (table["occurred_at"] < "2026-06-01")]
    here = {
        name: tracked.trend(analysis, EVERYTHING, name).table.set_index("label").loc["May 2026"]
        for name in ("negative", "effort", "volume", "emotion:angry")
    }
    assert here["negative"]["value"] == pytest.approx(may["negative"].mean())
    assert here["effort"]["value"] == pytest.approx(may["effort"].mean())
    assert here["volume"]["value"] == len(may)
    angry = may["emotions"].astype("str").str.split("|").map(lambda names: "angry" in names).mean()
    assert here["emotion:angry"]["value"] == pytest.approx(angry)


def test_nps_counts_a_response_once(workspace: Workspace, analysis: Analysis) -> None:
    survey = next(r.import_id for r in analysis.imports if "survey" in r.file)
    table = workspace.feedback(survey).dropna(subset=["rating"]).drop_duplicates("response_id")
    found = tracked.trend(analysis, EVERYTHING, "nps", "year").table
    assert found["n"].sum() == len(table[table["rating_high"] == 10])
    own = table[(table["rating_high"] == 10) & (table["occurred_at"].dt.year == 2025)]["rating"]
    nps = 100 * ((own >= 9).mean() - (own <= 6).mean())
    assert found["value"].iloc[0] == pytest.approx(nps)


def test_a_selection_narrows_a_trend(analysis: Analysis) -> None:
    chosen = Selection(touchpoint=("Delivery",))
    found = tracked.trend(analysis, chosen, "volume", "year").table
    assert found["value"].sum() == (analysis.experiences["touchpoint"] == "Delivery").sum()
    rated = tracked.trend(analysis, chosen, "nps", "year").table
    assert 0 < rated["n"].sum() < tracked.trend(analysis, EVERYTHING, "nps", "year").table["n"].sum()


def test_what_cannot_be_followed_is_said(analysis: Analysis) -> None:
    for wrong, said in (
        ({"measure": "mood"}, "no measure 'mood'"), ({"period": "fortnight"}, "no period"),
        ({"by": "person"}, "drawn by"),
    ):  # fmt: skip
        with pytest.raises(SelectionError, match=said):
            tracked.trend(analysis, EVERYTHING, **wrong)  # type: ignore[arg-type]


def test_the_sample_tells_its_story(analysis: Analysis) -> None:
    found = tracked.signals(analysis, EVERYTHING)
    delivery = found.table[(found.table["subject"] == "Delivery")].iloc[0]
    assert delivery["better"] is False
    assert delivery["since"] == pd.Timestamp("2026-06-01")
    assert any("left outside" in carrier for carrier in delivery["carriers"])
    assert len(found.watched.table) > 50
    assert found.table["at"].is_monotonic_decreasing
    again = tracked.signals(analysis, EVERYTHING)
    pd.testing.assert_frame_equal(found.table, again.table)


def test_what_is_marked_on_a_trend(analysis: Analysis) -> None:
    found = tracked.signals(analysis, EVERYTHING)
    assert len(tracked.marked(found, "ratio", ("Delivery",))) == 1
    assert tracked.marked(found, "ratio", ("Invoice",)).empty
    titles = {title: name for name, title in tracked.names(analysis).items()}
    pattern = titles["Parcel was simply left outside"]
    assert len(tracked.marked(found, f"pattern:{pattern}")) == 1


def test_cohorts_of_the_sample(analysis: Analysis) -> None:
    assert tracked.cohorts_of(analysis)[0] == "Loyalty tier"
    table = tracked.by_cohort(analysis, EVERYTHING, "Loyalty tier")
    assert sorted(table["cohort"].unique()) == ["Gold", "None", "Silver"]
    gold = analysis.experiences["segment"].astype("str").str.contains("Loyalty tier: Gold")
    assert table[table["cohort"] == "Gold"]["n"].sum() == gold.sum()
    with pytest.raises(SelectionError, match="No column of the segments is called 'Age'"):
        tracked.by_cohort(analysis, EVERYTHING, "Age")
    assert set(tracked.still_loved(analysis, EVERYTHING)["mood"]) == {"loved", "hurt"}


def test_targets_have_a_pace(tmp_path: Path, analysis: Analysis) -> None:
    own = Workspace(tmp_path / "w")
    targets.add(own, 2, "2030-01-01", journey=analysis.journey)
    targets.add(own, 2, "2030-01-01", touchpoint="Invoice", journey=analysis.journey)
    found = tracked.paces(own, analysis)
    assert found["word"].tolist() == ["just set", "just set"]
    assert found["now"][0] == pytest.approx(tracked.trend(analysis, EVERYTHING).table["value"].iloc[-1])
    assert found["now"][1] < found["now"][0]


def test_owners_of_the_sample(analysis: Analysis) -> None:
    table = tracked.league_of(analysis, EVERYTHING)
    assert table["owner"].tolist() == sorted(table["owner"])
    assert table["p_worst"].sum() == pytest.approx(1.0)


def test_an_empty_workspace_has_nothing_to_follow(tmp_path: Path) -> None:
    nothing = engine.analyse(Workspace(tmp_path / "nothing"))
    assert tracked.names(nothing) == {}
    assert tracked.ratings(nothing).empty
    assert tracked.cohorts_of(nothing) == []
    assert np.size(tracked.league_of(nothing, EVERYTHING)) == 0


def test_what_is_dated_to_the_month_has_no_place_in_weeks(analysis: Analysis) -> None:
    first = analysis.imports[0]
    vague = [replace(first, ledger={**first.ledger, "precision": "month"}), *analysis.imports[1:]]
    inexact = replace(analysis, imports=vague)
    own = analysis.experiences["import_id"] == first.import_id
    weeks, months = (
        tracked.local(inexact, inexact.experiences, Calendar(), p)["occurred_at"] for p in ("week", "month")
    )
    assert weeks[own.to_numpy(bool)].isna().all()
    assert months.equals(analysis.experiences["occurred_at"])
    by_week = tracked.trend(inexact, EVERYTHING, "volume", "week")
    assert f"Left out: {int(own.sum()):,} experiences whose dates are not known to the week." in by_week.words
    assert "Left out" not in tracked.trend(inexact, EVERYTHING, "volume", "month").words
    whole = tracked.trend(analysis, EVERYTHING, "volume", "week").table["n"].sum()
    dated = int((own & analysis.experiences["occurred_at"].notna()).sum())
    assert by_week.table["n"].sum() == whole - dated
