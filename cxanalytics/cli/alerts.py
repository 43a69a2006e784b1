"""`alerts` and `alert`: what asks for attention, told once."""

from cxanalytics.cli.options import Commands


def add(commands: Commands) -> None:
    """Add the commands of this family."""
