import pytest

from cxanalytics.journey.board import Board
from tests import boards, maps


@pytest.fixture
def plain() -> Board:
    """A small board with every kind of touchpoint and hostile words, nothing laid over it."""
    return boards.plain(maps.example())
