"""Claims on the screen: the register, a new claim, and the answer to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import claims, engine
from cxanalytics.charts import claim as chart
from cxanalytics.charts.style import CONFIG, palette
from cxanalytics.claims import Answer, Claim, Measure, Scope
from cxanalytics.claims.answer import changed, summary
from cxanalytics.claims.claim import BETTER, FALLING, RATIO, RISING, SHARE, WORSE
from cxanalytics.errors import CXError
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_SIGNS = {claims.FOR: "✔ supported", claims.AGAINST: "✘ contradicted", claims.OPEN: "? not enough data"}
_ICONS = {claims.FOR: ":material/check_circle:", claims.AGAINST: ":material/cancel:", claims.OPEN: ":material/help:"}

_SHARE_ABOVE, _SHARE_BELOW = "more than this share is negative", "less than this share is negative"
_RATIO_BELOW, _RATIO_ABOVE = "fewer than this many positive for each negative", "more than this many positive"
_TRUE_IF: Mapping[str, tuple[str, bool]] = {
    _SHARE_ABOVE: (SHARE, True),
    _SHARE_BELOW: (SHARE, False),
    _RATIO_BELOW: (RATIO, False),
    _RATIO_ABOVE: (RATIO, True),
    "it is worse than the others": (WORSE, True),
    "it is better than the others": (BETTER, False),
    "it is getting worse, month by month": (RISING, True),
    "it is getting better, month by month": (FALLING, False),
}
_SAID = "said of claims"


@dataclass(frozen=True)
class _Draft:
    """What the form says."""

    sentence: str
    scope: Scope
    measure: Measure
    owner: str


def answers(view: View) -> list[Answer]:
    """The answers to all claims of the workspace, the newest first; what cannot be answered any more is left out."""
    found = []
    for claim in claims.register(view.workspace):
        try:
            found.append(_answer(view.analysis.key, str(claim), claim, view.analysis))
        except CXError as error:
            st.warning(f"“{escaped(claim.sentence)}” cannot be answered any more: {error}", icon=":material/link_off:")
    return found


@st.cache_resource(max_entries=256, show_spinner=False)
def _answer(key: str, put: str, _claim: Claim, _analysis: engine.Analysis) -> Answer:  # noqa: ARG001
    return claims.answer(_analysis, _claim)


def register(view: View, found: list[Answer]) -> Answer | None:
    """The register; the answer to the claim that is chosen in it."""
    watched = [item for item in found if not item.claim.retired]
    if not found:
        st.markdown(
            "Every company has sentences that everybody takes for true: *“Our customers all hate our invoices.”* Put "
            "one below, and it is held against what customers say: supported, contradicted, or not enough data."
        )
        return None
    st.markdown(f"**{summary(watched)}**")
    if view.selection:
        st.caption("Each claim says what it speaks of: the filters at the side do not change its answer.")
    with_retired = len(watched) < len(found) and st.toggle("Show retired ones too", key="retired claims")
    # A link to a retired one shows it.
    said = st.query_params.get("claim")
    shown = [item for item in found if with_retired or not item.claim.retired or str(item.claim.number) == said]
    if not shown:
        return None
    st.dataframe(
        _coloured(shown),
        hide_index=True,
        height="content",
        column_config={
            "No.": st.column_config.NumberColumn(width=50),
            "Claim": st.column_config.TextColumn(width="large"),
            "Since": st.column_config.DateColumn(format="DD MMM YYYY"),
        },
        alt="The register of claims, one per row, with the answer to each",
    )
    names = {str(item.claim.number): f"{item.claim.number} · {item.claim.sentence}" for item in shown}
    chosen = st.selectbox(
        "Look at one", list(names), format_func=lambda number: names[number],
        **address.one("claim", list(names), next(iter(names))),
    )  # fmt: skip
    return next(item for item in shown if str(item.claim.number) == chosen)


def _coloured(shown: list[Answer]) -> Any:
    """The register as a table, answers in colour beside their sign and word."""
    colours = palette(st.context.theme.type == "dark")
    inks = {claims.FOR: colours.positive, claims.AGAINST: colours.negative, claims.OPEN: colours.muted}
    styles = {_SIGNS[said]: f"color: {ink}; font-weight: 600" for said, ink in inks.items()}
    table = pd.DataFrame(
        {
            "No.": [item.claim.number for item in shown],
            "Answer": [_SIGNS[item.verdict] for item in shown],
            "Claim": [item.claim.sentence for item in shown],
            "Measured": [item.measured for item in shown],
            "True if": [item.claim.measured for item in shown],
            "Owner": [item.claim.owner for item in shown],
            "Since": [item.claim.stated_at.date() for item in shown],
            "When stated": [_SIGNS.get(str(item.claim.first.get("verdict")), "–") for item in shown],
        }
    )
    return table.style.map(lambda said: styles.get(str(said)), subset=["Answer", "When stated"])


def detail(view: View, found: Answer) -> None:
    """The answer to one claim: in a sentence, as a picture, in customers' words, over time."""
    claim = found.claim
    st.subheader(f"“{escaped(claim.sentence)}”", anchor=False)
    {claims.FOR: st.info, claims.AGAINST: st.warning, claims.OPEN: _open}[found.verdict](
        escaped(found.words), icon=_ICONS[found.verdict]
    )
    told = f"Speaks of {claim.scope.told(view.analysis.recurring.names)}. Owner {claim.owner}."
    st.caption(escaped(f"{told} {changed(claim, found)}"))
    if len(found.periods) > 1:
        ratio = claim.measure.kind == RATIO
        claimed = claim.measure.value if claim.measure.kind in (SHARE, RATIO) else float("nan")
        figure = chart.figure(found.periods, claimed, ratio=ratio, dark=st.context.theme.type == "dark")
        what = "positive for each negative" if ratio else "share"
        st.plotly_chart(figure, theme=None, config=CONFIG, alt=f"The {what} by period, held against what is claimed")
    left, right = st.columns(2)
    with left:
        _quotes("For it", found.quotes_for)
    with right:
        _quotes("Against it", found.quotes_against)
    st.caption(" ".join(escaped(caveat) for caveat in found.caveats))
    _verdicts(found)


