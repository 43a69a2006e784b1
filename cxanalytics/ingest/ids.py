"""Ids of responses, answers and customers: hashes that a later export of the same answers gives again."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import privacy
from cxanalytics.ingest import identity, people
from cxanalytics.ingest.reading import Reading
from cxanalytics.ingest.rows import Spread


def own(spread: Spread, salt: bytes) -> pd.Series:
    """The tool's own id; where that is a person's address, its hash, so that ids stay apart."""
    own = spread.role("source_id")
    masked, _ = privacy.redact(own, (), kinds=("email", "handle"))
    return own.where(masked == own, privacy.hash_ids(own.str.lower(), salt))


def ids_of(reading: Reading, rows: pd.DataFrame, spread: Spread, salt: bytes) -> tuple[pd.Series, pd.Series]:
    """Ids that a later export with the same answers gives again, in the same workspace.

    Keyed with the salt, because they may be made of names: nobody can confirm a guess without it. Built on the
    tool's own id where it is a key, else on what was said by whom and when, with a running number among equals.
    """
    source = pd.Series(reading.source, index=rows.index)
    table = reading.table.reset_index(drop=True)
    own, asked = _keys(reading, rows["record"].unique())
    # "4 months ago" is another text next month, of the same answer.
    clock = () if reading.dates is not None and reading.dates.relative else ("occurred_at",)
    said = [table[name] for role in ("text", "title", "rating", *clock, "customer", "author")
            for name in reading.columns(role)]  # fmt: skip
    said += [table[each.column] for each in reading.grid if each.column in table]
    key = spread.values(identity.numbered(identity.digests(salt, *said)))
    own, asked = spread.values(own), spread.values(asked)
    key = ("content\x1f" + key).where(own == "", "id\x1f" + own)
    return identity.digests(salt, source, key), identity.digests(salt, source, key, rows["column"] + asked)


def _keys(reading: Reading, kept: npt.NDArray[np.int64]) -> tuple[pd.Series, pd.Series]:
    """Per record the tool's own id, "" where it is no key; and its question, where ids repeat with other questions.

    An id that a person let stand twice is numbered from its second record on.
    """
    table = reading.table.reset_index(drop=True)
    column, question = reading.column("source_id"), reading.column("question")
    none = pd.Series("", index=table.index, dtype="str")
    if column is None or identity.is_damaged(table[column]):
        return none, none
    answers = identity.of_answers(table, column, question).take(kept)
    number = answers.groupby(answers, sort=False).cumcount()
    again = (number > 0) & (answers != "")
    own = table[column] + ("\x1f#" + number.astype("str")).where(again, "").reindex(table.index).fillna("")
    repeated = own.take(kept)[lambda ids: ids != ""].duplicated().any()
    return own, "\x1f" + table[question] if question is not None and repeated else none


def customer(reading: Reading, spread: Spread, salt: bytes) -> pd.Series:
    """The hash of who speaks in each row; missing where nobody is told apart."""
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
