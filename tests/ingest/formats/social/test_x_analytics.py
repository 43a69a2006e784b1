"""X analytics."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.errors import NoTextColumn


def test_the_posts_are_the_companys(write: Callable[..., Path]) -> None:
    path = write(
        "tweet_activity.csv",
        "Tweet id,Tweet permalink,Tweet text,time,impressions,engagements\n"
        "1,https://x.example/1,Doors open at nine,2015-09-30 03:35 +0000,120,-\n",
    )
    reading = ingest.inspect(path)
    assert (reading.format, reading.roles["Tweet text"]) == ("x analytics", "reply")
    with pytest.raises(NoTextColumn, match="the company speaking"):
        ingest.read(path, salt=b"s")
