"""Makes the sample exports beside this file; README.md tells what is in them.

python data/samples/make.py [FOLDER]    writes the files, the same bytes every time
python data/samples/make.py --truth     prints what the sentences were meant to say
"""

import csv
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from company import (
    BAD_APP,
    CHANGE_PAGE_REMOVED,
    LAST,
    MENDED_APP,
    Customer,
    comment,
    customers,
    mentions,
    moment,
    score,
)
from writer import SENTENCES, Mention, Writer, lower

BRAND = "hollinvane"
_STAMP = "%Y-%m-%d %H:%M:%S"
# How the survey's own column calls what it asks about; "Gift card desk" is on no map.
SURVEYED = {
    "Shop visit": "Shop",
    "Shop staff": "Shop staff",
    "Till": "Till and queue",
    "Web order": "Web shop",
    "Home delivery": "Delivery",
    "Invoice": "Invoice",
    "Returns": "Returns",
    "Phone call": "Phone support",
    "Live chat": "Chat and e-mail",
    "Club": "Loyalty club",
}


@dataclass(frozen=True)
class Sample:
    """The files (name -> bytes, or a table for the workbook) and every sentence's mood as it was meant."""

    files: dict[str, bytes | pd.DataFrame]
    truth: pd.DataFrame  # source, day, touchpoint, mood, pain


