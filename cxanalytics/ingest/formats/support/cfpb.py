"""Complaints of the US Consumer Financial Protection Bureau: the public download, as table or JSON."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cxanalytics.ingest.documents import as_records
from cxanalytics.ingest.formats.base import Layout, pick
from cxanalytics.ingest.formats.support.turns import objects, opening, part
from cxanalytics.ingest.grid import Grid, trim

NAME = "cfpb complaints"

_ROLES = {
    "source_id": ("complaint_id", "Complaint ID"),
    "occurred_at": ("date_received", "Date received"),
    "text": ("consumer_complaint_narrative", "Consumer complaint narrative", "complaint_what_happened"),
    "channel": ("submitted_via", "Submitted via"),
}
_REPLIES = ("company_public_response", "company_response_to_consumer", "company_response")
_SEGMENTS = ("product", "issue", "company", "state", "tags")  # tags: "Older American", "Servicemember"
_NOT_KEPT = ("zip_code",)
_SIGNATURE = {
    "date_received", "product", "sub_product", "issue", "sub_issue", "consumer_complaint_narrative", "company",
    "company_public_response", "consumer_consent_provided", "submitted_via", "date_sent_to_company",
    "company_response_to_consumer", "timely_response", "consumer_disputed", "complaint_id", "complaint_what_happened",
    "timely", "has_narrative",
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the bureau's own columns: the number of the complaint beside a narrative and the company's answers."""
    hits = {_plain(name) for name in _names(grid)} & _SIGNATURE
    narrated = hits & {"consumer_complaint_narrative", "complaint_what_happened"}
    return min(0.98, 0.2 * len(hits)) if "complaint_id" in hits and narrated else 0.0


def lay_out(grid: Grid) -> Layout:
    """Complaints; only those whose narrative the consumer agreed to publish hold words. "XXXX" stands for what the
    bureau blackened, and stays.
    """
    hits = _hits(grid.documents)
    table = grid.table() if not hits else _table(hits)
    known = pick(table, _ROLES)
    for name in map(str, table):
        plain = _plain(name)
        if plain in _REPLIES:
            known[name] = "reply"
        elif plain in _NOT_KEPT:
            known[name] = "ignore"
        elif plain in _SEGMENTS and table[name].nunique() > 1:
            known[name] = "segment"
    personal = tuple(name for name in known if _plain(name) in _NOT_KEPT)
    settled = ("text", "title", "rating", "segment", "customer", "author", "touchpoint", "status")
    return Layout(table, "CFPB", "support", known, settled, personal=personal)


def _plain(name: str) -> str:
    return name.lower().strip("?").replace(" ", "_").replace("-", "_")


def _names(grid: Grid) -> list[str]:
    hits = _hits(opening(grid.documents))[:20]
    return [name for hit in hits for name in hit] if hits else grid.names


def _hits(documents: Sequence[Any]) -> list[dict[str, object]]:
    """The complaints of a search result, which wraps each into "_source"."""
    pages = [document for document in documents if isinstance(document, dict)]
    found = [hit for page in pages for hit in objects(part(page, "hits").get("hits"))]
    return [hit["_source"] for hit in found if isinstance(hit.get("_source"), dict)]


def _table(hits: list[dict[str, object]]) -> pd.DataFrame:
    cells = trim(as_records(pd.DataFrame(hits)))
    return cells.iloc[1:].reset_index(drop=True).set_axis([str(name) for name in cells.iloc[0]], axis=1)
