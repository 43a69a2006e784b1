"""Where the files that ship with the product lie."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_path(*parts: str) -> Path:
    """Path of a shipped file below `data/`: beside the package in a checkout, inside it once installed."""
    checkout = _PACKAGE.parent / "data"
    root = checkout if (checkout / "lexicons").is_dir() else _PACKAGE / "data"
    return root.joinpath(*parts)
