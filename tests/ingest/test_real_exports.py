"""Exports as real tools wrote them: the readings must agree with the counts taken by hand.

Nothing of their texts is shown when a test fails.
"""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from cxanalytics import ingest
from cxanalytics.errors import NoTextColumn

Find = Callable[[str], Path]
SALT = b"salt of the tests"
_IMPORTS: dict[Path, ingest.Import] = {}


def imported(path: Path) -> ingest.Import:
    """The import of a file, made once for all tests."""
    if path not in _IMPORTS:
        _IMPORTS[path] = ingest.read(path, salt=SALT)
    return _IMPORTS[path]


# file, read, kept, rows with text, text columns, id, date, rating, format
EXPECTED = (
    ("qualtrics/qualtRics_pkg__sample.csv", 1, 1, 1, "Q2", "ResponseId", "RecordedDate", None, "qualtrics"),
    ("qualtrics/qualtRics_pkg__sample_legacy.csv", 1, 1, 1, "Q2", "ResponseID", "EndDate", None, "qualtrics"),
    ("google_forms/brand_perception_fr__perso.csv", 93, 93, 93, "description", None, "Horodateur",
     "Dans quelle mesure, êtes-vous prêt(e) à recommander cette marque auprès de vos proches ?", "table"),
    ("medallia/puregym__Google_12_months.xlsx", 23_250, 23_250, 13_899, "Comment",
     "SurveyID for external use (e.g. tech support)", "Creation Date", "Overall Score", "medallia"),
    ("trustpilot/puregym__Trustpilot_12_months.xlsx", 16_673, 16_666, 16_666, "Review Content", "Review ID",
     "Review Created (UTC)", "Review Stars", "trustpilot"),
    ("nps_verbatim/garden_retail_fr__nps.csv", 13_954, None, 3_839, "explication", "id", None, "nps",
    "table"),
    ("meltwater/meltwater_x_mentions_utf16.csv", 893, 893, 893, "Hit Sentence", "Tweet Id", "Date", None,
     "meltwater"),
    ("support_twitter/twcs_AmazonHelp_200_inbound.xlsx", 200, 200, 200, "text", "tweet_id", "created_at",
    None,
     "table"),
    ("google_play/moniepoint_bank__google_play_reviews.csv", 5_000, 5_000, 5_000, "content", None, "at",
    "score",
     "app store"),
    ("app_store/korean_banks__app_store_reviews.csv", 1_600, 640, 640, "review", None, "date", "rating",
     "app store"),
    ("google_reviews/hm_quebec_pipe__google_reviews.csv", 1_110, 1_110, 472, "review", None, "date", "star",
     "table"),
    ("yelp/yelp_academic_dataset_review.json", 999, 999, 999, "text", "review_id", "date", "stars", "table"),
    ("amazon/amazon_alexa.tsv", 4_409, 4_409, 4_332, "verified_reviews", None, "date", "rating", "table"),
    ("reddit/vaccine_myths__reddit_vm.csv", 1_484, 1_484, 1_484, "body", "id", "created", None, "table"),
    ("youtube/john_lewis_ad__youtube_comments.csv", 1_419, 1_419, 1_419, "comment", None, "publishedAt", None,
     "table"),
    ("airline_reviews/british_airways_skytrax__BA_reviews.csv", 1_000, 1_000, 1_000, "reviews", None, None,
    None,
     "table"),
    ("complaints_cfpb/cfpb_consumer_complaints.csv", 145, 13, 13, "consumer_complaint_narrative",
    "complaint_id",
     "date_received", None, "table"),
    ("twitter_api_v2/twarc_csv__brexit.jsonl", 100, 33, 33, "text", "id", "created_at", None, "x api v2"),
    ("twitter_archive/smithjd__tweets.js", 1_758, 1_758, 1_758, "full_text", "id_str", "created_at", None,
    "table"),
    ("twitter_csv/us_airline__Tweets.csv", 9_494, 9_339, 9_339, "text", "tweet_id", "tweet_created", None,
    "table"),
)  # fmt: skip


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case[0])
def test_records_and_roles(case: tuple[str, int, int | None, int, str, str, str, str, str], export: Find) -> None:
    name, read, kept, with_text, text, identity, date, rating, shape = case
    ledger = imported(export(name)).ledger
    assert ledger.read == read
    assert ledger.kept == (kept if kept is not None else ledger.kept)
    assert ledger.with_text == with_text
    assert ledger.format == shape
    found = {role: ledger.roles.get(role) for role in ("text", "source_id", "occurred_at", "rating")}
    assert found == {"text": text, "source_id": identity, "occurred_at": date, "rating": rating}


