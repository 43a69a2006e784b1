from cxanalytics.charts import hover
from cxanalytics.journey.map import JourneyMap
from tests import maps


def test_hover_says_it_all_and_escapes_what_customers_wrote(shown: JourneyMap) -> None:
    texts = dict(zip(shown.points["touchpoint"], hover.texts(shown.points), strict=True))
    assert texts["Invoice"] == (
        "<b>Invoice</b> · Pay<br><b>0.44 : 1 (0.26–0.74), n 70</b>, uncorrected<br>"
        "The machine read: 20 positive and 45 negative, 5 neutral<br>"
        "What recurs: <b>wrong &lt;b&gt;charge&lt;/b&gt;</b> (1)<br>"
        "“They &lt;script&gt;alert(1)&lt;/script&gt; &amp; \"charged\" 'twice'”<br>"
        "<i>X &amp; Y, 1 May 2026</i><br>Last heard of 1 May 2026"
    )
    assert texts["Hold music"] == (
        "<b>Hold music</b> · Pay<br><b>no emotion yet, n 0</b>, uncorrected<br>"
        "The machine read: 0 positive and 0 negative, 0 neutral"
    )
    assert "<b>Gift &lt;desk&gt;</b>" in texts["Gift <desk>"]


def test_patterns_are_named_in_place_of_the_phrase() -> None:
    points = maps.patterned().points
    text = dict(zip(points["touchpoint"], hover.texts(points), strict=True))["Invoice"]
    assert "What recurs: <b>Wrong &lt;i&gt;amount&lt;/i&gt;</b> (7)<br>   <b>Comes late</b> (5)" in text
    assert "wrong &lt;b&gt;charge" not in text
