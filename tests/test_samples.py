"""The sample exports are what their script makes, and hold the stories their README tells."""

import io
import re
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from cxanalytics.journey.model import load
from cxanalytics.journey.phrases import NONE, phrases_of

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
NAMES = [
    "google_play_reviews.csv",
    "qualtrics_relationship_survey.csv",
    "support_tickets.csv",
    "trustpilot_reviews.xlsx",
    "x_mentions.jsonl",
]


@pytest.fixture(scope="module")
def make() -> Iterator[ModuleType]:
    """The script, as a module."""
    sys.path.insert(0, str(SAMPLES))
    yield import_module("make")
    sys.path.remove(str(SAMPLES))
    for name in ("make", "company", "writer"):
        sys.modules.pop(name)


@pytest.fixture(scope="module")
def sample(make: ModuleType):
    return make.build()


def truth(sample, touchpoint: str) -> pd.DataFrame:
    rows = sample.truth[sample.truth["touchpoint"] == touchpoint]
    return rows.assign(day=rows["day"].dt.date)


def ratio(rows: pd.DataFrame) -> float:
    moods = rows["mood"].value_counts()
    return float(moods["positive"] / moods["negative"])


def tickets(sample) -> pd.DataFrame:
    table = pd.read_csv(io.BytesIO(sample.files["support_tickets.csv"]), dtype=str, keep_default_na=False)
    return table.assign(when=pd.to_datetime(table["Created"], format="%d/%m/%Y %H:%M"))


def survey(sample) -> pd.DataFrame:
    content = io.BytesIO(sample.files["qualtrics_relationship_survey.csv"])
    return pd.read_csv(content, dtype=str, keep_default_na=False).iloc[2:]


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".xlsx")])
def test_shipped_text_files_are_what_the_script_makes(sample, name: str) -> None:
    assert (SAMPLES / name).read_bytes() == sample.files[name]


def test_the_shipped_workbook_has_the_cells_the_script_makes(sample) -> None:
    shipped = pd.read_excel(SAMPLES / "trustpilot_reviews.xlsx", engine="calamine", keep_default_na=False)
    made = sample.files["trustpilot_reviews.xlsx"]
    pd.testing.assert_frame_equal(shipped, made, check_dtype=False)


def test_nothing_else_is_shipped_and_all_of_it_is_small() -> None:
    files = [path for path in SAMPLES.iterdir() if path.suffix in (".csv", ".xlsx", ".jsonl")]
    assert sorted(path.name for path in files) == NAMES
    assert sum(path.stat().st_size for path in SAMPLES.iterdir() if path.is_file()) < 4_000_000


def test_counts_in_the_readme(sample) -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| `([\w.]+)` \| [^|]+ \| ([\d,]+) \|", readme, re.MULTILINE))
    x = [line for line in sample.files["x_mentions.jsonl"].decode().splitlines() if line]
    counted = {
        "google_play_reviews.csv": len(pd.read_csv(io.BytesIO(sample.files["google_play_reviews.csv"]))),
        "qualtrics_relationship_survey.csv": len(survey(sample)),
        "support_tickets.csv": len(tickets(sample)),
        "trustpilot_reviews.xlsx": len(sample.files["trustpilot_reviews.xlsx"]),
        "x_mentions.jsonl": sum(page.count('"created_at"') for page in x),
    }
    assert {name: int(count.replace(",", "")) for name, count in stated.items()} == counted
    assert f"{sample.files['x_mentions.jsonl'].count(b'retweeted')} retweets" in readme
    assert f"{len(set(tickets(sample)['Customer ID']) & set(survey(sample)['ExternalReference']))} customer" in readme


def test_eighteen_months(sample) -> None:
    days = sample.truth["day"]
    assert (days.min().date(), days.max().date()) == (date(2025, 5, 1), date(2026, 10, 31))
    assert days.dt.to_period("M").value_counts().min() > 250


def test_ratios_spread_from_one_in_two_to_twenty_in_one(make: ModuleType, sample) -> None:
    table = make.meant(sample.truth)["ratio"]
    assert table.index[0] == "Invoice"
    assert table.iloc[0] == pytest.approx(0.48, abs=0.01)
    assert table.index[-1] == "Shop staff"
    assert 20 < table.iloc[-1] < 30
    assert table["Phone support"] == pytest.approx(0.55, abs=0.01)