SPANS = MappingProxyType({
    "qualtrics/qualtRics_pkg__sample.csv": ("2017-07-18T08:28:48", "2017-07-18T08:28:48"),
    "google_forms/brand_perception_fr__perso.csv": ("2021-11-08T17:05:47", "2021-11-12T02:14:52"),
    "surveymonkey/k8s_contribex_2018_flattened.csv": ("2018-09-08T04:15:43", "2018-10-01T14:16:15"),
    "medallia/puregym__Google_12_months.xlsx": ("2022-03-07T20:36:21", "2024-05-09T23:49:18"),
    "trustpilot/puregym__Trustpilot_12_months.xlsx": ("2023-05-16T23:05:00", "2024-05-09T23:29:00"),
    "meltwater/meltwater_x_mentions_utf16.csv": ("2025-07-05T01:09:00", "2025-08-13T09:07:00"),
    "support_twitter/twcs_AmazonHelp_200_inbound.xlsx": ("2017-09-20T00:38:36", "2017-12-03T18:39:45"),
    "google_play/moniepoint_bank__google_play_reviews.csv": ("2025-01-15T10:40:58", "2025-06-08T15:29:26"),
    "app_store/korean_banks__app_store_reviews.csv": ("2017-08-18T18:04:21", "2024-07-27T22:46:36"),
    "yelp/yelp_academic_dataset_review.json": ("2005-05-11T13:51:10", "2018-10-04T16:18:51"),
    "amazon/amazon_alexa.tsv": ("2018-05-16T00:00:00", "2018-07-31T00:00:00"),
    "reddit/vaccine_myths__reddit_vm.csv": ("2014-01-13T14:42:55", "2021-04-08T13:32:42"),
    "youtube/john_lewis_ad__youtube_comments.csv": ("2025-11-04T12:13:37", "2025-11-14T21:44:41"),
    "twitter_archive/smithjd__tweets.js": ("2007-05-07T17:50:04", "2022-10-19T20:07:25"),
    "twitter_csv/us_airline__Tweets.csv": ("2015-02-16T23:48:48", "2015-02-24T11:53:37"),
})  # fmt: skip


@pytest.mark.parametrize("name", SPANS)
def test_first_and_last_date(name: str, export: Find) -> None:
    reading = ingest.inspect(export(name))
    assert reading.dates is not None
    stamps = reading.dates.values.dropna()
    first, last = SPANS[name]
    if name.endswith("flattened.csv") or name.startswith("complaints"):
        assert (stamps.min().isoformat(), stamps.max().isoformat()) == (first, last)
    else:
        assert imported(export(name)).ledger.dates == (first, last)


RATINGS = MappingProxyType({
    "medallia/puregym__Google_12_months.xlsx": ({1: 2_198, 2: 1_020, 3: 1_840, 4: 4_206, 5: 13_986},
    "1 to 5"),
    "trustpilot/puregym__Trustpilot_12_months.xlsx": ({1: 2_474, 2: 1_069, 3: 1_713, 4: 2_548, 5: 8_869},
    "1 to 5"),
    "google_play/moniepoint_bank__google_play_reviews.csv": ({1: 673, 2: 193, 3: 274, 4: 426, 5: 3_434},
    "1 to 5"),
    "app_store/korean_banks__app_store_reviews.csv": ({1: 492, 2: 58, 3: 96, 4: 129, 5: 825}, "1 to 5"),
    "google_reviews/hm_quebec_pipe__google_reviews.csv": ({1: 133, 2: 82, 3: 324, 4: 571}, "1 to 5"),
    "yelp/yelp_academic_dataset_review.json": ({1: 112, 2: 74, 3: 125, 4: 228, 5: 460}, "1 to 5"),
    "amazon/amazon_alexa.tsv": ({1: 258, 2: 1_267, 3: 152, 4: 452, 5: 2_280}, "1 to 5"),
    "qualtrics/impressive_climate__qualtrics.csv": ({1: 40, 2: 53, 3: 88, 4: 151, 5: 120}, "1 to 5"),
})  # fmt: skip