class Truth:
    """Notes what each sentence was meant to say."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, datetime, str, str, str]] = []

    def note(self, source: str, when: datetime, said: list[Mention]) -> None:
        self.rows += [(source, when, mention.touchpoint, mention.mood, mention.pain) for mention in said]


def build() -> Sample:
    """All sample files."""
    people = customers(Writer("customers"), 2400)
    truth = Truth()
    files: dict[str, bytes | pd.DataFrame] = {
        "qualtrics_relationship_survey.csv": _qualtrics(people, truth),
        "trustpilot_reviews.xlsx": _trustpilot(people, truth),
        "google_play_reviews.csv": _google_play(people, truth),
        "x_mentions.jsonl": _x(people, truth),
        "support_tickets.csv": _tickets(people, truth),
    }
    columns = ["source", "day", "touchpoint", "mood", "pain"]
    return Sample(files, pd.DataFrame(truth.rows, columns=columns))


def _times(writer: Writer, count: int) -> list[datetime]:
    return sorted(moment(writer) for _ in range(count))


def _csv(header: list[list[str]], rows: list[list[Any]], line_end: str = "\n") -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end).writerows([*header, *rows])
    return text.getvalue().encode()


def _hex(writer: Writer, length: int) -> str:
    return "".join(writer.pick("0123456789abcdef") for _ in range(length))


def _said(
    writer: Writer, when: datetime, source: str, person: Customer, about: str | None = None
) -> tuple[str, list[Mention], str]:
    """A comment: its text, what it means, its language."""
    if writer.chance(0.025):
        language = writer.weighted({"de": 8, "fr": 7, "es": 6, "nl": 5})
        return writer.pick(SENTENCES["foreign"][language]), [], language
    said = mentions(writer, when.date(), source, person, about)
    if about is None and writer.chance({"app": 0.3, "review": 0.05, "survey": 0.1}.get(source, 0.0)):
        return writer.short(said[0].mood), [Mention("", said[0].mood)], "en"
    return comment(writer, said, source), said, "en"


# --- Qualtrics ---------------------------------------------------------------------------------------------

_RECOMMEND = "How likely are you to recommend Hollin & Vane\nto a friend or colleague?"
# column: question or label, import id
_META = {
    "StartDate": ("Start Date", "startDate"),
    "EndDate": ("End Date", "endDate"),
    "Status": ("Response Type", "status"),
    "IPAddress": ("IP Address", "ipAddress"),
    "Progress": ("Progress", "progress"),
    "Duration (in seconds)": ("Duration (in seconds)", "duration"),
    "Finished": ("Finished", "finished"),
    "RecordedDate": ("Recorded Date", "recordedDate"),
    "ResponseId": ("Response ID", "_recordId"),
    "RecipientLastName": ("Recipient Last Name", "recipientLastName"),
    "RecipientFirstName": ("Recipient First Name", "recipientFirstName"),
    "RecipientEmail": ("Recipient Email", "recipientEmail"),
    "ExternalReference": ("External Data Reference", "externalDataReference"),
    "LocationLatitude": ("Location Latitude", "locationLatitude"),
    "LocationLongitude": ("Location Longitude", "locationLongitude"),
    "DistributionChannel": ("Distribution Channel", "distributionChannel"),
    "UserLanguage": ("User Language", "userLanguage"),
    "Q1_NPS_GROUP": (f"{_RECOMMEND} - Group", "QID1_NPS_GROUP"),
    "Q1": (_RECOMMEND, "QID1"),
    "Q2": ("What is the main reason for your score?", "QID2_TEXT"),
    "Q3": ("What could we do better?", "QID3_TEXT"),
    "Touchpoint": ("Touchpoint", "Touchpoint"),
    "Loyalty tier": ("Loyalty tier", "LoyaltyTier"),
    "Region": ("Region", "Region"),
}
_ZONED = ("startDate", "endDate", "recordedDate")


def _qualtrics(people: list[Customer], truth: Truth) -> bytes:
    writer = Writer("qualtrics")
    zone = {"timeZone": "Europe/London"}
    imports = [json.dumps({"ImportId": key} | (zone if key in _ZONED else {})) for _, key in _META.values()]
    rows = [_response(writer, when, writer.pick(people), truth) for when in _times(writer, 2700)]
    for at in (0, 1, 2, 900, 901, 1800):  # somebody tried the questionnaire out
        rows[at][2] = "Survey Preview"
    return _csv([list(_META), [label for label, _ in _META.values()], imports], rows, "\r\n")


def _response(writer: Writer, when: datetime, person: Customer, truth: Truth) -> list[Any]:
    column = writer.pick(list(SURVEYED)) if writer.chance(0.5) else ""
    if writer.chance(0.006):
        column = "Gift card desk"
    about = SURVEYED.get(column)
    reason, said, language = _said(writer, when, "survey", person, about)
    if about:
        # Asked about one thing, most people speak of that one.
        said = said[:1]
        reason = comment(writer, said, "survey") if said else reason
    nps = score(writer, said, 0, 10)
    better = _better(writer, when, person, about, nps)
    if writer.chance(0.24):
        reason, said = "", []
    truth.note("survey", when, [*said, *better[1]])
    seconds = writer.number(35, 600)
    email = f"{person.first}.{person.last}{writer.number(1, 99)}@example.com".lower()
    group = "Promoter" if nps > 8 else "Passive" if nps > 6 else "Detractor"
    started, ended = f"{when:{_STAMP}}", f"{when + timedelta(seconds=seconds):{_STAMP}}"
    latitude = f"5{writer.number(0, 3)}.{writer.number(1000, 9999)}"
    longitude = f"-{writer.number(0, 3)}.{writer.number(1000, 9999)}"
    ip = f"203.0.113.{writer.number(1, 254)}"
    channel = writer.weighted({"email": 70, "sms": 15, "anonymous": 15})
    # fmt: off
    return [
        started, ended, "IP Address", ip, 100, seconds, "True", ended, "R_" + _hex(writer, 15), person.last,
        person.first, email, person.number, latitude, longitude, channel, language.upper(), group, nps,
        reason, better[0], column, person.tier, person.region,
    ]
    # fmt: on


def _better(writer: Writer, when: datetime, person: Customer, about: str | None, nps: int) -> tuple[str, list[Mention]]:
    """The answer to "What could we do better?"."""
    if writer.chance(0.5):
        return "", []
    if writer.chance(0.15 + 0.04 * nps):
        return writer.short("neutral"), []
    for _ in range(4 if nps < 8 else 1):
        said = mentions(writer, when.date(), "survey", person, about)[:1]
        if said[0].mood == "negative":
            break
    return comment(writer, said, "survey"), said


# --- Trustpilot --------------------------------------------------------------------------------------------

_OWN_TITLES = (
    "My experience",
    "Review",
    "Hollin & Vane",
    "Customer for years",
    "My visit",
    "Just my opinion",
)


def _trustpilot(people: list[Customer], truth: Truth) -> pd.DataFrame:
    writer = Writer("trustpilot")
    rows = [_review(writer, when, writer.pick(people), truth) for when in _times(writer, 1450)]
    rows += [rows[at] for at in (17, 401, 402, 990)]  # the same review listed twice
    return pd.DataFrame(rows)


def _review(writer: Writer, when: datetime, person: Customer, truth: Truth) -> dict[str, Any]:
    text, said, language = _said(writer, when, "review", person)
    truth.note("review", when, said)
    replied = when + timedelta(days=writer.number(1, 9))
    return {
        "Review ID": _hex(writer, 24),
        "Review Created (UTC)": when,
        "Review Consumer User ID": _hex(writer, 24),
        "Review Title": _title(writer, text),
        "Review Content": text,
        "Review Stars": score(writer, said, 1, 5) if said else 4,
        "Source Of Review": writer.weighted({"AFSv2": 66, "BasicLink": 18, "Organic": 16}),
        "Review Language": language,
        "Domain URL": "hollinvane.example",
        "Webshop Name": "Hollin & Vane",
        "Business Unit ID": "5f0c00000000000000000001",
        "Tags": "",
        "Company Reply Date (UTC)": f"{replied:{_STAMP}}" if writer.chance(0.4) else "",
        "Location Name": "",
        "Location ID": "",
    }


def _title(writer: Writer, text: str) -> str:
    """The start of the review, as the site proposes it, or words of the customer's own."""
    first = text.split(". ")[0].split("\n")[0].rstrip(".!")
    if writer.chance(0.35):
        return str(writer.pick(_OWN_TITLES))
    return first if len(first) < 60 else first[:47] + "…"


