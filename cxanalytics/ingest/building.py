"""From a file understood to feedback and the ledger: repeats set aside, texts masked, ids given."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics import feedback, privacy
from cxanalytics.errors import NoTextColumn
from cxanalytics.ingest import identity, people, rating_grids, texts
from cxanalytics.ingest.decisions import Decisions
from cxanalytics.ingest.formats.base import aside
from cxanalytics.ingest.ledger import Import, Ledger
from cxanalytics.ingest.reading import Reading
from cxanalytics.roles import ROLES

NOTHING_SAID = "no text and no rating"


def build(
    reading: Reading,
    *,
    salt: bytes,
    touchpoint: str | None = None,
    decisions: Decisions | None = None,
    names: privacy.Names = privacy.NOBODY,
) -> Import:
    """Feedback of a file and its ledger.

    `salt` keys the hashes of people and the ids of feedback; `touchpoint` is taken where the file names none.
    `decisions` is what a person said, by default what the file was read with. `names` are masked wherever they stand in
    what is kept, beside the names that people write under their words.

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
    graded = rating_grids.stacked(reading.grid)
    set_aside, said = _set_aside(reading, stacked, graded)
    kept = ~pd.Series(range(len(table))).isin(set_aside["record"])
    rows = _rows(reading, stacked, graded, kept)
    frame = _frame(reading, rows, salt, touchpoint)
    handles = privacy.public_handles(frame["text"].dropna())
    masked_frame, masked = _redacted(frame, handles, names)
    result = feedback.conform(masked_frame)
    said += (f"{names.count:,} names of a list were looked for in the texts; the list is not kept.",) if names else ()
    ledger = _ledger(reading, result, set_aside, masked, handles, said)
    return Import(result, ledger, set_aside, rows["record"])


def _require_text(reading: Reading) -> None:
    if (
        reading.columns("text")
        or reading.grid
        or ("rating" in reading.roles.values() and reading.column("rating") in reading.mapped)
    ):
        return
    replies = reading.columns("reply")
    why = f" ('{replies[0]}' is the company speaking)" if replies else ""
    raise NoTextColumn(
        f"{reading.name} holds no column of customers' words{why}; say which one it is (on the Import page, or with "
        "--map COLUMN=text), or keep its ratings alone (say which column they are, or --map COLUMN=rating)."
    )


def _set_aside(reading: Reading, stacked: pd.DataFrame, graded: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
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
    spoken = pd.Series(range(len(table))).isin({*stacked["record"], *graded["record"]})
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


def _rows(reading: Reading, stacked: pd.DataFrame, graded: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
    """record, column, text, mark, rating and its ends: a row per answer and per rating of a touchpoint of the records
    kept; one where the rating of all stands alone.
    """
    spoken, graded = (part[kept.to_numpy()[part["record"].to_numpy(dtype="int64")]] for part in (stacked, graded))
    scores = reading.ratings
    whole = pd.Series(float("nan"), index=kept.index) if scores is None else scores.values.reset_index(drop=True)
    silent = kept & ~kept.index.isin(spoken["record"]) & ~(whole.isna() & kept.index.isin(graded["record"]))
    alone = pd.DataFrame({"record": silent.index[silent], "column": reading.column("rating") or "", "text": ""})
    rows = pd.concat([spoken, alone.assign(mark="")], ignore_index=True)
    rating = whole.take(rows["record"].to_numpy(dtype="int64")).reset_index(drop=True)
    low, high = (float("nan"), float("nan")) if scores is None else (scores.low, scores.high)
    rows = rows.assign(
        rating=rating, rating_low=rating.where(rating.isna(), low), rating_high=rating.where(rating.isna(), high)
    )
    if len(graded):
        rows = pd.concat([rows, graded.assign(text="", mark="")], ignore_index=True)
    ordered: pd.DataFrame = rows.sort_values("record", kind="stable", ignore_index=True)
    return ordered


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
    status = spread.role("status")
    frame: dict[str, str | pd.Series] = {
        "feedback_id": answer,
        "response_id": response,
        "import_id": reading.import_id,
        "source": reading.source,
        "kind": reading.kind,
        "source_id": _own_id(spread, salt),
        "text": rows["text"],
        "question": _asked(reading, rows["column"], spread),
        "touchpoint": _places(reading, rows["column"], spread, touchpoint),
        "channel": spread.role("channel"),
        "segment": _segment(reading, spread),
        "language": spread.role("language"),
        "url": privacy.clean_links(spread.role("url")),
        "status": status.where(status != "", rows["mark"]),
        "customer": _customer(reading, spread, salt),
        "reach": pd.to_numeric(spread.role("reach").str.replace(",", ""), errors="coerce"),
    }
    for name in ("rating", "rating_low", "rating_high"):
        frame[name] = rows[name]
    if reading.dates is not None:
        frame["occurred_at"] = spread.values(reading.dates.values)
    return pd.DataFrame(frame, index=rows.index)


def _asked(reading: Reading, columns: pd.Series, spread: _Rows) -> pd.Series:
    """What each answer answers. A lone column called "comment" or "text" asks nothing."""
    several = len(reading.columns("text")) > 1
    words = {name: reading.questions.get(name) or name for name in reading.roles}
    over = {name: said if several or "?" in said or len(said.split()) >= 4 else "" for name, said in words.items()}
    said = {each.column: each.text() for each in reading.asked}
    told = {each.column: each.text() for each in reading.asked if each.text() != each.wording}
    graded = {each.column: each.question for each in reading.grid}
    held = spread.role("question")
    asked = _mapped(columns, over | told | graded)
    return held.where(~held.isin(said), _mapped(held, said)).where(held != "", asked)


def _places(reading: Reading, columns: pd.Series, spread: _Rows, touchpoint: str | None) -> pd.Series:
    """Where each answer belongs: what the rating's column or the file says, then what a person said of its question
    or of the whole file, then what the question's wording says.
    """
    graded = _mapped(columns, {each.column: each.touchpoint for each in reading.grid})
    held = spread.role("question")
    place = graded.where(graded != "", spread.role("touchpoint"))
    for told, whole in ((True, touchpoint), (False, None)):
        says = {each.column: each.touchpoint for each in reading.asked if each.told is told}
        asked = _mapped(columns, says)
        place = place.where(place != "", asked.where(asked != "", _mapped(held, says)))
        if whole:
            place = place.mask(place == "", whole)
    return place


def _mapped(values: pd.Series, said: Mapping[str, str]) -> pd.Series:
    """What is said of each value, "" where nothing is."""
    return values.map({value: said.get(str(value), "") for value in values.unique()}).astype("str")


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
    said += [reading.table[each.column] for each in reading.grid]
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


def _redacted(
    frame: pd.DataFrame, handles: tuple[str, ...], names: privacy.Names
) -> tuple[pd.DataFrame, dict[str, int]]:
    columns, totals = {}, Counter[str]()
    for name in ("text", "question", "touchpoint", "channel", "segment", "status", "url"):
        # Phone-like numbers are what links are made of; only addresses are looked for there.
        kinds = ("email", "handle") if name == "url" else None
        columns[name], counts = privacy.redact(frame[name], handles, kinds, names)
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
