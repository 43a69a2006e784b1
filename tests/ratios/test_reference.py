from cxanalytics.ratios import REFERENCE_LINES


def test_every_line_says_where_it_comes_from_and_that_it_is_no_target() -> None:
    assert [line.value for line in REFERENCE_LINES] == [2, 22]
    for line in REFERENCE_LINES:
        assert line.year == 2018
        assert "110,828 US adults" in line.population
        assert "not people who chose to comment" in line.note
    assert REFERENCE_LINES[0].words.startswith("2 : 1, bottom 5 % of brands: Forrester, US Customer")
