"""JSON documents as tables."""

import pytest

from cxanalytics.errors import ExportError
from cxanalytics.ingest.documents import parse, tabulate


def table(text: str) -> list[list[str]]:
    rows: list[list[str]] = tabulate(parse(text, "a.json"), "a.json").to_numpy().tolist()
    return rows


def test_numbers_stay_as_written() -> None:
    assert table('[{"id": 1440716895355764743, "score": 4.50, "x": 1e5}]') == [
        ["id", "score", "x"], ["1440716895355764743", "4.50", "1e5"],
    ]  # fmt: skip


def test_the_longest_list_of_objects_holds_the_records() -> None:
    assert table('{"a": [{"x": "1"}], "b": {"c": [{"y": "1"}, {"y": "2"}]}}') == [["y"], ["1"], ["2"]]


def test_nested_fields_get_dotted_names() -> None:
    assert table('{"a": {"b": "1", "c": []}}') == [["b", "c"], ["1", ""]]
    assert table('[{"id": "1", "a": {"b": "2"}, "tags": ["x", "y"], "deep": [{"z": "3"}]}]') == [
        ["id", "a.b", "tags", "deep"], ["1", "2", "x; y", '[{"z": "3"}]'],
    ]  # fmt: skip


def test_lines_and_one_document_are_told_apart() -> None:
    assert len(parse('{"a": 1}\n{"a": 2}\n', "a.json")) == 2
    assert len(parse('{\n"a": 1\n}', "a.json")) == 1


def test_the_line_of_a_fault_is_named() -> None:
    with pytest.raises(ExportError, match=r"a.json is no well-formed JSON at line 2"):
        parse('[{"a": 1},\n{"a" 2}]', "a.json")


@pytest.mark.parametrize(
    ("text", "line"),
    [('{"a": "x\u2028y"}\n\n{"a" 2}\n', 3), ('{"a": 1}\n{"a": 2}\n{"a": \n', 3), ('\n\n[{"a": 1},\n{"a" 2}]', 4)],
)
def test_the_line_is_counted_in_the_file(text: str, line: int) -> None:
    with pytest.raises(ExportError, match=rf"at line {line} "):
        parse(text, "a.json")


def test_objects_under_keys_of_their_own_are_records() -> None:
    assert table('{"1": {"text": "a", "n": 1}, "2": {"text": "b", "n": 2}}') == [["text", "n"], ["a", "1"], ["b", "2"]]
    assert table('{"reviews": {"x": {"text": "a"}, "y": {"text": "b"}}}') == [["text"], ["a"], ["b"]]
    assert table('{"user": {"name": "a"}, "place": {"town": "b"}}') == [["user.name", "place.town"], ["a", "b"]]


def test_no_records_is_refused() -> None:
    with pytest.raises(ExportError, match=r"a.json holds no list of records"):
        table("[1, 2]")


def test_objects_kept_by_their_ids_do_not_make_a_column_each() -> None:
    posts = [
        {"id": str(n), "text": "so slow", "media": {f"m{n}-{k}": {"u": "x"} for k in range(10)}} for n in range(600)
    ]
    cells = tabulate([posts], "posts.json")
    assert cells.iloc[0].tolist() == ["id", "text", "media"]
    with pytest.raises(ExportError, match=r"wide.json has 6,000 columns, more than 5,000"):
        tabulate([[{f"q{n}": "1" for n in range(6000)}]], "wide.json")


def test_halves_of_emoji_are_replaced() -> None:
    assert table('[{"text": "cut \\ud83d here", "\\udc00": "\\ud83d\\ude00 whole", "n": 1}]') == [
        ["text", "�", "n"], ["cut � here", "😀 whole", "1"],
    ]  # fmt: skip
