"""From a file understood to feedback and the ledger: repeats set aside, texts masked, ids given."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from cxanalytics import feedback, privacy
from cxanalytics.errors import NoTextColumn
from cxanalytics.ingest import identity, people, texts
from cxanalytics.ingest.decisions import Decisions
from cxanalytics.ingest.formats.base import aside
from cxanalytics.ingest.ledger import Import, Ledger
from cxanalytics.ingest.reading import Reading
from cxanalytics.roles import ROLES

NOTHING_SAID = "no text and no rating"


def build(
    reading: Reading, *, salt: bytes, touchpoint: str | None = None, decisions: Decisions | None = None
) -> Import:
    """Feedback of a file and its ledger.

    `salt` keys the hashes of people and the ids of feedback; `touchpoint` is taken where the file names none.
    `decisions` is what a person said, by default what the file was read with.

    Raises
    ------
    NoTextColumn
        No column holds customers' words, and nobody named a rating instead.
    """
    decided = reading.decisions if decisions is None else decisions
    touchpoint = touchpoint or decided.touchpoint
    _require_text(reading)
    table = reading.table
    stacked = texts.stack(table, reading.columns("text"), reading.column("title"))
    set_aside, said = _set_aside(reading, stacked)
    kept = ~pd.Series(range(len(table))).isin(set_aside["record"])
    rows = _rows(reading, stacked, kept)
    frame = _frame(reading, rows, salt, touchpoint)
    handles = privacy.public_handles(frame["text"].dropna())
    masked_frame, masked = _masked(frame, handles)
    result = feedback.conform(masked_frame)
    ledger = _ledger(reading, result, set_aside, masked, handles, said)
    return Import(result, ledger, set_aside, rows["record"])


def _require_text(reading: Reading) -> None:
    if reading.columns("text") or ("rating" in reading.roles.values() and reading.column("rating") in reading.mapped):
        return
    replies = reading.columns("reply")
    why = f" ('{replies[0]}' is the company speaking)" if replies else ""
    raise NoTextColumn(
        f"{reading.name} holds no column of customers' words{why}; say which one it is (on the Import page, or with "
        "--map COLUMN=text), or keep its ratings alone (say which column they are, or --map COLUMN=rating)."
    )


def _set_aside(reading: Reading, stacked: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Each record at most once: what the format says, then repeats, then records that say nothing."""
    table = reading.table
    source_id = reading.column("source_id")
    usable = source_id is not None and not identity.is_damaged(table[source_id])
    person = people.key(table, reading.roles)
    marks = [name for name, fits in ((source_id, usable), (person, True)) if name and fits]
    clock = reading.column("occurred_at")
    if clock and reading.dates is not None and reading.dates.times:
        marks.append(clock)
    copies = identity.repeated_rows(table, marks)
    pieces = [reading.set_aside, aside(copies, identity.REPEATED_ROW)]
    said: list[str] = []
    if usable and source_id:
        pieces.append(aside(identity.repeated_ids(table[source_id].mask(copies, "")), identity.REPEATED_ID))
    elif source_id:
        said.append(f"The ids in '{source_id}' were rounded by a spreadsheet, so they are not used to find repeats.")
    spoken = pd.Series(range(len(table))).isin(stacked["record"])
    rated = reading.ratings.values.notna() if reading.ratings is not None else pd.Series(False, index=table.index)
    pieces.append(aside(~spoken & ~rated.reset_index(drop=True), NOTHING_SAID))
    result = pd.concat(pieces, ignore_index=True).drop_duplicates("record", ignore_index=True)
    left = identity.copies(table) - int(copies.sum())
    if left > 0 and not marks:
        said.append(
            f"{left:,} rows repeat another row word for word; they are kept, "
            "because nothing tells whether they come from different people."
        )
    return result.sort_values("record", ignore_index=True), tuple(said)


