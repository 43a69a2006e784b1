"""Shares from logits."""

import math

import pytest

from cxanalytics.tracking import logits


def test_shares_and_their_differences() -> None:
    three = math.log(0.3 / 0.7)
    assert logits.share(three) == pytest.approx(0.3)
    assert logits.points(0, 2 * math.log(0.6 / 0.4)) == pytest.approx(0.2)
    assert logits.fall(three, three - math.log(0.24 / 0.76)) == pytest.approx(0.06)
