"""From a file to feedback: every record accounted for."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxanalytics import ingest, privacy
from cxanalytics.errors import CXError, NoTextColumn
from cxanalytics.feedback import COLUMNS

Write = Callable[..., Path]
TICKETS = (
    "Ticket ID,Created at,Customer ID,Channel,Topic,Description\n"
    "T1,2024-01-05 10:00,C1,phone,Invoice,Wrong amount again. Call me on 07700 900123\n"
    "T2,2024-01-06 11:00,C2,web,,I wrote to a@example.com twice\n"
    "T3,2024-01-07 12:00,C1,web,Login,\n"
    "T2,2024-01-08 12:00,C2,web,Login,Same number again\n"
    "T1,2024-01-05 10:00,C1,phone,Invoice,Wrong amount again. Call me on 07700 900123\n"
) + "".join(f"T{i},2024-02-01 10:00:{i},C{i},web,Login,Locked out since week {i}\n" for i in range(10, 40))


def test_support_tickets(write: Write) -> None:
    new = ingest.read(write("tickets 2024.csv", TICKETS), salt=b"s", touchpoint="Help desk")
    assert tuple(new.feedback.columns) == COLUMNS
    assert (new.ledger.source, new.ledger.kind) == ("tickets", "support")
    assert (new.ledger.read, new.ledger.kept, new.ledger.feedback, new.ledger.with_text) == (35, 32, 32, 32)
    assert new.ledger.set_aside == {
        "no text and no rating": 1, "same id as an earlier row": 1, "repeats another row": 1,
    }  # fmt: skip
    assert new.set_aside.to_numpy().tolist() == [
        [2, "no text and no rating"], [3, "same id as an earlier row"], [4, "repeats another row"],
    ]  # fmt: skip
    assert new.feedback["text"].tolist()[:2] == [
        "Wrong amount again. Call me on [phone]",
        "I wrote to [email] twice",
    ]
    assert new.ledger.masked == {"email": 1, "phone": 1}
    assert new.feedback["touchpoint"].tolist()[:3] == ["Invoice", "Help desk", "Login"]
    assert new.feedback["customer"].nunique() == 32
    assert "C1" not in set(new.feedback["customer"])


def test_the_salt_decides_hashes_and_ids(write: Write) -> None:
    path = write("a.csv", TICKETS)
    one, again, other = (ingest.read(path, salt=salt) for salt in (b"one", b"one", b"other"))
    for column in ("customer", "feedback_id", "response_id"):
        assert one.feedback[column].tolist() == again.feedback[column].tolist()
        assert set(one.feedback[column]).isdisjoint(other.feedback[column])


def test_an_address_as_id_becomes_a_hash(write: Write) -> None:
    path = write("a.csv", "ref,comment\nA1,Very kind staff\na@example.com,Far too slow\nB@example.com,Clean shop\n")
    new = ingest.read(path, salt=b"s", mapping={"ref": "source_id"})
    assert new.feedback["source_id"].tolist() == [
        "A1",
        *privacy.hash_ids(pd.Series(["a@example.com", "b@example.com"]), b"s"),
    ]


def test_every_column_kept_as_text_is_masked(write: Write) -> None:
    rows = "".join(
        f"T{i},2024-01-{i + 10},Slow again {i},What if 07700 900123 rang?,+44 7700 900123,Tel 07700 900123\n"
        for i in range(6)
    )
    path = write("a.csv", "07700900123,date,comment,q,where,who\n" + rows)
    mapping = {"q": "question", "where": "channel", "who": "segment", "07700900123": "source_id"}
    new = ingest.read(path, salt=b"s", mapping=mapping).feedback
    assert new["question"].unique().tolist() == ["What if [phone] rang?"]
    assert new["channel"].unique().tolist() == ["[phone]"]
    assert new["segment"].unique().tolist() == ["Tel [phone]"]


def test_numbers_in_ids_and_links_stay(write: Write) -> None:
    path = write("a.csv", "id,url,comment\n07700900123,https://x.example/07700900123,Kind staff\n"
                          "07700900124,https://x.example/@brand/2,Slow staff\n")  # fmt: skip
    new = ingest.read(path, salt=b"s").feedback
    assert new["source_id"].tolist() == ["07700900123", "07700900124"]
    assert new["url"].tolist() == ["https://x.example/07700900123", "https://x.example/@brand/2"]


def test_an_address_in_the_files_name_is_masked(write: Write) -> None:
    path = write("answers_jane.doe@example.com_2024.csv", "id,comment\n1,Very kind staff\n2,Far too slow\n")
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.file, new.ledger.source) == ("[email]_2024.csv", "Table")
    assert ingest.inspect(path).name == path.name


@pytest.mark.parametrize(
    ("content", "role", "dropped", "hashed"),
    [
        ("customer,name,comment\nJane@Example.com,Jane,Kind staff\nbob@example.com,Bob,Too slow\n",
         {"customer": "customer", "name": "ignore"}, ("name",), ("customer",)),
        ("agent email,name,comment\nx@example.com,Jane,Kind staff\ny@example.com,Bob,Too slow\n",
         {"agent email": "ignore", "name": "author"}, ("agent email",), ("name",)),
        ("reviewId,userName,content,score,at\n" + "r1,A Google user,Nice,5,2024-01-02\n" * 2,
         {"userName": "ignore"}, ("userName",), ()),
        ("review.user.name,review.text\nJane D,Very kind staff\nBob,Far too slow\n",
         {"review.user.name": "ignore"}, ("review.user.name",), ()),
    ],
)  # fmt: skip
def test_people_are_hashed_or_dropped_never_both(
    content: str, role: dict[str, str], dropped: tuple[str, ...], hashed: tuple[str, ...], write: Write
) -> None:
    reading = ingest.inspect(write("a.csv", content))
    new = ingest.build(reading, salt=b"s")
    assert role.items() <= reading.roles.items()
    assert (new.ledger.dropped, new.ledger.hashed) == (dropped, hashed)
    assert new.feedback["customer"].notna().all() == bool(hashed)


def test_a_column_said_to_be_unused_is_named_as_dropped(write: Write) -> None:
    path = write("a.csv", "email,name,comment\na@example.com,Jane,Kind staff\nb@example.com,Bob,Too slow\n")
    new = ingest.read(path, salt=b"s", mapping={"email": "ignore"})
    assert (new.ledger.dropped, new.ledger.hashed) == (("email",), ("name",))


def test_an_address_is_one_customer_in_any_case(write: Write) -> None:
    path = write("a.csv", "customer,comment\nJane@Example.com,Kind staff\njane@example.com,Slow\nb@example.com,Ok\n")
    customer = ingest.read(path, salt=b"s").feedback["customer"]
    assert customer[0] == customer[1] == privacy.hash_ids(pd.Series(["jane@example.com"]), b"s")[0]
    assert customer[2] != customer[0]


def test_ids_without_a_key_come_from_the_content(write: Write) -> None:
    header, rows = "date,comment\n", "2024-01-01,good\n2024-01-01,good\n2024-01-02,slow\n"
    first = ingest.read(write("shop 2024-01.csv", header + rows), salt=b"s")
    later = ingest.read(write("shop 2024-02.csv", header + "2024-01-03,new here\n" + rows), salt=b"s")
    assert first.ledger.kept == 3
    assert first.feedback["feedback_id"].nunique() == 3
    assert set(first.feedback["feedback_id"]) < set(later.feedback["feedback_id"])
    assert any("1 rows repeat another row word for word" in sentence for sentence in first.ledger.warnings)


def test_non_answers_are_kept_and_ratings_stand_alone(write: Write) -> None:
    path = write("a.csv", "id,nps,comment\n1,9,n/a\n2,3,\n3,,None\n4,,\n")
    new = ingest.read(path, salt=b"s")
    assert new.feedback["text"].fillna("-").tolist() == ["n/a", "-", "None"]
    assert new.ledger.set_aside == {"no text and no rating": 1}
    assert new.ledger.cleaned == {"non-answers": 2}


def test_several_segments_are_named(write: Write) -> None:
    path = write(
        "a.csv",
        "comment,Region,Tier\n" + "Very kind staff,North,gold\nFar too slow,South,\nClean and quick,,basic\n" * 4,
    )
    new = ingest.read(path, salt=b"s")
    assert new.feedback["segment"].fillna("-").tolist()[:3] == [
        "Region: North | Tier: gold",
        "Region: South",
        "Tier: basic",
    ]


def test_a_table_without_text_needs_a_persons_word(write: Write) -> None:
    path = write("a.csv", "id,score,region\n1,5,N\n2,4,S\n")
    with pytest.raises(NoTextColumn, match=r"^a.csv holds no column of customers' words; say which one it is"):
        ingest.read(path, salt=b"s")
    new = ingest.read(path, salt=b"s", mapping={"score": "rating"})
    assert (new.ledger.kept, new.ledger.with_text) == (2, 0)


def test_addresses_in_other_columns_are_masked_too(write: Write) -> None:
    path = write(
        "a.csv",
        "id,comment,region\n1,Very kind staff,a@example.com\n2,Far too slow,North\n3,Clean shop,North\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.feedback["segment"].tolist() == ["[email]", "North", "North"]


def test_a_ledger_speaks(write: Write) -> None:
    from cxanalytics.ingest import ledger

    new = ingest.read(write("a.csv", TICKETS), salt=b"s")
    said = ledger.words(new.ledger.as_dict())
    assert said.splitlines()[:2] == ["a.csv: a, read as table", "  35 rows read = 32 kept + 3 set aside"]
    assert "  Masked in the texts: 1 e-mail address and 1 telephone number." in said
    assert "  kept as hashes: Customer ID" in said


cell = st.sampled_from(
    ["", "5", "9", "2024-01-02", "03/04/2024", "Very kind staff in the shop", "good", "NA", "n/a",
    "a@example.com", "@ab",
     '"x', "x,y", "✅ ok | fine", "=@x", "1e400", "99999999999999999999", "☆", "\u00a0",
     "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
) | st.text(alphabet=st.characters(codec="utf-8"), max_size=12)  # fmt: skip
header = st.sampled_from(
    ["id", "comment", "rating", "date", "title", "Respondent ID", "V1", "V2", "Review Stars", "Email",
    "inbound", "", "score", "nps",
     "customer id", "region", "url", "reach", "topic", "Hit Sentence", "Opening Text", "reply"]
) | st.text(alphabet=st.characters(codec="utf-8"), max_size=8)  # fmt: skip


def balanced(path: Path) -> None:
    """The file is read with a ledger that balances, or refused in a sentence."""
    try:
        new = ingest.read(path, salt=b"s")
    except CXError as refusal:
        assert str(refusal)
        return
    assert new.ledger.read == new.ledger.kept + sum(new.ledger.set_aside.values())
    assert len(new.feedback) == new.ledger.feedback >= new.ledger.kept
    assert new.set_aside["record"].is_unique


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_give_a_reading_or_a_sentence(content: bytes, write: Write) -> None:
    balanced(write("any.csv", content))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_small_table_gives_a_reading_or_a_sentence(data: st.DataObject, write: Write) -> None:
    width = data.draw(st.integers(1, 5))
    names = data.draw(st.lists(header, min_size=width, max_size=width))
    rows = data.draw(st.lists(st.lists(cell, min_size=width, max_size=width), max_size=6))
    kind = data.draw(st.sampled_from(["csv", "tsv", "json", "parquet"]))
    path = write(f"any.{kind}", b"")
    if kind == "json":
        pd.DataFrame(rows, columns=[f"{n}{i}" for i, n in enumerate(names)]).to_json(path, orient="records", lines=True)
    elif kind == "parquet":
        pd.DataFrame(rows, columns=[f"{n}{i}" for i, n in enumerate(names)], dtype="str").to_parquet(path)
    else:
        lines = pd.DataFrame([names, *rows])
        lines.to_csv(path, sep="," if kind == "csv" else "\t", header=False, index=False)
    balanced(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["data",
                    "id", "text", "author_id", "a"]), inner, max_size=4)))  # fmt: skip
def test_any_json_gives_a_reading_or_a_sentence(document: object, write: Write) -> None:
    import json

    balanced(write("any.json", json.dumps(document)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.integers(0, 5000), byte=st.integers(0, 255))
def test_any_damage_to_a_workbook_gives_a_reading_or_a_sentence(
    where: int, byte: int, write: Write, workbook: Callable[..., Path]
) -> None:
    data = bytearray(workbook("whole.xlsx", Data=[["id", "comment"], [1, "Very kind staff"], [2, "Slow"]]).read_bytes())
    data[where % len(data)] = byte
    balanced(write("hurt.xlsx", bytes(data)))
