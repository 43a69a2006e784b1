import pytest

from cxanalytics.journey.map import JourneyMap
from tests import maps


@pytest.fixture
def shown() -> JourneyMap:
    """A small map with every kind of touchpoint."""
    return maps.example()
