from collections import defaultdict

import pytest

from cxanalytics.errors import JourneyError
from cxanalytics.journey.phrases import phrases_of
from cxanalytics.journey.templates import template, templates
from cxanalytics.touchpoints import explain

NAMES = ["airline", "bank", "hospital", "retailer", "service", "software", "telecom"]


def test_seven_journeys_ship() -> None:
    assert list(templates()) == NAMES
    assert template("bank").name == "Bank"


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(JourneyError, match=r"There is no journey template 'zoo'\. Choose one of airline, bank"):
        template("zoo")


@pytest.mark.parametrize("name", NAMES)
def test_size_and_completeness(name: str) -> None:
    journey = template(name)
    assert 4 <= len(journey.stages) <= 7
    assert 12 <= len(journey.touchpoints) <= 25
    for touchpoint in journey.touchpoints:
        assert len(touchpoint.phrases) >= 3, touchpoint.name
        assert touchpoint.aliases, touchpoint.name
        assert touchpoint.channel, touchpoint.name
        assert touchpoint.owner, touchpoint.name
        assert touchpoint.description.endswith("."), touchpoint.name


@pytest.mark.parametrize("name", NAMES)
def test_no_phrase_means_two_touchpoints_once_inflection_is_gone(name: str) -> None:
    journey = template(name)
    phrases = phrases_of(journey)
    homes = defaultdict(set)
    for words, touchpoint in zip(phrases.roots, phrases.touchpoint, strict=True):
        homes[words].add(int(touchpoint))
    assert [words for words, where in homes.items() if len(where) > 1] == []


@pytest.mark.parametrize(
    ("name", "clause", "touchpoint"),
    [
        ("airline", "my suitcase came out smashed", "Baggage"),
        ("airline", "two hours on hold", "Phone line"),
        ("airline", "the return flight", None),
        ("airline", "a happy customer", None),
        ("bank", "I forgot my password", "Login and security"),
        ("bank", "a very interesting idea", None),
        ("hospital", "the car park is too small", "Finding the way and parking"),
        ("hospital", "the driver was friendly", "Patient transport"),
        ("retailer", "your invoice is wrong", "Invoice"),
        ("retailer", "I can't wait till Friday", None),
        ("service", "great gym, awful parking", "Parking"),
        ("service", "even better", None),
        ("software", "the hold music of your support", "Support"),
        ("telecom", "the engineer never turned up", "Engineer and installation"),
    ],
)
def test_small_moments_are_found_and_look_alikes_are_not(name: str, clause: str, touchpoint: str | None) -> None:
    evidence = explain(clause, template(name))
    assert (evidence.touchpoint if evidence else None) == touchpoint
