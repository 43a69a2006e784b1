"""The stages one after the other, on small exports."""

from pathlib import Path

import pytest

from cxanalytics import engine, importing, ratios
from cxanalytics.errors import WorkspaceError
from cxanalytics.journey.templates import template
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, queries

from .conftest import EXPORTS
from .small import SURVEY, export


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", template("retailer").name)
    return made


def test_an_export_becomes_experiences_and_every_row_is_accounted_for(workspace: Workspace, tmp_path: Path) -> None:
    ledger = importing.import_exports(workspace, [export(tmp_path, SURVEY)])[0]
    assert (ledger["read"], ledger["kept"], ledger["with_text"]) == (5, 4, 4)
    assert ledger["set_aside"] == {"no text and no rating": 1}
    analysis = engine.analyse(workspace)
    assert analysis.states.set_index("state")["n"].to_dict() == {"non-answer": 1, "scored": 3}
    overall = ratios.table(analysis.experiences, ())
    assert overall[["positive", "negative"]].to_dict("records") == [{"positive": 2, "negative": 2}]


def test_a_damaged_file_is_said_in_words(workspace: Workspace, tmp_path: Path) -> None:
    importing.import_exports(workspace, [export(tmp_path, SURVEY)])
    analysis = engine.analyse(workspace)
    for path in (*analysis.files.feedback, *analysis.files.experiences):
        path.write_bytes(b"PAR1 cut short")
    with pytest.raises(WorkspaceError, match="missing or damaged"):
        engine.analyse(workspace)
    with pytest.raises(WorkspaceError, match="missing or damaged"):
        queries.everything(analysis.files)
    assert workspace.lost() == ["survey.csv"]


def test_another_journey_maps_the_same_feedback_anew_without_loss(workspace: Workspace, tmp_path: Path) -> None:
    importing.import_exports(workspace, [export(tmp_path, SURVEY)])
    shop = engine.analyse(workspace)
    bank = engine.analyse(workspace, template("bank"))
    assert set(bank.experiences["feedback_id"]) == set(shop.experiences["feedback_id"])
    assert bank.key != shop.key
    assert engine.analyse(workspace).key == shop.key


def test_pains_at_a_touchpoint_are_counted_by_answer(workspace: Workspace, tmp_path: Path) -> None:
    rows = [f"{i},The invoice had a wrong charge on it again" for i in range(6)]
    rows += [f"{i},Lovely helpful staff" for i in range(6, 12)]
    importing.import_exports(workspace, [export(tmp_path, "ID,Comment\n" + "\n".join(rows))])
    analysis = engine.analyse(workspace)
    pains = engine.pains_at(analysis, Selection(), "Invoice")
    assert pains["n"].tolist()[0] == 6
    assert "charge" in pains["pain"].tolist()[0]


@pytest.mark.skipif(not EXPORTS.exists(), reason="the folder of real exports is not beside this checkout")
def test_real_medallia_and_trustpilot_exports_end_to_end(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    files = [*EXPORTS.glob("medallia/*.xlsx"), *EXPORTS.glob("trustpilot/*.xlsx")]
    ledgers = importing.import_exports(workspace, [importing.ExportFile(path, path.name) for path in files])
    assert [(item["format"], item["read"], item["kept"], item["with_text"]) for item in ledgers] == [
        ("medallia", 23_250, 23_250, 13_899),
        ("trustpilot", 16_673, 16_666, 16_666),
    ]
    analysis = engine.analyse(workspace)
    by_source = ratios.table(analysis.experiences, ("source",))
    assert by_source["source"].tolist() == ["Medallia", "Trustpilot"]
    assert (by_source["n"] == by_source.eval("positive + negative - mixed + neutral")).all()
    assert int(analysis.states["n"].sum()) == 23_250 + 16_666
