"""Lists of names, as people save them."""

from pathlib import Path

import pytest

from cxanalytics.errors import NameListError
from cxanalytics.ingest import namelists


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes("Jürgen Müller\r\n\r\nAna Núñez\r\n".encode(encoding))
    found = namelists.read(path)
    assert found.count == 2
    assert found.starts["ana"] == (("ana", "nunez"), ("ana", "n"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "names.txt holds no names; write one name on each line."),
        (b"PK\x03\x04\x00\x00", "names.txt is no text; save the list of names as plain text, one name on a line."),
        (None, "names.txt: there is no such list of names; check the name and the folder."),
    ],
)
def test_what_is_no_list_of_names(data: bytes | None, sentence: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "names.txt").write_bytes(data)
    with pytest.raises(NameListError) as refused:
        namelists.read(tmp_path / "names.txt")
    assert str(refused.value) == sentence
