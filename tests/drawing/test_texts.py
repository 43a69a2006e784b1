from cxanalytics.drawing import fonts
from cxanalytics.drawing.texts import block, heading


def test_the_largest_letters_that_need_no_more_lines_are_taken() -> None:
    room = fonts.width("Charged twice", 20) + 1
    large = block("Charged twice", (10, 100), room, (20, 16), 1, "#000000")
    assert [(line.text, line.size, line.x, line.y) for line in large.lines] == [("Charged twice", 20, 10, 120)]
    assert large.height == 25
    small = block("Charged twice more", (10, 100), fonts.width("Charged twice more", 16) + 1, (20, 16), 1, "#000000")
    assert [line.size for line in small.lines] == [16]


def test_what_does_not_fit_ends_in_dots() -> None:
    cut = block("Charged twice and never called back", (0, 0), 90, (20, 16), 1, "#000000")
    assert cut.lines[0].text.endswith("…")


def test_a_heading_takes_a_second_line_before_it_is_cut() -> None:
    long = "Rechnungsprüfung und Zahlungserinnerungsbearbeitung im Hause"
    made = heading(long, (0, 0), 300, (30, 20), "#000000", bold=True)
    assert len(made.lines) == 2
    assert {line.size for line in made.lines} == {20}
    assert heading("Invoice", (0, 0), 300, (30, 20), "#000000").lines[0].size == 30


def test_no_text_takes_no_room() -> None:
    assert block("", (0, 0), 100, (20,), 2, "#000000").height == 0
