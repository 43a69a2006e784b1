"""Personal data in texts: how much of each kind is found, what is left alone. All lines are invented."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics import privacy

CARRIERS = (
    "Please get back to me: {}",
    "Still waiting for an answer. {} is where you find me, thanks.",
    "I left {} with the lady at the till and heard nothing since!",
    "({})",
    "My details again - {} - as you lost them twice.",
    "Great staff, but the form would not take {}.",
    "{}",
    "why do i have to send {} three times",
    "Bonjour, voici : {}. Merci",
    "Line one of a complaint.\n{}\nRegards",
)
EMAILS = (
    "jane.doe@example.com", "j_doe+shop@example.co.uk", "JANE@EXAMPLE.ORG", "o'hara@example.ie",
    "a.b-c@sub.example.net",
    "jean.dupont@exemple.fr", "jane@example.museum", "jane (at) example.com", "jane[at]example.com",
    "info@my-shop.example",
    "jane.doe at example dot com", "jane＠example.com", "x1@example.io", "müller@example.de",
    "jane(at)example(dot)com",
    "jane.doe99@mail.example.com", "first.last@example.travel", "j@example.com", "jane @example.com",
    "1234567@example.edu",
    "Jane_Doe_77@example.info", "jane%doe@example.com", "jane.doe@example.com.au", "support-2024@example.app",
    "jane.doe AT mail DOT com", "jane (at) mail (dot) com", "jane [at] mail [dot] co [dot] uk",
    "jane at mail (dot) com",
)  # fmt: skip
PHONES = (
    "07700 900123", "07700900123", "+44 7700 900123", "+447700900123", "0044 7700 900 123", "020 7946 0958",
    "(020) 7946 0958", "0161-496-0123", "01632 960 123", "+1 202-555-0143", "202-555-0143", "(202) 555-0143",
    "202.555.0143", "202 555 0143", "1-800-555-0199", "2025550143", "+1 (202) 555 0143", "06 12 34 56 78",
    "06.12.34.56.78", "0612345678", "+33 6 12 34 56 78", "01 42 68 53 00", "030 901820", "+49 30 901820",
    "0171 2345678", "0151-23456789", "+34 612 345 678", "612 345 678", "+39 06 6982 1234", "02 9374 4000",
    "+61 2 9374 4000", "0412 345 678", "+91 98765 43210", "98765 43210", "9876543210", "+353 1 679 1234",
    "020 624 1111", "+31 20 624 1111", "+41 44 668 18 00", "044 668 18 00", "+46 8 123 456 78",
    "+351 912 345 678",
    "03-3210-7000", "010-1234-5678", "+82 10-1234-5678", "0803 123 4567", "+234 803 123 4567",
    "call 555-0143",
    "555-0143", "tel: 7946 0958", "phone 4960123", "ring me on 960 123 4", "+44(0)20 7946 0958",
    "00 33 6 12 34 56 78",
)  # fmt: skip
CARDS = (
    "4111 1111 1111 1111", "4111111111111111", "4111-1111-1111-1111", "5555 5555 5555 4444",
    "5555555555554444",
    "3782 822463 10005", "378282246310005", "6011 1111 1111 1117", "6011000990139424", "3530 1113 3330 0000",
    "5105105105105100", "4012888888881881", "4222222222222", "3056 930902 5904", "30569309025904",
    "5019717010103742", "4000 0566 5566 5556", "2223003122003222", "5200 8282 8282 8210", "6304000000000000",
    "4111.1111.1111.1111", "3782.822463.10005",
)  # fmt: skip
IBANS = (
    "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606", "ES91 2100 0418 4502 0005 1332",
    "IT60 X054 2811 1010 0000 0123 456", "NL91 ABNA 0417 1643 00", "NL91ABNA0417164300",
    "BE68 5390 0754 7034",
    "CH93 0076 2011 6238 5295 7", "AT61 1904 3002 3457 3201", "IE29 AIBK 9311 5212 3456 78",
    "PL61 1090 1014 0000 0712 1981 2874",
    "PT50 0002 0123 1234 5678 9015 4", "SE45 5000 0000 0583 9825 7466", "NO93 8601 1117 947",
    "DK50 0040 0440 1162 43",
    "gb82west12345698765432",
)  # fmt: skip
IPS = (
    "192.168.1.10", "10.0.0.1", "8.8.8.8", "203.0.113.77", "198.51.100.23", "172.16.254.1", "255.255.255.255",
    "127.0.0.1", "2001:db8::ff00:42:8329", "2001:0db8:0000:0000:0000:ff00:0042:8329",
    "fe80::1ff:fe23:4567:890a",
    "203.0.113.0/24", "91.198.174.192", "1.2.3.4", "100.64.0.9", "192.0.2.146",
    "192.168.001.020", "010.000.000.001",
)  # fmt: skip
HANDLES = (
    "@jane_doe77", "@JaneDoe", "@j4ne", "@some_private_person", "@maxmuster", "@xX_gamer_Xx", "@mary1985",
    "@old_customer", "@jane_at_home", "@nobody_special", "@user123456", "@jd_88", "@the_real_jane",
    "@janeinlondon", ".@jane",
)  # fmt: skip
LINKS = (
    "https://shop.example/orders?order=12345678", "http://shop.example/a?email=jane@example.com",
    "www.shop.example/x?uid=99",
    "https://shop.example/reset?token=a8f5f167f44f4964e6c998dee827110c", "https://shop.example/p?customer_id=55",
    "https://shop.example/p?session=ab", "https://shop.example/#user=jane", "https://shop.example/x?mail=jane%40example.com",
)  # fmt: skip
COUNTRIES = (
    "US", "CA", "GB", "IE", "FR", "DE", "IT", "ES", "PT", "NL", "BE", "CH", "AT", "SE", "NO",
    "DK", "FI", "PL", "CZ",
    "AU", "NZ", "IN", "SG", "HK", "JP", "KR", "BR", "MX", "ZA", "NG", "KE", "AE", "TR",
)  # fmt: skip
FOUND = {
    "email": EMAILS,
    "phone": PHONES,
    "card": CARDS,
    "iban": IBANS,
    "ip": IPS,
    "handle": HANDLES,
    "link": LINKS,
}

UNTOUCHED = (
    "I paid £1,299.00 instead of 1,199.00", "10/10 would buy again",
    "We waited from 10:30 to 12:45 on 03/04/2024",
    "Order placed 2024-03-05, delivered 2024-03-19", "Since 2019 we come every year, 2020-2023 excepted",
    "Version 2.10.3.1 crashes, 2.10.2.0 did not", "iOS 17.4.1 and Android 14",
    "Flight 1234 on 12/05/2023 at 07:55",
    "Order number 1029384756 never came", "Ticket #20240117 is still open", "Invoice 900123456 is wrong",
    "It cost 12.50, then 13.75, then 14.99", "Open 24/7, 365 days", "Rated 4.5/5 by 12000 people",
    "1,000,000 customers",
    "10% off 250.000 items", "between 1500-1900hrs every day", "from 09:00-17:00", "05.03.2024 14:30 Uhr",
    "My size is 38-40 and 42/44", "3 for 2, 20.000 Punkte", "room 1204, floor 12", "12345 Main Road",
    "SW1A 1AA",
    "NY 11776-1234 is my area", "call centre waited 45 minutes", "called 3 times in 2 weeks",
    "phoned on 12/05/2023",
    "reference 12 345 678", "meet @ 5pm @ the shop", "love it @", "a@b", "@ the till", "50 @ 3.20 each",
    "tracking 1Z999AA10123456784 says delivered", "GB12 is the zone", "model DE89 3704", "MD5 of 12ab",
    "ratio 3:2:1", "at 12:30:45 precisely", "time 10:15:20:00", "aspect::ratio in the app", "C:\\Users",
    "https://www.shop.example/help?lang=en", "see www.shop.example/faq", "https://shop.example/item/558877?colour=red",
    "€ 3 400 500 per year", "$ 1 234 567", "population 1 234 567", "distance 12 000 km", "20240305",
    "2024-03-05 10:22",
    "1234", "99", "0", "2.5 hours", "1.2.3", "3.14159265", "-273.15", "weeks 12-16", "chapter 1.2.3.4.5",
    "on 05.03.2024.", "the 01.02.03.04 edition",
    "meet me at noon", "look at the dot there", "we ate at the shop", "1.1111.1111.1111",
    "the 2023/2024 season", "31/12", "7-8-9", "1-2-3 easy", "5 5 5 5", "8 out of 10", "five stars *****",
    "firmware v1.2.3.4", "build 10.0.19045.1", "ISBN 9780140328721",
    "EAN 4006381333931", "policy 123456789 cancelled", "member id 5551234567",
)  # fmt: skip


def lines(kind: str) -> pd.Series:
    return pd.Series([CARRIERS[i % len(CARRIERS)].format(value) for i, value in enumerate(FOUND[kind])], dtype="str")


def test_the_set_is_large_enough() -> None:
    assert sum(map(len, FOUND.values())) + len(UNTOUCHED) >= 200


@pytest.mark.parametrize(("kind", "least"), [("email", 1.0), ("phone", 0.95), ("card", 1.0), ("iban", 1.0),
("ip", 1.0),
                                             ("handle", 1.0), ("link", 1.0)])  # fmt: skip
def test_recall_by_kind(kind: str, least: float) -> None:
    values = FOUND[kind]
    masked, _ = privacy.redact(lines(kind), public=())
    left = [value for value, text in zip(values, masked, strict=True) if value in text]
    assert 1 - len(left) / len(values) >= least, left


@pytest.mark.parametrize("kind", FOUND)
def test_each_kind_is_called_by_its_name(kind: str) -> None:
    _, counts = privacy.redact(lines(kind), public=())
    assert counts[kind] >= 0.9 * len(FOUND[kind])
    assert sum(n for other, n in counts.items() if other not in (kind, "email", "handle")) <= 1


@pytest.mark.parametrize(("form", "least"), [("NATIONAL", 0.85), ("INTERNATIONAL", 1.0), ("E164", 1.0)])
def test_telephone_numbers_of_many_countries(form: str, least: float) -> None:
    import phonenumbers

    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
    examples = [phonenumbers.example_number_for_type(country, kind) for country in COUNTRIES for kind in kinds]
    style = getattr(phonenumbers.PhoneNumberFormat, form)
    numbers = [phonenumbers.format_number(number, style) for number in examples if number]
    masked, _ = privacy.redact(pd.Series([f"Please get back to me: {n}" for n in numbers], dtype="str"), public=())
    left = [number for number, text in zip(numbers, masked, strict=True) if number in text]
    assert len(numbers) > 60
    assert 1 - len(left) / len(numbers) >= least, left


def test_ordinary_numbers_and_signs_are_left_alone() -> None:
    texts = pd.Series(UNTOUCHED, dtype="str")
    masked, counts = privacy.redact(texts, public=())
    changed = texts[masked != texts].tolist()
    assert changed == []
    assert counts == {}


def test_masks_stand_in_the_text() -> None:
    texts = pd.Series(["Mail jane@example.com or 07700 900123.", "Refund to 4111 1111 1111 1111 now"], dtype="str")
    masked, counts = privacy.redact(texts)
    assert masked.tolist() == ["Mail [email] or [phone].", "Refund to [card] now"]
    assert counts == {"email": 1, "card": 1, "phone": 1}


def test_links_keep_their_path() -> None:
    texts = pd.Series(
        ["see https://shop.example/help?email=a@example.com and https://shop.example/?page=2"], dtype="str"
    )
    masked, _ = privacy.redact(texts)
    assert masked.tolist() == ["see https://shop.example/help and https://shop.example/?page=2"]


def test_an_iban_does_not_swallow_the_next_word() -> None:
    masked, _ = privacy.redact(pd.Series(["to GB82 WEST 1234 5698 7654 32 by noon"], dtype="str"))
    assert masked.tolist() == ["to [iban] by noon"]


def test_accounts_that_many_address_are_public() -> None:
    texts = pd.Series(["@Brand help", "@brand hi @jane_d", "@BRAND no", "@brand ok", "@brand why"] * 2, dtype="str")
    assert privacy.public_handles(texts) == ("brand",)
    masked, counts = privacy.redact(texts)
    assert masked[1] == "@brand hi [handle]"
    assert counts == {"handle": 2}


def test_a_friend_in_a_few_of_ones_own_posts_is_private() -> None:
    texts = pd.Series(["@nan_w see you"] * 8 + ["Rain again"] * 392 + ["@club open?"] * 21, dtype="str")
    assert privacy.public_handles(texts) == ()
    texts = pd.Series(["@nan_w see you"] * 8 + ["Rain again"] * 371 + ["@club open?"] * 21, dtype="str")
    assert privacy.public_handles(texts) == ("club",)


def test_an_address_in_a_files_name() -> None:
    assert privacy.mask_name("a_jane@example.com_2024.csv") == "[email]_2024.csv"
    assert privacy.mask_name("jane@example.com.csv.xlsx") == "[email].csv.xlsx"
    assert privacy.mask_name("answers.v2.csv") == "answers.v2.csv"


def test_only_the_kinds_asked_for_are_masked() -> None:
    texts = pd.Series(["a@example.com 07700 900123"], dtype="str")
    assert privacy.redact(texts, kinds=("email",))[0].tolist() == ["[email] 07700 900123"]


def test_repeats_count_every_time_and_missing_stays_missing() -> None:
    texts = pd.Series(["a@example.com", None, "a@example.com", "fine"], dtype="str", index=[5, 6, 7, 8])
    masked, counts = privacy.redact(texts)
    assert masked.fillna("-").tolist() == ["[email]", "-", "[email]", "fine"]
    assert list(masked.index) == [5, 6, 7, 8]
    assert counts == {"email": 2}


def test_the_callers_series_is_not_changed() -> None:
    texts = pd.Series(["a@example.com"], dtype="str")
    privacy.redact(texts)
    assert texts.tolist() == ["a@example.com"]


def test_hashes_are_the_same_for_the_same_id_and_salt_only() -> None:
    ids = pd.Series(["C1", "C2", " C1 ", "", None], dtype="str")
    hashed = privacy.hash_ids(ids, b"salt")
    assert hashed[0] == hashed[2] != hashed[1]
    assert hashed[0] == "f13e54b11d8195ff"
    assert hashed.isna().tolist() == [False, False, False, True, True]
    assert privacy.hash_ids(ids, b"other")[0] != hashed[0]


def test_a_long_salt_is_taken() -> None:
    assert len(privacy.hash_ids(pd.Series(["C1"], dtype="str"), b"s" * 100)[0]) == 16


def test_addresses_of_posts_lose_secrets_only() -> None:
    urls = pd.Series(["https://x.example/post?id=1", "https://x.example/r?email=a%40b.example", "https://x.example/r#a"],
                     dtype="str")  # fmt: skip
    assert privacy.clean_links(urls).tolist() == [
        "https://x.example/post?id=1",
        "https://x.example/r",
        "https://x.example/r#a",
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), min_size=1, max_size=6))
def test_any_text_can_be_masked(texts: list[str]) -> None:
    column = pd.Series(texts, dtype="str")
    masked, counts = privacy.redact(column)
    assert len(masked) == len(column)
    again, more = privacy.redact(masked)
    assert more.get("email", 0) == 0 or counts
    assert len(again) == len(masked)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(EMAILS[:10]), st.text(alphabet="abc .,!?\n", max_size=30))
def test_an_address_is_found_wherever_it_stands(email: str, around: str) -> None:
    masked, _ = privacy.redact(pd.Series([f"{around} {email} {around}"], dtype="str"))
    assert email not in masked[0]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("07700 900123 / 07700 900124", "[phone] / [phone]"),
        ("555-0143 - 555-0144", "[phone] - [phone]"),
        ("(ring me: 0161 496 0123)", "(ring me: [phone])"),
        ("El formulario no acepta +52 55 2229 1481.", "El formulario no acepta [phone]."),
        ("Nr. 0151 22294023", "Nr. 0151 22294023"),
        ("Artikel 4711-0815-33", "Artikel 4711-0815-33"),
        ("joan arobase exemple point fr", "[email]"),
        ("juan arroba ejemplo punto com", "[email]"),
        ("jan (at) beispiel Punkt de", "[email]"),
        ("at one point we left, at no point in time", "at one point we left, at no point in time"),
        ("ask @jane@social.example or u/jane_d-7", "ask [handle] or [handle]"),
        ("https://laden.example/k?kundennummer=4711&lang=de", "https://laden.example/k"),
    ],
)
def test_forms_of_several_countries(text: str, masked: str) -> None:
    assert privacy.redact(pd.Series([text], dtype="str"), public=())[0].tolist() == [masked]


def test_headings_with_somebodys_data() -> None:
    names = ["@timestamp", "Comment", "jane@example.com", "+44 7700 900123", "q1 2024-2025"]
    assert privacy.mask_headings(names) == ["@timestamp", "Comment", "[email]", "[phone]", "q1 2024-2025"]
