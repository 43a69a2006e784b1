"""WhatsApp chats."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

APPLE = (
    "[09/11/2025, 17:00:00] Corner Shop: \u200eMessages and calls are end-to-end encrypted.\n"
    "[09/11/2025, 17:05:47] Ana: My order came broken\nand two cups are missing\n"
    "\u200e[09/11/2025, 17:06:02] Ana: \u200eimage omitted\n"
    "[10/11/2025, 09:00:00] Corner Shop: Sorry, new ones are on the way\n"
    "[12/11/2025, 10:15:00] Ana: They came, thank you! \u200e<This message was edited>\n"
)
ANDROID = (
    "11/8/25, 5:05\u202fPM - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
    '11/8/25, 5:06\u202fPM - Cy created group "Help: orders"\n'
    "11/8/25, 5:07\u202fPM - Ana: The app logs me out: always\n"
    "11/8/25, 5:08\u202fPM - Cy: <Media omitted>\n"
    "11/12/25, 8:00\u202fAM - Cy: Same for me\n"
    "12/1/25, 8:01\u202fAM - Ana: IMG-1.jpg (file attached)\nThis is the screen I see\n"
    "12/2/25, 8:02\u202fAM - Cy: This message was deleted\n"
)


def test_a_chat_of_two_named_after_the_customer(write: Write) -> None:
    new = ingest.read(write("WhatsApp Chat with Ana.txt", APPLE), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("whatsapp chat", "WhatsApp", "support")
    assert (new.ledger.read, new.ledger.kept) == (5, 2)
    assert new.ledger.set_aside == {"written by the system": 2, "written by the company": 1}
    assert new.feedback["text"].tolist() == [
        "My order came broken\nand two cups are missing", "They came, thank you!",
    ]  # fmt: skip
    assert new.ledger.date_order == "day/month/year"
    assert new.ledger.dates == ("2025-11-09T17:05:47", "2025-11-12T10:15:00")


def test_an_archive_named_after_the_customer(write: Write) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_chat.txt", APPLE)
    new = ingest.read(write("WhatsApp Chat - Ana.zip", packed.getvalue()), salt=b"s")
    assert new.ledger.set_aside == {"written by the system": 2, "written by the company": 1}


def test_a_group_whose_days_come_in_order_only_month_first(write: Write) -> None:
    new = ingest.read(write("chat.txt", ANDROID), salt=b"s")
    assert (new.ledger.read, new.ledger.set_aside) == (7, {"written by the system": 4})
    assert new.feedback["text"].tolist() == [
        "The app logs me out: always", "Same for me", "This is the screen I see",
    ]  # fmt: skip
    assert new.feedback["customer"].nunique() == 2
    assert new.ledger.date_order == "month/day/year"
    assert new.feedback["occurred_at"][0].isoformat() == "2025-11-08T17:07:00"
    assert any("follow each other in time" in sentence for sentence in new.ledger.warnings)
    assert any("which of the 2 people speak for the company" in sentence for sentence in new.ledger.warnings)
    assert new.ledger.hashed == ("customer",)


def test_names_that_say_who_is_the_company(write: Write) -> None:
    chat = "[09/13/2025, 17:00:00] Shop Support: Good day\n[09/13/2025, 17:01:00] Ana: My parcel is lost\n"
    new = ingest.read(write("_chat.txt", chat), salt=b"s")
    assert new.feedback["text"].tolist() == ["My parcel is lost"]
    assert new.ledger.set_aside == {"written by the company": 1}
