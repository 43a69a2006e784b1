"""Reviews: a record is what a person wrote about a place, a product or an app, mostly with stars."""

from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.formats.reviews import (
    amazon,
    app_store_connect,
    app_store_feed,
    appfollow,
    g2,
    google_business,
    google_scraper,
    play_console,
    skytrax,
    store_scraper,
    trustpilot,
    yelp,
)

FORMATS: tuple[Format, ...] = (
    google_business, play_console, app_store_feed, app_store_connect, store_scraper, trustpilot, google_scraper, yelp,
    amazon, skytrax, g2, appfollow,
)  # fmt: skip
