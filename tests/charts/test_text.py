from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.charts.text import wrapped


def test_wraps_cuts_and_escapes() -> None:
    assert wrapped("Order confirmation and tracking", 12) == "Order<br>confirmation<br>and tracking"
    assert wrapped("Order confirmation and tracking", 12, 2) == "Order<br>confirmatio…"
    assert wrapped("a <b> & c", 20) == "a &lt;b&gt; &amp; c"
    assert wrapped("two\nlines\tand  more", 40) == "two lines and more"
    assert wrapped("Incomprehensibilities", 8) == "Incompre<br>hensibil<br>ities"


@given(st.text(), st.integers(1, 30), st.integers(1, 4))
def test_never_wider_never_longer_never_markup(text: str, width: int, lines: int) -> None:
    result = wrapped(text, width, lines).split("<br>")
    assert len(result) <= lines
    for line in result:
        assert len(unescape(line)) <= max(width, 2)
        assert "<" not in line
        assert ">" not in line
