import pandas as pd

from cxanalytics.patterns import counted


def mentions(rows: list[tuple[str, str, str]], **columns: object) -> pd.DataFrame:
    """A table of (day, feedback_id, text)."""
    days, ids, texts = zip(*rows, strict=True) if rows else ((), (), ())
    made = pd.DataFrame({"occurred_at": pd.to_datetime(list(days)), "feedback_id": ids, "clause_text": texts})
    return made.assign(**columns)


def test_answers_are_counted_once_per_period_with_all_their_mentions() -> None:
    read = counted.count(
        mentions(
            [
                ("2026-01-05", "a", "parcel late"),
                ("2026-02-02", "b", "parcel late"),
                ("2026-02-03", "b", "wrong invoice"),
                ("2026-02-04", "c", "Parcel late!"),
                ("2026-02-05", "d", "parcel late"),
            ],
            pattern=["P1", "P1", None, "P1", "P1"],
        ),
        "month",
    )
    assert read.periods == ["2026-01", "2026-02"]
    # In February b says two things; c and d say the same and count once.
    counts, sizes = counted.per_period(read)
    assert sizes.tolist() == [1, 2]
    table = pd.DataFrame(counts, index=read.periods, columns=read.names)
    assert table["parcel"].tolist() == [1, 2]
    assert table["wrong invoice"].tolist() == [0, 1]
    assert table["P1"].tolist() == [1, 2]
    assert [name for name, is_one in zip(read.names, read.is_pattern, strict=True) if is_one] == ["P1"]


def test_only_the_last_periods_before_the_asked_one_are_looked_at() -> None:
    rows = [
        (f"{2024 + month // 12}-{1 + month % 12:02d}-10", f"f{month}", f"text {month} parcel") for month in range(24)
    ]
    read = counted.count(mentions(rows), "month", pd.Timestamp("2025-06-20"))
    assert (read.periods[0], read.periods[-1], len(read.periods)) == ("2024-06", "2025-06", counted.BASELINE + 1)
    assert len(read.answers) == counted.BASELINE + 1


def test_nothing_is_nothing() -> None:
    read = counted.count(mentions([]), "week")
    assert (read.periods, read.names, len(read.answers)) == ([], [], 0)
