"""Days as people write them."""

from datetime import date, datetime

from cxanalytics.errors import CXError


def iso(day: date | str, fault: type[CXError]) -> str:
    """The day as 2026-09-30.

    Raises
    ------
    CXError
        It is no day; of the kind `fault`.
    """
    if isinstance(day, datetime):
        day = day.date()
    try:
        return day.isoformat() if isinstance(day, date) else date.fromisoformat(day.strip()).isoformat()
    except ValueError as error:
        raise fault(f"'{day}' is no date; write it as 2026-09-30.") from error
