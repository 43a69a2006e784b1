"""Social media and listening: a record is a post that others can see."""

from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.formats.social import (
    airline_tweets,
    brandwatch,
    hootsuite,
    meltwater,
    meta_comments,
    meta_download,
    meta_posts,
    pulsar,
    reddit,
    sprinklr,
    sprout,
    talkwalker,
    twcs,
    twint,
    x_analytics,
    x_api_v1,
    x_api_v2,
    x_archive,
    x_flat,
    youtube,
    youtube_takeout,
)

FORMATS: tuple[Format, ...] = (
    x_archive, x_analytics, x_api_v1, x_api_v2, x_flat, twint, airline_tweets, twcs, reddit, youtube, youtube_takeout,
    meta_posts, meta_comments, meta_download, meltwater, brandwatch, talkwalker, sprinklr, sprout, hootsuite, pulsar,
)  # fmt: skip
