"""Feedback: the customers' own words, filtered, searched, paged."""

from cxanalytics import ui
from cxanalytics.ui import listing

view = ui.shell("Feedback")
question = listing.question(view)
listing.show(view, question)