def _open(words: str, icon: str) -> None:
    with st.container(border=True):
        st.markdown(f"{icon} {words}")


def _quotes(title: str, quotes: pd.DataFrame) -> None:
    st.markdown(f"**{title}**")
    if quotes.empty:
        st.caption("No comment says so.")
    row: Any
    for row in quotes.itertuples():
        when = "" if pd.isna(row.occurred_at) else f" · {row.occurred_at:%d %B %Y}"
        st.text(f"“{row.clause_text}”")
        st.caption(escaped(f"{row.source} · {row.touchpoint}{when}"))


def _verdicts(found: Answer) -> None:
    """The verdict of every period, as a table."""
    periods = found.periods
    if periods.empty or not periods["verdict"].astype("bool").any():
        return
    with st.expander("The answer of each period", type="compact"):
        st.dataframe(
            pd.DataFrame(
                {
                    "Period from": periods["period"].dt.date,
                    "Answer": periods["verdict"].map(_SIGNS),
                    "Measured": [found.number(value) for value in periods["value"].tolist()],
                    "From": [found.number(value) for value in periods["low"].tolist()],
                    "To": [found.number(value) for value in periods["high"].tolist()],
                    "Experiences": periods["n"],
                }
            ),
            hide_index=True,
            height="content",
        )


def act(view: View, found: Answer) -> None:
    """Put a claim otherwise, retire it, take the last step back."""
    claim = found.claim
    with st.container(horizontal=True):
        if claim.retired:
            if st.button("Watch it again", icon=":material/visibility:"):
                _do(lambda: claims.reopen(view.workspace, claim.number), "It is watched again.")
        elif st.button("Retire it", icon=":material/archive:"):
            _do(lambda: claims.retire(view.workspace, claim.number), "It is retired; it stays in the register.")
        if st.button("Undo the last change of it", icon=":material/undo:"):
            _do(lambda: claims.undo(view.workspace, claim.number), "Taken back.")
    with st.expander("Put it otherwise", type="compact"):
        draft = _form(view, f"change {claim.number}", claim)
        if st.button("Keep it so", key=f"keep {claim.number}"):
            _do(lambda: claims.change(
                view.workspace, claim.number, draft.sentence, draft.scope, draft.measure, owner=draft.owner
            ), "Changed.")  # fmt: skip


def state(view: View, *, first: bool) -> None:
    """A new claim: the sentence first, then what it speaks of, then what would make it true."""
    with st.expander("State a claim", expanded=first, icon=":material/add:"):
        draft = _form(view, "new", None)
        if st.button("Test it", type="primary", icon=":material/fact_check:", disabled=not draft.sentence.strip()):
            _do(lambda: address.put("claim", str(claims.state(
                view.workspace, view.analysis, draft.sentence, draft.scope, draft.measure, owner=draft.owner
            ).number)), "Stated.")  # fmt: skip
    said = st.session_state.pop(_SAID, None)
    if said:
        st.toast(said)


def _do(step: Any, said: str) -> None:
    try:
        step()
    except CXError as error:
        st.error(str(error))
        return
    st.session_state[_SAID] = said
    st.rerun()


