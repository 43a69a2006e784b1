"""Lines for the machine's own clock."""

import sys
from pathlib import Path

import pytest

from cxanalytics import schedule
from cxanalytics.errors import CXError
from cxanalytics.schedule import Job
from cxanalytics.tracking.periods import Calendar

PLACE = Path("/data/cx")


@pytest.mark.parametrize(
    ("period", "calendar", "when"),
    [
        ("day", Calendar(), "30 6 * * *"),
        ("week", Calendar(), "30 6 * * 1"),
        ("week", Calendar(week_start=6), "30 6 * * 0"),
        ("month", Calendar(), "30 6 1 * *"),
        ("quarter", Calendar(), "30 6 1 1,4,7,10 *"),
        ("quarter", Calendar(fiscal_start=2), "30 6 1 2,5,8,11 *"),
        ("year", Calendar(fiscal_start=4), "30 6 1 4 *"),
    ],
)
def test_a_cron_line_runs_when_a_period_is_over(period: str, calendar: Calendar, when: str) -> None:
    line = schedule.cron(Job("digest", period, PLACE, ("--mail",)), calendar)
    assert line == f"{when} {sys.executable} -m cxanalytics digest --period {period} --mail --workspace /data/cx"


def test_cron_is_quoted() -> None:
    line = schedule.cron(Job("digest", "month", Path("/data/my cx"), ("--out", "/out/100%'s.pdf")))
    assert line.endswith(r"""--out '/out/100\%'"'"'s.pdf' --workspace '/data/my cx'""")


def test_alerts_are_delivered() -> None:
    assert "-m cxanalytics alerts --deliver --workspace" in schedule.cron(Job("alerts", "day", PLACE))


def test_systemd_has_a_service_and_a_timer() -> None:
    files = schedule.systemd(Job("digest", "quarter", PLACE, ("--out", "/out/a b%$.pdf")), Calendar(fiscal_start=2))
    assert list(files) == ["cxanalytics-digest-quarter.service", "cxanalytics-digest-quarter.timer"]
    service, timer = files.values()
    assert f'ExecStart={sys.executable} -m cxanalytics digest --period quarter --out "/out/a b%%$$.pdf"' in service
    assert "OnCalendar=*-02,05,08,11-01 06:30:00" in timer
    assert "Persistent=true" in timer
    weekly = schedule.systemd(Job("digest", "week", PLACE), Calendar(week_start=6))["cxanalytics-digest-week.timer"]
    assert "OnCalendar=Sun *-*-* 06:30:00" in weekly
    assert schedule.install(Job("alerts", "day", PLACE)).endswith("enable --now cxanalytics-alerts-day.timer")


def test_what_cannot_be_scheduled_is_said() -> None:
    with pytest.raises(CXError, match="'import' cannot be scheduled"):
        Job("import", "day", PLACE)
    with pytest.raises(CXError, match="'hour' is no period"):
        Job("digest", "hour", PLACE)
