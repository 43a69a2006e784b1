"""The door: whoever comes from another machine sees the room of a workshop, and nothing else unless the owner says so.

The address of a visitor is no proof against an expert; who may reach the server at all is decided by the address that
it listens on.
"""

import ipaddress
import os

import streamlit as st

VARIABLE = "CXANALYTICS_VISITORS"
EVERYTHING = "all"

# The pages that are for everybody in the room.
_OPEN = ("Room",)


def let_in(page: str) -> None:
    """Go on for those who may see the page; for others it ends here, with a sentence."""
    if page in _OPEN or os.environ.get(VARIABLE) == EVERYTHING or not outside(st.context.ip_address):
        return
    st.title(page, anchor=False)
    st.info(
        "This page holds what customers wrote, and the owner of this machine has not opened it to others. "
        f"To open all pages, the owner starts the program with {VARIABLE}={EVERYTHING}.",
        title="Only the room of a workshop is open here",
        icon=":material/lock:",
    )
    st.page_link("pages/11_room.py", label="To the room", icon=":material/groups:")
    st.stop()


def outside(address: object) -> bool:
    """Whether an address is another machine's; a text that is no address is. This machine itself has none."""
    if not isinstance(address, str):
        return False
    try:
        return not ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True
