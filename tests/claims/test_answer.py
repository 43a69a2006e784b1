from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxanalytics import claims, engine
from cxanalytics.claims import AGAINST, FOR, OPEN, Scope, value
from cxanalytics.claims.answer import summary
from cxanalytics.claims.history import changed
from cxanalytics.claims.value import Part
from cxanalytics.errors import ClaimError, SelectionError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

from .conftest import MakeClaim

Shop = tuple[Workspace, engine.Analysis]


def test_a_share_by_hand(shop: Shop, put: MakeClaim) -> None:
    found = claims.answer(shop[1], put("negative share > 50%", "Invoice"))
    # 40 of 60: the middle near 67 %, the Wilson interval by hand 54 % to 77 %.
    assert found.n == 60
    assert (found.value, found.low, found.high) == pytest.approx((0.667, 0.541, 0.773), abs=0.02)
    assert found.verdict == FOR
    assert found.words.startswith("As the machine reads it, supported: 67 % (")
    assert "are negative: more than half, not all" in found.words
    assert claims.answer(shop[1], put("negative share < 50%", "Invoice")).verdict == AGAINST
    near = claims.answer(shop[1], put("negative share > 62%", "Invoice"))
    assert (near.verdict, near.needed.experiences > 50) == (OPEN, True)
    assert "more experiences would decide it" in near.words


def test_a_ratio_by_hand_and_its_opposite(shop: Shop, put: MakeClaim) -> None:
    found = claims.answer(shop[1], put("ratio < 1", "Invoice"))
    assert found.verdict == FOR
    assert found.value == pytest.approx(0.5, abs=0.02)
    assert claims.answer(shop[1], put("ratio > 1", "Invoice")).verdict == AGAINST


def test_without_a_negative_only_a_bound_is_said(shop: Shop, put: MakeClaim) -> None:
    found = claims.answer(shop[1], put("ratio > 2", words=("friendly",)))
    assert found.verdict == FOR
    assert np.isinf(found.high)
    assert found.measured.startswith("at least ")


def test_worse_and_better_than_the_other_touchpoints(shop: Shop, put: MakeClaim) -> None:
    found = claims.answer(shop[1], put("worse than others", "Invoice"))
    assert (found.verdict, found.others) == (FOR, "the other touchpoints")
    assert found.against_value < 0.2
    assert claims.answer(shop[1], put("better than others", "Invoice")).verdict == AGAINST
    with pytest.raises(ClaimError, match="needs others"):
        claims.answer(shop[1], put("worse than others"))


def test_words_choose_answers_and_their_others(shop: Shop, put: MakeClaim) -> None:
    found = claims.answer(shop[1], put("worse than others", words=("confusing", "rude")))
    assert (found.n >= 41, found.others) == (True, "those without these words")
    assert found.verdict == FOR


def test_two_parts_that_count_the_same_decide_nothing(shop: Shop, put: MakeClaim) -> None:
    own, _, _ = value.split(shop[1], put("worse than others", "Invoice"))
    _, _, differs = value.measured(put("worse than others", "Invoice"), own, own)
    assert (differs > 0).mean() == pytest.approx(0.5, abs=0.05)


def test_too_few_say_nothing(shop: Shop, put: MakeClaim) -> None:
    few = claims.answer(shop[1], put("negative share > 50%", words=("rude",)))
    assert (few.n, few.verdict) == (1, OPEN)
    assert few.more >= 9
    assert few.caveats[0] == "Thin: it rests on 1 experiences."
    none = claims.answer(shop[1], put("negative share > 50%", words=("spaceship",)))
    assert (none.n, none.verdict, none.measured) == (0, OPEN, "nothing to measure, n 0")
    for kind in ("ratio < 2", "worse than others", "rising"):
        assert claims.answer(shop[1], put(kind, words=("spaceship",))).verdict == OPEN


def test_quotes_on_both_sides_follow_the_direction(shop: Shop, put: MakeClaim) -> None:
    bad = claims.answer(shop[1], put("negative share > 50%", "Invoice"))
    assert bad.quotes_for["clause_text"].str.contains("annoyed|wrong").all()
    assert len(bad.quotes_for) == 3
    good = claims.answer(shop[1], put("negative share < 50%", "Invoice"))
    assert good.quotes_against["clause_text"].tolist() == bad.quotes_for["clause_text"].tolist()
    assert good.quotes_for["clause_text"].tolist() == bad.quotes_against["clause_text"].tolist()


def test_the_periods_hold_all_dated_experiences(shop: Shop, put: MakeClaim) -> None:
    found = claims.answer(shop[1], put("negative share > 50%", "Invoice"))
    assert found.periods["n"].sum() == 60
    assert set(found.periods["verdict"]) <= {FOR, AGAINST, OPEN}
    trend = claims.answer(shop[1], put("rising", "Invoice"))
    assert trend.verdict == OPEN
    assert set(trend.periods["verdict"]) == {""}


