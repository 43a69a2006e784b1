"""All tables of what a person gave; what was left out is said in one sentence."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.errors import ExportError
from cxanalytics.ingest.archives import LeftOut
from cxanalytics.ingest.members import account

Zip = Callable[[Mapping[str, str]], Path]
WORDS = "id,date,comment\n1,2026-01-05,The queue was long\n2,2026-01-06,Friendly staff at the desk\n"
RATINGS = "id,date,How satisfied were you? (1-5)\n1,2026-01-05,4\n2,2026-01-06,2\n3,2026-01-07,5\n"
SUMS = "month,visits\n2026-01,300\n2026-02,400\n"


@pytest.fixture
def archive(tmp_path: Path) -> Zip:
    def make(files: Mapping[str, str]) -> Path:
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w") as made:
            for name, text in files.items():
                made.writestr(name, text)
        return path

    return make


def test_a_person_sees_tables_of_words_and_of_ratings(archive: Zip) -> None:
    path = archive({"a.csv": WORDS, "b.csv": RATINGS, "sums.csv": SUMS, "LICENSE": "free"})
    found = ingest.listing(path, "reviews.zip")
    assert [(member.name, member.key) for member in found.members] == [
        ("reviews.zip/a.csv", "a.csv"), ("reviews.zip/b.csv", "b.csv"),
    ]  # fmt: skip
    assert found.said == (
        "Left out of it: 1 is a table without customers' words (sums.csv); 1 is a note (LICENSE).",
    )  # fmt: skip
    assert ingest.look(path, "reviews.zip", "b.csv").name == "reviews.zip/b.csv"


def test_without_a_person_ratings_alone_are_left_out_until_they_are_asked_for(archive: Zip) -> None:
    path = archive({"a.csv": WORDS, "b.csv": RATINGS})
    [only] = ingest.inspect_all(path)
    assert "(b.csv)" in only.warnings[-1]
    both = ingest.inspect_all(path, {"How satisfied were you? (1-5)": "rating"})
    assert [reading.name for reading in both] == ["export.zip/a.csv", "export.zip/b.csv"]


def test_a_plain_file_is_its_own_only_member(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(WORDS)
    found = ingest.listing(path)
    assert [(member.name, member.key) for member in found.members] == [("survey.csv", None)]
    assert ingest.inspect_all(path)[0].warnings == ingest.inspect(path).warnings


def test_nothing_at_all(archive: Zip, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"export.zip holds no table of feedback: it is empty"):
        ingest.inspect_all(archive({}))
    with pytest.raises(ExportError, match=r"export.zip holds no table of feedback: 1 is a note \(README\)"):
        ingest.listing(archive({"README": "x"}))


def test_the_account_counts_names_and_masks() -> None:
    assert account([]) == ()
    out = [LeftOut(f"{n}.png", "other") for n in range(7)] + [LeftOut("mia@example.com.txt", "running text")]
    [said] = account(out)
    assert said == (
        "Left out of it: 7 hold no table (0.png, 1.png, 2.png, 3.png and 3 more); "
        "1 is running text, not a table ([email].txt)."
    )
