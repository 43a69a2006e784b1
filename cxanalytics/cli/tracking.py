"""`trend` and `signals`: how numbers move, and which changes are real."""

from cxanalytics.cli.options import Commands


def add(commands: Commands) -> None:
    """Add the commands of this family."""