def test_unknown_names_are_said(shop: Shop, put: MakeClaim) -> None:
    with pytest.raises(SelectionError):
        claims.answer(shop[1], put("rising", "Spaceship"))
    of_pattern = replace(put("negative share > 50%"), scope=Scope(Selection(), "P99"))
    with pytest.raises(ClaimError, match="no pattern 'P99'"):
        claims.answer(shop[1], of_pattern)
    with pytest.raises(ClaimError, match="no ratio"):
        claims.answer(shop[1], replace(put("ratio < 2"), scope=Scope(Selection(), "P1")))


def test_the_order_of_the_rows_changes_nothing(shop: Shop, put: MakeClaim) -> None:
    analysis = shop[1]
    turned = replace(analysis, experiences=analysis.experiences.iloc[::-1].reset_index(drop=True))
    for kind in ("negative share > 50%", "ratio < 1", "worse than others", "rising"):
        one, two = (claims.answer(given, put(kind, "Invoice")) for given in (analysis, turned))
        assert (one.value, one.low, one.probability, one.n) == (two.value, two.low, two.probability, two.n)
        pd.testing.assert_frame_equal(one.periods, two.periods)


def test_a_pattern_counts_customers_not_experiences() -> None:
    # Fifty experiences of five customers, of whom one says it each time: as sure as one of five can be.
    rows = pd.DataFrame({"person": np.repeat(np.arange(5), 10), "negative": True, "positive": False})
    many = value.share(Part(rows, (rows["person"] == 0).to_numpy(bool)), Scope(pattern="P1"))
    single = rows.iloc[::10].reset_index(drop=True)
    few = value.share(Part(single, (single["person"] == 0).to_numpy(bool)), Scope(pattern="P1"))
    assert (many.low, many.high) == (few.low, few.high)
    # By hand: the Jeffreys interval of 1 of 5.
    assert (few.low, few.high) == pytest.approx((0.022, 0.629), abs=0.03)


def test_at_the_border_a_claim_is_called_supported_one_time_in_twenty() -> None:
    # True share 30 %, claimed to be above 30 %.
    draw = np.random.default_rng(5)
    rows = pd.DataFrame({"person": np.arange(80)})
    drawn = [value.share(Part(rows, draw.random(80) < 0.3), Scope(pattern="P1")).draws for _ in range(400)]
    assert np.mean([(item > 0.3).mean() >= 0.95 for item in drawn]) <= 0.075


def test_like_parts_are_called_worse_one_time_in_twenty(put: MakeClaim) -> None:
    draw, called = np.random.default_rng(8), []
    claim = replace(put("worse than others"), scope=Scope(pattern="P1"))
    small, large = (pd.DataFrame({"person": np.arange(n)}) for n in (60, 300))
    for _ in range(400):
        own, others = (Part(rows, draw.random(len(rows)) < 0.25) for rows in (small, large))
        called.append((value.measured(claim, own, others)[2] > 0).mean() >= 0.95)
    assert np.mean(called) <= 0.075


def test_what_changed_and_the_sum(shop: Shop, put: MakeClaim) -> None:
    first = {"verdict": OPEN, "value": 0.4, "n": 12, "low": 0.1, "high": 0.7, "scorer": "another"}
    found = claims.answer(shop[1], replace(put("negative share > 50%", "Invoice"), first=first))
    told = changed(found, {})
    now = f"Now: supported, {found.number(found.value)}, n 60."
    assert told == f"When stated on 1 June 2026: not enough data, 40 %, n 12. {now}"
    assert "another scorer" in found.caveats[-1]
    assert summary([found, found]) == "2 claims: 2 supported."
    assert summary([]) == "No claim is watched."
    assert summary([found], 1) == "2 claims: 1 supported, 1 not to be answered any more."
    assert summary([], 1) == "1 claim: 1 not to be answered any more."


def test_where_no_text_holds_the_words_that_is_said(shop: Shop, put: MakeClaim) -> None:
    none = claims.answer(shop[1], put("negative share > 50%", words=("spaceship", "rocket")))
    assert none.to_decide == "No text in this part of the feedback holds “spaceship” or “rocket”: nothing is known."
    assert none.more == -1
    with pytest.raises(ClaimError, match="no letter or digit"):
        claims.answer(shop[1], put("negative share > 50%", words=("'",)))


def test_a_retired_pattern_says_how_it_comes_back(shop: Shop, put: MakeClaim) -> None:
    found = shop[1].recurring
    columns = found.registry.patterns.columns
    gone = pd.DataFrame({name: ["P9" if name == "pattern" else "retired"] for name in columns})
    known = replace(found, registry=replace(found.registry, patterns=gone))
    analysis = replace(shop[1], experiences=shop[1].experiences)
    object.__setattr__(analysis, "recurring", known)
    with pytest.raises(ClaimError, match="undoing that brings it back"):
        claims.answer(analysis, replace(put("negative share > 50%"), scope=Scope(pattern="P9")))
