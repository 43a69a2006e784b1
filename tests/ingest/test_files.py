"""What a file is, and the one sentence for each that holds no table."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics.errors import ExportError
from cxanalytics.ingest.files import open_export

Write = Callable[..., Path]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 200


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.csv", b"<!DOCTYPE html>\n<html><head>", "is a web page, not a table"),
        ("page.csv", b"\xef\xbb\xbf  <HTML lang='en'>", "is a web page, not a table"),
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\xef\xbb\xbf \r\n\n", "is empty"),
        (
            "pointer.csv",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 12\n",
            "pointer to a file",
        ),
        ("report.xlsx", b"PK\x03\x04" + b"\x00" * 100, "is a damaged workbook"),
        ("locked.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ("old.doc", OLE + "WordDocument".encode("utf-16-le"), "is an old Office document, not a workbook"),
        ("paper.csv", b"%PDF-1.7\n", "is a PDF"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture"),
        ("packed.csv.gz", b"\x1f\x8b\x08\x00aaaa", "is a gzip archive"),
        ("junk.csv", bytes(range(256)) * 8, "is not a table that can be read"),
        ("feed.csv", b"<?xml version='1.0'?><a/>", "is an XML file"),
        ("cut.parquet", b"PAR1" + b"\x00" * 50, "is cut off before its end"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_refusals_name_the_file_and_the_way_out(name: str, content: bytes, sentence: str, write: Write) -> None:
    with pytest.raises(ExportError) as refused:
        open_export(write(name, content))
    message = str(refused.value)
    assert message.startswith(name)
    assert sentence in message
    assert message.endswith((".", "'."))
    assert message.count(". ") == 0


def test_a_truncated_workbook_is_refused(workbook: Callable[..., Path], write: Write) -> None:
    whole = workbook("whole.xlsx", Data=[["Comment"], ["fine"]]).read_bytes()
    with pytest.raises(ExportError, match=r"cut.xlsx is a damaged workbook"):
        open_export(write("cut.xlsx", whole[: len(whole) // 2]))


def test_a_zip_of_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "survey.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("survey.csv", "a,b\n1,2\n")
    with pytest.raises(ExportError, match=r"survey.zip is a zip archive; unpack it"):
        open_export(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"gone.csv: there is no such file"):
        open_export(tmp_path / "gone.csv")
    with pytest.raises(ExportError, match=r"is a folder"):
        open_export(tmp_path)


def test_an_upload_is_called_by_its_own_name(write: Write) -> None:
    with pytest.raises(ExportError, match=r"^answers.csv is empty"):
        open_export(write("tmp1234", b""), "answers.csv")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a,b\n1,2\n", "text"),
        ("a\tb\n1\t2\n".encode("utf-16"), "text"),
        ("date;text\nx;y\nm;n\n".encode("utf-16-le"), "text"),
        (b'\xef\xbb\xbf{"a": 1}', "json"),
        (b'[{"a": 1}]', "json"),
        (b'window.YTD.tweets.part0 = [ {"tweet": {}} ]', "json"),
        (b"<3 this,shop\n1,2\n", "text"),
    ],
)
def test_kinds(content: bytes, kind: str, write: Write) -> None:
    assert open_export(write("file", content)).kind == kind


def test_a_workbook_is_known(workbook: Callable[..., Path]) -> None:
    assert open_export(workbook("a.xlsx", Data=[["Comment"], ["fine"]])).kind == "workbook"
