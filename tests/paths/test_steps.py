import pandas as pd

from cxanalytics.paths.steps import steps

ORDER = ["Shop", "Till", "Invoice"]


def experiences(*rows: tuple[int, str, str, str, str]) -> pd.DataFrame:
    """person, touchpoint, channel, day, and what is felt: +, - or 0; each row an answer of its own."""
    frame = pd.DataFrame(rows, columns=["person", "touchpoint", "channel", "occurred_at", "felt"])
    return frame.assign(
        occurred_at=pd.to_datetime(frame["occurred_at"]),
        positive=frame["felt"] == "+",
        negative=frame["felt"] == "-",
        known=frame["person"] >= 0,
        feedback=range(len(frame)),
    )


def test_time_makes_steps_and_silence_makes_sessions() -> None:
    walked = steps(
        experiences(
            (1, "Invoice", "mail", "2026-01-05", "-"),
            (1, "Shop", "shop", "2026-01-01", "+"),
            (1, "Shop", "shop", "2026-02-01", "0"),
            (2, "Till", "shop", "2026-01-06", "+"),
        ),
        ORDER,
        7,
    )
    assert walked[["person", "session", "step", "touchpoint"]].values.tolist() == [
        [1, 0, 0, "Shop"], [1, 0, 1, "Invoice"], [1, 1, 0, "Shop"], [2, 2, 0, "Till"]
    ]  # fmt: skip


def test_exactly_the_gap_is_still_the_same_session() -> None:
    rows = ((1, "Shop", "a", "2026-01-01", "+"), (1, "Till", "a", "2026-01-08", "+"))
    assert steps(experiences(*rows), ORDER, 7)["session"].tolist() == [0, 0]
    assert steps(experiences(*rows), ORDER, 6)["session"].tolist() == [0, 1]


def test_staying_is_one_step_that_holds_all_that_was_felt() -> None:
    walked = steps(
        experiences(
            (1, "Shop", "shop", "2026-01-01", "+"),
            (1, "Shop", "shop", "2026-01-02", "-"),
            (1, "Shop", "web", "2026-01-03", "+"),
        ),
        ORDER,
        7,
    )
    assert walked[["touchpoint", "channel", "positive", "negative"]].values.tolist() == [
        ["Shop", "shop", True, True], ["Shop", "web", True, False]
    ]  # fmt: skip


def test_one_answer_takes_its_touchpoints_in_the_order_of_the_journey() -> None:
    frame = experiences((1, "Invoice", "a", "2026-01-01", "-"), (1, "Shop", "a", "2026-01-01", "+")).assign(feedback=0)
    assert steps(frame, ORDER, 7)["touchpoint"].tolist() == ["Shop", "Invoice"]


def test_who_is_unknown_or_undated_takes_no_path() -> None:
    frame = experiences((-1, "Shop", "a", "2026-01-01", "+"), (1, "Till", "a", "NaT", "+"))
    assert steps(frame, ORDER, 7).empty
