"""Questions to the Parquet files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.selection import Selection
from cxanalytics.store import queries
from cxanalytics.store.queries import Files, Question

TEXTS = ["Invoice wrong", "Great staff", None, "50% off_all, it's late"]


@pytest.fixture
def files(tmp_path: Path, make_feedback: Callable[..., pd.DataFrame]) -> Files:
    feedback = make_feedback(
        TEXTS,
        source=["Survey", "Survey", "Reviews", "Reviews"],
        channel=["web", "shop", "web", None],
        segment=["Tier: Gold | Area: North", "Tier: Silver | Area: North", None, "Tier: Gold | Area: South"],
        rating=[1.0, 5.0, 4.0, None],
        rating_low=1.0,
        rating_high=5.0,
        occurred_at=pd.to_datetime(["2026-01-05", "2026-01-07", "2026-01-06", None]),
    )
    texts = pd.DataFrame(
        {
            "feedback_id": feedback["feedback_id"],
            "polarity": ["negative", "positive", None, "negative"],
            "basis": ["words", "words", None, "words"],
            "mixed": False,
            "emotions": "",
            "effort": [False, False, False, True],
            "unresolved": [True, False, False, False],
            "language": "en",
            "state": ["scored", "scored", "no text", "scored"],
        }
    )
    experiences = pd.DataFrame(
        {
            "feedback_id": [f"{i:016x}" for i in (0, 0, 1, 3)],
            "touchpoint": ["Invoice", "Staff", "Staff", "Unassigned"],
            "stage": ["Pay", "Shop", "Shop", "Unassigned"],
            "positive": [False, True, True, False],
            "negative": [True, False, False, True],
        }
    )
    paths = {}
    for name, frame in (("feedback", feedback), ("texts", texts), ("experiences", experiences)):
        paths[name] = (tmp_path / f"it's {name}.parquet",)
        frame.to_parquet(paths[name][0])
    return Files(**paths)


def ids(files: Files, question: Question) -> list[int]:
    found = queries.page(files, question)
    assert found.total == len(found.answers)
    return [int(value, 16) for value in found.answers["feedback_id"]] if found.total else []


def test_everything_newest_first_and_undated_last(files: Files) -> None:
    assert ids(files, Question()) == [1, 2, 0, 3]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(Selection(source=("Reviews",))), [2, 3]),
        (Question(Selection(channel=("web",))), [2, 0]),
        (Question(Selection(segment=("Tier: Gold",))), [0, 3]),
        (Question(Selection(since=date(2026, 1, 6), until=date(2026, 1, 6))), [2]),
        (Question(Selection(touchpoint=("Staff",))), [1, 0]),
        (Question(Selection(stage=("Pay",))), [0]),
        (Question(Selection(touchpoint=("Staff",)), polarity="positive"), [1, 0]),
        (Question(Selection(touchpoint=("Staff",)), polarity="negative"), []),
        (Question(polarity="negative"), [0, 3]),
        (Question(state="no text"), [2]),
        (Question(search="wrong INVOICE"), [0]),
        (Question(search="50% off_"), [3]),
        (Question(search="it's"), [3]),
        (Question(search="%"), [3]),
        (Question(search="wrong staff"), []),
    ],
)
def test_a_question_finds_what_it_asks_for(question: Question, expected: list[int], files: Files) -> None:
    assert ids(files, question) == expected


def test_pages_follow_one_another(files: Files) -> None:
    pages = [queries.page(files, Question(), size=3, number=number) for number in (1, 2, 3)]
    assert [len(page.answers) for page in pages] == [3, 1, 0]
    assert [page.total for page in pages] == [4, 4, 4]


def test_a_page_names_the_touchpoints_of_each_answer(files: Files) -> None:
    shown = queries.page(files, Question()).answers.set_index("feedback_id")["touchpoints"]
    assert shown.loc[f"{0:016x}"] == "Invoice · Staff"
    assert shown.isna().sum() == 1


def test_states_are_counted_by_source(files: Files) -> None:
    assert queries.states(files)[["source", "state", "n"]].values.tolist() == [
        ["Reviews", "no text", 1],
        ["Reviews", "scored", 1],
        ["Survey", "scored", 2],
    ]


def test_languages_of_comments_with_words(files: Files) -> None:
    assert queries.languages(files.texts).values.tolist() == [["en", 3]]


def test_everything_has_one_row_per_answer(files: Files) -> None:
    table = queries.everything(files)
    assert len(table) == 4
    assert {"text", "touchpoints", "polarity", "language", "language_given"} <= set(table.columns)


def test_known_ids_are_those_of_one_source(files: Files) -> None:
    assert queries.known_ids(files.feedback, "Reviews").tolist() == [f"{2:016x}", f"{3:016x}"]


def test_no_files_is_no_answers() -> None:
    nothing = Files((), (), ())
    assert queries.page(nothing, Question()).total == 0
    assert queries.states(nothing).empty
    assert queries.known_ids((), "Survey").empty


def test_ratings_lie_on_their_scales(files: Files) -> None:
    found = queries.ratings(files)
    assert {int(name, 16): value for name, value in found.items()} == {0: 0.0, 1: 1.0, 2: 0.75}
    assert queries.ratings(Files((), (), ())).empty
    # The same answer in two imports is rated once.
    assert len(queries.ratings(Files(files.feedback * 2, files.texts * 2, files.experiences * 2))) == 3
