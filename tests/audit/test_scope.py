from datetime import date

import pandas as pd

from cxanalytics.audit import scope
from cxanalytics.selection import Selection

EXPERIENCES = pd.DataFrame(
    {
        "touchpoint": ["Invoice", "Invoice", "Refund", "Refund"],
        "source": ["X", "Y", "X", "X"],
        "import_id": ["one", "one", "one", "two"],
        "occurred_at": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-02-01", "2026-03-01"]),
    }
)


def draws(*rows: tuple[Selection, str, str]) -> pd.DataFrame:
    listed = [(scope.written(chosen), imports, journey) for chosen, imports, journey in rows]
    return pd.DataFrame(listed, columns=["chosen", "imports", "journey"])


def test_a_selection_is_read_as_it_was_written() -> None:
    for chosen in (
        Selection(),
        Selection(source=("X", "Y"), segment=("Tier: Gold",), since=date(2026, 1, 31)),
        Selection(touchpoint=("Invoice",), basis=("words",), until=date(2026, 2, 1)),
    ):
        assert scope.read(scope.written(chosen)) == chosen


def test_a_draw_reaches_what_was_there_and_was_chosen() -> None:
    reach = scope.in_reach(EXPERIENCES, draws((Selection(source=("X",)), '["one"]', "Shop")), "Shop")
    assert reach.tolist() == [True, False, True, False]


def test_draws_add_up() -> None:
    both = draws((Selection(source=("X",)), '["one"]', "Shop"), (Selection(), '["one", "two"]', "Shop"))
    assert scope.in_reach(EXPERIENCES, both, "Shop").all()


def test_nothing_drawn_or_another_journey_reaches_nothing() -> None:
    assert not scope.in_reach(EXPERIENCES, draws(), "Shop").any()
    assert not scope.in_reach(EXPERIENCES, draws((Selection(), '["one"]', "Airline")), "Shop").any()


def test_the_imports_that_experiences_come_from() -> None:
    assert scope.imports_in(EXPERIENCES) == ["one", "two"]
