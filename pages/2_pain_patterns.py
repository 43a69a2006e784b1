"""Pain patterns: what hurts again and again, how it moves the ratio, and what people make of it."""

import streamlit as st

from cxanalytics import ui
from cxanalytics.ui import (
    pattern_alerts,
    pattern_comments,
    pattern_detail,
    pattern_editing,
    pattern_hidden,
    pattern_priorities,
    pattern_proposals,
    pattern_table,
    patterns,
)

view = ui.shell("Pain patterns")
pattern_editing.told(view)
shown = patterns.content(view)
pattern_proposals.grouping(shown)
patterns.headline(shown)
chosen = patterns.choose(shown, keys=not pattern_editing.dialog_open())
pattern_editing.gone(shown)
patterns.draw(shown, chosen)
everything, one, new, first, inside, none, order = patterns.parts()
if everything.open:
    with everything:
        pattern_table.show(shown, chosen)
if one.open:
    with one:
        pattern_detail.show(shown, chosen)
if new.open:
    with new:
        pattern_proposals.proposed(shown)
        pattern_alerts.show(shown)
if first.open:
    with first:
        pattern_priorities.ranked(shown)
        pattern_priorities.associated(shown)
if inside.open:
    with inside:
        pattern_hidden.show(shown)
if none.open:
    with none:
        pattern_comments.unclustered(shown)
if order.open:
    with order:
        pattern_proposals.alternatives(shown)
        pattern_proposals.masked(shown)
        pattern_editing.put_aside(shown)
        st.markdown("**What was changed**")
        pattern_editing.changes(shown)
