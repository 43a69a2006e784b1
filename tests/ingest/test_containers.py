"""What lies inside archives, folders, workbooks and addresses; and what is refused to be opened."""

import gzip
import io
import os
import socket
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import fsspec
import pytest
import zstandard

from cxanalytics import ingest
from cxanalytics.errors import ExportError, MappingError, NoTextColumn
from cxanalytics.ingest import archives, containers, remote
from cxanalytics.ingest.archives import LeftOut
from cxanalytics.ingest.decisions import Decisions
from cxanalytics.ingest.files import Content
from tests.ingest.shapes import ods, xls

Write = Callable[..., Path]
Workbook = Callable[..., Path]
SURVEY = b"id,date,comment\n1,2026-01-05,The queue was long\n2,2026-01-06,Friendly staff at the desk\n"
OTHER = b"id,date,remark\n7,2026-02-05,The room was cold\n8,2026-02-06,Breakfast was lovely\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


def zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def inside(path: Path | str) -> tuple[list[str], list[tuple[str, str]]]:
    """Names of the tables, and path and reason of what was left out."""
    parts = list(containers.contents(path))
    return (
        [part.name for part in parts if isinstance(part, Content)],
        [(part.path, part.why) for part in parts if isinstance(part, LeftOut)],
    )


def test_a_plain_file_is_itself(write: Write) -> None:
    path = write("survey.csv", SURVEY)
    [content] = containers.contents(path)
    assert content == Content("survey.csv", SURVEY, "text", "", {})
    assert containers.one(path).import_id == ingest.inspect(path).import_id


def test_an_archive_gives_its_tables_by_their_paths(write: Write) -> None:
    path = write("reviews.zip", zipped({"location-1/a.csv": SURVEY, "location-2/a.csv": OTHER}))
    readings = ingest.inspect_all(path)
    assert [reading.name for reading in readings] == ["reviews.zip/location-1/a.csv", "reviews.zip/location-2/a.csv"]
    assert [reading.facts["path"] for reading in readings] == [reading.name for reading in readings]
    assert readings[0].import_id != readings[1].import_id
    assert readings[1].warnings[-1:] != ("Left out of it: .",)


def test_what_holds_no_table_is_named_and_counted(write: Write) -> None:
    files = {
        "survey.csv": SURVEY,
        "logo.png": PICTURE,
        "about.html": b"<html><body>hello</body></html>",
        "empty.csv": b"",
        "README.txt": b"Read me first.",
        "__MACOSX/._survey.csv": b"\x00\x05\x16\x07",
        ".DS_Store": bytes(20),
        "notes.txt": b"I have been thinking about the kiosk.\nIt is slow and nobody can tell why.\n",
        "list.json": b'{"colours": ["red", "blue"]}',
    }
    [reading] = ingest.inspect_all(write("export.zip", zipped(files)))
    said = reading.warnings[-1]
    assert said.startswith("Left out of it: 3 hold no table (logo.png, about.html, empty.csv); ")
    assert "1 is a table without customers' words (list.json)" in said
    assert "1 is running text, not a table (notes.txt)" in said
    assert "1 is a note (README.txt)" in said
    assert "2 were put there by the system (__MACOSX/._survey.csv, .DS_Store)" in said


