"""Lines for the machine's own clock: cron, or a systemd timer, that make a digest or look for alerts."""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxanalytics.errors import CXError
from cxanalytics.tracking.periods import STANDARD, Calendar

DIGEST, ALERTS = JOBS = ("digest", "alerts")
# When the numbers of a period that is over are there, in the early morning: minute and hour.
_MINUTE, _HOUR = 30, 6
_CRON_DAYS = {"day": "* * *", "week": "* * {day}", "month": "1 * *", "quarter": "1 {months} *", "year": "1 {month} *"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Job:
    """What runs by itself: `what` (of JOBS), by which period, in which workspace, with what else after the command."""

    what: str
    period: str
    workspace: Path
    options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.what not in JOBS:
            raise CXError(f"'{self.what}' cannot be scheduled; choose {' or '.join(JOBS)}.")
        if self.period not in _CRON_DAYS:
            raise CXError(f"'{self.period}' is no period; choose from {', '.join(_CRON_DAYS)}.")

    @property
    def command(self) -> list[str]:
        """The words of the command, with whole paths: the machine's clock starts in no folder of ours."""
        words = [sys.executable, "-m", "cxanalytics", self.what]
        words += ["--period", self.period] if self.what == DIGEST else ["--deliver"]
        return [*words, *self.options, "--workspace", str(self.workspace.resolve())]


def _months(calendar: Calendar) -> list[int]:
    """The months that quarters begin in."""
    return sorted((calendar.fiscal_start - 1 + 3 * i) % 12 + 1 for i in range(4))


def cron(job: Job, calendar: Calendar = STANDARD) -> str:
    """A line for `crontab -e`: half past six on the first day after a period is over."""
    days = _CRON_DAYS[job.period].format(
        day=(calendar.week_start + 1) % 7, months=",".join(map(str, _months(calendar))), month=calendar.fiscal_start
    )
    # cron takes a percent sign for the end of the line.
    command = " ".join(shlex.quote(word) for word in job.command).replace("%", r"\%")
    return f"{_MINUTE} {_HOUR} {days} {command}"


def systemd(job: Job, calendar: Calendar = STANDARD) -> dict[str, str]:
    """A systemd service and its timer, by their file names, for ~/.config/systemd/user/."""
    months = ",".join(f"{month:02d}" for month in _months(calendar))
    when = {
        "day": "*-*-*", "week": f"{_DAYS[calendar.week_start]} *-*-*", "month": "*-*-01", "quarter": f"*-{months}-01",
        "year": f"*-{calendar.fiscal_start:02d}-01",
    }[job.period]  # fmt: skip
    name = f"cxanalytics-{job.what}-{job.period}"
    about = f"cxanalytics {job.what}, every {job.period}"
    service = f"[Unit]\nDescription={about}\n\n[Service]\nType=oneshot\nExecStart={_exec(job.command)}\n"
    timer = (
        f"[Unit]\nDescription={about}\n\n[Timer]\nOnCalendar={when} {_HOUR:02d}:{_MINUTE:02d}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return {f"{name}.service": service, f"{name}.timer": timer}


def _exec(words: Sequence[str]) -> str:
    """A command as systemd reads it: its own quotes, no shell; percent and dollar signs are doubled."""
    quoted = []
    for word in words:
        plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
        quoted.append(f'"{plain}"' if any(sign in word for sign in " \t\"'\\;") or not word else plain)
    return " ".join(quoted)


def install(job: Job) -> str:
    """How to switch the systemd timer on, in a line."""
    return f"systemctl --user daemon-reload && systemctl --user enable --now cxanalytics-{job.what}-{job.period}.timer"
