"""`doctor`: is everything in order?"""

import argparse

from cxanalytics.cli.options import COMMON, PRINTING, Commands, folder
from cxanalytics.cli.printing import show


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    commands.add("doctor", _doctor, "check the installation and the workspace", COMMON, PRINTING)


def _doctor(options: argparse.Namespace) -> int:
    from cxanalytics import doctor

    checks = doctor.examine(folder(options))
    lines = [f"{'ok  ' if check.ok else 'FIX '} {check.what}: {check.says}" for check in checks]
    show({"checks": [vars(check) for check in checks]}, "\n".join(lines), options.json)
    return 0 if all(check.ok for check in checks) else 1
