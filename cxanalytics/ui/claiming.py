"""Claims on the screen: the register, a new claim, and the answer to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import claims, engine
from cxanalytics.charts import claim as chart
from cxanalytics.charts.style import CONFIG, palette
from cxanalytics.claims import Answer, Claim, Measure, Scope, quantity, words_of
from cxanalytics.claims.answer import summary
from cxanalytics.claims.claim import BETTER, FALLING, RATIO, RISING, SHARE, WORSE
from cxanalytics.claims.history import changed, history
from cxanalytics.errors import ClaimError, CXError
from cxanalytics.selection import Selection
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
# The palette's blue, light enough for letters on dark.
_BLUE_ON_DARK = "#5AA9E6"


@dataclass(frozen=True)
class _Draft:
    """What the form says; wrong is what cannot be tested so, "" where all can."""

    sentence: str
    scope: Scope
    measure: Measure
    owner: str
    wrong: str = ""


def answers(view: View) -> tuple[list[Answer], int]:
    """The answers to all claims of the workspace, newest first; and how many that are watched have none any more."""
    found, lost = [], 0
    for claim in claims.register(view.workspace):
        try:
            found.append(_answer(view.analysis.key, str(claim), claim, view.analysis))
        except CXError as error:
            st.warning(f"“{escaped(claim.sentence)}” cannot be answered any more: {error}", icon=":material/link_off:")
            lost += not claim.retired
    return found, lost


@st.cache_resource(max_entries=256, show_spinner=False)
def _answer(key: str, put: str, _claim: Claim, _analysis: engine.Analysis) -> Answer:  # noqa: ARG001
    return claims.answer(_analysis, _claim)


def register(view: View, found: list[Answer], lost: int) -> Answer | None:
    """The register; the answer to the claim that is chosen in it."""
    watched = [item for item in found if not item.claim.retired]
    if not found and not lost:
        st.markdown(
            "Every company has sentences that everybody takes for true: *“Our customers all hate our invoices.”* Put "
            "one below, and it is held against what customers say: supported, contradicted, or not enough data."
        )
        return None
    st.markdown(f"**{summary(watched, lost)}**")
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
            "Answer": st.column_config.TextColumn(width=150),
            "When stated": st.column_config.TextColumn(width=150),
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
    dark = st.context.theme.type == "dark"
    colours = palette(dark)
    inks = {
        claims.FOR: _BLUE_ON_DARK if dark else colours.positive,
        claims.AGAINST: colours.pain,
        claims.OPEN: colours.muted,
    }
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
    st.header(f"“{escaped(claim.sentence)}”", anchor=False)
    say: Any = {claims.FOR: st.info, claims.AGAINST: st.warning, claims.OPEN: _open}[found.verdict]
    say(escaped(found.words), icon=_ICONS[found.verdict])
    names = view.analysis.recurring.names
    told = f"Speaks of {claim.scope.told(names)}. Owner {claim.owner}."
    st.caption(escaped(f"{told} {changed(found, names)}"))
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
    with st.expander("History of this claim", type="compact"):
        st.markdown("\n".join(f"- {escaped(step)}" for step in history(claim, names)))


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
    called = f"Claim {claim.number}"
    with st.container(horizontal=True):
        if claim.retired:
            if st.button("Watch it again", icon=":material/visibility:"):
                _do(lambda: claims.reopen(view.workspace, claim.number), f"{called} is watched again.")
        elif st.button("Retire it", icon=":material/archive:"):
            _do(lambda: claims.retire(view.workspace, claim.number), f"{called} is retired; it stays in the register.")
        if st.button("Undo the last change of it", icon=":material/undo:"):
            _do(lambda: f"{called}: that it was {claims.undo(view.workspace, claim.number)} is taken back.")
    with st.expander("Edit the claim", type="compact"):
        draft = _form(view, f"change {claim.number}", claim)
        if st.button("Save", key=f"keep {claim.number}", disabled=bool(draft.wrong)):
            _do(lambda: _save(view, claim.number, draft))


def state(view: View, *, first: bool) -> None:
    """A new claim: the sentence first, then what it speaks of, then what would make it true."""
    with st.expander("State a claim", expanded=first, icon=":material/add:"):
        draft = _form(view, "new", None)
        ready = bool(draft.sentence.strip()) and not draft.wrong
        if st.button("Test it", type="primary", icon=":material/fact_check:", disabled=not ready):
            _do(lambda: _state(view, draft))
    said = st.session_state.pop(_SAID, None)
    if said:
        st.toast(said)


def _state(view: View, draft: _Draft) -> str:
    made = claims.state(view.workspace, view.analysis, draft.sentence, draft.scope, draft.measure, owner=draft.owner)
    address.put("claim", str(made.number))
    return f"Claim {made.number} is stated: {made.first['verdict']}."


def _save(view: View, number: int, draft: _Draft) -> str:
    before = claims.get(view.workspace, number)
    made = claims.change(
        view.workspace, number, draft.sentence, draft.scope, draft.measure, owner=draft.owner, analysis=view.analysis
    )
    same = (before.scope, before.measure) == (made.scope, made.measure)
    return f"Claim {number} is saved." if same else f"Claim {number} is tested anew: {made.first['verdict']}."


def _do(step: Any, said: str = "") -> None:
    """Do a step and say what happened: what is given, or else what the step returns."""
    try:
        done = step()
    except CXError as error:
        st.error(str(error))
        return
    st.session_state[_SAID] = said or done
    st.rerun()


def _form(view: View, key: str, claim: Claim | None) -> _Draft:
    """The fields of a claim, filled in from one where there is one."""
    scope = claim.scope if claim else Scope(view.selection)
    sentence = st.text_input(
        "The claim, as people say it", value=claim.sentence if claim else "", key=f"{key} sentence",
        placeholder="Our customers all hate our invoices", max_chars=300,
    )  # fmt: skip
    touchpoints = list(view.analysis.choices["touchpoint"])
    named = [name for name in touchpoints if _names(sentence, name)]
    # What the filters at the side say is taken over into a new claim, anew whenever they change.
    place, chosen = key if claim else f"{key} {scope.selection.words()}", scope.selection
    if not claim and chosen:
        st.caption(f"Taken over from the filters at the side: {escaped(chosen.words())}.")
    told = f"{place} touchpoint {named if not claim else ''}"
    touchpoint = _several("Touchpoint", touchpoints, chosen.touchpoint or tuple(named), told)
    if named and not claim and touchpoint == tuple(named):
        st.caption("Named in the sentence.")
    narrowed, pattern, words = _narrowed(view, scope, key, place)
    narrowed = replace(narrowed, touchpoint=touchpoint)
    measure = _measure(key, claim, bool(pattern), sentence)
    owner = st.text_input("Owner", value=claim.owner if claim else "", key=f"{key} owner", width=280)
    try:
        listed, wrong = words_of(words), ""
    except ClaimError as error:
        listed, wrong = (), str(error)
        st.error(wrong)
    return _Draft(sentence, Scope(narrowed, pattern, listed), measure, owner, wrong)


def _narrowed(view: View, scope: Scope, key: str, place: str) -> tuple[Selection, str, str]:
    """What narrows a claim down beside the touchpoint: the rest of its selection, a pattern, words."""
    choices, found, chosen = view.analysis.choices, view.analysis.recurring, scope.selection
    narrow = bool(scope.pattern or scope.words or replace(chosen, touchpoint=()))
    with st.expander("Narrow it down", expanded=narrow, type="compact"):
        left, right = st.columns(2)
        with left:
            stage = _several("Stage", choices["stage"], chosen.stage, f"{place} stage")
            source = _several("Source", choices["source"], chosen.source, f"{place} source")
            channel = _several("Channel", choices["channel"], chosen.channel, f"{place} channel")
            segment = _several("Segment", choices["segment"], chosen.segment, f"{place} segment")
        with right:
            # A pattern that was merged is the one it became part of.
            own = found.registry.living.get(scope.pattern, scope.pattern)
            ids = ["", *found.patterns["pattern"].tolist()]
            at = ids.index(own) if own in ids else 0
            pattern = st.selectbox("Pattern", ids, index=at, format_func=lambda p: found.names.get(p, "any"),
                                   key=f"{key} pattern")  # fmt: skip
            words = st.text_input("Texts with one of these words", value=", ".join(scope.words), key=f"{key} words",
                                  placeholder="late, delay")  # fmt: skip
            since: Any = st.date_input("From", value=chosen.since, format="YYYY-MM-DD", key=f"{place} since")
            until: Any = st.date_input("To", value=chosen.until, format="YYYY-MM-DD", key=f"{place} until")
    narrowed = replace(chosen, stage=stage, source=source, channel=channel, segment=segment, since=since, until=until)
    return narrowed, scope.pattern if pattern == own else pattern, words


def _several(label: str, options: Sequence[str], chosen: Sequence[str], key: str) -> tuple[str, ...]:
    """A choice of several; what was chosen elsewhere ("no channel") can be kept."""
    known = [*options, *(value for value in chosen if value not in options)]
    return tuple(st.multiselect(label, known, default=list(chosen), placeholder="any", key=key)) if known else ()


def _measure(key: str, claim: Claim | None, pattern: bool, sentence: str) -> Measure:
    options = [name for name, (kind, _) in _TRUE_IF.items() if not (pattern and kind == RATIO)]
    read = quantity.read(sentence)
    given = claim.measure if claim else read.measure
    now = next((n for n in options if _TRUE_IF[n] == (given.kind, given.above)), options[0])
    left, right = st.columns([2, 1])
    with left:
        said = st.selectbox("It is true if", options, index=options.index(now), key=f"{key} true if {pattern}")
    kind, above = _TRUE_IF[said]
    value = 0.0
    with right:
        if kind == SHARE:
            start = given.value if given.kind == SHARE else read.share
            # Read anew with each other sentence, until the claim is stated.
            place = f"{key} share" if claim else f"{key} share {read.word}"
            value = st.number_input("Share in %", 1.0, 99.0, round(100 * start, 1), 1.0, format="%g", key=place, help=(
                "“All” is never 100 %. Of a pattern, the share of experiences that speak of it."
            )) / 100  # fmt: skip
        elif kind == RATIO:
            start = given.value if given.kind == RATIO else 2.0
            value = st.number_input(
                "Positive for each negative", 0.1, 100.0, start, 0.5, format="%g", key=f"{key} ratio"
            )
    if kind == SHARE and not claim and sentence.strip():
        st.caption(escaped(read.words))
    return Measure(kind, above, float(value))


def _names(sentence: str, touchpoint: str) -> bool:
    """Whether a sentence names a touchpoint, in singular or plural."""
    plain = f" {sentence.lower()} ".replace(".", " ").replace(",", " ")
    name = touchpoint.lower()
    return any(f" {form} " in plain for form in (name, f"{name}s", name.removesuffix("y") + "ies"))