@pytest.mark.parametrize("name", RATINGS)
def test_ratings_over_all_records(name: str, export: Find) -> None:
    ratings = ingest.inspect(export(name)).ratings
    assert ratings is not None
    counts, scale = RATINGS[name]
    assert {int(value): int(n) for value, n in ratings.values.value_counts().items()} == counts
    assert ratings.scale == scale


def test_nps_groups_in_two_encodings(export: Find) -> None:
    new = imported(export("nps_verbatim/garden_retail_fr__nps.csv"))
    score = ingest.inspect(export("nps_verbatim/garden_retail_fr__nps.csv")).ratings
    assert score is not None
    assert (score.low, score.high) == (0, 10)
    groups = pd.cut(score.values, [-1, 6, 8, 10], labels=["detractor", "passive", "promoter"]).value_counts()
    assert groups.to_dict() == {"promoter": 8_465, "passive": 3_953, "detractor": 1_194}
    assert score.values.isna().sum() == 342
    spoken = new.feedback.dropna(subset="text")
    assert spoken.iloc[0]["source_id"] == "2482"
    assert "pour échange" in spoken.iloc[1]["text"]
    assert "en espérant" in spoken.iloc[1]["text"]
    assert new.ledger.masked["email"] >= 3
    assert "850" in new.ledger.encoding
    assert any("'satisfaction', 'intention'" in sentence for sentence in new.ledger.warnings)


def test_brand_perception_is_day_first_because_the_header_is_french(export: Find) -> None:
    new = imported(export("google_forms/brand_perception_fr__perso.csv"))
    assert "Dates are read as day/month/year, because the header is French." in new.ledger.warnings
    days = new.feedback["occurred_at"].dt.day.value_counts().to_dict()
    assert days == {8: 69, 9: 13, 10: 3, 12: 8}
    assert ((new.feedback["rating"] >= 9).sum(), (new.feedback["rating"] <= 6).sum()) == (36, 25)
    assert (new.ledger.roles["segment"], new.ledger.kind) == ("Marque", "survey")


def test_attention_check_is_not_the_customers_voice(export: Find) -> None:
    path = export("qualtrics/impressive_climate__qualtrics.csv")
    reading = ingest.inspect(path)
    assert len(reading.table) == 452
    assert reading.table["ResponseId"].nunique() == 452
    assert reading.table["ResponseId"].iloc[0] == "R_5GiVG5E1tiv0Cs9"
    assert (reading.columns("text"), reading.column("rating")) == (["Attention"], "Impressiveness")
    assert "as if people were told to type it: taken" in reading.warnings[0]
    assert reading.facts["time_zone"] == "America/Denver"
    assert reading.roles["PROLIFIC_PID"] == "customer"
    assert reading.dates is not None
    assert (str(reading.dates.values.min()), str(reading.dates.values.max())) == (
        "2025-11-04 08:33:12", "2025-11-04 10:21:26",
    )  # fmt: skip
    ledger = ingest.read(path, salt=SALT).ledger
    assert (ledger.read, ledger.kept, ledger.with_text) == (452, 452, 452)


def test_qualtrics_roles_of_a_translated_account(export: Find) -> None:
    new = imported(export("qualtrics/qualtRics_pkg__sample.csv"))
    assert new.feedback["text"].tolist() == ["Hello World!"]
    assert new.feedback["language"].tolist() == ["DE"]
    assert {"LocationLatitude", "LocationLongitude", "IPAddress"} <= set(new.ledger.dropped)
    reading = ingest.inspect(export("qualtrics/qualtRics_pkg__sample.csv"))
    assert (reading.roles["Q1"], reading.roles["Q2 - Topics"]) == ("ignore", "ignore")
    assert reading.questions["Q2"] == "This is a free text question."


