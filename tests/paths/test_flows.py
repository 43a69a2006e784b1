from cxanalytics.paths import flows
from cxanalytics.paths.steps import steps

from .test_steps import ORDER, experiences

WALKED = steps(
    experiences(
        (1, "Shop", "a", "2026-01-01", "+"), (1, "Till", "a", "2026-01-02", "-"),
        (2, "Shop", "a", "2026-01-01", "0"), (2, "Till", "a", "2026-01-02", "+"), (3, "Till", "a", "2026-01-01", "+"),
        (4, "Invoice", "a", "2026-01-01", "-"), (4, "Shop", "a", "2026-01-02", "-"),
    ),
    ORDER,
    7,
)  # fmt: skip


def test_paths_are_counted_by_session_and_one_step_is_no_path() -> None:
    assert flows.top(WALKED).round(2).values.tolist() == [
        ["Shop → Till", 2, 0.67, 2, 1],
        ["Invoice → Shop", 1, 0.33, 0, 1],
    ]


def test_links_say_how_many_go_on_and_how_they_arrive() -> None:
    found = flows.links(WALKED, flows.top(WALKED))
    assert found.values.tolist() == [[0, "Invoice", "Shop", 1, 1.0], [0, "Shop", "Till", 2, 0.5]]


def test_long_paths_are_told_by_their_beginning() -> None:
    names = ["Shop", "Till", "Invoice", "Shop", "Till", "Invoice", "Shop"]
    walked = steps(experiences(*((1, name, "a", f"2026-01-0{i + 1}", "+") for i, name in enumerate(names))), ORDER, 7)
    assert flows.top(walked)["path"].tolist() == ["Shop → Till → Invoice → Shop → Till → …"]


def test_nothing_walked_is_nothing_told() -> None:
    nothing = WALKED[:0]
    assert flows.top(nothing).empty
    assert flows.links(nothing, flows.top(nothing)).empty
