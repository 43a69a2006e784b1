"""Labelling, one comment at a time: the comment in its context, a key for each answer, and on to the next."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import engine, ratios
from cxanalytics.audit import codes, queue
from cxanalytics.audit.judging import KEY, Said
from cxanalytics.charts import narrowing as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.emotion.lexicon import emotions
from cxanalytics.journey.model import Journey
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, labels, queries
from cxanalytics.ui import cards, correcting
from cxanalytics.ui.session import View

# Our own in the session, no widget's: which experience is shown, and what was just done.
_SHOWN, _DONE = "experience under review", "label just given"
_SEEN = "intervals as labels came"
_HISTORY = ["labels", "ratio", "low", "high"]

_AHEAD = 20  # comments that are fetched together

_ANSWERS = (
    ("negative", "Negative", "1"),
    ("neutral", "Neutral", "2"),
    ("positive", "Positive", "3"),
    ("mixed", "Mixed", "4"),
    ("elsewhere", "Not about this", "5"),
    ("unsure", "Can’t tell", "0"),
)
_WORDS = {label: words for label, words, _ in _ANSWERS}

_STYLE = """<style>
.cx-review {border: 1px solid rgba(128,128,128,.35); border-radius: .6rem; padding: 1rem 1.2rem; max-width: 68rem;}
.cx-review .about {opacity: .75; font-size: .9rem; overflow-wrap: anywhere;}
.cx-review .asked {margin: .5rem 0 0; font-style: italic; overflow-wrap: anywhere;}
.cx-review .text {white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.25rem; line-height: 1.55;
  margin: .6rem 0;}
.cx-review .here {background: rgba(128, 128, 128, .22); border-bottom: 2px solid currentColor; border-radius: 3px;}
.cx-review .ask {font-size: 1.05rem;}
</style>"""


@dataclass(frozen=True)
class Line:
    """What a person goes through: their line (audit.queue), and the place in it that is shown (None: all done).

    total and done count the sample of everybody, as far as this journey has it; away is what it has not.
    """

    who: str
    line: pd.DataFrame
    place: int | None
    total: int
    done: int
    away: int

    @property
    def unit(self) -> dict[str, Any]:
        """The experience that is shown."""
        return {str(name): value for name, value in self.line.iloc[self.place or 0].items()}


def person(view: View) -> str:
    """The person who labels. Where nobody said who they are, the page asks, and stops until they do."""
    who = correcting.name()
    if not who:
        with st.form("who", border=True, width=480):
            said = st.text_input("Your name", placeholder="So that labels of several people can be compared")
            if st.form_submit_button("Start labelling", type="primary"):
                if said.strip():
                    correcting.remember(view, said)
                    st.rerun()
                st.warning("Say your name first.")
        st.stop()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"You label as **{cards.escaped(who)}**.", width="content")
        st.button("Somebody else", type="tertiary", on_click=_leave, args=(view,))
    return who


def _leave(view: View) -> None:
    correcting.remember(view, "")
    st.session_state.pop(_DONE, None)


def line_of(view: View, said: Said, who: str) -> Line:
    """The person's line, of what this journey and workspace still hold, at the experience to be shown."""
    here = _known(f"{view.workspace.root} {view.analysis.key.partition('.')[0]} {len(said.drawn)}", view, said.drawn)
    line = queue.queue(Said(here, said.labels, said.corrections), who)
    shown = st.session_state.get(_SHOWN)
    at = line.index[(line["feedback_id"] + line["touchpoint"]).eq(shown or "")]
    place = int(at[0]) if len(at) else queue.upcoming(line)
    done = here[KEY].merge(said.labels.loc[~said.labels["undone"], KEY].drop_duplicates(), on=KEY)
    return Line(who, line, place, len(here), len(done), len(said.drawn) - len(here))


@st.cache_resource(max_entries=8, show_spinner=False)
def _known(key: str, _view: View, _drawn: pd.DataFrame) -> pd.DataFrame:
    """The drawn experiences that the analysis has, with what the machine read; the same however people label."""
    experiences = _view.analysis.experiences
    some = experiences[experiences["feedback_id"].isin(_drawn["feedback_id"]).to_numpy(bool)]
    machine = some[KEY].astype("str").assign(machine=codes.machine(some)).drop_duplicates(KEY)
    return _drawn.merge(machine, on=KEY)


def progress(line: Line) -> None:
    """How many are done, by this person and by all."""
    own = int(line.line["mine"].notna().sum())
    text = f"{line.done:,} of {line.total:,} done"
    if own < line.done:
        text += f", {own:,} of them by you"
    st.progress(line.done / max(line.total, 1), text=text)
    if line.away:
        st.caption(
            f"{line.away:,} more were drawn in another journey, or from an import taken back; they are not shown."
        )


