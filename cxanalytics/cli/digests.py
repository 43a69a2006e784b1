"""`digest` and `schedule`: the numbers for the desk."""

from cxanalytics.cli.options import Commands


def add(commands: Commands) -> None:
    """Add the commands of this family."""
