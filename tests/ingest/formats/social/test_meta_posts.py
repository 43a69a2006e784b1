"""Tables of a page's own posts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.errors import NoTextColumn

Write = Callable[..., Path]

BUSINESS = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows\n"
    '1,9,shop,Shop,New kettles today,0,03/27/2026 06:08,https://x.example/1,IG image,,Lifetime,"12,400",3,1,7,0,900,2\n'
)


def test_content_of_the_business_suite(write: Write) -> None:
    path = write("content.csv", BUSINESS)
    reading = ingest.inspect(path)
    assert (reading.format, reading.source, reading.roles["Description"]) == ("meta posts", "Meta", "reply")
    assert (reading.roles["Comments"], reading.roles["Data comment"]) == ("ignore", "ignore")
    assert reading.facts["date_order"] == "month/day/year"
    with pytest.raises(NoTextColumn, match="the company speaking"):
        ingest.read(path, salt=b"s")


def test_line_of_descriptions_below_the_header(write: Write) -> None:
    path = write(
        "insights.csv",
        "Post ID,Permalink,Post Message,Type,Countries,Languages,Posted,Audience Targeting,Lifetime Post Total Reach\n"
        ",,,,,,,,The number of people who saw your post\n"
        "1_2,https://x.example,New kettles today,Photo,,,03/27/2026 06:08:00 AM,,120\n",
    )
    reading = ingest.inspect(path)
    assert reading.format == "meta posts"
    assert reading.set_aside["record"].tolist() == [0]
    assert reading.set_aside["reason"].tolist() == ["written by the system"]


def test_posts_of_the_graph_api(write: Write) -> None:
    path = write(
        "statuses.csv",
        "status_id,status_message,link_name,status_type,status_link,status_published,num_reactions,num_comments\n"
        "1_2,New kettles today,,photo,https://x.example/1,2017-05-01 10:00:00,3,4\n",
    )
    assert ingest.inspect(path).roles["status_message"] == "reply"


def test_a_page_on_facebook_and_a_german_account(write: Write) -> None:
    page = write(
        "facebook.csv",
        "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Comments,Reach\n"
        "1,9,Shop,New kettles today,,03/27/2026 06:08,https://x.example/1,Photos,7,900\n",
    )
    german = write(
        "inhalte.csv",
        "Beitrags-ID,Konto-ID,Kontoname,Beschreibung,Veröffentlichungszeit,Permalink,Beitragsart,Kommentare\n"
        "1,9,Laden,Neue Kessel,27.03.2026 06:08,https://x.example/1,IG-Bild,7\n",
    )
    assert (ingest.inspect(page).format, ingest.inspect(page).roles["Comments"]) == ("meta posts", "ignore")
    assert ingest.inspect(german).roles["Beschreibung"] == "reply"
    assert ingest.inspect(german).confidence == 0.7
