"""Answers as people wrote them, the words that decided marked."""

import re
from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import bare_ratings, emotion
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
.cx-answer .why {font-size: .85rem; opacity: .85; margin-top: .2rem;} .cx-answer .why summary {cursor: pointer;}
.cx-answer .why td, .cx-answer .why th {padding: .1rem .9rem .1rem 0; text-align: left; vertical-align: top;}
.cx-answer .why table {margin: .3rem 0;}
[class*="st-key-answer-"] {margin-bottom: .6rem;}
[class*="st-key-answer-"] .cx-answer {margin-bottom: 0;}
[class*="st-key-answer-"] button {min-height: 1.4rem; padding: 0; opacity: .72;}
[class*="st-key-answer-"] button p {font-size: .85rem;}
[class*="st-key-correct-"] {padding-left: calc(.9rem + 4px); margin-top: -.6rem;}
.cx-answer .why {font-size: .85rem; opacity: .85; margin-top: .2rem;} .cx-answer .why summary {cursor: pointer;}
.cx-answer .why td, .cx-answer .why th {padding: .1rem .9rem .1rem 0; text-align: left; vertical-align: top;}
.cx-answer .why table {margin: .3rem 0;}
</style>"""

_DECIDES = 0.4

_SIGNS = {"positive": "▲ positive", "negative": "▼ negative", "mixed": "▲▼ mixed", "neutral": "● neutral"}


def show(view: View, answers: pd.DataFrame) -> None:
    """Show a page of answers, as `store.queries.page` returns it, each with a way to set it right."""
    corrections = correcting.standing(view)
    st.html(_STYLE)
    for row in answers.to_dict("records"):
        made = corrections.of(str(row["feedback_id"]))
        with st.container(gap=None, key=f"answer {row['feedback_id']}"):
            st.html(_card(view, row, made))
            correcting.button(view, row, made)


def verdict(row: Mapping[Hashable, Any]) -> str:
    """What the machine made of an answer, in one word, or why it made nothing of it."""
    if row["state"] == "scored":
        return "mixed" if row["mixed"] else str(row["polarity"])
    if row["basis"] == bare_ratings.RATING:
        return str(row["polarity"])
    return str(row["state"])


def escaped(text: str) -> str:
    """A text as it is, where Markdown would make headings, links or pictures of it."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|>~:$<])", r"\\\1", text)


def _card(view: View, row: Mapping[Hashable, Any], corrections: Sequence[Mapping[str, Any]] = ()) -> str:
    said = correcting.verdict(row["touchpoints"], corrections) or verdict(row)
    why = view.analysis.scorer.explain(row) if row["state"] == "scored" else None
    text = _marked(row["text"], why) if _known(row["text"]) else "<i>no comment</i>"
    touchpoints = escape(row["touchpoints"]) if _known(row["touchpoints"]) else "no touchpoint"
    feelings = str(row["emotions"]).split("|") if _known(row["emotions"]) and row["emotions"] else []
    feelings += [flag for flag in ("effort", "unresolved") if row[flag] is True]
    parts = [
        f'<span class="verdict">{escape(_SIGNS.get(said, said))}</span>{_by_rating(row)}',
        touchpoints,
        *map(_feeling, feelings),
    ]
    mended = "".join(f'<div class="about corrected">{escape(correcting.words(item))}</div>' for item in corrections)
    return (
        f'<div class="cx-answer {escape(said)}"><div class="about">{about(row)}</div>'
        f'<div class="text">{text}</div><div class="about">{" · ".join(parts)}</div>{mended}{_why(why)}</div>'
    )


def _why(why: emotion.Explanation | None) -> str:
    """What decided, folded away: every word, the question and the rating, with what each added to the two sums."""
    if why is None:
        return ""
    telling = [mark for mark in why.marks if mark.rule != emotion.LITTLE]
    little = [mark for mark in why.marks if mark.rule == emotion.LITTLE]
    said = [(mark.rule, mark.negative, mark.positive) for mark in telling if mark.negative or mark.positive]
    if little:
        added = (sum(mark.negative for mark in little), sum(mark.positive for mark in little))
        said.append((f"{len(little)} other words, each a little", *added))
    said += [(reason.rule, reason.negative, reason.positive) for reason in why.reasons]
    said.sort(key=lambda item: -max(abs(item[1]), abs(item[2])))
    rows = "".join(
        f"<tr><td>{escape(rule)}</td><td>{negative:+.2f}</td><td>{positive:+.2f}</td></tr>"
        for rule, negative, positive in said
    )
    return (
        f'<details class="why"><summary>Why this label?</summary><p>{_because(why)}</p><table>'
        "<tr><th>What spoke</th><th>for negative</th><th>for positive</th></tr>"
        f"{rows}<tr><th>Together</th><th>{why.negative:+.2f}</th><th>{why.positive:+.2f}</th></tr></table>"
        f"Neutral stands at 0; the greatest of the three wins: {escape(why.polarity)}. A comment is mixed where one "
        "clause, read alone, is positive and another negative.</details>"
    )


def _because(why: emotion.Explanation) -> str:
    """The polarity with what spoke for it most, in a sentence of HTML."""
    sign = {"positive": 1, "negative": -1}.get(why.polarity, 0)
    spoke = [(mark.rule, mark.weight) for mark in why.marks if mark.rule != emotion.LITTLE]
    spoke += [(reason.rule, reason.positive - reason.negative) for reason in why.reasons]
    strongest = sorted((item for item in spoke if item[1] * sign > _DECIDES), key=lambda item: -abs(item[1]))[:2]
    if not strongest:
        return f"The machine read {escape(why.polarity)}: nothing in it spoke strongly."
    return (
        f"The machine read {escape(why.polarity)}, most of all because {escape(' and '.join(r for r, _ in strongest))}."
    )


def _by_rating(row: Mapping[Hashable, Any]) -> str:
    return ", by the rating alone" if row["basis"] == bare_ratings.RATING else ""


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


def _marked(text: str, why: emotion.Explanation | None) -> str:
    """The text as HTML, safe, with the deciding words marked; pointing at one tells the rule."""
    pieces, at = [], 0
    for mark in why.marks if why else []:
        # What hardly weighs decided nothing, and an everyday word ("the") is no sign of feeling by itself.
        if mark.start < at or abs(mark.weight) < _DECIDES or emotion.is_everyday(mark.word):
            continue
        kind = "up" if mark.weight > 0 else "down"
        rule = escape(f"{mark.rule} ({mark.weight:+.1f})", quote=True)
        pieces += [escape(text[at : mark.start]), f'<mark class="{kind}" title="{rule}">']
        pieces += [escape(text[mark.start : mark.end]), "</mark>"]
        at = mark.end
    return "".join([*pieces, escape(text[at:])])


def _known(value: Any) -> bool:
    return bool(pd.notna(value))
