"""Answers as people wrote them, the words that decided marked."""

import re
from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import emotion
from cxanalytics.ui import correcting
from cxanalytics.ui.session import View

_STYLE = """<style>
.cx-answer {border-left: 4px solid #8a8f98; padding: .15rem 0 .3rem .9rem; margin: 0 0 1.1rem 0;}
.cx-answer.positive {border-color: #2166AC;} .cx-answer.negative {border-color: #B35806;}
.cx-answer.mixed {border-image: linear-gradient(#2166AC, #B35806) 1;}
.cx-answer .text {white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.02rem; line-height: 1.5;}
.cx-answer .about {opacity: .72; font-size: .85rem; overflow-wrap: anywhere;}
.cx-answer mark {color: inherit; border-radius: 3px; padding: 0 .1em;}
.cx-answer mark.up {background: rgba(33, 102, 172, .20); border-bottom: 2px solid #2166AC;}
.cx-answer mark.down {background: rgba(179, 88, 6, .20); border-bottom: 2px dashed #B35806;}
.cx-answer .verdict {font-weight: 600; white-space: nowrap;}
.cx-answer .corrected {font-style: italic;}
[class*="st-key-answer-"] {margin-bottom: .6rem;}
[class*="st-key-answer-"] .cx-answer {margin-bottom: 0;}
[class*="st-key-answer-"] button {min-height: 1.4rem; padding: 0; opacity: .72;}
[class*="st-key-answer-"] button p {font-size: .85rem;}
[class*="st-key-correct-"] {padding-left: calc(.9rem + 4px); margin-top: -.6rem;}
</style>"""

_DECIDES = 0.2

_SIGNS = {"positive": "▲ positive", "negative": "▼ negative", "mixed": "▲▼ mixed", "neutral": "● neutral"}


def show(view: View, answers: pd.DataFrame) -> None:
    """Show a page of answers, as `store.queries.page` returns it, each with a way to set it right."""
    corrections = correcting.standing(view)
    st.html(_STYLE)
    for row in answers.to_dict("records"):
        made = corrections.of(str(row["feedback_id"]))
        with st.container(gap=None, key=f"answer {row['feedback_id']}"):
            st.html(_card(row, made))
            correcting.button(view, row, made)


def verdict(row: Mapping[Hashable, Any]) -> str:
    """What the machine made of an answer, in one word, or why it made nothing of it."""
    if row["state"] == "scored":
        return "mixed" if row["mixed"] else str(row["polarity"])
    return str(row["state"])


def escaped(text: str) -> str:
    """A text as it is, where Markdown would make headings, links or pictures of it."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|>~:$<])", r"\\\1", text)


def _card(row: Mapping[Hashable, Any], corrections: Sequence[Mapping[str, Any]] = ()) -> str:
    said = correcting.verdict(row["touchpoints"], corrections) or verdict(row)
    text = _marked(row["text"], row["state"]) if _known(row["text"]) else "<i>no comment</i>"
    touchpoints = escape(row["touchpoints"]) if _known(row["touchpoints"]) else "no touchpoint"
    feelings = str(row["emotions"]).split("|") if _known(row["emotions"]) and row["emotions"] else []
    feelings += [flag for flag in ("effort", "unresolved") if row[flag] is True]
    parts = [
        f'<span class="verdict">{escape(_SIGNS.get(said, said))}</span>',
        touchpoints,
        *map(_feeling, feelings),
    ]
    mended = "".join(f'<div class="about corrected">{escape(correcting.words(item))}</div>' for item in corrections)
    return (
        f'<div class="cx-answer {escape(said)}"><div class="about">{about(row)}</div>'
        f'<div class="text">{text}</div><div class="about">{" · ".join(parts)}</div>{mended}</div>'
    )


def _feeling(name: str) -> str:
    """A feeling as HTML; pointing at it tells how right it is."""
    return f'<span title="{escape(emotion.trust_words(name), quote=True)}">{escape(name)}</span>'


def about(row: Mapping[Hashable, Any]) -> str:
    """Where an answer comes from, in a line of HTML: source, day, channel, segment, rating, question."""
    parts = [str(row["source"])]
    if _known(row["occurred_at"]):
        parts.append(f"{row['occurred_at']:%d %b %Y}")
    parts += [str(row[name]) for name in ("channel", "segment") if _known(row[name])]
    if _known(row["rating"]):
        top = f" of {row['rating_high']:g}" if _known(row["rating_high"]) else ""
        parts.append(f"rated {row['rating']:g}{top}")
    if _known(row["question"]):
        parts.append(f"“{row['question']}”")
    return escape(" · ".join(parts))


def _marked(text: str, state: str) -> str:
    """The text as HTML, safe, with the deciding words marked; pointing at one tells the rule."""
    if state != "scored":
        return escape(text)
    pieces, at = [], 0
    for mark in emotion.explain(text).marks:
        # A phrase without weight ("as long as") was looked at and decided nothing.
        if mark.start < at or abs(mark.weight) < _DECIDES:
            continue
        kind = "up" if mark.weight > 0 else "down"
        why = escape(f"{mark.rule} ({mark.weight:+.1f})", quote=True)
        pieces += [escape(text[at : mark.start]), f'<mark class="{kind}" title="{why}">']
        pieces += [escape(text[mark.start : mark.end]), "</mark>"]
        at = mark.end
    return "".join([*pieces, escape(text[at:])])


def _known(value: Any) -> bool:
    return bool(pd.notna(value))
