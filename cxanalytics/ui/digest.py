"""The digest on the screen, as files, by mail, and by itself."""

import shlex
from datetime import date
from pathlib import Path

import streamlit as st

from cxanalytics import delivery, digest, schedule, tracked
from cxanalytics.digest import Digest, page
from cxanalytics.errors import CXError
from cxanalytics.selection import Selection
from cxanalytics.tracking import periods
from cxanalytics.ui import address, following
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_PERIODS = {"Day": "day", "Week": "week", "Month": "month", "Quarter": "quarter", "Year": "year"}
_SHARES = {"Quotes as they are": "quotes", "Names and numbers hidden": "masked", "No customers' words": "none"}
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_KINDS = {
    "pdf": ("PDF", "application/pdf"), "pptx": ("Slides", _SLIDES),
    "html": ("HTML", "text/html"), "md": ("Markdown", "text/markdown"),
}  # fmt: skip
_MOST = 24


@st.cache_data(max_entries=16, show_spinner="Putting the digest together")
def _gathered(key: str, period: str, at: date | None, shared: str, _view: View) -> Digest:
    changes = {"quarter": "month", "year": "quarter"}.get(period, period)
    signals = following.signals(_view, changes, Selection())
    return digest.gather(_view.workspace, _view.analysis, period, at=at, shared=shared, signals=signals)


@st.cache_data(max_entries=32, show_spinner=False)
def _file(key: str, suffix: str, _made: Digest) -> bytes:
    return digest.rendered(_made, suffix)


def show(view: View) -> None:
    """Choose a period, read it, take it away."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        named = st.segmented_control("Of a", list(_PERIODS), **address.one("period", list(_PERIODS), "Month"))
        period = _PERIODS[named or "Month"]
        at = _when(view, period)
        shares = list(_SHARES)
        share = st.selectbox("Customers' words", shares, width=240, **address.one("share", shares, shares[0]))
    shared = _SHARES[share or shares[0]]
    state = " ".join(
        (view.analysis.key, digest.state(view.workspace), str(tracked.calendar_of(view.workspace)), str(date.today()))
    )
    try:
        made = _gathered(state, period, at, shared, view)
    except CXError as error:
        st.info(str(error), icon=":material/event_busy:")
        return
    _files(view, made, f"{state} {period} {at} {shared}")
    st.html(f"<style>{page.STYLE_INSIDE}</style>{page.inside(made, dark=st.context.theme.type == 'dark')}")
    _links()
    _itself(view, period, shared)


def _when(view: View, period: str) -> date | None:
    """Which period; None is the last whole one."""
    calendar = tracked.calendar_of(view.workspace)
    when = tracked.local(view.analysis, view.analysis.experiences, calendar)["occurred_at"].dropna()
    if when.empty:
        return None
    starts = list(periods.every(when.min(), when.max(), period, calendar))[::-1][:_MOST]
    names = {f"{day:%Y-%m-%d}": periods.label(day, period, calendar) for day in starts}
    last = "the last whole one"
    chosen = st.selectbox(
        "Which", [last, *names], format_func=lambda key: names.get(key, key), width=220,
        **address.one("at", [last, *names], last),
    )  # fmt: skip
    return date.fromisoformat(chosen) if chosen in names else None


def _files(view: View, made: Digest, key: str) -> None:
    where = delivery.delivery_of(view.workspace)
    with st.container(horizontal=True, vertical_alignment="center"):
        for suffix, (label, kind) in _KINDS.items():
            name = f"digest-{made.start:%Y-%m-%d}-{made.period}.{suffix}"
            st.download_button(
                label, _file(key, suffix, made), name, kind, icon=":material/download:", key=f"file {suffix}"
            )
        if where.mails and st.button("Send it by mail", icon=":material/mail:"):
            try:
                digest.send(made, where)
            except CXError as error:
                st.error(str(error))
            else:
                st.success(f"Sent to {', '.join(where.recipients)}.")


def _links() -> None:
    with st.container(horizontal=True):
        for path, label, icon in (
            ("pages/13_signals.py", "Signals", ":material/sensors:"),
            ("pages/12_trends.py", "Trends", ":material/show_chart:"),
            ("pages/1_journey_map.py", "Journey map", ":material/timeline:"),
            ("pages/2_pain_patterns.py", "Pain patterns", ":material/bubble_chart:"),
            ("pages/14_actions.py", "Actions", ":material/task_alt:"),
            ("pages/16_worklist.py", "Worklist", ":material/support_agent:"),
        ):  # fmt: skip
            st.page_link(path, label=label, icon=icon, query_params=address.carried())


def _itself(view: View, period: str, shared: str) -> None:
    """The lines that make it come by itself."""
    st.header("Let it come by itself", anchor=False)
    where = delivery.delivery_of(view.workspace)
    st.caption(
        "Copy the line into the machine's own clock; nothing runs in the background here. It imports nothing: new "
        "exports are imported by `cxanalytics import FILE`, which can stand in the same place."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ways = ("cron", "systemd")
        way = st.segmented_control("Clock", ways, **address.one("clock", ways, "cron"))
        whats = {"The digest": schedule.DIGEST, "Alerts": schedule.ALERTS}
        what = whats[
            st.segmented_control("What", list(whats), **address.one("what", list(whats), "The digest")) or "The digest"
        ]
        file = st.text_input("File of the digest", f"digest-{period}.pdf", width=300) if what == schedule.DIGEST else ""
    extra = ["--out", str(Path(file.strip()).expanduser().resolve())] if file.strip() else []
    if what == schedule.DIGEST:
        extra += ["--mail"] if where.mails else []
        extra += ["--share", shared] if shared != "quotes" else []
    job = schedule.Job(what, period, view.workspace.root, tuple(extra))
    calendar = tracked.calendar_of(view.workspace)
    if way == "systemd":
        for name, text in schedule.systemd(job, calendar).items():
            st.caption(f"~/.config/systemd/user/{name}")
            st.code(text, language="ini")
        st.code(schedule.install(job), language="bash")
    else:
        st.code(schedule.cron(job, calendar), language="bash", wrap_lines=True)
    if not where.mails:
        st.caption("Mail goes out once a server is set on the page Signals, under “Where alerts go”.")
    st.caption(escaped(f"Run once by hand: {shlex.join(job.command)}"))
