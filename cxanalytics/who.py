"""Who says something: the name that was given, else that of the user of this machine."""

import getpass


def name(given: str = "") -> str:
    """The name given, without blanks around it; without one the machine's user."""
    if given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
