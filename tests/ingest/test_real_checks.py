"""Exports as real tools wrote them, what `test_real_exports` leaves: the rest of the checks listed beside the files.

Their words are compared by length and digest, so that none of them stands here or in the message of a failure.
"""

import re
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from cxanalytics import ingest

Find = Callable[[str], Path]
SALT = b"salt of the tests"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"


@cache
def looked_at(path: Path) -> ingest.Reading:
    """The reading of a file, made once for all tests."""
    return ingest.inspect(path)


@cache
def imported(path: Path) -> ingest.Import:
    """The import of a file, made once for all tests."""
    return ingest.read(path, salt=SALT)


def opening(text: str, length: int) -> tuple[int, str]:
    """How many of the first `length` characters are there, and their digest."""
    return len(text[:length]), blake2b(text[:length].encode(), digest_size=8).hexdigest()


def whole(text: str) -> tuple[int, str]:
    """The length of a text, and its digest."""
    return opening(text, len(text))


def counted(column: pd.Series) -> dict[str, int]:
    """How often each value occurs."""
    return {str(value): int(n) for value, n in column.value_counts().items()}


def span(reading: ingest.Reading) -> tuple[str, str]:
    """The first and the last date over all records, those set aside too."""
    assert reading.dates is not None
    stamps = reading.dates.values.dropna()
    return stamps.min().isoformat(), stamps.max().isoformat()


FORMATS = MappingProxyType({
    "qualtrics/impressive_climate__qualtrics.csv": "qualtrics",
    "qualtrics/qualtRics_pkg__sample.csv": "qualtrics",
    "qualtrics/qualtRics_pkg__sample_legacy.csv": "qualtrics",
    "surveymonkey/538_flying_etiquette.csv": "surveymonkey",
    "surveymonkey/k8s_contribex_2018_flattened.csv": "surveymonkey",
    "google_forms/brand_perception_fr__perso.csv": "google forms",
    "microsoft_forms/encuesta_es.xlsx": "microsoft forms",
    "limesurvey/digital_twins__results_german.csv": "limesurvey",
    "medallia/puregym__Google_12_months.xlsx": "medallia",
    "trustpilot/puregym__Trustpilot_12_months.xlsx": "trustpilot",
    "nps_verbatim/garden_retail_fr__nps.csv": "table",  # home-made: no tool wrote it
    "meltwater/meltwater_x_mentions_utf16.csv": "meltwater",
    "support_twitter/twcs_AmazonHelp_200_inbound.xlsx": "customer support on twitter",
    "facebook/afv_facebook_statuses.csv": "meta posts",
    "google_play/moniepoint_bank__google_play_reviews.csv": "store scraper",
    "app_store/korean_banks__app_store_reviews.csv": "store scraper",
    "google_reviews/hm_quebec_pipe__google_reviews.csv": "google reviews scraper",
    "yelp/yelp_academic_dataset_review.json": "yelp",
    "amazon/amazon_alexa.tsv": "amazon",
    "reddit/vaccine_myths__reddit_vm.csv": "reddit",
    "youtube/john_lewis_ad__youtube_comments.csv": "youtube",
    "airline_reviews/british_airways_skytrax__BA_reviews.csv": "skytrax",
    "complaints_cfpb/cfpb_consumer_complaints.csv": "cfpb complaints",
    "twitter_api_v2/twarc_csv__brexit.jsonl": "x api v2",
    "twitter_archive/smithjd__tweets.js": "x archive",
    "twitter_csv/us_airline__Tweets.csv": "airline tweets",
})  # fmt: skip


