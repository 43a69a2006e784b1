"""What the columns of a file are: an editor of their roles beside what they hold."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from cxanalytics import ingest
from cxanalytics.roles import ROLES

# Our own notes in the session, no widget's.
_MAPPED, _BEGUN = "roles that were changed", "roles the editor began with"

_ROLE_WORDS = {
    "text": "text – what the customer wrote",
    "title": "title – heading of the text",
    "question": "question – what was asked",
    "rating": "rating – the customer's score",
    "occurred_at": "date – when the customer wrote",
    "source_id": "id – of the answer or post",
    "customer": "customer – id, kept only as a hash",
    "author": "author – name or handle, kept only as a hash",
    "touchpoint": "touchpoint – where it happened",
    "channel": "channel – web, phone, shop …",
    "segment": "segment – group of customers",
    "language": "language",
    "url": "link – address of the post",
    "reach": "reach – people who may have seen it",
    "status": "status – complete, preview …",
    "reply": "reply – the company's answer, kept out",
    "ignore": "– not used –",
}


def roles(key: str, reading: ingest.Reading, inferred: Mapping[str, str]) -> dict[str, str]:
    """Draw the editor; column -> role, of those a person gave now or, as the reading remembers, before.

    `reading` is what the editor begins with, `inferred` what the columns would be if nobody had said anything.
    """
    # Used columns first: a wide survey has hundreds that are not.
    names = sorted(reading.table.columns, key=lambda name: reading.roles.get(name, "ignore") == "ignore")
    table = reading.table[names]
    columns = pd.DataFrame(
        {
            "column": names,
            "role": [_ROLE_WORDS[role] for role in _said_before(key, reading, names)],
            "filled": [float(filled) for filled in (table != "").mean() * 100],
            "example": [_example(table[name]) for name in names],
        }
    )
    edited = st.data_editor(
        columns,
        key=f"roles {key}",
        hide_index=True,
        disabled=["column", "filled", "example"],
        column_config={
            "column": st.column_config.TextColumn("Column", width="medium"),
            "role": st.column_config.SelectboxColumn(
                "What it is", options=[_ROLE_WORDS[role] for role in ROLES], required=True, width="medium"
            ),
            "filled": st.column_config.ProgressColumn("Filled", format="%.0f %%", min_value=0, max_value=100),
            "example": st.column_config.TextColumn("For example", width="large"),
        },
        alt=f"Columns of {reading.name} with their roles; the role can be changed",
    )
    words = {said: role for role, said in _ROLE_WORDS.items()}
    said = dict(zip(edited["column"].astype("str"), edited["role"].map(words), strict=True))
    changed = {name: role for name, role in said.items() if role != reading.roles.get(name, "ignore")}
    st.session_state.setdefault(_MAPPED, {})[key] = changed
    if not changed:
        return dict(reading.decisions.mapping)
    return {name: role for name, role in said.items() if role != inferred.get(name, "ignore")}


def _said_before(key: str, reading: ingest.Reading, names: Sequence[str]) -> list[str]:
    """The roles to begin with: as understood, or as the person left them before a look at another page."""
    begun: dict[str, list[str]] = st.session_state.setdefault(_BEGUN, {})
    if f"roles {key}" not in st.session_state or key not in begun:
        known = dict(reading.roles) | st.session_state.get(_MAPPED, {}).get(key, {})
        begun[key] = [known.get(name, "ignore") for name in names]
    # The editor keeps a person's changes against the table it began with, so that table must stay the same.
    return begun[key]


def _example(values: pd.Series) -> str:
    filled = values[values != ""].head(3)
    return " · ".join(str(value)[:60] for value in filled.drop_duplicates())