def test_every_second_invoice_complaint_is_a_wrong_charge(sample) -> None:
    pains = truth(sample, "Invoice")["pain"].value_counts()
    assert pains["wrong charge"] / pains.drop("").sum() == pytest.approx(0.54, abs=0.01)


def test_the_parcel_left_outside_goes_and_comes_back(sample) -> None:
    rows = truth(sample, "Delivery")
    outside = rows.loc[rows["pain"] == "parcel left outside", "day"]
    away = rows["day"].between(date(2025, 10, 1), date(2026, 5, 31))
    assert len(outside) > 100
    assert not outside.between(date(2025, 10, 1), date(2026, 5, 31)).any()
    assert (outside < date(2025, 10, 1)).any()
    assert (outside >= date(2026, 6, 1)).any()
    assert ratio(rows[~away]) == pytest.approx(0.9, abs=0.05)
    assert ratio(rows[away]) == pytest.approx(2.0, abs=0.05)


def test_the_new_tills_work(sample) -> None:
    rows = truth(sample, "Till and queue")
    assert ratio(rows[rows["day"] < date(2026, 2, 2)]) == pytest.approx(0.7, abs=0.05)
    assert ratio(rows[rows["day"] >= date(2026, 2, 2)]) == pytest.approx(3.9, abs=0.05)


def test_the_bad_release(sample) -> None:
    rows = truth(sample, "App")
    bad = rows["day"].between(date(2026, 3, 10), date(2026, 4, 20))
    assert ratio(rows[bad]) == pytest.approx(0.2, abs=0.05)
    assert ratio(rows[~bad & (rows["day"] < date(2026, 3, 10))]) == pytest.approx(2.8, abs=0.05)
    assert ratio(rows[~bad & (rows["day"] > date(2026, 4, 20))]) == pytest.approx(3.1, abs=0.06)


def test_the_channel_hop(sample) -> None:
    rows = truth(sample, "Web shop")
    assert ratio(rows[rows["day"] < date(2025, 11, 3)]) == pytest.approx(2.1, abs=0.06)
    assert ratio(rows[rows["day"] >= date(2025, 11, 3)]) == pytest.approx(0.6, abs=0.05)
    table = tickets(sample)
    pairs = table[table["Topic"] == "Web shop"].merge(table[table["Channel"] == "Phone"], on="Customer ID")
    after = pairs["when_y"] - pairs["when_x"]
    assert after.between(pd.Timedelta(0), pd.Timedelta(days=2), inclusive="right").sum() == 120


def test_refunds_decline(sample) -> None:
    rows = truth(sample, "Refund")
    assert ratio(rows[rows["day"] < date(2025, 10, 1)]) > 1
    assert ratio(rows[rows["day"] >= date(2026, 7, 1)]) < 0.5


def test_comments_do_not_look_stamped(sample) -> None:
    texts = pd.concat(
        [
            survey(sample)["Q2"],
            survey(sample)["Q3"],
            sample.files["trustpilot_reviews.xlsx"]["Review Content"],
            tickets(sample)["Message"],
        ]
    )
    long = texts[texts.str.len() > 40]
    assert len(long) > 3_000
    assert long.duplicated().mean() < 0.02


def test_contact_data_is_invented(sample) -> None:
    text = b"".join(content for content in sample.files.values() if isinstance(content, bytes)).decode()
    assert set(re.findall(r"@([\w.-]+\.\w+)\b", text)) == {"example.com"}
    assert set(re.findall(r"\b555 \d\d", text)) == {"555 01"}


def test_the_journey_knows_nearly_every_sentence(make: ModuleType) -> None:
    writer = sys.modules["writer"]
    journey = load(SAMPLES / "journey.toml")
    phrases = phrases_of(journey)
    assert sorted(touchpoint.name for touchpoint in journey.touchpoints) == sorted(writer.TOUCHPOINTS)
    author = writer.Writer("test")
    said = [
        writer.Mention(touchpoint, mood, pain)
        for touchpoint in writer.TOUCHPOINTS
        for mood, pain in [("positive", ""), *(("negative", pain) for pain in writer.pains(touchpoint))]
        for _ in range(20)
    ]
    found = phrases.find([author.sentence(mention) for mention in said])
    names = [journey.touchpoints[phrases.touchpoint[i]].name if i != NONE else "" for i in found]
    right = sum(name == mention.touchpoint for name, mention in zip(names, said, strict=True))
    assert right / len(said) > 0.95