def _form(view: View, key: str, claim: Claim | None) -> _Draft:
    """The fields of a claim, filled in from one where there is one."""
    scope = claim.scope if claim else Scope(view.selection)
    sentence = st.text_input(
        "The claim, as people say it", value=claim.sentence if claim else "", key=f"{key} sentence",
        placeholder="Our customers all hate our invoices", max_chars=300,
    )  # fmt: skip
    choices, found = view.analysis.choices, view.analysis.recurring
    touchpoints = list(choices["touchpoint"])
    named = [name for name in touchpoints if _names(sentence, name)]
    # What the filters at the side say is taken over into a new claim, anew whenever they change.
    place, chosen = key if claim else f"{key} {scope.selection.words()}", scope.selection
    if not claim and chosen:
        st.caption(f"Taken over from the filters at the side: {escaped(chosen.words())}.")
    left, right = st.columns(2)
    with left:
        touchpoint = _several("Speaks of the touchpoint", touchpoints, chosen.touchpoint or tuple(named),
                              f"{place} touchpoint {named if not claim else ''}")  # fmt: skip
        stage = _several("of the stage", choices["stage"], chosen.stage, f"{place} stage")
        source = _several("of the source", choices["source"], chosen.source, f"{place} source")
        channel = _several("of the channel", choices["channel"], chosen.channel, f"{place} channel")
        segment = _several("of the segment", choices["segment"], chosen.segment, f"{place} segment")
    with right:
        ids = ["", *found.patterns["pattern"].tolist()]
        at = ids.index(scope.pattern) if scope.pattern in ids else 0
        pattern = st.selectbox("of the pattern", ids, index=at, format_func=lambda p: found.names.get(p, "none"),
                               key=f"{key} pattern")  # fmt: skip
        words = st.text_input("of texts with one of these words", value=", ".join(scope.words), key=f"{key} words",
                              placeholder="late, delay")  # fmt: skip
        since: Any = st.date_input("from", value=chosen.since, format="YYYY-MM-DD", key=f"{place} since")
        until: Any = st.date_input("to", value=chosen.until, format="YYYY-MM-DD", key=f"{place} until")
    measure = _measure(key, claim, bool(pattern))
    owner = st.text_input("Owner", value=claim.owner if claim else "", key=f"{key} owner", width=280)
    narrowed = replace(chosen, touchpoint=touchpoint, stage=stage, source=source, channel=channel, segment=segment,
                       since=since, until=until)  # fmt: skip
    listed = tuple(word.strip() for word in words.split(",") if word.strip())
    return _Draft(sentence, Scope(narrowed, pattern, listed), measure, owner)


def _several(label: str, options: Sequence[str], chosen: Sequence[str], key: str) -> tuple[str, ...]:
    """A choice of several; what was chosen elsewhere ("no channel") can be kept."""
    known = [*options, *(value for value in chosen if value not in options)]
    return tuple(st.multiselect(label, known, default=list(chosen), placeholder="any", key=key)) if known else ()


def _measure(key: str, claim: Claim | None, pattern: bool) -> Measure:
    options = [name for name, (kind, _) in _TRUE_IF.items() if not (pattern and kind == RATIO)]
    given = claim.measure if claim else Measure(SHARE, True, 0.5)
    now = next((n for n in options if _TRUE_IF[n] == (given.kind, given.above)), options[0])
    left, right = st.columns([2, 1])
    with left:
        said = st.selectbox("It is true if", options, index=options.index(now), key=f"{key} true if {pattern}")
    kind, above = _TRUE_IF[said]
    value = 0.0
    with right:
        if kind == SHARE:
            start = given.value * 100 if given.kind == SHARE else 50.0
            value = st.number_input("Share in %", 1.0, 99.0, float(start), 1.0, format="%g", key=f"{key} share", help=(
                "“All” is never 100 %: half of all experiences negative is already a touchpoint that fails. "
                "Of a pattern, the share of experiences that speak of it."
            )) / 100  # fmt: skip
        elif kind == RATIO:
            start = given.value if given.kind == RATIO else 2.0
            value = st.number_input(
                "Positive for each negative", 0.1, 100.0, start, 0.5, format="%g", key=f"{key} ratio"
            )
    return Measure(kind, above, float(value))


def _names(sentence: str, touchpoint: str) -> bool:
    """Whether a sentence names a touchpoint, in singular or plural."""
    plain = f" {sentence.lower()} ".replace(".", " ").replace(",", " ")
    name = touchpoint.lower()
    return any(f" {form} " in plain for form in (name, f"{name}s", name.removesuffix("y") + "ies"))