def test_qualtrics_legacy_keeps_the_named_columns(export: Find) -> None:
    new = imported(export("qualtrics/qualtRics_pkg__sample_legacy.csv"))
    assert new.feedback["source_id"].tolist() == ["R_2YPOQ602ER1jkf1"]
    assert ingest.inspect(export("qualtrics/qualtRics_pkg__sample_legacy.csv")).table.shape == (1, 15)


def test_a_survey_of_choices_has_no_text(export: Find) -> None:
    path = export("surveymonkey/538_flying_etiquette.csv")
    reading = ingest.inspect(path)
    assert len(reading.table) == 1_040
    assert not {"text", "occurred_at", "rating", "title"} & set(reading.roles.values())
    assert reading.column("source_id") == "RespondentID"
    assert reading.columns("segment") == [
        "Gender", "Age", "Household Income", "Education", "Location (Census Region)",
    ]  # fmt: skip
    assert (reading.table["How often do you travel by plane?"] == "Never").sum() == 166
    assert (reading.table["Do you ever recline your seat when you fly?"] == "").sum() == 182
    with pytest.raises(NoTextColumn, match="no column of customers' words"):
        ingest.read(path, salt=SALT)


def test_open_answers_of_a_flattened_survey(export: Find) -> None:
    path = export("surveymonkey/k8s_contribex_2018_flattened.csv")
    new = imported(path)
    assert (new.ledger.read, new.ledger.format) == (160, "surveymonkey")
    said = new.feedback[~new.feedback["text"].str.lower().isin(["n/a", "none", "na", "n/a."])]
    counts = said.groupby("question", sort=False)["text"].count().to_dict()
    assert {name[:30]: n for name, n in counts.items()} == {
        "Least Useful Tool/Something th": 90,
        "Which areas could use addition": 95,
        "Make project easier to contrib": 60,
        "How to make ContribSummits mor": 54,
        "Misc Thurs Mtg feedback": 70,
        "What projects are missing?": 62,
    }
    reading = ingest.inspect(path)
    assert reading.table["Respondent ID"].iloc[0] == "10249522900"
    assert any("'n/a' stands for an empty cell" in sentence for sentence in reading.warnings)
    first = new.feedback[new.feedback["question"].str.startswith("Least Useful")].iloc[0]["text"]
    assert first.startswith("So far haven't been able to use most of the commands")


def test_choices_in_a_workbook_are_no_text(export: Find) -> None:
    path = export("microsoft_forms/encuesta_es.xlsx")
    reading = ingest.inspect(path)
    assert len(reading.table) == 10
    assert (reading.column("source_id"), reading.column("occurred_at")) == ("ID", "Completion time")
    assert reading.dates is not None
    assert (str(reading.dates.values.min()), str(reading.dates.values.max())) == (
        "2024-09-20 19:05:48", "2024-11-12 18:47:25",
    )  # fmt: skip
    last = reading.table.iloc[:, -1].value_counts().to_dict()
    assert last == {"": 4, "De acuerdo": 2, "Neutral": 2, "Totalmente en desacuerdo": 1, "En desacuerdo": 1}
    with pytest.raises(NoTextColumn):
        ingest.read(path, salt=SALT)


def test_german_semicolons(export: Find) -> None:
    path = export("limesurvey/digital_twins__results_german.csv")
    reading = ingest.inspect(path)
    assert reading.table.shape == (96, 317)
    assert reading.facts["delimiter"] == "semicolon"
    assert reading.table["Antwort ID"].tolist() == [str(number) for number in range(1, 97)]
    filled = [int((reading.table[name] != "").sum()) for name in reading.columns("text")]
    assert filled == [10, 5, 5, 2]
    first = imported(path).feedback.query("source_id == '3'").iloc[0]
    assert first["text"] == "Digitale Zwillinge werden mit Hilfe der gesammelten Daten stets aktuell gehalten."


def test_medallia_details(export: Find) -> None:
    new = imported(export("medallia/puregym__Google_12_months.xlsx"))
    assert (new.ledger.source, new.ledger.kind, new.ledger.sheet) == ("Medallia", "review", "Sheet0")
    assert (new.ledger.roles["channel"], new.ledger.roles["segment"]) == (
        "Social Media Source",
        "Club's Name",
    )
    assert new.feedback["segment"].nunique() == 514
    assert pd.isna(new.feedback["text"].iloc[0])
    assert new.feedback["rating"].iloc[0] == 4
    assert new.feedback["text"].dropna().iloc[0].startswith("Too many students from two local colleges")
    assert new.feedback["text"].isna().sum() == 9_351
    assert new.ledger.confidence > 0.9


