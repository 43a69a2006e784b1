"""What an import of a file would bring: the first rows as they will be stored, and the languages they are in."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from cxanalytics.emotion.lexicon import rows

_ROWS = 5
_COLUMNS = {
    "text": "Text",
    "question": "Answers",
    "rating": "Rating",
    "occurred_at": "When",
    "touchpoint": "Touchpoint",
    "channel": "Channel",
    "segment": "Segment",
    "language": "Language",
    "status": "Status",
    "customer": "Customer (hash)",
}


def feedback(table: pd.DataFrame) -> None:
    """The first rows of feedback as they will be stored: masked, people as hashes, dates and ratings as read."""
    if table.empty:
        st.caption("Nothing of this file would be added.")
        return
    # Rows with words say more than bare ratings.
    first = pd.concat([table[table["text"].notna()], table[table["text"].isna()]]).head(_ROWS)
    shown = [name for name in _COLUMNS if first[name].notna().any()]
    words = first[[name for name in shown if name not in ("rating", "occurred_at")]].fillna("")
    timed = (first["occurred_at"].dropna().dt.normalize() != first["occurred_at"].dropna()).any()
    st.dataframe(
        first[shown].assign(**words).rename(columns=_COLUMNS),
        hide_index=True,
        column_config={
            "Text": st.column_config.TextColumn(width="medium"),
            "When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm" if timed else "D MMM YYYY"),
            "Rating": st.column_config.NumberColumn(format="%g"),
        },
        alt="The first rows of feedback as they will be stored",
    )


def languages(shares: Mapping[str, float], looked_at: int) -> None:
    """In which languages the texts are, of a sample, in one line."""
    if not shares:
        return
    parts = [
        f"{_name(code)} {share:.0%}" if share >= 0.005 else f"{_name(code)} below 1%" for code, share in shares.items()
    ]
    st.caption(f"Languages, of {looked_at:,} texts looked at: {', '.join(parts)}.")


def _name(code: str) -> str:
    """A language's name by its code; the code where no name is known."""
    names = {row["language"]: row["names"].split("|")[0].capitalize() for row in rows("languages.csv")}
    return names.get(code, code)
