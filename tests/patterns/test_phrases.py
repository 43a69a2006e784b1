import pandas as pd
import pytest

from cxanalytics.patterns import phrases

SAID = {
    ("Invoice", "negative"): [
        "Wrong charge on my invoice again",
        "they put a wrong charge on the invoice",
        "the wrong charges annoy me",
        "WRONG CHARGE!!",
        "invoice is terrible",
        "charged twice",
    ],
    ("Delivery", "negative"): [
        "parcel left outside in the rain",
        "my parcel was left outside",
        "parcel left outside, again",
        "they left it outside",
        "a terrible driver",
        "no reply about my parcel",
    ],
    ("Delivery", "positive"): ["parcel came early", "lovely driver", "the parcel was fine", "great parcel"],
    ("Invoice", "positive"): ["clear invoice", "the invoice is easy to read"],
    ("Invoice", "neutral"): ["wrong charge"],
}


def mentions(times: int = 3) -> pd.DataFrame:
    rows = [
        (touchpoint, polarity, text, f"{touchpoint}{polarity}{number}{copy}")
        for (touchpoint, polarity), texts in SAID.items()
        for number, text in enumerate(texts)
        for copy in range(times)
    ]
    return pd.DataFrame(rows, columns=["touchpoint", "polarity", "clause_text", "feedback_id"])


def pain_of(table: pd.DataFrame, text: str) -> object:
    return table.loc[table["clause_text"] == text, "pain"].iloc[0]


def test_each_negative_mention_gets_the_pain_it_holds() -> None:
    result = phrases.pains(mentions())
    for text in SAID["Invoice", "negative"][:4]:
        assert pain_of(result, text) == "wrong charge"
    assert "left outside" in str(pain_of(result, "parcel left outside in the rain"))
    assert "left outside" in str(pain_of(result, "my parcel was left outside"))


def test_bare_opinions_and_the_touchpoints_own_name_are_no_pains() -> None:
    found = phrases.find(mentions())
    assert not {"terrible", "invoice", "invoice is terrible", "parcel", "lovely driver"} & set(found["pain"])


def said(texts: dict[str, int], source: str = "Survey") -> pd.DataFrame:
    """Negative mentions of one touchpoint, each so many times, and some praise."""
    rows = [("Shop", "negative", text, source) for text, times in texts.items() for _ in range(times)]
    rows += [("Shop", "positive", "lovely acme shop", source)] * 10
    return pd.DataFrame(rows, columns=["touchpoint", "polarity", "clause_text", "source"])


def test_a_bare_thing_stands_back_behind_what_hurts() -> None:
    found = phrases.find(said({"the car park was far away": 6, "the shelves are dirty": 3}))
    assert found["pain"].iloc[0] == "shelves are dirty"
    assert not found["pain"].str.contains("car park").any()


def test_with_nothing_else_a_bare_thing_is_better_than_none() -> None:
    assert phrases.find(said({"about the car park": 4}))["pain"].tolist() == ["car park"]


def test_a_bare_thing_is_widened_to_what_is_said_of_it() -> None:
    # Corpus-wide often enough to be known, here below the support of a pain of its own.
    table = said({"about the car park": 4, "car park smashed": 2})
    elsewhere = said({"car park smashed": 3}).query("polarity == 'negative'").assign(touchpoint="Parking")
    found = phrases.find(pd.concat([table, elsewhere], ignore_index=True))
    assert found.loc[found["touchpoint"] == "Shop", "pain"].tolist() == ["car park smashed"]


@pytest.mark.parametrize("source", ["Survey", "Acme"])
def test_the_company_and_the_source_are_no_pain(source: str) -> None:
    found = phrases.find(said({"acme is horrible": 6, "horrible acme": 6}, source))
    assert found.empty


def test_every_word_of_a_long_name_is_its_own() -> None:
    table = mentions().replace({"touchpoint": {"Delivery": "Parcels, vans and outside/left"}})
    assert not {"left outside", "parcel left", "parcel left outside"} & set(phrases.find(table)["pain"])


def test_neutral_and_positive_mentions_carry_no_pain() -> None:
    result = phrases.pains(mentions())
    others = result[result["polarity"] != "negative"]
    assert others["pain"].isna().all()
    assert others.loc[others["polarity"] == "neutral", "quote_score"].isna().all()
    assert others.loc[others["polarity"] == "positive", "quote_score"].notna().all()
    assert not others["pain_once"].any()
    assert result.loc[result["polarity"] == "negative", "quote_score"].notna().all()


def test_a_phrase_needs_enough_different_feedback() -> None:
    one_person = mentions().assign(feedback_id="same")
    assert phrases.find(one_person).empty
    assert phrases.find(mentions(times=1), support=6).empty


def test_one_feedback_counts_once_per_pain_and_touchpoint() -> None:
    table = pd.concat([mentions(), mentions().head(1)], ignore_index=True)
    result = phrases.pains(table)
    again = result[(result["clause_text"] == SAID["Invoice", "negative"][0])]
    assert again["pain"].tolist() == ["wrong charge"] * 4
    assert again["pain_once"].tolist() == [True, True, True, False]


def test_order_and_index_change_nothing_and_the_callers_table_stays() -> None:
    table = mentions()
    before = table.copy(deep=True)
    shuffled = table.sample(frac=1, random_state=4)
    result = phrases.pains(shuffled)
    assert result.index.tolist() == shuffled.index.tolist()
    pd.testing.assert_series_equal(
        result["pain"].astype("str").sort_index(), phrases.pains(table)["pain"].astype("str")
    )
    pd.testing.assert_frame_equal(table, before)


def test_a_sample_finds_what_is_then_looked_up_everywhere() -> None:
    many = pd.concat([mentions(1).assign(feedback_id=lambda t, i=i: t["feedback_id"] + str(i)) for i in range(30)])
    found = phrases.find(many.reset_index(drop=True), sample=60)
    tagged = phrases.tag(many[many["polarity"] == "negative"], found)
    assert (tagged == "wrong charge").sum() == 4 * 30


def test_several_batches_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = phrases.pains(mentions())
    monkeypatch.setattr(phrases, "_BATCH", 5)
    pd.testing.assert_frame_equal(phrases.pains(mentions()), whole)


@pytest.mark.parametrize("texts", [[], [""], ["👍"], ["…", "!!!"]])
def test_nothing_to_find_is_no_error(texts: list[str]) -> None:
    table = pd.DataFrame(
        {
            "touchpoint": pd.Series(["A"] * len(texts), dtype="str"),
            "polarity": pd.Series(["negative"] * len(texts), dtype="str"),
            "clause_text": pd.Series(texts, dtype="str"),
        }
    )
    result = phrases.pains(table)
    assert result["pain"].isna().all()
    assert list(result.columns) == [
        "touchpoint",
        "polarity",
        "clause_text",
        "pain",
        "pain_once",
        "quote_score",
    ]


def test_without_positive_mentions_and_with_one_touchpoint() -> None:
    table = mentions()
    table = table[(table["touchpoint"] == "Invoice") & (table["polarity"] == "negative")]
    assert pain_of(phrases.pains(table), "WRONG CHARGE!!") == "wrong charge"


def test_version_is_stable_and_follows_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = phrases.version()
    assert before == phrases.version()
    monkeypatch.setattr(phrases, "_RULES", "another")
    assert phrases.version() != before
