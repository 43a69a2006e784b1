import numpy as np
import pandas as pd
import pytest

from cxanalytics import emotion
from cxanalytics.emotion import adaptation
from cxanalytics.emotion.model import shipped

# Words that the shipped model does not know, which mean something to the customers of one company.
GOOD, BAD = ("the frobnicator glimmers", "a zorbly parcel"), ("the frobnicator grumps", "a snelty parcel")


def lesson(labels: list[int], texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "feedback_id": [f"{place:04d}" for place in range(len(texts))],
            "text": texts,
            "label": labels,
            "question": pd.Series([None] * len(texts), dtype="str"),
            "rating": np.nan,
        }
    )


TAUGHT = lesson([2, 2, 0, 0] * 20, [*GOOD, *BAD] * 20)


def test_it_learns_the_words_of_a_company() -> None:
    made = adaptation.adapt(TAUGHT)
    assert made.models is not None
    assert len(made.models) == adaptation.FOLDS
    assert made.measured["macro_f1"].tolist()[1] == 1.0
    assert made.measured["log_loss"].tolist()[1] < made.measured["log_loss"].tolist()[0]
    read = emotion.score(pd.Series([*GOOD, *BAD]), model=made.models[0]).texts["polarity"]
    assert read.tolist() == ["positive", "positive", "negative", "negative"]


def test_what_it_learnt_is_a_version_of_its_own_and_the_same_every_time() -> None:
    one, other = adaptation.adapt(TAUGHT), adaptation.adapt(TAUGHT.sample(frac=1, random_state=1))
    assert one.version == other.version
    assert one.version.startswith(f"{emotion.VERSION}+")
    assert adaptation.adapt(TAUGHT.assign(label=2 - TAUGHT["label"])).version != one.version


def test_labels_at_random_teach_nothing() -> None:
    # Two answers of one customer share their words and their label. Were a label read by a model that had seen it or
    # its twin, these would be learnt by heart.
    label = np.repeat(np.random.default_rng(1).integers(0, 3, 100), 2)
    rows = lesson(label.tolist(), [f"wordy{place // 2} othery{place // 2}" for place in range(200)])
    made = adaptation.adapt(rows.assign(feedback_id=[f"{place // 2:04d}" for place in range(200)]))
    assert made.measured["macro_f1"].max() < 0.45


def test_where_nothing_is_gained_the_shipped_scorer_stays() -> None:
    # The shipped model reads these right already.
    texts = ["I love it, wonderful!", "Terrible, I hate it, awful.", "It was delivered on Monday."] * 20
    made = adaptation.adapt(lesson([2, 0, 1] * 20, texts).assign(label=np.random.default_rng(2).integers(0, 3, 60)))
    assert made.models is None
    assert made.reason.endswith("not better, so the shipped scorer stays.")
    assert made.version == shipped().version == emotion.VERSION


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (TAUGHT.head(49), "49 labels; learning begins at 50."),
        (TAUGHT.assign(label=2), "All labels say the same, so there is nothing to tell apart."),
    ],
    ids=["few", "alike"],
)
def test_it_says_why_it_does_not_learn(rows: pd.DataFrame, reason: str) -> None:
    made = adaptation.adapt(rows)
    assert made.models is None
    assert made.reason == reason


def test_a_mixed_label_teaches_half_of_each() -> None:
    label, row = adaptation._split(np.array([3, 0, 1]))
    assert sorted(zip(row.tolist(), label.tolist(), strict=True)) == [(0, 0), (0, 2), (1, 0), (2, 1)]
    weight = adaptation._weights(label, row)
    assert weight[(row == 0) & (label == 2)] == pytest.approx([0.75])  # half its own, half as the only positive one
    assert weight.sum() == pytest.approx(3)


def test_folds_hang_on_the_id_alone() -> None:
    ids = pd.Series(["a", "b", "c", "a"])
    folds = adaptation.folds_of(ids)
    assert folds[0] == folds[3]
    assert adaptation.folds_of(ids.iloc[::-1]).tolist() == folds[::-1].tolist()
    assert set(adaptation.folds_of(pd.Series(map(str, range(200)))).tolist()) == {0, 1, 2, 3, 4}


def test_the_callers_table_is_left_alone() -> None:
    before = TAUGHT.copy(deep=True)
    adaptation.adapt(TAUGHT)
    pd.testing.assert_frame_equal(TAUGHT, before)
