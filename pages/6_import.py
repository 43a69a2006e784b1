"""Import: from an export to feedback, every row accounted for."""

import streamlit as st

from cxanalytics import ui
from cxanalytics.ui import import_members, import_profiles, importing, ledgers

view = ui.shell("Import", shows_feedback=False)

done = importing.running()
if done is not None:
    st.success("Imported. Every row is accounted for below.", icon=":material/check_circle:")
    for ledger in done:
        st.subheader(ledger["file"], anchor=False)
        ledgers.show(ledger)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("pages/1_journey_map.py", label="See the journey map", icon=":material/timeline:")
        st.button("Import more", on_click=importing.finish, icon=":material/add:")
    st.stop()

st.markdown("Drop the files as they came out of the tool. You see what is read before anything is kept.")
import_profiles.begin()
uploads = import_members.opened(importing.uploads())
files = []
for upload in uploads:
    with st.expander(upload.title, expanded=True, icon=":material/description:"):
        file = import_members.prepare(upload, view.own)
        importing.leave_out(upload)
    if file:
        files.append(file)
if uploads:
    importing.confirm(view.own, files)

importing.earlier(view.own)
import_profiles.remembered(view.own)
