import numpy as np

from cxanalytics.claims import slope


def test_a_clean_line_has_its_slope() -> None:
    month = np.arange(6)
    drawn = slope.drawn(month, 0.1 + 0.02 * month, np.full(6, 0.01), 2_000)
    assert abs(np.median(drawn) - 0.02) < 0.001
    # By hand: the error of the slope is .01 / sqrt(17.5) = .0024; t with 4 degrees has sd sqrt(2) times as wide.
    assert 0.0025 < drawn.std() < 0.0045


def test_fewer_than_four_months_show_no_trend() -> None:
    assert np.isnan(slope.drawn(np.arange(3), np.full(3, 0.2), np.full(3, 0.1), 5)).all()


def test_scatter_beyond_the_errors_widens_it() -> None:
    month = np.arange(12)
    share = 0.3 + 0.1 * np.where(month % 2 == 0, 1, -1)
    narrow, wide = (slope.drawn(month, s, np.full(12, 0.01), 2_000).std() for s in (np.full(12, 0.3), share))
    assert wide > 5 * narrow


def test_without_a_trend_it_is_called_rising_no_more_than_one_time_in_twenty() -> None:
    # The share of each month swings by itself (beta, 5 % spread), and some 60 comments show it.
    draw = np.random.default_rng(11)
    called = []
    for _ in range(400):
        hits = draw.binomial(60, draw.beta(25, 58, 10))
        share, error = (hits + 0.5) / 61, np.sqrt((hits + 0.5) * (60.5 - hits) / 61**3)
        called.append((slope.drawn(np.arange(10), share, error, 2_000) > 0).mean() >= 0.95)
    assert np.mean(called) <= 0.07  # .05 and twice the error of 400 trials
