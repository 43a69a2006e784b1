"""What people said of a touchpoint goes along when it is renamed or merged: labels, claims, what was taught."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import claims, engine, importing, journeys, placing, ratios
from cxanalytics.audit import samples
from cxanalytics.claims import Scope, measure
from cxanalytics.journey import renames
from cxanalytics.journey.templates import template
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, labels

from .small import export

RETAILER = template("retailer")
BAD, GOOD = "The invoice {} was wrong and I am angry", "The invoice {} was clear, I am happy"
STAFF = "Lovely friendly staff in the shop {}"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", RETAILER.name)
    texts = [text.format(n) for n in range(20) for text in (BAD, GOOD, STAFF)]
    rows = "".join(f'{n},2026-01-05,"{text}"\n' for n, text in enumerate(texts))
    importing.import_exports(made, [export(tmp_path, f"ID,Date,Comment\n{rows}")])
    return made


def draw(workspace: Workspace, selection: Selection, how_many: int = 40) -> None:
    """Draw experiences and let Ann label them: every third as the machine does not."""
    analysis = engine.analyse(workspace)
    sample = samples.draw(
        workspace,
        analysis.experiences,
        samples.Wish(how_many, selection=selection),
        scorer=analysis.scorer.version,
        journey=analysis.journey.name,
        names=renames.current(analysis.journey),
    )
    read = analysis.experiences.set_index(["feedback_id", "touchpoint"])["positive"]
    said = []
    for number, row in enumerate(sample.itertuples()):
        fine = bool(read[(row.feedback_id, row.touchpoint)]) != (number % 3 == 0)
        said.append(labels.Label(str(row.feedback_id), str(row.touchpoint), "positive" if fine else "negative", "Ann"))
    labels.add_labels(workspace, said)


def invoice(analysis: engine.Analysis, name: str) -> list[object]:
    chosen = Selection(touchpoint=(name,)).apply(analysis.experiences)
    columns = ["n", "positive", "negative", "ratio", "low", "high", "method", "labels"]
    return list(ratios.table(chosen, ())[columns].iloc[0])


@pytest.mark.parametrize(
    "selection", [Selection(), Selection(touchpoint=("Invoice",)), Selection(stage=(RETAILER.stage_of("Invoice"),))]
)
def test_the_corrected_ratio_is_the_same_after_a_rename(workspace: Workspace, selection: Selection) -> None:
    draw(workspace, selection)
    before = invoice(engine.analyse(workspace), "Invoice")
    assert before[-2] == ratios.CORRECTED
    renamed = renames.rename(RETAILER, "Invoice", "Bill")
    journeys.keep(workspace, renames.rename_stage(renamed, RETAILER.stage_of("Invoice"), "Settle"))
    analysis = engine.analyse(workspace)
    assert invoice(analysis, "Bill") == before
    assert "Invoice" not in set(analysis.experiences["touchpoint"].astype("str"))
    first = engine.analyse(workspace, journeys.version(workspace, RETAILER.name, 1))
    assert invoice(first, "Invoice") == before


def test_labels_given_under_a_later_name_are_there_when_an_earlier_version_is_kept_again(workspace: Workspace) -> None:
    journeys.keep(workspace, renames.rename(RETAILER, "Invoice", "Bill"))
    draw(workspace, Selection(touchpoint=("Bill",)))
    before = invoice(engine.analyse(workspace), "Bill")
    journeys.restore(workspace, RETAILER.name, 1)
    assert invoice(engine.analyse(workspace), "Invoice") == before


def test_corrections_go_along_with_a_merged_touchpoint(workspace: Workspace) -> None:
    analysis = engine.analyse(workspace)
    row = Selection(touchpoint=("Invoice",)).apply(analysis.experiences).iloc[0]
    staff = next(name for name in analysis.choices["touchpoint"] if name not in ("Invoice", "Unassigned"))
    labels.add_correction(
        workspace, labels.Correction(str(row["feedback_id"]), "Invoice", "mixed", "Ann", machine="negative")
    )
    journeys.keep(workspace, renames.merge(RETAILER, "Invoice", staff))
    assert engine.corrected(engine.analyse(workspace))[["touchpoint", "positive", "negative"]].to_numpy().tolist() == [
        [staff, True, True]
    ]


def test_claims_speak_of_a_touchpoint_whatever_it_is_called(workspace: Workspace) -> None:
    scope = Scope(Selection(touchpoint=("Invoice",)))
    claim = claims.state(
        workspace, engine.analyse(workspace), "Invoices are bad", scope, measure("negative share > 20%")
    )
    before = claims.answer(engine.analyse(workspace), claim)
    journeys.keep(workspace, renames.rename(RETAILER, "Invoice", "Bill"))
    after = claims.answer(engine.analyse(workspace), claims.register(workspace)[0])
    assert (after.words, after.n) == (before.words, 40)
    assert after.claim.scope.selection == Selection(touchpoint=("Bill",))


def lesson(name: str) -> pd.DataFrame:
    """Words that the rules do not know, of which people say that they belong to a touchpoint."""
    rows = [
        (f"{n:032x}", f"the {'zorbly' if n % 2 else 'snelty'} one {n % 7}", name if n % 2 else "Unassigned")
        for n in range(300)
    ]
    return pd.DataFrame(rows, columns=["feedback_id", "text", "right"])


def test_what_was_taught_survives_an_edit(workspace: Workspace, tmp_path: Path) -> None:
    rows = "".join(f"z{n},2026-01-06,I hate the zorbly one so much\n" for n in range(3))
    importing.import_exports(workspace, [export(tmp_path, f"ID,Date,Comment\n{rows}", "more.csv")])

    def placed() -> dict[str, int]:
        counts = engine.analyse(workspace).experiences["touchpoint"].astype("str").value_counts()
        return {str(name): int(n) for name, n in counts.items() if name != staff}

    staff = next(n for n in engine.analyse(workspace).choices["touchpoint"] if n not in ("Invoice", "Unassigned"))
    assert placed() == {"Invoice": 40, "Unassigned": 3}
    assert placing.teach(workspace, lesson("Invoice"), RETAILER).learnt is not None
    assert placed() == {"Invoice": 43}
    journeys.keep(workspace, renames.rename(RETAILER, "Invoice", "Bill"))
    assert placed() == {"Bill": 43}
    now = journeys.journey_of(workspace)
    stages = tuple(replace(s, name=f"{s.name}.") for s in now.stages)
    journeys.keep(workspace, replace(now, stages=stages))
    assert placed() == {"Bill": 43}


def test_what_an_older_program_was_taught_survives_an_edit(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        # It noted what was learnt for one version of a journey only.
        older.setattr(placing, "_of_any_version", lambda _: "nothing")
        placing.teach(workspace, lesson("Invoice"), RETAILER)
    key = placing.key_of(workspace, RETAILER)
    renamed = renames.rename(RETAILER, "Invoice", "Bill")
    assert placing.key_of(workspace, renamed) == ""
    journeys.keep(workspace, renamed)
    assert placing.key_of(workspace, renamed) == key != ""


def test_what_was_drawn_is_not_drawn_again_under_another_name(workspace: Workspace) -> None:
    draw(workspace, Selection(touchpoint=("Invoice",)), 20)
    journeys.keep(workspace, renames.rename(RETAILER, "Invoice", "Bill"))
    draw(workspace, Selection(touchpoint=("Bill",)), 20)
    said = engine.said_of(workspace)
    assert len(said.drawn) == 40
    assert said.drawn["feedback_id"].is_unique
    # All forty of the touchpoint: each was certain to be drawn, whatever it was called then.
    assert set(said.drawn["probability"]) == {1.0}
    assert set(labels.drawn(workspace)["touchpoint"]) == {"Invoice", "Bill"}
    assert invoice(engine.analyse(workspace), "Bill")[-1] == 40


def test_a_sheet_is_taken_in_under_either_name(workspace: Workspace, tmp_path: Path) -> None:
    analysis = engine.analyse(workspace)
    wish = samples.Wish(10, selection=Selection(touchpoint=("Invoice",)))
    drawn = samples.draw(workspace, analysis.experiences, wish, journey=RETAILER.name)
    now = renames.rename(RETAILER, "Invoice", "Bill")
    journeys.keep(workspace, now)
    for name, frame in (("old", drawn), ("new", engine.said_of(workspace).drawn)):
        rows = samples.sheet(frame, analysis.files).assign(label="mixed", who="Ann", right_touchpoint="")
        rows.to_csv(tmp_path / f"{name}.csv", index=False)
    names = [item.name for item in now.touchpoints]
    taken = [
        samples.load(workspace, tmp_path / f"{name}.csv", names, names=renames.current(now)) for name in ("old", "new")
    ]
    assert taken == [{"read": 10, "added": 10}, {"read": 10, "added": 0}]
    assert set(labels.labels(workspace)["touchpoint"]) == {"Bill"}


def test_a_journey_that_was_put_aside_knows_what_was_said_since(workspace: Workspace) -> None:
    journeys.keep(workspace, renames.rename(RETAILER, "Invoice", "Bill"))
    draw(workspace, Selection(touchpoint=("Bill",)))
    # As a session of a workshop has it: the journey of that day.
    assert invoice(engine.analyse(workspace, RETAILER), "Invoice") == invoice(engine.analyse(workspace), "Bill")
