import numpy as np
import pytest

from cxanalytics.patterns import odds


def test_log_odds_ratio_with_a_prior_of_the_corpus() -> None:
    # 30 of 100 against 10 of 100, prior 20 mentions of which 4 hold it (share 0.2).
    result = odds.contrast(30, 100, 10, 100, 0.2)
    assert result.log_odds == pytest.approx(np.log(34.5 / 86.5) - np.log(14.5 / 106.5))
    assert result.z == pytest.approx(result.log_odds / np.sqrt(1 / 34.5 + 1 / 14.5))
    assert result.least == pytest.approx(result.log_odds - 1.645 * result.error)


def test_the_prior_has_an_upper_end_and_equal_shares_do_not_differ() -> None:
    result = odds.contrast([2000, 2000], 100_000, [2000, 0], 100_000, [0.02, 0.01])
    assert result.z[0] == 0
    assert result.log_odds[1] == pytest.approx(np.log(2003.5 / 98_297.5) - np.log(3.5 / 100_297.5))
