"""Alerts on the screen: what asks for attention, who takes care of it, the rules, and where alerts go."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from cxanalytics import alerts, delivery
from cxanalytics.alerts import register, rules
from cxanalytics.errors import CXError
from cxanalytics.selection import Selection
from cxanalytics.ui import address, following
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.doing import done
from cxanalytics.ui.session import View

_SIGNS = {"act": ":material/notification_important:", "look": ":material/visibility:", "know": ":material/info:"}
_SNOOZES = {"1 week": 7, "1 month": 30, "3 months": 91}


def show(view: View) -> None:
    """The open alerts, what became of the others, rules, and where they go."""
    st.header("What asks for attention", anchor=False)
    _evaluated(view)
    table = register.all(view.workspace)
    waiting = table[(table["state"] == alerts.OPEN).to_numpy(bool)]
    if waiting.empty:
        st.caption(
            "Nothing new asks for attention. Rules and every import are looked at; so is each look at this page."
        )
    for row in waiting.to_dict("records"):
        _card(view, row)
    _history(view, table)
    _rules(view)
    _where(view)


def _evaluated(view: View) -> None:
    """Look for alerts once for what is there now; they belong to all feedback, whatever the filters are."""
    key = f"{view.analysis.key} {rules.all(view.workspace)['rule'].tolist()}"
    if st.session_state.get("alerts evaluated") != key:
        try:
            alerts.evaluate(view.workspace, view.analysis, following.signals(view, "month", Selection()))
        except CXError as error:
            st.error(str(error))
        st.session_state["alerts evaluated"] = key


def _card(view: View, row: Mapping[Any, Any]) -> None:
    number = int(row["alert"])
    with st.container(border=True, gap="xsmall", key=f"alert-{number}"):
        st.markdown(f"{_SIGNS.get(str(row['severity']), '')} **{escaped(str(row['title']))}**")
        st.text(str(row["text"]))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("I take care of it", key=f"take {number}", icon=":material/check:"):
                done(lambda: register.acknowledge(view.workspace, number))
            for label, days in _SNOOZES.items():
                if st.button(f"Not for {label}", key=f"snooze {number} {days}", type="tertiary"):
                    until = date.today() + timedelta(days=days)
                    done(lambda until=until: register.snooze(view.workspace, number, until))  # type: ignore[misc]
            if row["touchpoint"]:
                st.page_link("pages/1_journey_map.py", label="On the map", icon=":material/timeline:",
                             query_params=address.carried(touchpoint=str(row["touchpoint"])))  # fmt: skip
            if row["pattern"]:
                st.page_link("pages/2_pain_patterns.py", label="The pattern", icon=":material/bubble_chart:",
                             query_params=address.carried(pattern=str(row["pattern"])))  # fmt: skip


def _history(view: View, table: Any) -> None:
    others = table[(table["state"] != alerts.OPEN).to_numpy(bool)]
    if others.empty:
        return
    with st.expander(f"Earlier alerts ({len(others)})", type="compact"):
        shown = others[["alert", "state", "title", "raised_at", "by", "until"]]
        shown.columns = ["Number", "State", "Alert", "Raised", "By", "Until"]
        st.dataframe(shown, hide_index=True, alt="Alerts that were dealt with, or are over",
                     column_config={"Raised": st.column_config.DatetimeColumn(format="DD MMM YYYY"),
                                    "Until": st.column_config.DateColumn(format="DD MMM YYYY")})  # fmt: skip
        titles = dict(zip(others["alert"].tolist(), others["title"].tolist(), strict=True))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.selectbox("What became of", list(titles), format_func=titles.__getitem__, width=420)
            undoable = (
                others["state"][(others["alert"] == number).to_numpy(bool)].isin(["acknowledged", "snoozed"]).any()
            )
            if undoable and st.button("Open it again", icon=":material/undo:"):
                done(lambda: register.undo(view.workspace, int(number)))
        st.text("\n".join(register.history(view.workspace, int(number))))


def _rules(view: View) -> None:
    known = rules.all(view.workspace)
    with st.expander(f"Rules ({len(known)})", type="compact"):
        st.caption(f"Write a rule like one of these: {' · '.join(escaped(text) for text in rules.EXAMPLES)}")
        for row in known.to_dict("records"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{escaped(row['words'])}**: {escaped(row['told'])}", width="stretch")
                if st.button("Remove", key=f"remove rule {row['rule']}", type="tertiary"):
                    done(lambda n=int(row["rule"]): rules.remove(view.workspace, n))  # type: ignore[misc]
        with st.form("a rule", clear_on_submit=True, border=False):
            text = st.text_input("New rule", placeholder=rules.EXAMPLES[0])
            if st.form_submit_button("Add the rule", icon=":material/add_alert:"):
                done(lambda: rules.add(view.workspace, rules.read(text, view.analysis.journey)))


def _where(view: View) -> None:
    """Where alerts go besides the page."""
    kept = delivery.delivery_of(view.workspace)
    with st.expander("Where alerts go", type="compact"):
        st.caption(
            f"{escaped(kept.words)} Nothing is sent anywhere unless it is set here. `cxanalytics alerts --deliver` "
            "sends what is new; so does every import."
        )
        with st.form("where alerts go", border=False):
            file = st.text_input("File", kept.file, placeholder="/var/log/cx-alerts.jsonl")
            hook = st.text_input("Webhook", kept.webhook, type="password", help="An address that takes Slack's JSON.")
            left, middle, right = st.columns(3)
            host = left.text_input("Mail server", kept.host, placeholder="smtp.example.com")
            port = middle.number_input("Port", 0, 65_535, kept.port, help="0 is the usual one.")
            ways = list(delivery.SECURITIES)
            security = right.selectbox("Security", ways, index=ways.index(kept.security))
            user = left.text_input("User", kept.user, help=f"The password is read from {delivery.PASSWORD_VARIABLE}.")
            sender = middle.text_input("From", kept.sender, placeholder="cx@example.com")
            to = right.text_input("To", ", ".join(kept.recipients), placeholder="ana@example.com, ben@example.com")
            if st.form_submit_button("Keep"):
                people = tuple(part.strip() for part in to.split(",") if part.strip())
                done(
                    lambda: delivery.keep(
                        view.workspace,
                        delivery.Delivery(
                            file.strip(),
                            hook.strip(),
                            host.strip(),
                            int(port),
                            security,
                            user.strip(),
                            sender.strip(),
                            people,
                        ),
                    )
                )
        if (kept.file or kept.webhook or kept.mails) and st.button("Send a word there, as a test"):
            for said in alerts.test(kept):
                st.text(said)


def badge(view: View) -> None:
    """How many alerts wait, with a way to them."""
    table = register.all(view.workspace)
    waiting = int((table["state"] == alerts.OPEN).sum())
    if waiting:
        label = f"{waiting} alert{'s' if waiting > 1 else ''} wait{'' if waiting > 1 else 's'}"
        st.page_link("pages/13_signals.py", label=label, icon=":material/notification_important:",
                     query_params=address.carried())  # fmt: skip