def test_trustpilot_details(export: Find) -> None:
    path = export("trustpilot/puregym__Trustpilot_12_months.xlsx")
    new = imported(path)
    table = ingest.inspect(path).table
    title = table["Review Title"].str.replace(r"(\.\.\.|…)$", "", regex=True)
    begins = [text.startswith(head) for text, head in zip(table["Review Content"], title, strict=True)]
    assert sum(begins) == 11_365
    assert new.feedback["text"].str.contains("\n", regex=False).iloc[:1].tolist() == [False]
    assert sum(new.ledger.set_aside.values()) == 7
    means = new.feedback.groupby("channel")["rating"].mean().round(2)
    assert (means["BasicLink"], means["AFSv2"], means["Organic"]) == (4.68, 3.83, 2.83)
    assert new.feedback["language"].nunique() == 20
    assert new.ledger.masked["phone"] >= 3
    assert new.ledger.hashed == ("Review Consumer User ID",)
    assert "Tags" not in str(new.ledger.roles)


def test_meltwater_details(export: Find) -> None:
    path = export("meltwater/meltwater_x_mentions_utf16.csv")
    new = imported(path)
    assert (new.ledger.encoding, new.ledger.delimiter, new.ledger.kind) == ("UTF-16", "tab", "social")
    assert new.feedback["source_id"].iloc[0] == "1955511622421602690"
    assert new.feedback["source_id"].nunique() == 893
    table = ingest.inspect(path).table
    assert (table["Hit Sentence"] != table["Opening Text"]).sum() == 305
    assert table["Hit Sentence"].str.len().max() == 280
    assert new.feedback["language"].value_counts().to_dict() == {"English": 890, "Arabic": 2, "Portuguese": 1}
    assert "Twitter Bio" in new.ledger.dropped
    assert new.feedback["reach"].notna().sum() >= 880


def test_brand_posts_are_not_customers(export: Find) -> None:
    path = export("facebook/afv_facebook_statuses.csv")
    reading = ingest.inspect(path)
    assert len(reading.table) == 698
    assert (reading.table["status_message"] != "").sum() == 583
    assert reading.roles["status_message"] == "reply"
    assert (reading.column("source_id"), reading.column("occurred_at")) == ("status_id", "status_published")
    with pytest.raises(NoTextColumn, match="status_message"):
        ingest.read(path, salt=SALT)


def test_repeats_of_the_app_store_scrape(export: Find) -> None:
    new = imported(export("app_store/korean_banks__app_store_reviews.csv"))
    assert new.ledger.set_aside == {"repeats another row": 960}
    assert (new.ledger.roles["reply"], new.ledger.roles["segment"]) == ("developerResponse", "bank")
    assert new.feedback["text"].iloc[0].startswith("비대면 인증방식\n")


def test_short_equal_reviews_come_from_different_people(export: Find) -> None:
    new = imported(export("google_play/moniepoint_bank__google_play_reviews.csv"))
    assert new.feedback["text"].iloc[0] == "Very interesting app, and easy navigation"
    assert (new.feedback["text"].str.strip().str.lower() == "good").sum() == 463
    assert new.feedback["customer"].isna().all()


def test_relative_dates_are_not_guessed(export: Find) -> None:
    new = imported(export("google_reviews/hm_quebec_pipe__google_reviews.csv"))
    assert (new.ledger.delimiter, new.ledger.dates) == ("pipe", None)
    assert new.feedback["occurred_at"].isna().all()
    assert any("how long ago" in sentence for sentence in new.ledger.warnings)


def test_typed_none_is_an_answer(export: Find) -> None:
    new = imported(export("amazon/amazon_alexa.tsv"))
    assert (new.feedback["text"] == "None").sum() == 1
    assert new.feedback["text"].iloc[0] == "Love my Echo!"
    assert any("1,838 rows repeat" in sentence for sentence in new.ledger.warnings)


