"""Customer Support on Twitter: customers' and agents' posts of many companies in one table."""

from cxanalytics.ingest.formats.base import BY_COMPANY, Layout, aside, pick, plain_set, segments
from cxanalytics.ingest.grid import Grid

NAME = "customer support on twitter"

_SIGNATURE = {"tweet id", "author id", "inbound", "created at", "text"}
_ROLES = {
    "source_id": ("tweet_id",), "occurred_at": ("created_at",), "text": ("text",), "customer": ("author_id",),
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the column that tells customers' posts from agents'."""
    return 0.95 if plain_set(grid) >= _SIGNATURE else 0.0


def lay_out(grid: Grid) -> Layout:
    """Customers' posts; those of agents are set aside."""
    table = grid.table()
    inbound = next(name for name in table if str(name).lower() == "inbound")
    known = pick(table, _ROLES) | segments(table, ("company",)) | {str(inbound): "ignore"}
    agents = aside(table[inbound].str.lower().isin(["false", "0", "no"]), BY_COMPANY)
    return Layout(table, "X", "support", known, ("rating", "title", "channel", "touchpoint"), set_aside=agents)
