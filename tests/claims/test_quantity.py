import pytest

from cxanalytics.claims import quantity


@pytest.mark.parametrize(
    ("sentence", "share", "word"),
    [
        ("Our customers ALL hate our invoices", 0.9, "all"),
        ("Nobody likes the app", 0.9, "nobody"),
        ("No one likes the app", 0.9, "no one"),
        ("Most people wait, and all complain", 0.5, "most"),
        ("They are often late", 0.25, "often"),
        ("Some parcels are late", 0.1, "some"),
        ("Not all customers like us", 0.5, ""),
        ("They do not like it at all", 0.5, ""),
        ("Our overall service is bad", 0.5, ""),
        ("", 0.5, ""),
    ],
)
def test_how_many_a_sentence_speaks_of(sentence: str, share: float, word: str) -> None:
    found = quantity.read(sentence)
    assert (found.share, found.word, found.measure.value) == (share, word, share)
    assert f"{100 * share:g} %" in found.words


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.92, 0.97, "nearly all"),
        (0.8, 0.89, "more than three in four, not all"),
        (0.56, 0.64, "more than half, not all"),
        (0.45, 0.55, "about half"),
        (0.3, 0.4, "more than one in four, fewer than half"),
        (0.02, 0.08, "fewer than one in ten"),
        (0.05, 0.95, "it may be few or most"),
    ],
)
def test_a_share_in_words(low: float, high: float, said: str) -> None:
    assert quantity.told(low, high) == said
