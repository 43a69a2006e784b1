"""From a file understood to feedback and the ledger: repeats set aside, texts masked, ids given."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from cxanalytics import feedback, privacy
from cxanalytics.errors import NoTextColumn
from cxanalytics.ingest import hygiene, ids, people, rating_grids, texts
from cxanalytics.ingest.decisions import Decisions
from cxanalytics.ingest.ledger import Import, Ledger
from cxanalytics.ingest.reading import Reading
from cxanalytics.ingest.rows import Spread, rows_of, spoken
from cxanalytics.roles import ROLES


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
    stacked = texts.stack(table, reading.columns("text"), reading.column("title"), decided.keep)
    graded = rating_grids.stacked(reading.grid)
    words = spoken(reading, stacked.rows, graded)
    tidy = hygiene.sort_out(reading, words, graded, decided.keep)
    set_aside = tidy.set_aside
    kept = ~pd.Series(range(len(table))).isin(set_aside["record"])
    rows = rows_of(reading, words, graded, kept)
    frame = _frame(reading, rows, salt, touchpoint)
    handles = privacy.public_handles(frame["text"].dropna())
    masked_frame, masked = _redacted(frame, handles, names)
    result = feedback.conform(masked_frame)
    cleaned = {**stacked.counts, **tidy.counts}
    said = tidy.said
    said += (f"{names.count:,} names of a list were looked for in the texts; the list is not kept.",) if names else ()
    ledger = _ledger(reading, result, set_aside, masked, handles, said, cleaned)
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


def _frame(reading: Reading, rows: pd.DataFrame, salt: bytes, touchpoint: str | None) -> pd.DataFrame:
    spread = Spread(reading, rows["record"])
    response, answer = ids.ids_of(reading, rows, spread, salt)
    status = spread.role("status")
    frame: dict[str, str | pd.Series] = {
        "feedback_id": answer,
        "response_id": response,
        "import_id": reading.import_id,
        "source": reading.source,
        "kind": reading.kind,
        "source_id": ids.own(spread, salt),
        "text": rows["text"],
        "question": _asked(reading, rows["column"], spread),
        "touchpoint": _places(reading, rows["column"], spread, touchpoint),
        "channel": spread.role("channel"),
        "segment": _segment(reading, spread),
        "language": spread.role("language"),
        "url": privacy.clean_links(spread.role("url")),
        "status": status.where(status != "", rows["mark"]),
        "customer": ids.customer(reading, spread, salt),
        "reach": pd.to_numeric(spread.role("reach").str.replace(",", ""), errors="coerce"),
    }
    for name in ("rating", "rating_low", "rating_high"):
        frame[name] = rows[name]
    if reading.dates is not None:
        frame["occurred_at"] = spread.values(reading.dates.values)
    return pd.DataFrame(frame, index=rows.index)


def _asked(reading: Reading, columns: pd.Series, spread: Spread) -> pd.Series:
    """What each answer answers. A lone column called "comment" or "text" asks nothing."""
    several = len(reading.columns("text")) > 1
    words = {name: reading.questions.get(name) or name for name in reading.roles}
    over = {name: said if several or "?" in said or len(said.split()) >= 4 else "" for name, said in words.items()}
    said = {each.column: each.text() for each in reading.asked}
    told = {each.column: each.text() for each in reading.asked if each.text() != each.wording}
    graded = {each.column: each.question for each in reading.grid}
    held = spread.role("question")
    asked = _mapped(columns, over | told | graded)
    held = held.where(~held.isin(said), _mapped(held, said))
    return held.where((held != "") & ~columns.isin(graded), asked)


def _places(reading: Reading, columns: pd.Series, spread: Spread, touchpoint: str | None) -> pd.Series:
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


def _segment(reading: Reading, spread: Spread) -> pd.Series:
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
    handles: tuple[str, ...], said: tuple[str, ...], cleaned: Mapping[str, int],
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
        precision=reading.facts.get("precision", ""),
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
        cleaned=cleaned,
    )
