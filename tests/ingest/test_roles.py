"""Which column plays which role."""

import pandas as pd
import pytest

from cxanalytics.ingest import roles

SENTENCES = (
    "The delivery came two days late and nobody told me",
    "Lovely staff in the shop, they helped at once",
    "I could not log in to the app for a whole week",
    "Checkout was easy and the prices are fair",
    "My invoice was wrong for the third time now",
)


def table(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({name.replace("__", " "): cells for name, cells in columns.items()}, dtype="str")


def roles_of(frame: pd.DataFrame, **options: object) -> dict[str, str]:
    return dict(roles.infer(frame, **options).roles)  # type: ignore[arg-type]


def test_a_review_table() -> None:
    frame = table(
        review_id=["a1", "a2", "a3"], user_id=["u1", "u2", "u1"], stars=["5", "1", "4"],
        date=["2024-01-01", "2024-01-02", "2024-01-03"], title=["Good", "Bad", "Fine"],
        text=list(SENTENCES[:3]),
        reply=["Thank you very much for this", "", "Sorry to hear that"], lang=["en", "en", "en"],
        url=["https://x.example/1", "https://x.example/2", "https://x.example/3"],
    )  # fmt: skip
    assert roles_of(frame) == {
        "review_id": "source_id", "user_id": "customer", "stars": "rating", "date": "occurred_at",
        "title": "title",
        "text": "text", "reply": "reply", "lang": "language", "url": "url",
    }  # fmt: skip


def test_counts_called_comments_are_no_text() -> None:
    frame = table(message=list(SENTENCES), comments=["1", "0", "12", "4", "7"], likes=["3", "1", "2", "5", "1"])
    assert roles_of(frame) == {"message": "text", "comments": "ignore", "likes": "ignore"}


def test_choices_are_no_text() -> None:
    frame = table(
        How__often__do__you__visit__our__shops=["Once a week or more"] * 20 + ["Less than once a month"] * 20,
        What__did__you__buy__from__us__today=["Bread; Milk; Some other things;", "Milk; Bread;"] * 20,
    )
    assert set(roles_of(frame).values()) == {"ignore"}


def test_every_open_question_of_a_survey_is_text() -> None:
    frame = pd.DataFrame(
        {
            "Response ID": [f"R{i}" for i in range(25)],
            "What did you like best about your visit?": [f"{SENTENCES[i % 5]} {i}" for i in range(25)],
            "What should we do better next time?": [f"{SENTENCES[(i + 2) % 5]} {i}" for i in range(25)],
            "Region": ["North", "South", "East", "West", "North"] * 5,
        },
        dtype="str",
    )
    assert list(roles_of(frame).values()) == ["source_id", "text", "text", "segment"]


def test_the_companys_words_alone_give_no_text() -> None:
    frame = table(status_id=["1", "2"], status_message=list(SENTENCES[:2]), link_name=list(SENTENCES[2:4]))
    assert "text" not in roles_of(frame).values()


def test_personal_columns_are_dropped_and_named() -> None:
    frame = table(
        Comment=list(SENTENCES[:2]), First__Name=["A", "B"], IPAddress=["10.0.0.1", "10.0.0.2"],
        Contact=["a@example.com", "b@example.com"], Latitude=["1.5", "2.5"], Zip__code=["12345", "54321"],
    )  # fmt: skip
    found = roles.infer(frame)
    assert found.personal == ("First Name", "IPAddress", "Latitude", "Zip code")
    assert found.roles["Contact"] == "customer"


def test_a_customers_id_is_preferred_to_the_address() -> None:
    frame = table(Comment=list(SENTENCES[:2]), Email=["a@example.com", "b@example.com"], Customer__ID=["C1", "C2"])
    found = roles.infer(frame)
    assert (found.roles["Customer ID"], found.roles["Email"], found.personal) == (
        "customer",
        "ignore",
        ("Email",),
    )


def test_the_main_rating_first_and_the_others_named() -> None:
    frame = table(
        satisfaction=["5", "4", "3"],
        nps=["9", "10", "2"],
        staff__rating=["1", "2", "3"],
        comment=list(SENTENCES[:3]),
    )
    found = roles.infer(frame)
    assert found.roles["nps"] == "rating"
    assert found.scores == ("satisfaction", "staff rating")


def test_votes_are_no_rating() -> None:
    frame = table(title=["a b", "c d"], body=list(SENTENCES[:2]), score=["5", "3"], comms_num=["1", "2"])
    assert "rating" not in roles_of(frame).values()


def test_reply_dates_and_updates_are_not_the_date() -> None:
    frame = table(
        reply_date=["2024-01-05", "2024-01-06"], last_updated=["2024-02-01", "2024-02-02"],
        submitted_at=["2024-01-01", "2024-01-02"], comment=list(SENTENCES[:2]),
    )  # fmt: skip
    assert roles_of(frame)["submitted_at"] == "occurred_at"


def test_touchpoints_channels_and_segments() -> None:
    frame = table(
        comment=list(SENTENCES) * 5, Topic=["Invoice", "Delivery", "Login", "Invoice", "Shop"] * 5,
        Channel=["web", "phone", "web", "app", "web"] * 5, Tier=["gold", "silver"] * 12 + ["gold"],
    )  # fmt: skip
    assert roles_of(frame) == {
        "comment": "text",
        "Topic": "touchpoint",
        "Channel": "channel",
        "Tier": "segment",
    }


def test_known_roles_are_kept_and_not_given_twice() -> None:
    frame = table(a=list(SENTENCES[:3]), comment=list(SENTENCES[2:]), nps=["1", "2", "3"])
    assert roles_of(frame, known={"a": "text"}) == {"a": "text", "comment": "ignore", "nps": "rating"}
    assert roles_of(frame, settled=("rating",))["nps"] == "ignore"


def test_a_shortened_copy_of_the_text_is_left_out() -> None:
    frame = table(full_text=list(SENTENCES), snippet=[text[:31] for text in SENTENCES])
    assert roles_of(frame) == {"full_text": "text", "snippet": "ignore"}


@pytest.mark.parametrize("header", ["Kommentar", "Commentaire", "VERBATIM", "reviewText", "Q2 comment", "Comment 1"])
def test_names_of_text_columns(header: str) -> None:
    assert roles_of(pd.DataFrame({header: list(SENTENCES)}, dtype="str")) == {header: "text"}


def test_the_same_sentence_from_all_is_an_instruction_check() -> None:
    frame = pd.DataFrame({"Please write the sentence shown": ["I read this text"] * 25 + list(SENTENCES)}, dtype="str")
    assert roles_of(frame) == {"Please write the sentence shown": "ignore"}


def test_an_almost_empty_column_beats_no_other() -> None:
    frame = pd.DataFrame(
        {
            "recorded date": ["2024-01-01"] + [""] * 39,
            "date": ["2024-01-02"] * 40,
            "nps": ["9"] + [""] * 39,
            "rating": ["4", "5"] * 20,
            "comment": [f"{SENTENCES[i % 5]} {i}" for i in range(40)],
        },
        dtype="str",
    )
    found = roles_of(frame)
    assert (found["date"], found["rating"], found["nps"]) == ("occurred_at", "rating", "ignore")


def test_a_very_wide_table_is_looked_at_in_part() -> None:
    names = [f"c{i}" for i in range(2_001)] + ["comment"]
    frame = pd.DataFrame([["1"] * 2_001 + [SENTENCES[0]]], columns=names, dtype="str")
    found = roles.infer(frame)
    assert found.roles["comment"] == "ignore"
    assert len(found.roles) == 2_002
    assert found.said[-1] == "Only the first 2,000 columns were looked at; say what the other 2 are if needed."
    assert roles_of(frame, known={"comment": "text"})["comment"] == "text"
