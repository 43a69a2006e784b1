"""Chats and cues of calls, told from tables by their first lines."""

from cxanalytics.ingest.files import content_of
from cxanalytics.ingest.grid import Grid
from cxanalytics.ingest.plain import read_plain


def read(text: str, name: str = "a.txt", encoding: str = "utf-8") -> Grid | None:
    return read_plain(content_of(text.encode(encoding), name))


def rows(text: str) -> list[list[str]]:
    grid = read(text)
    assert grid is not None
    return [list(row) for row in grid.table().itertuples(index=False)]


def test_lines_of_both_telephones() -> None:
    apple = "\u200e[08/11/2021, 5:05:47\u202fPM] ~\u202fAna: Hello\nthere\n"
    apple += "\u200e[08/11/2021, 17:06:00] Ana: \u200eimage omitted\n"
    assert rows(apple) == [
        ["08/11/2021, 17:05:47", "Ana", "Hello\nthere", ""],
        ["08/11/2021, 17:06:00", "Ana", "image omitted", "yes"],
    ]
    android = '11/8/21, 12:05 AM - Ana: a: b\n11/8/21, 12:06 AM - Ana changed the subject to "x: y"\n'
    assert rows(android) == [
        ["11/8/21, 00:05:00", "Ana", "a: b", ""],
        ["11/8/21, 00:06:00", "", 'Ana changed the subject to "x: y"', "yes"],
    ]
    assert rows("8.11.21 um 17.05 Uhr - Ana: Hallo")[0][:3] == ["8.11.21, 17:05:00", "Ana", "Hallo"]


def test_a_chat_whose_beginning_is_cut_off_loses_no_line() -> None:
    cut = "rest of a message\n[08/11/2021, 17:05:47] Ana: Hello\n[08/11/2021, 17:06:00] Bo: Hi\n"
    assert [row[2] for row in rows(cut)] == ["rest of a message", "Hello", "Hi"]
    assert rows(cut)[0][1] == ""


def test_cues_with_voices_names_and_neither() -> None:
    teams = (
        "WEBVTT\n\nNOTE made by hand\n\nx/1-0\n00:00:01.000 --> 00:00:02.000 align:start\n<v Bo Agent>Good day</v>\n\n"
        "00:00:03.000 --> 00:00:04.000\n<v Ana>My <c.loud>bill</c>\nis wrong</v>\n\n00:05.000 --> 00:06.000\nReally.\n"
    )
    assert rows(teams) == [
        ["00:00:01.000", "Bo Agent", "Good day"], ["00:00:03.000", "Ana", "My bill is wrong"],
        ["00:05.000", "Ana", "Really."],
    ]  # fmt: skip
    zoom = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nBo: Good day: sir\n\n2\n00:00:03.000 --> 00:00:04.000\nAna: Hi\n"
    )
    assert [row[1:] for row in rows(zoom)] == [["Bo", "Good day: sir"], ["Ana", "Hi"]]
    srt = "1\n00:00:01,000 --> 00:00:02,000\nNo names here\n\n2\n00:00:03,000 --> 00:00:04,000\nNone at all\n"
    assert rows(srt) == [["00:00:01.000", "", "No names here"], ["00:00:03.000", "", "None at all"]]


def test_a_chat_in_utf_16() -> None:
    grid = read("\ufeff[08/11/2021, 17:05:47] Ana: Grüße", encoding="utf-16-le")
    assert grid is not None
    assert grid.facts == {"encoding": "UTF-16", "layout": "whatsapp"}
    assert grid.table()["text"].tolist() == ["Grüße"]


def test_tables_and_json_are_neither() -> None:
    assert read("date,text\n08/11/2021,Good\n") is None
    assert read("08/11/2021, 17:05,Good - very\n") is None
    assert read('[{"a": 1}]', "a.json") is None
    assert read("1\n2\n3\n") is None
    assert read("\n \n.") is None
