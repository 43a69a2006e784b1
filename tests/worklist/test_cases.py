"""Cases: one for each unhappy customer, the most urgent first, and why."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import engine, importing, worklist
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.worklist import register

ROWS = """comment,date,customer id,source kind
"The parcel was late again, I am furious",2026-03-01,anna,survey
"The invoice was wrong, I am angry",2026-03-20,anna,survey
"Lovely staff in the shop, thank you so much",2026-03-25,ben,survey
"The delivery was late and nobody answered",2026-03-10,ben,survey
"The app crashes all the time, awful",2025-06-01,cleo,survey
"Great service, very happy",2026-03-28,dora,survey
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    export = tmp_path / "survey.csv"
    export.write_text(ROWS)
    made = Workspace(tmp_path / "w")
    mapping = {"customer id": "customer", "source kind": "ignore"}
    importing.import_exports(made, [importing.ExportFile(export, export.name, mapping)])
    return made


def found(workspace: Workspace, days: int = 90) -> pd.DataFrame:
    return worklist.cases(workspace, engine.analyse(workspace), Selection(), days)


def customer(workspace: Workspace, text: str) -> str:
    table = workspace.feedback(workspace.imports()[0].import_id)
    return str(table["customer"][table["text"].str.contains(text)].iloc[0])


def test_each_unhappy_customer_is_one_case(workspace: Workspace) -> None:
    table = found(workspace).set_index("case")
    anna, ben = customer(workspace, "parcel"), customer(workspace, "Lovely")
    assert set(table.index) == {anna, ben}
    assert table.loc[anna, ["complaints", "repeats", "known", "public", "state"]].tolist() == [
        2,
        1,
        True,
        False,
        "open",
    ]
    assert table.loc[anna, "complained_at"] == pd.Timestamp("2026-03-20")
    assert table.loc[anna, "first_at"] == pd.Timestamp("2026-03-01")
    assert "angry" in table.loc[anna, "signs"]


def test_who_was_content_afterwards_is_said_not_dropped(workspace: Workspace) -> None:
    table = found(workspace).set_index("case")["happy_again"]
    assert table[customer(workspace, "Lovely")] == pd.Timestamp("2026-03-25")
    assert pd.isna(table[customer(workspace, "parcel")])


def test_old_complaints_ask_for_nothing_any_more(workspace: Workspace) -> None:
    assert customer(workspace, "app crashes") not in set(found(workspace)["case"])
    assert customer(workspace, "app crashes") in set(found(workspace, 365)["case"])


def test_urgency_is_made_of_its_parts(workspace: Workspace) -> None:
    for row in found(workspace).to_dict("records"):
        age = (pd.Timestamp("2026-03-28") - row["complained_at"]).days
        assert row["severity"] == len(row["signs"])
        assert row["urgency"] == pytest.approx((row["severity"] + min(row["repeats"], 3)) * 0.5 ** (age / 14), abs=2e-3)


def test_public_complaints_stand_first(tmp_path: Path) -> None:
    from cxanalytics import demo

    made = Workspace(tmp_path / "w")
    demo.fill(made)
    table = found(made)
    content = table["happy_again"].notna()
    assert content.tolist() == sorted(content)
    assert content.any()
    for _, rows in table.groupby(content):
        assert rows["public"].tolist() == sorted(rows["public"], reverse=True)
    for _, rows in table.groupby([content, table["public"]]):
        assert rows["urgency"].is_monotonic_decreasing
    kinds = table[table["public"]]["source"].unique()
    assert set(kinds) <= {"X", "Trustpilot", "Google Play"}


def test_a_selection_narrows_the_list(workspace: Workspace) -> None:
    analysis = engine.analyse(workspace)
    assert worklist.cases(workspace, analysis, Selection(since=pd.Timestamp("2026-03-15").date()))[
        "complaints"
    ].tolist() == [1]


def test_customers_nobody_knows_are_cases_of_their_own(tmp_path: Path) -> None:
    export = tmp_path / "a.csv"
    export.write_text(
        "comment,date\nThe delivery was late and I am angry,2026-03-01\nThe parcel is broken,2026-03-02\n"
    )
    made = Workspace(tmp_path / "w")
    importing.import_exports(made, [importing.ExportFile(export, export.name)])
    table = found(made)
    assert not table["known"].any()
    assert sorted(table["case"]) == sorted(table["feedback_id"])


def test_the_file_holds_the_tools_own_key_only_where_it_was_kept(tmp_path: Path, workspace: Workspace) -> None:
    assert "customer_key" not in worklist.crm(workspace, found(workspace))
    held = b"".join(path.read_bytes() for path in workspace.root.rglob("*") if path.is_file())
    assert b"anna" not in held
    export = tmp_path / "survey.csv"
    other = Workspace(tmp_path / "other")
    file = importing.ExportFile(export, export.name, {"customer id": "customer"}, None, True)
    importing.import_exports(other, [file])
    table = worklist.crm(other, found(other))
    assert sorted(table["customer_key"]) == ["anna", "ben"]
    assert other.keys()["key"].tolist() == ["anna", "ben", "cleo", "dora"]
    other.remove(other.imports()[0].import_id)
    assert other.keys().empty
    assert not list(other.root.rglob("keys/*.parquet"))


def test_a_case_is_found_by_the_beginning_of_its_name(workspace: Workspace) -> None:
    from cxanalytics.errors import CaseError

    table = found(workspace)
    case = table["case"].iloc[0]
    assert worklist.find(table, case[:8])["case"] == case
    for wrong in ("", "zz"):
        with pytest.raises(CaseError, match="names no case"):
            worklist.find(table, wrong)


def test_a_customer_who_complains_again_is_open_again(workspace: Workspace) -> None:
    table = found(workspace)
    case = customer(workspace, "parcel")
    register.put(workspace, case, worklist.ANSWERED, pd.Timestamp("2026-03-20"), who="Ana")
    assert found(workspace).set_index("case").loc[case, ["state", "again"]].tolist() == ["answered", False]
    # The answer was given before the last complaint.
    early = register.all(workspace).assign(since=pd.Timestamp("2026-03-05"))
    again = register.standing(
        table.drop(columns=["state", "owner", "due", "note", "answered_at", "again", "overdue"]), early
    )
    assert again.set_index("case").loc[case, ["state", "again"]].tolist() == ["open", True]
