import pandas as pd

from cxanalytics import paths

from .test_steps import ORDER, experiences


def test_coverage_is_told_in_words() -> None:
    frame = experiences(
        (1, "Shop", "a", "2026-01-01", "+"), (1, "Till", "a", "2026-01-02", "-"), (2, "Till", "a", "2026-01-02", "-"),
        (-1, "Till", "a", "2026-01-02", "-"),
    )  # fmt: skip
    found = paths.paths(frame, ORDER)
    assert found.coverage == paths.Coverage(experiences=4, known=3, customers=2, returning=1, sessions=2, several=1)
    assert found.coverage.words.startswith("3 of 4 experiences (75%) have a known customer and time: 2 customers, 1 of")
    assert found.top["path"].tolist() == ["Shop → Till"]


def test_without_customers_it_says_what_is_needed() -> None:
    found = paths.paths(experiences((-1, "Till", "a", "2026-01-02", "-")), ORDER)
    assert "Map a column that holds a customer or author as “customer”" in found.coverage.words
    assert found.top.empty
    assert found.turning.empty
    assert isinstance(found.links, pd.DataFrame)
