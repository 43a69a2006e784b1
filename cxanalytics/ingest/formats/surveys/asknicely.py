"""AskNicely: answers of its API, as JSON or a table. Its exports were not seen, so the fields are taken by name."""

from cxanalytics.ingest.formats.base import Layout, aside, header_set, no_records, pick
from cxanalytics.ingest.formats.surveys.answers import NOT_ANSWERED, cells, ignored
from cxanalytics.ingest.grid import Grid

NAME = "asknicely"

_SIGNATURE = {"answer", "comment", "responded"}
_OWN = {"answerlabel", "question_type", "deliverymethod", "dontcontact", "lastemailed", "publishedname", "person_id"}
_ROLES = {
    "source_id": ("response_id", "id"),
    "text": ("comment",),
    "rating": ("answer",),
    "occurred_at": ("responded",),
    "customer": ("person_id", "contact_id", "email"),
    "channel": ("deliverymethod",),
    "segment": ("segment",),
    "reply": ("note", "notes"),
}
_UNUSED = {
    "answerlabel", "sent", "opened", "created", "lastemailed", "dontcontact", "status", "survey_template",
    "question_type", "published", "publishedname", "publishedavatar", "data",
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Likely by answer, comment and the time of the answer, a little more with other fields of its own."""
    names = header_set(grid)
    if not names >= _SIGNATURE:
        return 0.0
    return 0.8 if len(names & _OWN) >= 2 else 0.6


def lay_out(grid: Grid) -> Layout:
    """Answers of customers; people who were asked and said nothing are set aside."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= ignored(table, _UNUSED, known)
    when = next(name for name, role in known.items() if role == "occurred_at")
    rating = next(name for name, role in known.items() if role == "rating")
    text = next(name for name, role in known.items() if role == "text")
    silent = table[when].isin(["", "0"]) & (table[rating] == "") & (table[text] == "")
    table = table.assign(**{when: table[when].where(table[when] != "0", "")})
    set_aside = aside(silent, NOT_ANSWERED) if silent.any() else no_records()
    recommends = cells(table, "question_type").str.lower().isin(["", "nps"]).all()
    questions = {rating: "NPS"} if recommends else {}
    return Layout(table, "AskNicely", "survey", known, (), questions, set_aside)
