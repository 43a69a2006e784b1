"""Which languages a workspace's comments are in, and which stay aside."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import doctor, engine, importing, languages
from cxanalytics.store import Workspace

TEXTS = (
    "The delivery was late and nobody called us",
    "Lovely staff in the shop, thank you",
    "Die Mitarbeiter waren sehr freundlich und hilfsbereit",
    "De bezorging was heel erg langzaam en niemand geeft antwoord",
    "Het personeel is niet vriendelijk en de winkel is vies",
    "Il personale è molto gentile ma il negozio è sempre sporco",
    "n/a",
    "👍",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    path = tmp_path / "survey.csv"
    path.write_text("ID,Comment\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(TEXTS)), encoding="utf-8")
    made = Workspace(tmp_path / "w")
    importing.import_exports(made, [importing.ExportFile(path, path.name, {"Comment": "text"})])
    return made


def test_comments_are_counted_by_language(workspace: Workspace) -> None:
    found = engine.analyse(workspace).languages
    assert found.values.tolist() == [
        ["en", "English", True, 2],
        ["nl", "Dutch", False, 2],
        ["de", "German", True, 1],
        ["it", "Italian", False, 1],
    ]


def test_what_is_not_read_is_in_no_experience(workspace: Workspace) -> None:
    analysis = engine.analyse(workspace)
    assert analysis.states.set_index("state")["n"].to_dict() == {"non-answer": 1, "other language": 3, "scored": 4}
    assert analysis.experiences["feedback_id"].nunique() == 4


def test_doctor_tells_what_is_not_read(workspace: Workspace) -> None:
    engine.analyse(workspace)
    says = next(check.says for check in doctor.examine(workspace.root) if check.what == "Languages")
    assert says == (
        "in no ratio, because their language is not read: 3 comments (Dutch 2, Italian 1). "
        "Read are English, German, Spanish, French."
    )


def test_doctor_is_silent_where_all_is_read(tmp_path: Path) -> None:
    assert "Languages" not in {check.what for check in doctor.examine(tmp_path)}


def test_many_languages_in_words() -> None:
    table = pd.DataFrame({"name": list("ABCDEF"), "n": [1_500, 40, 30, 20, 10, 5]})
    assert languages.listed(table) == "A 1,500, B 40, C 30, D 20, others 15"
    assert languages.listed(table.head(1)) == "A 1,500"
    assert languages.comments(table) == "1,605 comments (A 1,500, B 40, C 30, D 20, others 15)"
    assert languages.comments(table.assign(n=1).head(1)) == "1 comment (A 1)"


def test_no_files_no_languages() -> None:
    assert languages.spoken([]).empty
