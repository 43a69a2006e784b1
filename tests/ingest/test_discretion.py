"""What people wrote about themselves never stands in a log record, in an error or on the screen."""

import gzip
import io
import logging
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import main
from cxanalytics.errors import CXError
from cxanalytics.ingest import build, inspect_all, namelists, read
from cxanalytics.ingest.ledger import words

DATA = {
    "email": "zoe.quillfeather@example.com",
    "phone": "+44 7700 900461",
    "card": "4012 8888 8888 1881",
    "iban": "GB82 WEST 1234 5698 7654 32",
    "ip": "203.0.113.177",
    "handle": "@zoe_quill77",
    "link": "token=9f8e7d6c5b4a3f2e1d0c",
    "name": "Zoe Quillfeather",
}
# Parts that would be enough to know somebody by.
TELLTALES = (*DATA.values(), "quillfeather", "900461", "8888 1881", "7654 32", "0.113.177", "zoe_quill", "9f8e7d6c")
RECORDS = pd.DataFrame(
    {
        "ID": ["1", "2", "3", "4"],
        "Date": ["2026-01-15", "2026-01-16", "2026-01-17", "2026-01-18"],
        "Customer name": [DATA["name"], "", DATA["name"], DATA["name"]],
        "Email": [DATA["email"], "", DATA["email"], DATA["email"]],
        "Comment": [
            f"Nobody called me back on {DATA['phone']} or wrote to {DATA['email']}.\nBest regards,\n{DATA['name']}",
            f"My card {DATA['card']} was charged twice, refund to {DATA['iban']} please, says {DATA['name']}",
            f"The site blocked {DATA['ip']}, see https://shop.example/me?{DATA['link']} and ask {DATA['handle']}",
            f"Delivery was late, {DATA['name']} was told nothing. {DATA['phone']}",
        ],
        "Stars": ["1", "2", "1", "2"],
    }
)


def exports() -> dict[str, bytes]:
    """The records in every kind of file; of some the data stand where the names of columns should."""
    table = RECORDS.to_csv(index=False).encode()
    workbook, columns, archive = io.BytesIO(), io.BytesIO(), io.BytesIO()
    RECORDS.to_excel(workbook, index=False)
    RECORDS.to_parquet(columns)
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(f"{DATA['email']}/reviews.csv", table)
        packed.writestr(f"notes of {DATA['email']}.txt", f"call {DATA['phone']}")
    nameless = RECORDS[["Email", "Comment", "Customer name"]].iloc[[0, 2, 3]]
    turned = RECORDS.rename(columns={"ID": DATA["email"], "Stars": f"{DATA['phone']} / {DATA['card']}"})
    return {
        "comma.csv": table,
        "semicolon.csv": RECORDS.to_csv(index=False, sep=";").encode("utf-16"),
        "tab.tsv": RECORDS.to_csv(index=False, sep="\t").encode(),
        "nameless.csv": nameless.to_csv(index=False, header=False).encode(),
        "turned.csv": turned.to_csv(index=False).encode(),
        "only.csv": RECORDS[["Email", "Customer name"]].to_csv(index=False).encode(),
        "lines.jsonl": RECORDS.to_json(orient="records", lines=True).encode(),
        "list.json": RECORDS.to_json(orient="records").encode(),
        "book.xlsx": workbook.getvalue(),
        "columns.parquet": columns.getvalue(),
        "pack.zip": archive.getvalue(),
        "packed.csv.gz": gzip.compress(table),
        f"{DATA['email']}.csv": table,
    }


def broken(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The same files cut, stirred, doubled, and under other endings."""
    for share in (0.1, 0.5, 0.9, 0.99):
        yield name, data[: int(len(data) * share)]
    for step in (7, 61):
        stirred = bytearray(data)
        stirred[20::step] = bytes(255 - value for value in stirred[20::step])
        yield name, bytes(stirred)
    yield name, data + data[: len(data) // 3]
    yield name, b"{[" + data
    yield name, data.replace(b'"', b"")
    for ending in (".json", ".xlsx", ".parquet", ".csv", ".zip", ".gz"):
        yield f"{name}{ending}", data


def told(error: BaseException | None) -> list[str]:
    """The message of an error and of everything that led to it."""
    if error is None:
        return []
    led = None if error.__suppress_context__ else error.__context__
    return [str(error), repr(error), *told(error.__cause__), *told(led)]


def betrayed(said: list[str]) -> list[str]:
    return [text for text in said if any(tale.lower() in text.lower() for tale in TELLTALES)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CXANALYTICS_WORKSPACE", str(tmp_path / "workspace"))
    for name, data in exports().items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "names.txt").write_text(f"{DATA['name']}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Everything that is logged or warned of while a test runs, however unimportant; read when it is over."""
    said: list[str] = []
    caplog.set_level(1)
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        yield said
        logged = [f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records]
        assert betrayed([*said, *logged, *(str(warning.message) for warning in given)]) == []
    assert logging.getLogger("cxanalytics").level == logging.NOTSET


@pytest.mark.parametrize("name", exports())
def test_an_import_tells_nothing(name: str, desk: Path, heard: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    for more in ([], ["--json"], ["--map", "Nowhere=text"], ["--map", "Comment=nonsense"]):
        main(["import", name, "--names", "names.txt", "--dry-run", *more])
        heard += capfd.readouterr()


@pytest.mark.parametrize("name", exports())
def test_no_error_tells_anything(name: str, desk: Path, heard: list[str]) -> None:
    names = namelists.read(desk / "names.txt")
    refused = 0
    for number, (called, data) in enumerate(broken(name, exports()[name])):
        path = desk / f"{number}" / called
        path.parent.mkdir()
        path.write_bytes(data)
        try:
            for reading in inspect_all(path):
                ledger = build(reading, salt=b"salt", names=names).ledger
                heard += [words(ledger.as_dict())]
        except CXError as error:
            refused += 1
            heard += told(error)
    assert refused > 0 or name == "tab.tsv"  # of which something can always be read


def test_missing_files_and_lists_of_names_tell_nothing(desk: Path, heard: list[str]) -> None:
    (desk / "blank.txt").write_text("\n \n1\n")
    (desk / "picture.txt").write_bytes(b"\x89PNG\x00\x00" + DATA["name"].encode())
    for name in (f"{DATA['email']}.txt", "blank.txt", "picture.txt", "."):
        with pytest.raises(CXError) as refused:
            namelists.read(desk / name)
        heard += told(refused.value)
    with pytest.raises(CXError) as gone:
        read(desk / f"not {DATA['email']}.csv", salt=b"salt")
    heard += [str(gone.value)]


def test_a_list_of_names_prints_none_of_them(desk: Path) -> None:
    names = namelists.read(desk / "names.txt")
    assert repr(names) == "Names(count=1)"


def test_what_is_kept_tells_nothing(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "comma.csv", "--names", "names.txt"]) == 0
    assert main(["feedback", "--out", "all.csv"]) == 0
    kept = (desk / "all.csv").read_text()
    stored = [path.read_bytes().decode("latin-1") for path in (desk / "workspace").rglob("*") if path.is_file()]
    assert betrayed([kept, *stored]) == []
    assert "[name]" in kept
    assert "names of a list were looked for in the texts; the list is not kept." in capfd.readouterr().out
