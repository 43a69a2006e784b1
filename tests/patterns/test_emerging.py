import numpy as np
import pandas as pd
import pytest

from cxanalytics.patterns import emerging

THEMES = (
    ("parcel", "arrived", "late", "courier", "driver", "street"),
    ("invoice", "wrong", "total", "charged", "twice", "account"),
    ("website", "slow", "crashes", "page", "loading", "basket"),
    ("staff", "rude", "counter", "queue", "waiting", "shop"),
)
NEW = ("toxic", "smell", "mattress", "fumes", "bedroom", "headache")


def said(words: tuple[str, ...], draw: np.random.Generator, number: int) -> str:
    return " ".join(["the", *draw.permutation(np.array(words))[:4].tolist(), f"x{number}"])


def stream(weeks: int = 10, per_week: int = 60, new: int = 0) -> pd.DataFrame:
    """Comments of four themes each week, in the last `new` ones of a theme never heard before."""
    draw = np.random.default_rng(3)
    rows = []
    for week in range(weeks):
        extra = new if week == weeks - 1 else 0
        for number in range(per_week):
            words = NEW if number < extra else THEMES[int(draw.integers(len(THEMES)))]
            day = pd.Timestamp("2026-01-05") + pd.Timedelta(weeks=week, days=number % 7)
            rows.append((f"{week:02d}-{number:03d}", said(words, draw, len(rows)), day))
    return pd.DataFrame(rows, columns=["feedback_id", "clause_text", "occurred_at"])


def test_a_new_theme_is_one_alert_with_its_words() -> None:
    found = emerging.alerts(stream(new=10))
    assert found.enough
    first = found.table.iloc[0]
    assert set(first["terms"]) & set(NEW)
    assert (first["state"], first["n"] >= 8, first["expected"] < 2) == ("sure", True, True)
    assert all(ident.startswith("09-") for ident in first["feedback"])
    assert len(found.table) == 1
    assert found.words.startswith(f"{found.period}: 1 alert in")


def test_nothing_beyond_noise_is_said() -> None:
    found = emerging.alerts(stream())
    assert found.table.empty
    assert "nothing beyond noise" in found.words
    assert 0 <= found.expected_false <= 1


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = stream(new=10)
    one, two = (emerging.alerts(table) for table in (rows, rows.sample(frac=1, random_state=5)))
    assert one.table["n"].tolist() == two.table["n"].tolist()
    assert one.table["terms"].tolist() == two.table["terms"].tolist()


def test_too_few_periods_and_undated_are_said() -> None:
    rows = stream(weeks=4)
    rows.loc[:6, "occurred_at"] = pd.NaT
    found = emerging.alerts(rows)
    assert (found.enough, found.undated, found.table.empty) == (False, 7, True)
    assert "Too few periods" in found.words


def test_nothing_is_nothing() -> None:
    found = emerging.alerts(stream().iloc[:0])
    assert (found.table.empty, found.answers, found.enough) == (True, 0, False)


@pytest.mark.parametrize("text", ["", "same words again", "配送が遅い"])
def test_texts_all_the_same_are_no_alert(text: str) -> None:
    assert emerging.alerts(stream().assign(clause_text=text)).table.empty


def test_an_earlier_period_can_be_asked_for() -> None:
    found = emerging.alerts(stream(new=10), at=pd.Timestamp("2026-02-23"))
    assert found.period.startswith("2026-02-23")
    assert found.table.empty