def _rows(reading: Reading, stacked: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
    """record, column, text, mark: a row per answer of the records kept; one where a rating stands alone."""
    spoken = stacked[kept.to_numpy()[stacked["record"].to_numpy(dtype="int64")]]
    silent = kept & ~pd.Series(range(len(kept))).isin(spoken["record"])
    alone = pd.DataFrame({"record": silent.index[silent], "column": reading.column("rating") or "", "text": ""})
    rows: pd.DataFrame = pd.concat([spoken, alone.assign(mark="")], ignore_index=True)
    return rows.sort_values("record", kind="stable", ignore_index=True)


@dataclass(frozen=True)
class _Rows:
    """Cells of the file, spread over the feedback rows."""

    reading: Reading
    records: pd.Series

    def cells(self, column: str) -> pd.Series:
        return self.reading.table[column].take(self.records.to_numpy()).reset_index(drop=True)

    def role(self, role: str) -> pd.Series:
        column = self.reading.column(role)
        if column is None:
            return pd.Series("", index=range(len(self.records)), dtype="str")
        return self.cells(column)

    def values(self, values: pd.Series) -> pd.Series:
        return values.take(self.records.to_numpy()).reset_index(drop=True)


def _frame(reading: Reading, rows: pd.DataFrame, salt: bytes, touchpoint: str | None) -> pd.DataFrame:
    spread = _Rows(reading, rows["record"])
    response, answer = _ids(reading, rows, spread, salt)
    asked = rows["column"].map(_asked(reading))
    place = spread.role("touchpoint")
    if touchpoint:
        place = place.mask(place == "", touchpoint)
    status = spread.role("status")
    frame: dict[str, str | pd.Series] = {
        "feedback_id": answer,
        "response_id": response,
        "import_id": reading.import_id,
        "source": reading.source,
        "kind": reading.kind,
        "source_id": _own_id(spread, salt),
        "text": rows["text"],
        "question": spread.role("question").where(lambda s: s != "", asked),
        "touchpoint": place,
        "channel": spread.role("channel"),
        "segment": _segment(reading, spread),
        "language": spread.role("language"),
        "url": privacy.clean_links(spread.role("url")),
        "status": status.where(status != "", rows["mark"]),
        "customer": _customer(reading, spread, salt),
        "reach": pd.to_numeric(spread.role("reach").str.replace(",", ""), errors="coerce"),
    }
    if reading.ratings is not None:
        rating = spread.values(reading.ratings.values)
        frame["rating"] = rating
        frame["rating_low"] = rating.where(rating.isna(), reading.ratings.low)
        frame["rating_high"] = rating.where(rating.isna(), reading.ratings.high)
    if reading.dates is not None:
        frame["occurred_at"] = spread.values(reading.dates.values)
    return pd.DataFrame(frame, index=rows.index)


def _asked(reading: Reading) -> dict[str, str]:
    """What each text column asks. A lone column called "comment" or "text" asks nothing."""
    several = len(reading.columns("text")) > 1
    words = {name: reading.questions.get(name) or name for name in reading.roles}
    return {name: said if several or "?" in said or len(said.split()) >= 4 else "" for name, said in words.items()}


def _own_id(spread: _Rows, salt: bytes) -> pd.Series:
    """The tool's own id; where that is a person's address, its hash, so that ids stay apart."""
    own = spread.role("source_id")
    masked, _ = privacy.redact(own, (), kinds=("email", "handle"))
    return own.where(masked == own, privacy.hash_ids(own.str.lower(), salt))


def _ids(reading: Reading, rows: pd.DataFrame, spread: _Rows, salt: bytes) -> tuple[pd.Series, pd.Series]:
    """Ids that a later export with the same answers gives again, in the same workspace.

    Keyed with the salt, because they may be made of names: nobody can confirm a guess without it. Built on the
    tool's own id where it is a key, else on what was said by whom and when, with a running number among equals.
    """
    source = pd.Series(reading.source, index=rows.index)
    own = spread.role("source_id")
    column = reading.column("source_id")
    if column is None or identity.is_damaged(reading.table[column]):
        own = own.mask(own != "", "")
    said = [reading.table[name] for role in ("text", "title", "rating", "occurred_at", "customer", "author")
            for name in reading.columns(role)]  # fmt: skip
    content = identity.digests(salt, *said)
    key = spread.values(identity.numbered(content))
    key = ("content\x1f" + key).where(own == "", "id\x1f" + own)
    return identity.digests(salt, source, key), identity.digests(salt, source, key, rows["column"])


def _segment(reading: Reading, spread: _Rows) -> pd.Series:
    columns = reading.columns("segment")
    if len(columns) == 1:
        return spread.cells(columns[0])
    joined = pd.Series("", index=range(len(spread.records)), dtype="str")
    for name in columns:
        cell = spread.cells(name)
        part = (f"{name}: " + cell).where(cell != "", "")
        glue = pd.Series(" | ", index=cell.index).where((joined != "") & (part != ""), "")
        joined = joined + glue + part
    return joined


def _customer(reading: Reading, spread: _Rows, salt: bytes) -> pd.Series:
    column = people.key(reading.table, reading.roles)
    if column is None:
        return pd.Series("", index=range(len(spread.records)), dtype="str")
    return _hashed(spread.cells(column), salt)


def _hashed(names: pd.Series, salt: bytes) -> pd.Series:
    """Customers' keys as hashes; mail addresses are the same in any case, and what names nobody is missing."""
    mail = names.str.contains("@", regex=False)
    return privacy.hash_ids(names.where(~mail, names.str.lower()).mask(people.nobody(names), ""), salt)


def customer_keys(reading: Reading, salt: bytes) -> pd.DataFrame:
    """The tool's own key of each customer beside its hash: customer, key. Empty where no column holds a customer.

    For those who asked to keep it, to answer customers in the tool; everything else knows the hash alone.
    """
    column = people.key(reading.table, reading.roles)
    if column is None:
        return pd.DataFrame({"customer": pd.Series(dtype="str"), "key": pd.Series(dtype="str")})
    names = reading.table[column].astype("str")
    table = pd.DataFrame({"customer": _hashed(names, salt), "key": names})
    return table.dropna().drop_duplicates("customer", ignore_index=True)


def _masked(frame: pd.DataFrame, handles: tuple[str, ...]) -> tuple[pd.DataFrame, dict[str, int]]:
    columns, totals = {}, Counter[str]()
    for name in ("text", "question", "touchpoint", "channel", "segment", "status", "url"):
        # Phone-like numbers are what links are made of; only addresses are looked for there.
        kinds = ("email", "handle") if name == "url" else None
        columns[name], counts = privacy.redact(frame[name], handles, kinds)
        totals.update(counts)
    return frame.assign(**columns), dict(sorted(totals.items()))


def _ledger(
    reading: Reading, result: pd.DataFrame, set_aside: pd.DataFrame, masked: dict[str, int],
    handles: tuple[str, ...], said: tuple[str, ...],
) -> Ledger:  # fmt: skip
    reasons = set_aside["reason"].value_counts()
    given: dict[str, str | list[str]] = {}
    for role in ROLES:
        columns = reading.columns(role)
        if columns and role != "ignore":
            given[role] = columns[0] if len(columns) == 1 else columns
    stamps = result["occurred_at"].dropna()
    span = (stamps.min().isoformat(), stamps.max().isoformat()) if len(stamps) else None
    hashed = people.key(reading.table, reading.roles)
    others = (*reading.personal, *people.unused(reading.table, reading.roles))
    return Ledger(
        file=privacy.mask_name(reading.name),
        import_id=reading.import_id,
        format=reading.format,
        confidence=round(reading.confidence, 2),
        source=reading.source,
        kind=reading.kind,
        encoding=reading.facts.get("encoding", ""),
        delimiter=reading.facts.get("delimiter", ""),
        sheet=reading.facts.get("sheet", ""),
        date_order=reading.facts.get("date_order", ""),
        dates=span,
        clock=reading.facts.get("clock", ""),
        scale=reading.facts.get("scale", ""),
        read=len(reading.table),
        kept=len(reading.table) - len(set_aside),
        set_aside={str(reason): int(n) for reason, n in reasons.items()},
        feedback=len(result),
        with_text=int(result["text"].notna().sum()),
        roles=given,
        masked=masked,
        dropped=tuple(dict.fromkeys(name for name in others if name != hashed)),
        hashed=(hashed,) if hashed else (),
        public_handles=handles,
        warnings=(*reading.warnings, *said),
    )
