"""Around the labelling: drawing the sample, how far it is and how much people agree, the sheet to work elsewhere."""

import tempfile
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from cxanalytics.audit import samples
from cxanalytics.audit.judging import Said
from cxanalytics.errors import CXError
from cxanalytics.journey import renames
from cxanalytics.ui import cards, correcting
from cxanalytics.ui.session import View
from cxanalytics.ui.uploads import uploader

_SECONDS = 10  # that a comment takes, about; said to people so that they can plan

_TAKEN = "sheet taken in"  # our own in the session: what was said of the last sheet
_GENERATION = "generation of the place for sheets"

_PERIODS = {
    "the shortest that serves": None,
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "all time together": "all",
}

_WHY = (
    "A machine misreads people: irony, context, mixed feelings. So the ratio it counts is off, and nobody knows by how "
    "much. **You read a small random sample**, and the ratio is corrected by it, with an interval that you can trust."
)


def nothing_yet(view: View) -> None:
    """What stands on the page before anything is drawn."""
    st.markdown(_WHY)
    st.markdown("Several people can label, each under their own name. 100 comments take about a quarter of an hour.")
    draw(view, first=True)


def draw(view: View, *, first: bool = False) -> None:
    """Draw what draws: how many, of which part, and what that will bring."""
    part = view.selection
    st.markdown(
        f"Drawn from: **{cards.escaped(part.words())}**. "
        + ("The filters beside the page choose it." if part else "The filters beside the page can choose a part.")
    )
    n = st.number_input("How many comments", 1, 5_000, 100, 10, width=200, key="labels to draw")
    minutes = max(1, round(n * _SECONDS / 60))
    st.caption(
        f"About {minutes:,} minutes of reading, if one takes {_SECONDS} seconds. They come from every touchpoint, "
        "period and reading of the machine, half in proportion and half equally, so that rare ones are seen too. "
        "About one in ten is read by two people, to see whether people agree."
    )
    per = "the shortest that serves"
    with st.expander("Periods", type="compact"):
        per = st.selectbox("Draw in each", list(_PERIODS), width=280, help="For a ratio of each month, draw per month.")
    if st.button("Draw" if first else "Draw more", type="primary" if first else "secondary", icon=":material/casino:"):
        wish = samples.Wish(int(n), part, _PERIODS[per])
        try:
            samples.draw(
                view.workspace,
                view.analysis.experiences,
                wish,
                scorer=view.analysis.scorer.version,
                journey=view.analysis.journey.name,
                names=renames.current(view.analysis.journey),
            )
        except CXError as error:
            st.error(str(error))
        else:
            st.rerun()


def agreement(said: Said) -> None:
    """How far the sample is, by whom, and how much people agree."""
    far = samples.progress(said)
    with st.container(horizontal=True):
        st.metric("Labelled", f"{far.labelled:,} of {far.drawn:,}", border=True)
        st.metric("Could not be told", f"{far.unsure:,}", border=True)
        st.metric(
            "Read by two", f"{far.twice_done:,} of {far.twice:,}", border=True, help="One in ten is meant for two."
        )
        alpha = f"{far.agreement.alpha:.2f}" if pd.notna(far.agreement.alpha) else "–"
        st.metric("Agreement", alpha, border=True, help="Krippendorff’s alpha: 1 is full agreement, 0 is chance.")
    st.markdown(far.agreement.words)
    if far.by:
        st.caption("By person: " + ", ".join(f"{cards.escaped(name)} {n:,}" for name, n in far.by.items()) + ".")


def sheet(view: View, said: Said) -> None:
    """The sample as a sheet to take away, and the place to drop it when it is filled in."""
    st.markdown(
        "Take the sample as a table, fill in the column **label** (negative, neutral, positive, mixed, elsewhere, "
        "or unsure; empty is not labelled), and drop it here again. Who labelled goes into the column **who**."
    )
    with st.container(horizontal=True):
        # To be filled in, a sheet is empty: what others said would lead the person.
        for label, labels, suffix in (
            ("Sheet to fill in (.xlsx)", None, "xlsx"),
            ("Sheet to fill in (.csv)", None, "csv"),
            ("All labels so far (.xlsx)", said.labels, "xlsx"),
        ):
            st.download_button(
                label,
                data=partial(_rendered, view, said.drawn, labels, suffix),
                file_name=f"labels.{suffix}" if labels is None else f"all-labels.{suffix}",
                key=f"sheet {label}",
                on_click="ignore",
                icon=":material/download:",
            )
    given = uploader(
        "A sheet that was filled in",
        type=["csv", "xlsx"],
        key=f"sheets {st.session_state.setdefault(_GENERATION, 0)}",
    )
    if given is not None:
        _take_in(view, given.name, given.getvalue())
        st.session_state[_GENERATION] += 1
        st.rerun()
    fine, words = st.session_state.pop(_TAKEN, (True, ""))
    if words:
        (st.success if fine else st.error)(words)


def _rendered(view: View, drawn: pd.DataFrame, labels: pd.DataFrame | None, suffix: str) -> bytes:
    from cxanalytics.audit import sheets

    with tempfile.TemporaryDirectory(prefix="cxanalytics-") as folder:
        path = Path(folder) / f"labels.{suffix}"
        sheets.write(samples.sheet(drawn, view.analysis.files, labels), path)
        return path.read_bytes()


def _take_in(view: View, name: str, content: bytes) -> None:
    """Take the labels of a dropped sheet in, all or none; what to say of it is kept for the next run."""
    with tempfile.TemporaryDirectory(prefix="cxanalytics-") as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            taken = samples.load(
                view.workspace,
                path,
                [item.name for item in view.analysis.journey.touchpoints],
                who=correcting.name(),
                name=name,
                names=renames.current(view.analysis.journey),
            )
        except CXError as error:
            st.session_state[_TAKEN] = (False, str(error))
        else:
            words = f"{name}: {taken['read']:,} labels read, {taken['added']:,} of them new or changed."
            st.session_state[_TAKEN] = (True, words)
