import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.journey.roots import root


@pytest.mark.parametrize(
    "family",
    [
        "charge charged charges charging",
        "price prices priced pricing",
        "cancel cancels cancelled canceled cancelling",
        "stop stops stopped stopping",
        "queue queues queued queuing queueing",
        "delivery deliveries",
        "deliver delivers delivered delivering",
        "branch branches",
        "box boxes",
        "try tries tried trying",
        "tie ties tied",
        "use uses used using",
        "bill bills billed billing",
        "care cares cared caring",
        "phone phones phoned phoning",
        "invoice invoices invoiced invoicing",
        "issue issues",
        "pass passes passed passing",
        "travel travels travelled traveled travelling",
    ],
)
def test_inflections_share_a_root(family: str) -> None:
    assert len({root(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("customs", "customer"),
        ("car", "care"),
        ("plan", "plane"),
        ("even", "evening"),
        ("new", "news"),
        ("time", "timely"),
        ("response", "responsible"),
        ("late", "later"),
        ("far", "fare"),
        ("reserve", "reservation"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_short_words_stay_as_they_are() -> None:
    assert [root(word) for word in ("bus", "its", "app", "red", "a")] == ["bus", "its", "app", "red", "a"]


@settings(deadline=None)
@given(st.text())
def test_any_word_has_a_root_that_is_no_longer(word: str) -> None:
    assert 0 <= len(root(word)) <= len(word) + 1