def test_a_folder_is_read_as_an_archive_is(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    (folder / "north").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_bytes(b"[core]")
    (folder / "north" / "survey.csv").write_bytes(SURVEY)
    (folder / "other.csv").write_bytes(OTHER)
    assert inside(folder) == (["exports/other.csv", "exports/north/survey.csv"], [(".git", "computer")])


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (tmp_path / "secret.csv").write_bytes(SURVEY)
    (folder / "survey.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "up").symlink_to(tmp_path)
    with pytest.raises(ExportError, match=r"exports holds no table of feedback: 2 are links to elsewhere \("):
        ingest.inspect_all(folder)


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_packed_files_are_the_file_inside(ending: str, write: Write) -> None:
    data = gzip.compress(SURVEY) if ending == "gz" else zstandard.compress(SURVEY)
    path = write(f"survey.csv.{ending}", data)
    reading = ingest.inspect(path)
    assert (reading.name, len(reading.table), reading.source) == (f"survey.csv.{ending}", 2, "survey")
    assert reading.import_id == ingest.inspect(write("survey.csv", SURVEY)).import_id
    twice = data + (gzip.compress(OTHER) if ending == "gz" else zstandard.compress(OTHER))
    assert len(ingest.inspect(write(f"twice.csv.{ending}", twice)).table) == 5
    with pytest.raises(ExportError, match=rf"survey.csv.{ending} is damaged or cut off before its end"):
        ingest.inspect(write(f"survey.csv.{ending}", data[: len(data) // 2]))


def test_an_archive_of_one_table_is_read_as_that_table(write: Write) -> None:
    path = write("survey.zip", zipped({"survey.csv": SURVEY}))
    assert ingest.inspect(path).table["comment"].tolist() == ["The queue was long", "Friendly staff at the desk"]
    several = write("two.zip", zipped({"a.csv": SURVEY, "b.csv": OTHER}))
    with pytest.raises(ExportError, match=r"two.zip holds several tables \('a.csv', 'b.csv'\); name one of them."):
        ingest.inspect(several)
    assert ingest.look(several, member="b.csv").columns == ("id", "date", "remark")
    with pytest.raises(ExportError, match=r"two.zip does not hold 'c.csv' any more"):
        ingest.look(several, member="c.csv")


def test_archives_within_archives_down_to_the_second(write: Write) -> None:
    inner = zipped({"survey.csv": SURVEY})
    assert inside(write("two.zip", zipped({"inner.zip": inner})))[0] == ["two.zip/inner.zip/survey.csv"]
    three = write("three.zip", zipped({"two.zip": zipped({"inner.zip": inner})}))
    with pytest.raises(ExportError, match=r"three.zip/two.zip/inner.zip lies in an archive within an archive"):
        inside(three)


def test_a_damaged_member_stops_it_all(write: Write) -> None:
    path = write("reviews.zip", zipped({"a.csv": SURVEY, "b.json": b'[{"text": "cut'}))
    with pytest.raises(ExportError, match=r"reviews.zip/b.json is no well-formed JSON"):
        ingest.inspect_all(path)


@pytest.mark.parametrize("name", ["../../etc/survey.csv", "/etc/survey.csv", "C:\\survey.csv", "a\\..\\..\\survey.csv"])
def test_an_archive_that_would_write_elsewhere_is_refused(name: str, write: Write) -> None:
    with pytest.raises(ExportError, match=r"bad.zip holds a file that would be written outside of its folder"):
        inside(write("bad.zip", zipped({name: SURVEY})))


def test_archives_that_unpack_without_end_are_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_NEVER_STEEP", 2**20)
    bomb = bytes(3 * 2**20)
    for name, data in (("a.csv.gz", gzip.compress(bomb)), ("a.zip", zipped({"a.csv": bomb}))):
        with pytest.raises(ExportError, match="unpacks to more than 100 times its size"):
            inside(write(name, data))
    monkeypatch.setattr(archives, "_NEVER_STEEP", 2**30)
    monkeypatch.setattr(archives, "LARGEST_ALTOGETHER", 2**20)
    with pytest.raises(ExportError, match=r"b.zip is too large once unpacked"):
        inside(write("b.zip", zipped({"a.csv": bomb})))
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    with pytest.raises(ExportError, match=r"c.zip holds 3 files, more than 2"):
        inside(write("c.zip", zipped({"a": b"", "b": b"", "c": b""})))


def test_damaged_and_locked_archives(write: Write) -> None:
    whole = zipped({"survey.csv": SURVEY})
    with pytest.raises(ExportError, match=r"cut.zip is damaged \(often a download that broke off\)"):
        inside(write("cut.zip", whole[:60]))
    nameless = whole.replace(b"survey.csv", b"\0urvey.csv")
    with pytest.raises(ExportError, match=r"nameless.zip holds a file without a name"):
        inside(write("nameless.zip", nameless))
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ExportError, match=r"locked.zip is protected by a password"):
        inside(write("locked.zip", bytes(locked)))
    flipped = bytearray(whole)
    flipped[45] ^= 0xFF
    with pytest.raises(ExportError, match=r"flipped.zip/survey.csv is damaged"):
        inside(write("flipped.zip", bytes(flipped)))


def test_tables_without_words_are_left_out_where_others_have_some(write: Write) -> None:
    sums = b"month,visits\n2026-01,300\n2026-02,400\n"
    [reading] = ingest.inspect_all(write("export.zip", zipped({"a.csv": SURVEY, "sums.csv": sums})))
    assert reading.warnings[-1] == "Left out of it: 1 is a table without customers' words (sums.csv)."
    with pytest.raises(NoTextColumn, match=r"sums.zip holds 2 tables but none with customers' words"):
        ingest.inspect_all(write("sums.zip", zipped({"a.csv": sums, "b.csv": sums + b"2026-03,500\n"})))
    [alone] = ingest.inspect_all(write("alone.zip", zipped({"a.csv": sums})))
    assert alone.columns("text") == []


def test_what_is_said_of_columns_goes_to_the_tables_that_have_them(write: Write) -> None:
    path = write("export.zip", zipped({"a.csv": SURVEY, "b.csv": OTHER}))
    first, second = ingest.inspect_all(path, {"remark": "title"} | {"Remark": "text", "id": "ignore"})
    assert (first.roles["id"], second.roles["id"], second.roles["remark"]) == ("ignore", "ignore", "text")
    assert ingest.inspect_all(path, Decisions(touchpoint="Desk"))[0].decisions.touchpoint == "Desk"
    with pytest.raises(MappingError, match=r"No table in export.zip has a column 'Q9'"):
        ingest.inspect_all(path, {"Q9": "text"})


def test_each_filled_sheet_is_a_table(workbook: Workbook) -> None:
    head = ["id", "date", "comment"]
    path = workbook(
        "visits.xlsx",
        Cover=[["Report of the year"]],
        North=[head, [1, "2026-01-05", "The queue was long"], [2, "2026-01-06", "Friendly staff"]],
        South=[head, [3, "2026-01-07", "Nobody answered the phone"]],
        Codes=[
            ["code", "meaning"],
            ["a", "The customer was asked at the desk"],
            ["b", "The customer was called later"],
        ],
    )
    readings = ingest.inspect_all(path)
    assert [(reading.name, reading.facts["sheet"], len(reading.table)) for reading in readings] == [
        ("visits.xlsx/North", "North", 2), ("visits.xlsx/South", "South", 1),
    ]  # fmt: skip
    assert readings[0].import_id != readings[1].import_id
    assert readings[1].warnings[-1].startswith("Left out of it: ")
    assert "Cover" in readings[1].warnings[-1]
    assert "Codes" in readings[1].warnings[-1]
    assert ingest.inspect(path).facts["sheet"] in ("North", "Codes")


def test_workbooks_of_libreoffice_and_of_old_excel(write: Write) -> None:
    rows = [["id", "comment"], ["1", "The queue was long"], ["2", "Zoë was friendly"]]
    for name, data in (("survey.ods", ods({"Data": rows})), ("survey.xls", xls({"Data": rows}))):
        reading = ingest.inspect(write(name, data))
        assert reading.table.to_numpy().tolist() == rows[1:], name
        assert reading.facts["sheet"] == "Data"
    with pytest.raises(ExportError, match=r"cut.xls is a damaged workbook"):
        ingest.inspect(write("cut.xls", xls({"Data": rows})[:1500]))
    both = write("both.xls", xls({"A": rows, "B": [["id", "comment"], ["9", "Cold soup"]]}))
    assert [content.facts["sheet"] for content in containers.contents(both) if isinstance(content, Content)] == [
        "A",
        "B",
    ]


def test_one_stray_cell_does_not_fill_the_memory(workbook: Workbook, write: Write) -> None:
    data = workbook("stray.xlsx", Data=[["id", "comment"], [1, "fine"]]).read_bytes()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part.endswith("sheet1.xml"):
                text = text.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                )
            new.writestr(part, text)
    with pytest.raises(ExportError, match=r"stray.xlsx spreads its cells over 1,048,576 rows and 16,384 columns"):
        ingest.inspect(write("stray.xlsx", target.getvalue()))
    repeated = ods({"Data": [["id", "comment"], ["1", "fine"]]}, row_times=900_000, cell_times=1_000)
    with pytest.raises(ExportError, match=r"stray.ods spreads its cells over"):
        ingest.inspect(write("stray.ods", repeated))


def test_names_of_members_are_shown_without_signs_that_break_a_line(write: Write) -> None:
    names, _ = inside(write("a.zip", zipped({"one\ntwo.csv": SURVEY, "b.csv": OTHER})))
    assert names == ["a.zip/one?two.csv", "a.zip/b.csv"]


def test_addresses_are_fetched_when_they_are_named() -> None:
    files = fsspec.filesystem("memory")
    files.pipe(
        {"/bucket/survey.csv": SURVEY, "/bucket/more/other.csv": OTHER, "/bucket.zip": zipped({"a.csv": SURVEY})}
    )
    assert inside("memory://bucket/survey.csv")[0] == ["survey.csv"]
    assert inside("memory://bucket.zip")[0] == ["bucket.zip/a.csv"]
    assert sorted(inside("memory://bucket")[0]) == ["bucket/more/other.csv", "bucket/survey.csv"]
    assert len(ingest.inspect_all("memory://bucket")) == 2
    with pytest.raises(ExportError, match=r"memory://bucket/none.csv: there is no such file"):
        inside("memory://bucket/none.csv")


def test_addresses_that_cannot_be_reached_are_said_without_their_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ExportError, match=r"'nowhere://' is no kind of address that is known"):
        inside("nowhere://a/b.csv")

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError("key=SECRET refused")

    monkeypatch.setattr("fsspec.core.url_to_fs", refuse)
    with pytest.raises(ExportError) as refused:
        inside("s3://USER:SECRET@bucket/a.csv?token=SECRET")
    assert str(refused.value).startswith("s3://bucket/a.csv cannot be fetched (ConnectionError)")
    assert "SECRET" not in str(refused.value)


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(ExportError, match=r"s3://b/a.csv: addresses of this kind need the package s3fs"):
        inside("s3://b/a.csv")


def test_paths_are_no_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert remote.location("exports/a.csv") == Path("exports/a.csv")
    assert remote.location("C:\\exports\\a.csv") == Path("C:\\exports\\a.csv")
    assert remote.location("s3://bucket/a.csv") == "s3://bucket/a.csv"
    assert remote.name_of("s3://bucket/folder/") == "folder"
    assert remote.name_of(tmp_path / ".") == tmp_path.name
