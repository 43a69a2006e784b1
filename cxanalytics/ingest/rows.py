"""The rows of feedback that the records kept give: one per answer and per rating that stands alone."""

from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest.reading import Reading


def spoken(reading: Reading, stacked: pd.DataFrame, graded: pd.DataFrame) -> pd.DataFrame:
    """The texts; where a column holds the questions, a record's answer is either words or the rating asked for."""
    if reading.column("question") is None or graded.empty:
        return stacked
    return stacked[~stacked["record"].isin(graded["record"])].reset_index(drop=True)


def rows_of(reading: Reading, stacked: pd.DataFrame, graded: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
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
class Spread:
    """Cells of the file, spread over the feedback rows."""

    reading: Reading
    records: pd.Series

    def cells(self, column: str) -> pd.Series:
        """The cells of a column."""
        return self.reading.table[column].take(self.records.to_numpy()).reset_index(drop=True)

    def role(self, role: str) -> pd.Series:
        """The cells of the column of a role; "" where there is none."""
        column = self.reading.column(role)
        if column is None:
            return pd.Series("", index=range(len(self.records)), dtype="str")
        return self.cells(column)

    def values(self, values: pd.Series) -> pd.Series:
        """Values there are one of per record."""
        return values.take(self.records.to_numpy()).reset_index(drop=True)
