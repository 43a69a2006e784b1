"""Journey map: how customers feel along the way, and what is behind it."""

import streamlit as st

from cxanalytics import ui
from cxanalytics.ui import boards, mapping, numbers, taking

view = ui.shell("Journey map")
board = boards.content(view, boards.choose(view))
mapping.headline(board)
mapping.links()
touchpoint = mapping.choose(view, board)
mapping.draw(board, chosen=touchpoint)
said, counted, take_away = st.tabs(["What customers say", "The numbers", "Take it away"])
with said:
    mapping.voices(view, board, touchpoint)
with counted:
    numbers.tables(board)
with take_away:
    taking.files(board)
    taking.cards(board, touchpoint)
