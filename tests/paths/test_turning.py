from cxanalytics.paths.steps import steps
from cxanalytics.paths.turning import turning

from .test_steps import ORDER, experiences


def test_the_first_touchpoint_where_the_mood_turns() -> None:
    walked = steps(
        experiences(
            # Good, nothing, bad, bad: turns at the invoice.
            (1, "Shop", "a", "2026-01-01", "+"), (1, "Till", "a", "2026-01-02", "0"),
            (1, "Invoice", "a", "2026-01-03", "-"), (1, "Shop", "a", "2026-01-04", "-"),
            # Good throughout: reached the till without a turn.
            (2, "Shop", "a", "2026-01-01", "+"), (2, "Invoice", "a", "2026-01-02", "+"),
            # Bad, then good.
            (3, "Till", "a", "2026-01-01", "-"), (3, "Shop", "a", "2026-01-02", "+"),
        ),
        ORDER,
        7,
    )  # fmt: skip
    found = turning(walked)
    assert found[["touchpoint", "turn", "n", "reached", "share"]].values.tolist() == [
        ["Invoice", "turns bad", 1, 2, 0.5],
        ["Shop", "turns good", 1, 1, 1.0],
    ]
    assert (found["low"] < found["share"]).all()


def test_nothing_turns_where_nothing_is_walked() -> None:
    assert turning(steps(experiences(), ORDER, 7)).empty
    once = steps(experiences((1, "Shop", "a", "2026-01-01", "+")), ORDER, 7)
    assert turning(once).empty
