"""Training: what is used, and that the same texts give the same bytes."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxanalytics import emotion
from cxanalytics.cli import main
from cxanalytics.emotion import training
from cxanalytics.emotion.model import shipped
from cxanalytics.errors import CXError

PRAISE = ["the glorp was {}", "a {} glorp", "glorp, so {}"]
BLAME = ["the frub was {}", "a {} frub", "frub, so {}"]
PLAIN = ["the tram was {}", "a {} tram", "tram, so {}"]
COLOURS = ("blue", "red", "green", "grey")


def texts(prefix: str) -> pd.DataFrame:
    rows = [
        (f"{prefix} {pattern.format(colour)}", label)
        for patterns, label in ((PRAISE, "positive"), (BLAME, "negative"), (PLAIN, "neutral"))
        for pattern in patterns
        for colour in COLOURS
    ]
    return pd.DataFrame(rows, columns=["text", "label"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for source in training.SOURCES:
        table = texts(source.name[:4])
        table["sentence_id"] = range(len(table))
        table["question"] = ["What was good?", "How could we improve?"] * (len(table) // 2)
        table["rating"] = [1.0, 3.0, 5.0, None] * (len(table) // 4)
        table.to_parquet(tmp_path / f"{source.name}.parquet")
    texts("good").iloc[:1].to_parquet(tmp_path / "other.parquet")
    return tmp_path


def test_it_learns_words_that_no_lexicon_knows(folder: Path) -> None:
    model = training.train(folder).model
    found = emotion.score(pd.Series(["my glorp", "my frub", "my tram"]), pd.Series(["en"] * 3), model=model)
    chances = found.texts[["p_negative", "p_neutral", "p_positive"]].to_numpy()
    assert chances[0, 2] > chances[2, 2] > chances[1, 2]
    assert chances[1, 0] > chances[2, 0] > chances[0, 0]


def test_the_same_texts_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    once = [path.read_bytes() for path in training.write(training.train(folder), tmp_path / "a")]
    again = [path.read_bytes() for path in training.write(training.train(folder), tmp_path / "b")]
    assert once == again
    assert once[0].splitlines()[0] == b"entry,negative,positive"


def test_a_set_left_out_takes_its_texts_along(folder: Path) -> None:
    whole = training.corpus(folder)
    assert whole["set"].nunique() == 5
    table = training.corpus(folder, ["goemotions"])
    assert "goemotions" not in set(table["set"])
    repeated = whole.loc[whole["set"] == "mams_acsa", "text"].iloc[:1]
    pd.DataFrame({"text": "  " + repeated.str.upper() + "!"}).to_parquet(folder / "other.parquet")
    fewer = training.corpus(folder, ["other"])
    assert len(whole) - len(fewer) == 1
    assert repeated.iloc[0] not in set(fewer["text"])


def test_sets_of_poles_bring_no_neutral_texts(folder: Path) -> None:
    table = training.corpus(folder)
    assert set(table.loc[table["set"].isin(["mams_acsa", "nhs_phase1"]), "label"]) == {0, 2}
    assert table.loc[table["set"] == "nhs_fft_v6", "rating"].dropna().isin([0, 0.5, 1]).all()


def test_sentences_of_both_poles_are_not_used(folder: Path) -> None:
    table = pd.DataFrame(
        {
            "sentence_id": [1, 1, 2, 2, 3],
            "text": ["good but bad"] * 2 + ["good and plain"] * 2 + ["plain"],
            "label": ["positive", "negative", "positive", "neutral", "neutral"],
        }
    )
    table.to_parquet(folder / "mams_acsa.parquet")
    used = training.corpus(folder)
    assert used.loc[used["set"] == "mams_acsa", ["text", "label"]].to_numpy().tolist() == [["good and plain", 2]]


def test_questions_and_ratings_are_learnt_beside_the_words() -> None:
    blank = shipped()
    label = np.array([0, 0, 0, 2, 2, 2, 1, 1])
    kind, band = np.array([2, 2, 2, 1, 1, 1, 0, 0], np.int8), np.array([1, 1, 1, 3, 3, 3, 2, 2], np.int8)
    taught = training.with_offsets(blank, np.zeros((8, 2)), label, kind, band)
    assert taught.questions[2, 0] > 0 > taught.questions[2, 1]
    assert taught.questions[1, 1] > 0 > taught.questions[1, 0]
    assert taught.ratings[1, 0] > 0 > taught.ratings[1, 1]
    assert taught.questions[0].tolist() == taught.ratings[0].tolist() == [0, 0]


def test_what_is_missing_is_said(folder: Path) -> None:
    with pytest.raises(CXError, match="holds no set moon"):
        training.train(folder, ["moon"])
    (folder / "goemotions.parquet").unlink()
    with pytest.raises(CXError, match=r"holds no goemotions\.parquet"):
        training.train(folder)


def test_the_command(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(folder), "--out", str(tmp_path / "made"), "--leave-out", "other"]) == 0
    assert "trained on 5 sets" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [
        "polarity.csv", "polarity.json", "rules.json",
    ]  # fmt: skip


def test_questions_and_ratings_of_a_file(tmp_path: Path) -> None:
    table = pd.DataFrame({"said": ["the parcel"] * 3, "asked": ["What was good?"] * 3, "stars": [1, 5, 3]})
    table.to_csv(tmp_path / "in.csv", index=False)
    out = tmp_path / "out.csv"
    arguments = ["score", str(tmp_path / "in.csv"), "--text", "said", "--out", str(out)]
    assert main([*arguments, "--question", "asked", "--rating", "stars"]) == 0
    low, high, _ = pd.read_csv(out)["p_positive"]
    assert low < high
    assert main([*arguments, "--rating", "moons"]) == 1