def test_every_file_that_is_listed_is_checked(export: Find) -> None:
    listed = re.findall(r"^### `([^`]+)`", export("README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_tool_is_recognised(name: str, export: Find) -> None:
    assert looked_at(export(name)).format == FORMATS[name]
    assert re.search(rf"\((?:[^)|]+; )?{FORMATS[name]}[;)]", DOCS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_record_is_read(name: str, export: Find) -> None:
    listed = export("README.md").read_text(encoding="utf-8")
    records = re.search(rf"^\| {re.escape(name)} \| ([\d,]+) \|", listed, re.MULTILINE)
    assert records is not None
    assert len(looked_at(export(name)).table) == int(records.group(1).replace(",", ""))


# file: what its columns are, beside words, ids, dates and ratings
ROLES = MappingProxyType({
    "qualtrics/impressive_climate__qualtrics.csv": {
        "DistributionChannel": "channel", "UserLanguage": "language", "ResponseId": "source_id",
        "RecordedDate": "occurred_at",
    },
    "microsoft_forms/encuesta_es.xlsx": {"Email": "ignore", "Name": "ignore", "Start time": "ignore"},
    "trustpilot/puregym__Trustpilot_12_months.xlsx": {
        "Review Title": "title", "Source Of Review": "channel", "Review Language": "language",
        "Location Name": "segment", "Tags": "ignore", "Company Reply Date (UTC)": "ignore",
    },
    "meltwater/meltwater_x_mentions_utf16.csv": {
        "Source": "channel", "Language": "language", "Reach": "reach", "Sentiment": "ignore", "Comments": "ignore",
        "Opening Text": "ignore",
    },
    "facebook/afv_facebook_statuses.csv": {"num_comments": "ignore", "num_angrys": "ignore"},
    "app_store/korean_banks__app_store_reviews.csv": {
        "title": "title", "bank": "segment", "developerResponse": "reply",
    },
    "yelp/yelp_academic_dataset_review.json": {"business_id": "segment"},
    "amazon/amazon_alexa.tsv": {"variation": "segment", "feedback": "ignore"},
    "reddit/vaccine_myths__reddit_vm.csv": {"title": "title", "url": "url", "score": "ignore", "timestamp": "ignore"},
    "youtube/john_lewis_ad__youtube_comments.csv": {"likes": "ignore"},
    "complaints_cfpb/cfpb_consumer_complaints.csv": {
        "submitted_via": "channel", "product": "segment", "issue": "segment", "company": "segment", "tags": "segment",
        "consumer_consent_provided": "ignore",
    },
    "twitter_api_v2/twarc_csv__brexit.jsonl": {"lang": "language"},
    "twitter_archive/smithjd__tweets.js": {"lang": "language"},
    "twitter_csv/us_airline__Tweets.csv": {"airline": "segment", "airline_sentiment": "ignore"},
})  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_what_columns_mean(name: str, export: Find) -> None:
    found = looked_at(export(name)).roles
    assert {column: found.get(column) for column in ROLES[name]} == ROLES[name]


# file: the columns that name or point at people
PEOPLE = MappingProxyType({
    "qualtrics/impressive_climate__qualtrics.csv": ("PROLIFIC_PID",),
    "medallia/puregym__Google_12_months.xlsx": ("Customer Name",),
    "trustpilot/puregym__Trustpilot_12_months.xlsx": ("Review Consumer User ID",),
    "meltwater/meltwater_x_mentions_utf16.csv": ("Influencer", "Twitter Screen Name", "Twitter Bio"),
    "support_twitter/twcs_AmazonHelp_200_inbound.xlsx": ("author_id",),
    "google_play/moniepoint_bank__google_play_reviews.csv": ("userName",),
    "app_store/korean_banks__app_store_reviews.csv": ("userName",),
    "google_reviews/hm_quebec_pipe__google_reviews.csv": ("user_name",),
    "yelp/yelp_academic_dataset_review.json": ("user_id",),
    "youtube/john_lewis_ad__youtube_comments.csv": ("author",),
    "twitter_api_v2/twarc_csv__brexit.jsonl": ("author_id", "username"),
    "twitter_csv/us_airline__Tweets.csv": ("name", "tweet_coord", "tweet_location"),
})  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_dropped_or_hashed(name: str, export: Find) -> None:
    ledger = imported(export(name)).ledger
    assert set(PEOPLE[name]) <= {*ledger.dropped, *ledger.hashed}


# file: length and digest of the first text that is kept, and "..." where that is its beginning alone
FIRST = MappingProxyType({
    "qualtrics/qualtRics_pkg__sample.csv": (12, "10e647d27758e111", ""),
    "qualtrics/qualtRics_pkg__sample_legacy.csv": (12, "10e647d27758e111", ""),
    "google_forms/brand_perception_fr__perso.csv": (57, "67f9baf1637d75ab", ""),
    "limesurvey/digital_twins__results_german.csv": (81, "787e8cb9982d7570", ""),
    "medallia/puregym__Google_12_months.xlsx": (41, "ec3d5c5b7b44d449", "..."),
    "nps_verbatim/garden_retail_fr__nps.csv": (85, "c4af255ed8b5b345", ""),
    "google_play/moniepoint_bank__google_play_reviews.csv": (41, "ad4b5ef87f9922aa", ""),
    "google_reviews/hm_quebec_pipe__google_reviews.csv": (50, "997eec33e433fb5a", "..."),
    "yelp/yelp_academic_dataset_review.json": (47, "e0d64dc41265408c", "..."),
    "amazon/amazon_alexa.tsv": (13, "f9898a7017926e35", ""),
    "reddit/vaccine_myths__reddit_vm.csv": (51, "e3266749030930f5", ""),
    "youtube/john_lewis_ad__youtube_comments.csv": (104, "4684505a766e3d5a", ""),
    "airline_reviews/british_airways_skytrax__BA_reviews.csv": (67, "d1b68b8b1c4d6437", "..."),
    "complaints_cfpb/cfpb_consumer_complaints.csv": (46, "a46e71cabb924b39", "..."),
    "twitter_csv/us_airline__Tweets.csv": (14, "58466e1cff2dc612", ""),
})  # fmt: skip


@pytest.mark.parametrize("name", FIRST)
def test_first_text(name: str, export: Find) -> None:
    length, digest, goes_on = FIRST[name]
    text = imported(export(name)).feedback["text"].dropna().iloc[0]
    seen = opening(text, length) if goes_on else whole(text)
    assert seen == (length, digest)


def test_sliders_of_a_survey_are_whole_numbers(export: Find) -> None:
    slider = looked_at(export("qualtrics/impressive_climate__qualtrics.csv")).table["Competence_1"]
    assert int(slider.str.fullmatch(r"\d{1,3}").sum()) == 452
    assert slider.astype(int).between(0, 100).all()


def test_analysed_topics_are_no_answer(export: Find) -> None:
    reading = looked_at(export("qualtrics/qualtRics_pkg__sample.csv"))
    assert reading.table["Q2 - Topics"].tolist() == [""]
    assert reading.columns("text") == ["Q2"]


def test_legacy_survey_is_dated_by_its_end(export: Find) -> None:
    path = export("qualtrics/qualtRics_pkg__sample_legacy.csv")
    assert imported(path).feedback["occurred_at"].astype(str).tolist() == ["2017-07-18 08:28:48"]
    assert looked_at(path).column("occurred_at") == "EndDate"
    assert not [column for column in looked_at(path).table if not column.strip()]


def test_choices_and_ids_of_a_survey_without_words(export: Find) -> None:
    table = looked_at(export("surveymonkey/538_flying_etiquette.csv")).table
    assert int((table["How often do you travel by plane?"] == "").sum()) == 0
    seen = whole(table["RespondentID"].iloc[0])
    assert (seen, table["RespondentID"].nunique()) == ((10, "13be7a0aa5109eff"), 1_040)


def test_first_open_answer_of_a_flattened_survey(export: Find) -> None:
    new = imported(export("surveymonkey/k8s_contribex_2018_flattened.csv"))
    said = new.feedback[new.feedback["question"].str.startswith("Least Useful")]
    seen = whole(said["text"].iloc[0])
    assert seen == (103, "3942de42243078db")
    assert new.feedback["source_id"].str.fullmatch(r"\d{11}").all()


def test_recommendations_in_order_of_time(export: Find) -> None:
    feedback = imported(export("google_forms/brand_perception_fr__perso.csv")).feedback
    assert feedback["occurred_at"].is_monotonic_increasing
    groups = pd.cut(feedback["rating"], [-1, 6, 8, 10], labels=["detractor", "passive", "promoter"])
    assert counted(groups) == {"promoter": 36, "passive": 32, "detractor": 25}


def test_questions_added_later_are_blank_before(export: Find) -> None:
    table = looked_at(export("microsoft_forms/encuesta_es.xlsx")).table
    first = next(name for name in table if name.startswith("¿"))
    assert table.loc[table[first] == "", "ID"].tolist() == ["1", "2", "3", "4"]


def test_open_questions_by_their_headings(export: Find) -> None:
    reading = looked_at(export("limesurvey/digital_twins__results_german.csv"))
    begins = ((29, "31a350081de99aa4"), (44, "b7e207f75cdbed2a"), (55, "516c2ed702ec2d4b"), (25, "efd8a5c16332519f"))
    seen = [opening(name, length) for name, (length, _) in zip(reading.columns("text"), begins, strict=True)]
    assert seen == list(begins)
    assert imported(export("limesurvey/digital_twins__results_german.csv")).feedback["source_id"].iloc[0] == "3"


def test_how_reviews_were_asked_for(export: Find) -> None:
    path = export("trustpilot/puregym__Trustpilot_12_months.xlsx")
    table = looked_at(path).table
    by_source = table["Review Stars"].astype(float).groupby(table["Source Of Review"])
    assert counted(table["Source Of Review"]) == {"AFSv2": 11_678, "BasicLink": 2_963, "Organic": 2_032}
    assert by_source.mean().round(2).to_dict() == {"AFSv2": 3.83, "BasicLink": 4.68, "Organic": 2.83}


def test_titles_and_languages_of_a_workbook(export: Find) -> None:
    table = looked_at(export("trustpilot/puregym__Trustpilot_12_months.xlsx")).table
    seen = whole(table["Review Content"].iloc[0])
    assert seen == (23, "c9338ced4e52ee46")
    assert int((table["Review Language"] == "en").sum()) == 16_581
    assert table["Review Language"].nunique() == 20
    assert {type(title) for title in table["Review Title"]} == {str}
    assert not table["Location Name"].str.endswith(".0").any()


def test_records_without_a_comment(export: Find) -> None:
    table = looked_at(export("nps_verbatim/garden_retail_fr__nps.csv")).table
    assert int((table["explication"] == "").sum()) == 10_115
    assert table["id"].nunique() == 13_954


def test_cut_openings_and_the_vendors_sentiment(export: Find) -> None:
    table = looked_at(export("meltwater/meltwater_x_mentions_utf16.csv")).table
    assert int(table["Opening Text"].str.len().max()) == 144
    assert counted(table["Sentiment"]) == {"Negative": 591, "Neutral": 293, "Positive": 9}


def test_topic_flags_of_support(export: Find) -> None:
    path = export("support_twitter/twcs_AmazonHelp_200_inbound.xlsx")
    reading = looked_at(path)
    totals = {"Delivery": 70, "Prime": 26, "Bad Support": 19, "Return": 12, "Refund": 9}
    assert {name: int((reading.table[name] != "").sum()) for name in totals} == totals
    assert {value for name in totals for value in reading.table[name].unique()} == {"", "1"}
    seen = opening(reading.table["text"].iloc[0], 33)
    assert seen == (33, "faa58952245791b7")
    seen = whole(imported(path).feedback["source_id"].iloc[0])
    assert seen == (7, "6e4a9858ec96b20a")


def test_posts_of_a_page(export: Find) -> None:
    reading = looked_at(export("facebook/afv_facebook_statuses.csv"))
    table = reading.table
    assert int((table["status_message"] == "").sum()) == 115
    assert span(reading) == ("2016-02-24T13:46:11", "2016-06-22T20:00:00")
    twice = [whole(each) for each in table.loc[table["status_id"].duplicated(), "status_id"]]
    assert twice == [(30, "60aec4509b8a55de")]
    seen = opening(table["status_message"].iloc[0], 37)
    assert seen == (37, "a6be983d905732c7")


def test_equal_reviews_are_counted(export: Find) -> None:
    path = export("google_play/moniepoint_bank__google_play_reviews.csv")
    assert looked_at(path).table["content"].nunique() == 3_412
    assert len(imported(path).feedback) == 5_000


def test_banks_before_repeats_are_set_aside(export: Find) -> None:
    path = export("app_store/korean_banks__app_store_reviews.csv")
    table = looked_at(path).table
    assert table["bank"].value_counts().tolist() == [200] * 8
    assert len(table.drop_duplicates()) == 640
    assert int((table["developerResponse"] == "").sum()) == 706
    seen = whole(table["title"].iloc[0])
    assert seen == (8, "8fecc2f5cb8566f6")


def test_how_long_ago_in_words(export: Find) -> None:
    reading = looked_at(export("google_reviews/hm_quebec_pipe__google_reviews.csv"))
    phrases = reading.table["date"].value_counts()
    assert (len(phrases), phrases.index[0], int(phrases.iloc[0])) == (22, "5 years ago", 268)
    assert int((reading.table["review"] == "").sum()) == 638


def test_ids_of_reviews(export: Find) -> None:
    assert imported(export("yelp/yelp_academic_dataset_review.json")).feedback["source_id"].nunique() == 999


def test_blank_reviews_and_repeats(export: Find) -> None:
    path = export("amazon/amazon_alexa.tsv")
    table = looked_at(path).table
    assert int((table["verified_reviews"].str.strip() == "").sum()) == 77
    assert len(table.drop_duplicates()) == 2_571
    assert int(imported(path).feedback["text"].isna().sum()) == 77


def test_posts_and_comments_of_reddit(export: Find) -> None:
    path = export("reddit/vaccine_myths__reddit_vm.csv")
    table, new = looked_at(path).table, imported(path)
    comments, mute = table["title"] == "", table["body"] == ""  # the word "Comment" over each is no title
    assert (int(comments.sum()), int((~comments).sum()), int((mute & ~comments).sum())) == (1_034, 450, 366)
    assert table["id"].nunique() == new.feedback["source_id"].nunique() == 1_484
    by_title = table.loc[mute, ["id", "title"]].merge(new.feedback, left_on="id", right_on="source_id")
    assert (by_title["title"].str.len() > 0).all()
    assert len(by_title) == 366
    assert not by_title["text"].isna().any()
    first = table.iloc[0]
    seen = [whole(first[column]) for column in ("id", "title", "body")]
    assert seen == [(6, "37718f1d8cdaf85a"), (51, "e3266749030930f5"), (0, "e4a6a0577479b2b4")]


def test_comments_under_a_film(export: Find) -> None:
    path = export("youtube/john_lewis_ad__youtube_comments.csv")
    table = looked_at(path).table
    assert int((table["comment"] == "").sum()) == 0
    assert table["comment"].nunique() == 1_408
    assert len(imported(path).feedback) == 1_419


def test_no_review_begins_with_its_mark(export: Find) -> None:
    path = export("airline_reviews/british_airways_skytrax__BA_reviews.csv")
    feedback = imported(path).feedback
    marked = feedback["text"].str.match(r"\W*[✅❎]|\s*(?:c?not |trip )?verified", flags=re.IGNORECASE)
    assert int(marked.sum()) == 0
    assert {"rating", "occurred_at"}.isdisjoint(looked_at(path).roles.values())


def test_complaints_received_over_the_years(export: Find) -> None:
    reading = looked_at(export("complaints_cfpb/cfpb_consumer_complaints.csv"))
    assert span(reading) == ("2012-05-17T00:00:00", "2017-04-22T00:00:00")
    assert int((reading.table["consumer_complaint_narrative"] == "").sum()) == 132


def test_a_page_of_posts_with_their_authors(export: Find) -> None:
    reading = looked_at(export("twitter_api_v2/twarc_csv__brexit.jsonl"))
    assert span(reading) == ("2021-09-22T16:25:51", "2021-09-22T16:37:29")
    assert (len(reading.table), reading.table["id"].nunique()) == (100, 100)


def test_ids_and_entities_of_an_archive(export: Find) -> None:
    path = export("twitter_archive/smithjd__tweets.js")
    table = looked_at(path).table
    assert table["id_str"].nunique() == 1_758
    assert int((table["full_text"].str.strip() == "").sum()) == 0
    assert imported(path).ledger.cleaned["entities"] == 48


def test_labels_of_people(export: Find) -> None:
    table = looked_at(export("twitter_csv/us_airline__Tweets.csv")).table
    assert counted(table["airline_sentiment"]) == {"negative": 6_856, "neutral": 1_541, "positive": 1_097}