def label(view: View, line: Line) -> None:
    """Show the experience: the comment, what is asked, the answers. Where all is labelled, say so."""
    if line.place is None:
        st.success(
            "Nothing is left for you to label. Draw more below to make the ratio surer; what is meant for two people "
            "waits for somebody else.",
            icon=":material/task_alt:",
        )
        _moves(view, line)
        return
    unit = line.unit
    found = _context(view.analysis.files, _ahead(line))
    row = found[found["feedback_id"] == unit["feedback_id"]]
    if row.empty:
        st.warning("This comment is gone from the workspace; go on to the next.", icon=":material/search_off:")
    else:
        marked = _spans(f"{unit['feedback_id']} {unit['touchpoint']} {view.analysis.key.partition('.')[0]}",
                        view.workspace, row, view.analysis.journey, unit["touchpoint"])  # fmt: skip
        st.html(_STYLE + _card(row.iloc[0].to_dict(), unit["touchpoint"], marked))
    _verdict(unit)
    _answers(view, line, unit)
    _moves(view, line)


def _ahead(line: Line) -> tuple[str, ...]:
    """The ids of the comments to fetch together: those around the place, by pages."""
    page = (line.place or 0) // _AHEAD
    return tuple(line.line["feedback_id"].iloc[page * _AHEAD : (page + 1) * _AHEAD].unique())


@st.cache_data(max_entries=32, show_spinner=False)
def _context(files: queries.Files, ids: tuple[str, ...]) -> pd.DataFrame:
    return queries.feedback(files, ids)


@st.cache_data(max_entries=512, show_spinner=False)
def _spans(
    key: str, _workspace: Workspace, _row: pd.DataFrame, _journey: Journey, _touchpoint: str
) -> list[tuple[int, int]]:
    return engine.spans(_workspace, _row.reset_index(drop=True), _journey, _touchpoint)


def _card(row: Mapping[Hashable, Any], touchpoint: str, marked: list[tuple[int, int]]) -> str:
    """The comment as HTML, the clauses that are asked about marked; nothing tells what the machine made of it."""
    text, pieces, at = str(row["text"]), [], 0
    for start, end in marked:
        if start >= at:
            pieces += [escape(text[at:start]), f'<span class="here">{escape(text[start:end])}</span>']
            at = end
    about: dict[Hashable, Any] = {**row, "question": None}
    asked = row["question"] if isinstance(row["question"], str) else ""
    question = f'<div class="asked">They were asked: “{escape(asked)}”</div>' if asked else ""
    return (
        f'<div class="cx-review"><div class="about">{cards.about(about)}</div>{question}'
        f'<div class="text">{"".join([*pieces, escape(text[at:])])}</div>'
        f'<div class="ask">How does this customer feel about <b>{escape(touchpoint)}</b>?</div></div>'
    )


def _verdict(unit: dict[str, Any]) -> None:
    """What was said and what the machine read, for what has a label; before that it would lead the person."""
    if pd.notna(unit["mine"]):
        read = codes.POLARITIES[int(unit["machine"])]
        about = f", about {cards.escaped(unit['mine_moved'])}" if unit["mine_moved"] else ""
        st.caption(f"You said: **{_WORDS[unit['mine']].lower()}**{about}. The machine read: {read}.")
    else:
        st.caption(st.session_state.get(_DONE, "") or "One key is one answer; the next comment follows at once.")


def _answers(view: View, line: Line, unit: dict[str, Any]) -> None:
    key = f"{unit['feedback_id']} {unit['touchpoint']}"
    with st.container(horizontal=True, key="answers"):
        for label, words, shortcut in _ANSWERS:
            st.button(
                words,
                key=f"say {label}",
                shortcut=shortcut,
                type="primary" if unit["mine"] == label else "secondary",
                on_click=_say,
                args=(view, line, label, key),
            )
    with st.expander("It speaks of another touchpoint, or you see a feeling (not needed)", type="compact"):
        names = [item.name for item in view.analysis.journey.touchpoints if item.name != unit["touchpoint"]]
        st.selectbox(
            "It really speaks of",
            names,
            index=names.index(unit["mine_moved"]) if unit["mine_moved"] in names else None,
            placeholder=f"{unit['touchpoint']}, as asked",
            key=f"moved {key}",
        )
        st.pills("Feelings", [item.name for item in emotions()], selection_mode="multi", key=f"feels {key}")
        st.caption("Choose here first, then give the answer above. Keys work when no field is being typed in.")