def test_reddit_posts_without_a_body_speak_by_their_title(export: Find) -> None:
    new = imported(export("reddit/vaccine_myths__reddit_vm.csv"))
    first = new.feedback.iloc[0]
    assert (first["source_id"], first["text"]) == (
        "lt74vw", "Health Canada approves AstraZeneca COVID-19 vaccine",
    )  # fmt: skip
    assert not new.feedback["text"].str.startswith("Comment\n").any()
    assert not (new.feedback["text"] == "Comment").any()


def test_verification_marks_leave_the_text(export: Find) -> None:
    new = imported(export("airline_reviews/british_airways_skytrax__BA_reviews.csv"))
    marks = new.feedback["status"].value_counts().to_dict()
    assert marks == {"✅ Trip Verified": 742, "Not Verified": 256, "❎ Not Verified": 1, "cNot Verified": 1}
    assert new.feedback["text"].iloc[0].startswith("My wife and I are very disappointed with flying")
    assert new.feedback["text"].nunique() == 1_000


def test_complaints_keep_the_company_apart(export: Find) -> None:
    new = imported(export("complaints_cfpb/cfpb_consumer_complaints.csv"))
    assert new.ledger.set_aside == {"no text and no rating": 132}
    assert new.ledger.roles["reply"] == ["company_public_response", "company_response_to_consumer"]
    assert new.feedback["source_id"].iloc[0] == "2216206"
    assert new.feedback["text"].iloc[0].startswith("Started the refinance of home mortgage process")
    channels = ingest.inspect(export("complaints_cfpb/cfpb_consumer_complaints.csv")).table["submitted_via"]
    assert channels.value_counts().head(3).to_dict() == {"Web": 101, "Referral": 24, "Phone": 9}


def test_retweets_are_set_aside(export: Find) -> None:
    new = imported(export("twitter_api_v2/twarc_csv__brexit.jsonl"))
    assert new.ledger.set_aside == {"retweet": 67}
    table = ingest.inspect(export("twitter_api_v2/twarc_csv__brexit.jsonl")).table
    assert table["id"].iloc[0] == "1440716895355764743"
    assert (table["username"] != "").all()
    assert table["lang"].value_counts().to_dict() == {"en": 92, "de": 4, "und": 3, "es": 1}
    assert not new.feedback["text"].str.contains("&amp;", regex=False).any()


def test_archive_in_javascript(export: Find) -> None:
    new = imported(export("twitter_archive/smithjd__tweets.js"))
    assert new.feedback["source_id"].iloc[0] == "1582825767519809536"
    table = ingest.inspect(export("twitter_archive/smithjd__tweets.js")).table
    assert table["full_text"].str.startswith("RT @").sum() == 128
    assert table["full_text"].str.contains(r"&(?:amp|gt|lt|quot|#\d+);").sum() >= 45
    assert not new.feedback["text"].str.contains("&amp;", regex=False).any()
    assert new.feedback["language"].value_counts().head(3).to_dict() == {"en": 1_709, "es": 17, "qme": 14}


def test_tweets_after_a_spreadsheet(export: Find) -> None:
    path = export("twitter_csv/us_airline__Tweets.csv")
    new = imported(path)
    reading = ingest.inspect(path)
    assert reading.table["text"].str.startswith("=@").sum() == 2_528
    assert not new.feedback["text"].str.startswith("=@").any()
    assert new.feedback["text"].iloc[0] == "@united Thanks"
    assert new.feedback["text"].str.contains("�", regex=False).sum() == 1
    assert reading.table["airline"].value_counts().to_dict() == {
        "United": 3_822, "US Airways": 2_913, "American": 2_759,
    }  # fmt: skip
    assert new.ledger.public_handles == ("united", "usairways", "americanair")
    assert new.ledger.masked["email"] == 13
    assert set(new.ledger.dropped) == {"tweet_coord", "tweet_location"}
    assert any("rounded by a spreadsheet" in sentence for sentence in new.ledger.warnings)
    # The 155 posts whose rounded ids occur twice are told by author, time and text.
    assert new.ledger.set_aside == {"repeats another row": 36, "same author, time and text as an earlier row": 119}
    assert new.ledger.cleaned == {"entities": 475, "spreadsheet": 2_528}