# --- Google Play -------------------------------------------------------------------------------------------

_REPLY = "Thank you for your review. Our app team is glad to help you at any time."


def _google_play(people: list[Customer], truth: Truth) -> bytes:
    writer = Writer("play")
    rows = [_app_review(writer, when, writer.pick(people), truth) for when in _times(writer, 1150)]
    rows += [rows[at] for at in (5, 66, 67, 300, 512, 700, 701, 702)]  # pages fetched twice
    return _csv([list(rows[0])], [list(row.values()) for row in rows])


def _app_review(writer: Writer, when: datetime, person: Customer, truth: Truth) -> dict[str, Any]:
    text, said, _ = _said(writer, when, "app", person)
    stars = score(writer, said, 1, 5) if said else 4
    if writer.chance(0.05):
        text, said = "", []
    truth.note("app", when, said)
    version = "4.9.2" if when.date() < BAD_APP else "5.0.0" if when.date() < MENDED_APP else "5.2.1"
    answered = writer.chance(0.3)
    return {
        "reviewId": f"{_hex(writer, 8)}-{_hex(writer, 4)}-{_hex(writer, 12)}",
        "userName": f"{person.first} {person.last}",
        "userImage": "",
        "content": text,
        "score": stars,
        "thumbsUpCount": writer.weighted({0: 80, 1: 12, 3: 6, 17: 2}),
        "reviewCreatedVersion": version,
        "at": f"{when:{_STAMP}}",
        "replyContent": _REPLY if answered else "",
        "repliedAt": f"{when + timedelta(days=2):{_STAMP}}" if answered else "",
        "appVersion": version,
    }


# --- X -----------------------------------------------------------------------------------------------------

_FORMS = {
    "@{brand} {text}": 62,
    "{text} @{brand}": 20,
    "Hey @{brand}, {text}": 8,
    "{text} #hollinvane": 6,
    "@{brand} @{other} {text}": 4,
}


def _x(people: list[Customer], truth: Truth) -> bytes:
    writer = Writer("x")
    fans = people[:700]
    handles = {_author(person): _handle(person) for person in fans}
    posts: list[dict[str, Any]] = []
    for number, when in enumerate(_times(writer, 1000)):
        person = writer.pick(fans)
        number_of_post = 1918000000000000000 + number * 7919 * 10**10 + writer.number(0, 10**9)
        post = {
            "id": str(number_of_post),
            "author_id": _author(person),
            "created_at": f"{when:%Y-%m-%dT%H:%M:%S}.000Z",
        }
        popular = [earlier for earlier in posts[-60:] if "referenced_tweets" not in earlier]
        if popular and writer.chance(0.11):
            post |= _retweet(writer.pick(popular), handles)
        else:
            text, said, language = _said(writer, when, "social", person)
            truth.note("social", when, said)
            post |= {"text": _addressed(writer, text, _handle(writer.pick(fans))), "lang": language}
        retweets = writer.weighted({0: 70, 1: 15, 4: 10, 38: 2})
        likes, replies = writer.number(0, 25), writer.number(0, 3)
        post["public_metrics"] = {"retweet_count": retweets, "reply_count": replies, "like_count": likes}
        posts.append(post)
    return "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in _pages(posts, fans)).encode()


def _retweet(post: dict[str, Any], handles: dict[str, str]) -> dict[str, Any]:
    return {
        "text": f"RT @{handles[post['author_id']]}: {post['text']}",
        "lang": post["lang"],
        "referenced_tweets": [{"type": "retweeted", "id": post["id"]}],
    }


def _author(person: Customer) -> str:
    return str(70000000 + int(person.number[2:]) * 13)


def _handle(person: Customer) -> str:
    return f"{person.first}_{person.last[:4]}{int(person.number[2:]) % 97}".lower()


