"""The account of an import, for people: what was read, what was kept, what was set aside and why."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics.ingest.ledger import cleaned_words, decided_words, masked_words


def show(ledger: Mapping[str, Any]) -> None:
    """One file's ledger."""
    aside = sum(ledger["set_aside"].values())
    with st.container(horizontal=True):
        st.metric("Rows read", f"{ledger['read']:,}", border=True)
        st.metric("Kept", f"{ledger['kept']:,}", border=True)
        st.metric("Set aside", f"{aside:,}", border=True)
        st.metric("Answers with text", f"{ledger['with_text']:,}", border=True)
    if ledger["warnings"]:
        # One quiet box: what is worth a look, not an alarm for each.
        st.warning("\n".join(f"- {warning}" for warning in ledger["warnings"]), icon=":material/info:")
    st.markdown("\n".join(f"- {line}" for line in _lines(ledger)))


def overview(ledgers: list[Mapping[str, Any]]) -> None:
    """All imports of a workspace, one line each."""
    table = pd.DataFrame(
        {
            "File": [item["file"] for item in ledgers],
            "Source": [item["source"] for item in ledgers],
            "Rows read": [item["read"] for item in ledgers],
            "Kept": [item["kept"] for item in ledgers],
            "Set aside": [sum(item["set_aside"].values()) for item in ledgers],
            "Why": ["; ".join(f"{reason} {n:,}" for reason, n in item["set_aside"].items()) for item in ledgers],
        }
    )
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in ("Rows read", "Kept", "Set aside")}
    st.dataframe(table, hide_index=True, column_config=numbers, alt="Imports with rows read, kept and set aside")


def _lines(ledger: Mapping[str, Any]) -> list[str]:
    lines = [f"{n:,} set aside: {reason}" for reason, n in ledger["set_aside"].items()]
    lines += [f"{sentence[:1].upper()}{sentence[1:]}" for sentence in decided_words(ledger)]
    if ledger.get("dates"):
        lines.append(f"Dates from {ledger['dates'][0][:10]} to {ledger['dates'][1][:10]}")
    if ledger.get("scale"):
        lines.append(f"Ratings on the scale {ledger['scale']}")
    lines.append(masked_words(ledger).removesuffix("."))
    lines += [cleaned_words(ledger)] if ledger.get("cleaned") else []
    if ledger["dropped"]:
        lines.append(f"Personal columns, not kept: {', '.join(ledger['dropped'])}")
    if ledger["hashed"]:
        lines.append(f"Kept only as a hash that nobody can turn back: {', '.join(ledger['hashed'])}")
    if ledger["public_handles"]:
        lines.append(f"Public accounts, not masked: {', '.join('@' + name for name in ledger['public_handles'])}")
    return lines
