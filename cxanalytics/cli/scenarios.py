"""`whatif`: what would happen if."""

from cxanalytics.cli.options import Commands


def add(commands: Commands) -> None:
    """Add the commands of this family."""