def _addressed(writer: Writer, text: str, other: str) -> str:
    form = writer.weighted(_FORMS)
    text = form.format(brand=BRAND, other=other, text=lower(text) if form.startswith("Hey") else text)
    text = text.replace("&", "&amp;")
    return f"{text} https://t.co/{_hex(writer, 10)}" if writer.chance(0.08) else text


def _pages(posts: list[dict[str, Any]], fans: list[Customer]) -> Iterator[dict[str, Any]]:
    known = {_author(person): person for person in fans}
    for start in range(0, len(posts), 100):
        data = posts[start : start + 100][::-1]
        users = [
            {
                "id": author,
                "username": _handle(known[author]),
                "name": known[author].first,
                "public_metrics": {"followers_count": int(author) % 1900, "tweet_count": int(author) % 7000},
            }
            for author in sorted({post["author_id"] for post in data})
        ]
        yield {
            "data": data,
            "includes": {"users": users},
            "meta": {"result_count": len(data), "newest_id": data[0]["id"], "oldest_id": data[-1]["id"]},
        }


# --- support tickets ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ticket:
    """A request for help before it has a number."""

    when: datetime
    channel: str
    person: Customer
    topic: str
    message: str
    said: list[Mention]


def _tickets(people: list[Customer], truth: Truth) -> bytes:
    writer = Writer("tickets")
    tickets = [_ticket(writer, when, writer.pick(people)) for when in _times(writer, 950)]
    for _ in range(120):
        tickets += _hop(writer, writer.pick(people))
    tickets.sort(key=lambda ticket: ticket.when)
    for ticket in tickets:
        truth.note("support", ticket.when, ticket.said)
    rows = [_ticket_row(writer, 20411 + number, ticket) for number, ticket in enumerate(tickets)]
    return _csv([list(rows[0])], [list(row.values()) for row in rows])


def _ticket(writer: Writer, when: datetime, person: Customer) -> Ticket:
    text, said, _ = _said(writer, when, "support", person)
    channel = writer.weighted({"Phone": 34, "E-mail": 30, "Chat": 22, "Web form": 14})
    topic = said[0].touchpoint if said and writer.chance(0.85) else ""
    return Ticket(when, channel, person, topic, text, said)


def _hop(writer: Writer, person: Customer) -> list[Ticket]:
    """A customer tries the web, fails, and picks up the phone a day or two later."""
    when = moment(writer, CHANGE_PAGE_REMOVED, LAST - timedelta(days=3))
    later = when + timedelta(hours=writer.number(2, 46))
    web = [Mention("Web shop", "negative", "could not change the order online")]
    phone = [Mention("Phone support", "negative", writer.pick(["on hold", "on hold", "had to repeat my story"]))]
    channel = writer.pick(["Web form", "Chat"])
    return [
        Ticket(when, channel, person, "Web shop", comment(writer, web, "support"), web),
        Ticket(later, "Phone", person, "Phone support", comment(writer, phone, "support"), phone),
    ]


def _ticket_row(writer: Writer, number: int, ticket: Ticket) -> dict[str, Any]:
    rated = bool(ticket.said) and writer.chance(0.3)
    return {
        "Ticket ID": f"T{number}",
        "Created": f"{ticket.when:%d/%m/%Y %H:%M}",
        "Channel": ticket.channel,
        "Customer ID": ticket.person.number,
        "Loyalty tier": ticket.person.tier,
        "Region": ticket.person.region,
        "Topic": ticket.topic,
        "Message": ticket.message,
        "Status": "open" if (LAST - ticket.when.date()).days < 6 else "solved",
        "Satisfaction": score(writer, ticket.said, 1, 5) if rated else "",
    }


def write(folder: Path) -> None:
    """Write all files into a folder."""
    for name, content in build().files.items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
            continue
        with pd.ExcelWriter(folder / name, engine="xlsxwriter") as book:
            book.book.set_properties({"created": datetime(LAST.year, LAST.month, LAST.day)})
            content.to_excel(book, sheet_name="Reviews", index=False)


def meant(truth: pd.DataFrame) -> pd.DataFrame:
    """Positive and negative sentences per touchpoint as they were meant, and their ratio."""
    polar = truth[(truth["touchpoint"] != "") & (truth["mood"] != "neutral")]
    table = pd.crosstab(polar["touchpoint"], polar["mood"])[["positive", "negative"]]
    return table.assign(ratio=table["positive"] / table["negative"]).sort_values("ratio")


if __name__ == "__main__":
    if sys.argv[1:] == ["--truth"]:
        print(meant(build().truth).round(2).to_string())
    else:
        write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
