"""A digest of a workspace: the right period, the right numbers, and what follows from them."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import digest, engine, importing, ratios
from cxanalytics.engine import Analysis
from cxanalytics.errors import SelectionError
from cxanalytics.store import Workspace


def test_the_last_whole_month_is_told(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis)
    assert (made.name, made.whole, made.start) == ("October 2026", True, pd.Timestamp("2026-10-01"))
    october = analysis.experiences[(analysis.experiences["occurred_at"] >= "2026-10-01").to_numpy(bool)]
    wanted = ratios.table(october, ()).iloc[0]
    assert made.headline.n == wanted["n"] == len(october)
    assert [made.headline.value, made.headline.low, made.headline.high] == pytest.approx(
        [wanted["ratio"], wanted["low"], wanted["high"]]
    )
    assert made.headline.before.startswith("September 2026: ")
    assert made.headline.year.startswith("A year before: ")
    assert made.headline.against[0].startswith("below 2 : 1, bottom 5 % of brands (Forrester")
    assert made.series["label"].tolist()[-1] == "October 2026"
    assert len(made.series) == 13


def test_a_month_in_which_something_changed(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis, at=date(2026, 9, 5))
    assert made.name == "September 2026"
    assert any(change.touchpoint == "Delivery" and change.better is False for change in made.fresh)
    assert made.notable
    assert made.decisions[0].what == "Who acts on Delivery, and until when?"
    owner = next(item.owner for item in analysis.journey.touchpoints if item.name == "Delivery")
    assert f"No open action; {owner} owns it." in made.decisions[0].why
    # In the month before it was not known yet, in the next it is no news.
    assert not any(change.touchpoint for change in digest.gather(workspace, analysis, at=date(2026, 8, 5)).changes)
    assert any(change.touchpoint == "Delivery" for change in digest.gather(workspace, analysis).earlier)
    assert any("Delivery" in line for line in made.summary)


def test_touchpoints_that_stand_out(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis)
    assert made.worst[0].touchpoint == "Invoice"
    assert made.worst[0].owner == "Finance"
    names = [place.touchpoint for place in (*made.worst, *made.best)]
    assert len(set(names)) == len(names)
    table = made.table.set_index("touchpoint")["n"]
    assert all(table[name] >= ratios.THIN for name in names)


def test_what_people_decided_and_what_waits(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis)
    assert made.actions[0].startswith("Explain the <bill> (Invoice, Ana, due 2020-01-31, open, overdue).")
    assert any("is it late" in item.why or "It was due on 2020-01-31" in item.why for item in made.decisions)
    assert made.targets[0].startswith("Invoice: Just set: 3.0 : 1 by 30 June 2027")
    assert any("below 2.0 : 1: Delivery" in line for line in made.alerts)
    assert made.waiting[1].startswith("1 of ")
    # Somebody acts on the invoice already.
    assert not any(item.what.startswith("Who acts on Invoice") for item in made.decisions)


def test_how_far_the_numbers_can_be_trusted(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis)
    read, kept = (sum(record.ledger[name] for record in analysis.imports) for name in ("read", "kept"))
    assert f"All imports so far: {read:,} rows read = {kept:,} kept + {read - kept:,} set aside." in made.quality
    assert any("speak of no touchpoint" in line for line in made.quality)
    assert dict(made.about)["Journey"] == "Hollin & Vane"


@pytest.mark.parametrize(
    ("period", "name"),
    [("day", "31 October 2026"), ("week", "week of 26 October 2026"), ("quarter", "Q3 2026"), ("year", "2026")],
)
def test_every_period_has_its_digest(workspace: Workspace, analysis: Analysis, period: str, name: str) -> None:
    assert digest.gather(workspace, analysis, period).name == name


def test_a_year_that_is_known_in_part_is_called_so(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis, "year")
    assert made.title.endswith("2026 (still running)")
    assert made.headline.before.startswith("2025 (from 1 May on): ")
    # Of a year, the year before is the period before: told once.
    assert made.headline.year == ""
    assert any(line.startswith("Too early to tell changes from noise") for line in made.summary)
    assert not any("Nothing changed" in line for line in made.summary)
    assert any(line.startswith("Surely different from the year before: ") for line in made.summary)


def test_touchpoints_with_too_few_answers_are_named(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis)
    few = made.table[made.table["n"] < ratios.THIN]["touchpoint"].tolist()
    assert list(made.few) == few
    assert made.unranked.startswith(f"Of touchpoints with {ratios.THIN} experiences or more; too few at {few[0]}")
    assert made.unranked.endswith(f"and {len(few) - 6} more.")


def test_an_overdue_action_comes_up_where_things_got_worse(workspace: Workspace, analysis: Analysis) -> None:
    made = digest.gather(workspace, analysis)
    what = [item.what for item in made.decisions]
    assert "“Explain the <bill>” at Invoice: stop, change or go on?" in what
    assert not any(item.startswith("Does “Explain") for item in what)


def test_words_of_customers_are_hidden_as_asked(workspace: Workspace, analysis: Analysis) -> None:
    open_, none = (digest.gather(workspace, analysis, shared=shared) for shared in ("quotes", "none"))
    masked = digest.gather(workspace, analysis, shared="masked")
    assert {quote.polarity for quote in open_.quotes} == {"negative", "positive"}
    assert none.quotes == ()
    assert len(masked.quotes) == len(open_.quotes)
    with pytest.raises(SelectionError, match="not 'half'"):
        digest.gather(workspace, analysis, shared="half")


def test_a_period_of_silence_is_said(workspace: Workspace, analysis: Analysis) -> None:
    with pytest.raises(
        SelectionError, match="Nothing was said in January 2020; the last feedback is of 31 October 2026"
    ):
        digest.gather(workspace, analysis, at=date(2020, 1, 1))


def small(tmp_path: Path, rows: str) -> tuple[Workspace, Analysis]:
    export = tmp_path / "a.csv"
    export.write_text(rows)
    made = Workspace(tmp_path / "w")
    importing.import_exports(made, [importing.ExportFile(export, export.name)])
    return made, engine.analyse(made)


def test_little_feedback_makes_a_short_digest(tmp_path: Path) -> None:
    made = digest.gather(*small(tmp_path, "comment,date\nThe delivery was late and I am angry,2026-03-01\n"))
    assert made.name == "March 2026"
    assert not made.whole
    assert made.changes == ()
    assert made.noise.startswith("Too early to tell changes from noise")
    assert not made.notable
    assert any("still runs" in line for line in made.quality)
    for kind in digest.FORMATS:
        assert len(digest.rendered(made, kind)) > 500


def test_without_dates_there_is_no_period(tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="No feedback has a date"):
        digest.gather(*small(tmp_path, "comment\nThe delivery was late and I am angry\n"))
