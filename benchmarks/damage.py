"""Small made-up files of every kind, and ways to damage them."""

import gzip
import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import xlsxwriter
import zstandard

from tests.ingest.shapes import ods, xls

ENDINGS = (
    "csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "json", "jsonl", "js", "parquet", "sav", "vtt", "zip", "gz",
    "zst",
    "csv.gz", "pdf", "",
)  # fmt: skip
HEADER = ["Response ID", "Created at", "Comment", "Rating (1-5)", "Email", "Area"]
SAID = (
    "The queue at the desk was far too long",
    "Lovely staff, thank you",
    "Nobody answered the phone; I called 3 times, and then “gave up”",
    "The app crashed\nwhen I wanted to pay",
    "Zoë was kind 😀 and très rapide",
    "n/a",
    "",
    'She said "no", so I left',
)


@dataclass(frozen=True)
class File:
    """A damaged file: its name, its bytes and what was done to it."""

    name: str
    data: bytes
    damage: str


Rng = random.Random
Damage = Callable[[bytes, Rng], bytes]


def files(number: int, rng: Rng) -> Iterator[File]:
    """So many damaged files, the hand-made attacks first."""
    hurting = attacks()
    yield from hurting[:number]
    yield from damaged(max(0, number - len(hurting)), rng)


