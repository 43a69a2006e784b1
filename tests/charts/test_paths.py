import pandas as pd

from cxanalytics.charts.paths import figure

LINKS = pd.DataFrame(
    {
        "step": [0, 0, 1],
        "was": ["Shop", "Till", "Till"],
        "is": ["Till", "Till", "Invoice"],
        "n": [10, 5, 3],
        "negative": [0.2, 0.9, 0.5],
    }
)


def test_a_touchpoint_stands_once_in_every_step() -> None:
    flow = figure(LINKS).data[0]
    assert list(flow.node.label) == ["Shop", "Till", "Till", "Invoice"]
    assert list(zip(flow.link.source, flow.link.target, flow.link.value, strict=True)) == [
        (0, 2, 10),
        (1, 2, 5),
        (2, 3, 3),
    ]


def test_where_half_arrive_unhappy_is_orange_and_told() -> None:
    link = figure(LINKS).data[0].link
    assert link.color[0] != link.color[1] == link.color[2]
    assert link.customdata[1] == "Till → Till: 5 sessions, 90% unhappy on arrival"


def test_nothing_is_a_figure_too() -> None:
    assert figure(LINKS[:0]).layout.height >= 320