def _say(view: View, line: Line, label: str, key: str) -> None:
    """Keep a label, and go on."""
    unit = line.unit
    moved = st.session_state.get(f"moved {key}") or ""
    label_row = labels.Label(
        feedback_id=unit["feedback_id"],
        touchpoint=unit["touchpoint"],
        label=label,
        who=line.who,
        moved_to=moved,
        emotions="|".join(st.session_state.get(f"feels {key}") or []),
        scorer=view.analysis.scorer.version,
    )
    labels.add_labels(view.workspace, [label_row])
    st.session_state[_DONE] = f"Kept: {_WORDS[label].lower()}. U takes it back."
    mine = line.line["mine"].mask(line.line.index == line.place, label)
    _go(line, queue.upcoming(line.line.assign(mine=mine), line.place if line.place is not None else -1))


def _moves(view: View, line: Line) -> None:
    place, end = line.place or 0, len(line.line) - 1
    if line.place is None:
        place = end + 1
    with st.container(horizontal=True, key="moves"):
        st.button("Back", key="go back", shortcut="Left", icon=":material/arrow_back:", disabled=place == 0,
                  on_click=_go, args=(line, place - 1))  # fmt: skip
        st.button("Next", key="go on", shortcut="Right", icon=":material/arrow_forward:", disabled=place >= end,
                  on_click=_go, args=(line, place + 1))  # fmt: skip
        undo(view, line)


def undo(view: View, line: Line) -> None:
    """Draw the button that takes the person's last label back and shows its comment again."""
    made = queue.last(line.line)
    st.button("Undo", key="undo", shortcut="U", icon=":material/undo:", disabled=made is None,
              on_click=_undo, args=(view, line, made))  # fmt: skip


def _undo(view: View, line: Line, made: int) -> None:
    labels.undo_label(view.workspace, made)
    st.session_state[_DONE] = "Taken back."
    _go(line, int(line.line.index[line.line["id"] == made][0]))


def _go(line: Line, place: int | None) -> None:
    if place is None:
        st.session_state.pop(_SHOWN, None)
    else:
        unit = line.line.iloc[place]
        st.session_state[_SHOWN] = unit["feedback_id"] + unit["touchpoint"]


def narrowing(row: dict[str, Any]) -> str:
    """What the labels have brought, from a row of `ratios.table`: the counted ratio, the corrected one, its width.

    Where the row has no corrected ratio yet, it says how many labels are missing, if the row tells.
    """
    here = pd.DataFrame([row])
    ratio = ratios.text(here, n=False).iloc[0]
    if row["method"] != "corrected":
        return f"As the machine counts: {ratio}; how far the machine is off is not known yet.{_more(here)}"
    counted = here.assign(ratio=row["counted_ratio"], low=row["counted_low"], high=row["counted_high"])
    width = (row["high"] / row["low"]) ** 0.5 if row["low"] > 0 else float("inf")
    sure = f", known to ×/÷ {width:.1f}" if width < float("inf") else ""
    return (
        f"Corrected by {row['labels']:,} labels: **{ratio}**{sure}. "
        f"The machine alone counts {ratios.text(counted, n=False).iloc[0]}.{_more(here)}"
    )


def _more(row: pd.DataFrame) -> str:
    """How many more labels it takes, as a sentence, where the row tells."""
    more = ratios.text_needed(row).iloc[0] if "needed" in row else ""
    return f" {more[0].upper()}{more[1:]}." if more else ""


def what_it_brings(view: View) -> None:
    """The ratio of everything that is chosen as the labels correct it, and how it narrows while one labels."""
    row = _overall(view.analysis.key, view.selection, view)
    if row is None:
        return
    st.markdown(narrowing(row))
    if row["method"] != "corrected":
        return
    # Seen in this session, of this part and this reading of the machine.
    part = f"{view.workspace.root} {view.analysis.key.partition('.')[0]} {view.selection.words()}"
    seen = st.session_state.setdefault(_SEEN, {}).setdefault(part, {})
    seen[int(row["labels"])] = (row["ratio"], row["low"], row["high"])
    if len(seen) > 1:
        history = pd.DataFrame([(labels, *ends) for labels, ends in seen.items()], columns=_HISTORY)
        drawn = chart.figure(history, float(row["counted_ratio"]), dark=st.context.theme.type == "dark")
        config = {**CONFIG, "displayModeBar": False}
        st.plotly_chart(drawn, theme=None, config=config, key="narrowing", alt=narrowing(row), width=680)


@st.cache_data(max_entries=8, show_spinner=False)
def _overall(key: str, selection: Selection, _view: View) -> dict[str, Any] | None:
    table = engine.ratio_table(_view.analysis, selection, ())
    return {str(name): value for name, value in table.iloc[0].items()} if len(table) else None