def damaged(number: int, rng: Rng) -> Iterator[File]:
    """So many damaged files, every damage to every seed in turn."""
    whole = seeds(rng)
    names = list(whole)
    kinds: list[tuple[str, Damage]] = [
        ("cut", _cut), ("bits flipped", _flip), ("bytes put in", _insert), ("bytes taken out", _remove),
        ("parts repeated", _repeat), ("mixed with another", lambda d, r: _mix(d, whole[r.choice(names)], r)),
        ("insides damaged", _inside), ("wrong ending", lambda d, _: d), ("packed and damaged", _packed),
        ("signs of the format", _signs), ("several at once", _several),
    ]  # fmt: skip
    for turn in range(number):
        name = names[turn % len(names)]
        kind, hurt = kinds[(turn // len(names)) % len(kinds)]
        data = hurt(whole[name], rng)
        shown = name
        if kind == "wrong ending" or rng.random() < 0.1:
            shown = f"{name.split('.')[0]}.{rng.choice(ENDINGS)}".rstrip(".")
        elif kind == "packed and damaged":
            shown = f"{name}.{'zip' if data[:2] == b'PK' else 'zst' if data[:1] == b'(' else 'gz'}"
        yield File(shown, data, kind)


def rows(rng: Rng, number: int = 12) -> list[list[str]]:
    """Answers of a made-up survey, without the header."""
    return [
        [str(1000 + i), f"2026-0{1 + i % 9}-1{i % 10} 0{i % 10}:00:00", _said(i, rng), str(1 + i % 5),
         f"mia{i}@example.com", rng.choice(("North", "South"))]
        for i in range(number)
    ]  # fmt: skip


def _said(number: int, rng: Rng) -> str:
    """No two alike, as people write, but for those who say nothing."""
    what = SAID[number % len(SAID)]
    return (
        f"{what}, on {rng.choice(('Monday', 'Friday', 'my 2nd visit'))} at {number} o'clock" if len(what) > 5 else what
    )


def seeds(rng: Rng) -> dict[str, bytes]:
    """Whole files of every kind, a few kilobytes at most."""
    table = [HEADER, *rows(rng)]
    frame = pd.DataFrame(table[1:], columns=table[0])
    records = frame.to_dict("records")
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table) + "\n"
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    parquet = io.BytesIO()
    frame.to_parquet(parquet)
    posts = json.dumps([{"tweet": {"id_str": r["Response ID"], "full_text": r[HEADER[2]], "created_at":
                         "Wed Oct 19 20:07:25 +0000 2022"}} for r in records])  # fmt: skip
    reviews = json.dumps({"reviews": [{"reviewId": r["Response ID"], "starRating": "FIVE", "comment": r[HEADER[2]],
                          "createTime": "2026-01-05T08:00:00.123456789Z"} for r in records]})  # fmt: skip
    slack = {"users.json": '[{"id": "U1"}]', "channels.json": '[{"id": "C1", "name": "help"}]',
             "help/2026-01-05.json": json.dumps([{"type": "message", "user": "U1", "text": r[HEADER[2]],
                                                  "ts": "1767600000.000100"} for r in records])}  # fmt: skip
    chat = "\n".join(f"[0{1 + i % 9}/11/2021, 17:0{i % 10}:47] Mia: {row[2]}" for i, row in enumerate(table[1:]))
    speech = "WEBVTT\n\n" + "\n\n".join(
        f"00:00:{i:02d}.000 --> 00:00:{i + 1:02d}.000\n<v Mia>{row[2]}</v>" for i, row in enumerate(table[1:])
    )
    new, old = {"Data": table}, {"Data": table, "More": table[:5]}
    return {
        "survey.csv": text.encode(),
        "survey_west.csv": text.encode("cp1252", "replace"),
        "survey_semicolon.csv": text.replace('","', '";"').encode(),
        "survey_wide.csv": text.replace('","', '"\t"').encode("utf-16"),
        "survey.tsv": text.replace('","', '"\t"').encode(),
        "survey.json": json.dumps(records, ensure_ascii=False).encode(),
        "survey.jsonl": lines.encode(),
        "tweets.js": f"window.YTD.tweets.part0 = {posts}".encode(),
        "reviews.json": reviews.encode(),
        "survey.xlsx": _workbook(new),
        "survey_sheets.xlsx": _workbook(old),
        "survey.ods": ods(old),
        "survey.xls": xls(old),
        "survey.parquet": parquet.getvalue(),
        "chat.txt": chat.encode(),
        "call.vtt": speech.encode(),
        "survey.zip": zipped({"a/survey.csv": text.encode(), "b/reviews.json": reviews.encode(), "README": b"read me"}),
        "nested.zip": zipped({"inner.zip": zipped({"survey.xlsx": _workbook(new), "survey.csv": text.encode()})}),
        "slack.zip": zipped({name: said.encode() for name, said in slack.items()}),
        "survey.csv.gz": gzip.compress(text.encode(), mtime=0),
        "survey.jsonl.zst": zstandard.compress(lines.encode()),
    }


def zipped(parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def _workbook(sheets: Mapping[str, list[list[str]]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def _cut(data: bytes, rng: Rng) -> bytes:
    end = rng.randrange(len(data) + 1)
    return data[end:] if rng.random() < 0.15 else data[:end]


def _flip(data: bytes, rng: Rng) -> bytes:
    flipped = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20, 100))):
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


def _insert(data: bytes, rng: Rng) -> bytes:
    at = rng.randrange(len(data))
    what = rng.choice((bytes(rng.randrange(1, 600)), rng.randbytes(rng.randrange(1, 200)), b"\xff\xfe", b"\xef\xbb\xbf",
                       b'"', b"\x1a", b"\r", "\u2028".encode(), b"\xed\xa0\x80", b"\x00\x01"))  # fmt: skip
    return data[:at] + what + data[at:]


def _remove(data: bytes, rng: Rng) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randrange(1, max(2, len(data) // 4)) :]


def _repeat(data: bytes, rng: Rng) -> bytes:
    at = rng.randrange(len(data))
    part = data[at : at + rng.randrange(1, 400)]
    return data[:at] + part * rng.choice((1, 2, 20, 500)) + data[at:]


def _mix(data: bytes, other: bytes, rng: Rng) -> bytes:
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


_SIGNS = (
    b",",
    b";",
    b"\t",
    b"|",
    b'"',
    b"\n",
    b"\r\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"<",
    b">",
    b"&",
    b"\\",
    b"'",
    b"/",
)
_VALUES = (
    b"", b"null", b"NaN", b"Infinity", b"1e999", b"-1", b"99999999999999999999999999", b"0000-00-00", b"9999-99-99",
    b"31/02/2024", b"1677-01-01", b"2262-12-31", b"292278994-08-17", b"\\ud800", b"\\u0000", b"true", b"[]", b"{}",
    b"=1+1", b"1e308", b"0x7f", b"1767600000000000", b"99999999", b"[[[[[[[[[[", b'{"a":' * 40, b"a" * 70_000,
    b"\xf0\x9f\x98\x80" * 300,
)  # fmt: skip


def _signs(data: bytes, rng: Rng) -> bytes:
    """Delimiters, brackets and values changed for others of their kind."""
    for _ in range(rng.choice((1, 2, 6, 20))):
        old, new = rng.choice(_SIGNS), rng.choice((*_SIGNS, b""))
        if rng.random() < 0.4:
            found = list(re.finditer(rb"[\w@.-]+", data))
            if found:
                place = rng.choice(found)
                data = data[: place.start()] + rng.choice(_VALUES) + data[place.end() :]
        elif rng.random() < 0.3:
            data = data.replace(old, new)
        else:
            at = data.find(old, rng.randrange(len(data) + 1))
            data = data if at < 0 else data[:at] + new + data[at + len(old) :]
    return data


def _several(data: bytes, rng: Rng) -> bytes:
    for _ in range(rng.randrange(2, 5)):
        data = rng.choice((_cut, _flip, _insert, _remove, _repeat, _signs, _inside))(data or b" ", rng)
    return data


def _inside(data: bytes, rng: Rng) -> bytes:
    """The insides damaged, the wrapping whole again: checksums do not give it away."""
    inner: Damage = rng.choice((_cut, _flip, _insert, _remove, _repeat, _signs))
    if data[:2] == b"\x1f\x8b":
        try:
            return gzip.compress(inner(gzip.decompress(data), rng), mtime=0)
        except (OSError, EOFError, zlib.error):
            return inner(data, rng)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - damaged before
        return inner(data, rng)
    if not parts:
        return data
    for name in rng.sample(list(parts), min(len(parts), rng.choice((1, 1, 2)))):
        parts[name] = inner(parts[name] or b" ", rng)
    if rng.random() < 0.1:
        parts.pop(rng.choice(list(parts)))
    return zipped(parts)


def _packed(data: bytes, rng: Rng) -> bytes:
    """Packed, once or more, and damaged then or before."""
    first = rng.choice((_cut, _flip, lambda d, _: d))
    data = first(data, rng) or b" "
    for _ in range(rng.randrange(1, 4)):
        how = rng.randrange(4)
        if how == 0:
            data = gzip.compress(data, mtime=0)
        elif how == 1:
            data = zstandard.compress(data)
        else:
            name = f"{rng.choice(('survey', 'a/b/survey', 'x'))}.{rng.choice(ENDINGS)}".rstrip(".")
            data = zipped({name: data}, zipfile.ZIP_DEFLATED if how == 2 else zipfile.ZIP_STORED)
    return _flip(data, rng) if rng.random() < 0.3 else data


def attacks() -> list[File]:
    """Files made to hurt: they unpack without end, name one another, or spread a few cells over millions."""
    zeros = bytes(50 * 2**20)
    packed = gzip.compress(bytes(2**29), 6)
    bomb = zipped({"a.csv": zeros})
    for _ in range(3):
        bomb = zipped({f"{n}.zip": bomb for n in range(10)})
    ten = zipped({f"{n}.csv": zeros for n in range(20)})
    text = "id,comment\n" + "1,fine\n" * 10
    escape = zipped({"../../survey.csv": text.encode()})
    found = [
        File("bomb.csv.gz", packed, "bomb"), File("bomb.zip", bomb, "bomb"), File("ten.zip", ten, "bomb"),
        File("zeros.csv.zst", zstandard.compress(bytes(2**30), 1), "bomb"),
        File("twice.gz", gzip.compress(packed), "bomb"),
        File("flat.zip", zipped({"a.csv": bytes(2**29)}), "bomb"), File("escape.zip", escape, "path escape"),
        File("escape2.zip", zipped({"C:\\a.csv": text.encode()}), "path escape"),
        File("empty.zip", zipped({}), "archive"),
        File("many.zip", zipped({f"{n}.csv": text.encode() for n in range(3000)}), "archive"),
        File("deep.json", b"[" * 200_000 + b"]" * 200_000, "deep"), File("deep2.json", b'{"a":' * 100_000, "deep"),
        File("quotes.csv", b'a,b\n"' + b"x,y\n" * 200_000, "long"),
        File("wide.csv", b"," * 300_000 + b"\n1,2\n", "long"),
        File("line.csv", b"a,comment\n1," + b"so " * 3_000_000, "long"), File("columns.csv", _wide(), "long"),
        File("number.json", b'[{"text": ' + b"9" * 2_000_000 + b"}]", "long"),
    ]  # fmt: skip
    return [*found, *_xml_attacks()]


def _wide() -> bytes:
    head = ",".join(f"question {n}" for n in range(20_000))
    return f"{head}\n{','.join('x' for _ in range(20_000))}\n".encode()


def _xml_attacks() -> Iterator[File]:
    laughs = '<!DOCTYPE l [<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
    ) + "]>"  # fmt: skip
    outside = '<!DOCTYPE l [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
    table = [HEADER, *rows(Rng(0))]
    whole = {".xlsx": _workbook({"Data": table}), ".ods": ods({"Data": table})}
    for ending, book in whole.items():
        for part in (
            "xl/worksheets/sheet1.xml",
            "xl/sharedStrings.xml",
            "xl/workbook.xml",
            "xl/styles.xml",
            "content.xml",
        ):
            for what, declared in (("laughs", laughs), ("outside", outside)):
                changed = _changed(book, part, lambda xml, d=declared: _declared(xml, d))
                if changed is not None:
                    yield File(f"{what}{ending}", changed, "XML entities")
    stray = b'<row r="%d"><c r="%s%d"><v>1</v></c></row></sheetData>'
    for column, row in ((b"XFD", 1_048_576), (b"CV", 900_000), (b"A", 1_048_576), (b"XFD", 900), (b"ZZZZ", 99_999_999)):
        cells = stray % (row, column, row)
        changed = _changed(
            whole[".xlsx"], "xl/worksheets/sheet1.xml", lambda xml, c=cells: xml.replace(b"</sheetData>", c)
        )
        if changed is not None:
            yield File("stray.xlsx", changed, "stray cells")
    for wide, tall in ((16_384, 1), (1, 1_048_576), (1_000, 900_000), (16_384, 1_048_576), (10**9, 10**9)):
        yield File("stray.ods", ods({"Data": table}, row_times=tall, cell_times=wide), "stray cells")
    long = "x" * 30_000
    strings = [["id", "comment"], *([str(n), long] for n in range(20_000))]
    yield File("strings.xlsx", _workbook({"Data": strings}), "stray cells")


def _changed(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes | None:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if part not in parts:
        return None
    return zipped(parts | {part: change(parts[part])})


def _declared(xml: bytes, declared: str) -> bytes:
    """The entities declared before the first element, and one of them used in the first text."""
    at = xml.index(b"<", xml.index(b"?>") + 2) if b"?>" in xml else 0
    body = re.sub(rb">([^<>\s][^<>]*)<", rb">&l9;<", xml[at:], count=1)
    return xml[:at] + declared.encode() + body
