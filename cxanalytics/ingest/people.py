"""The columns that name people: which one tells them apart, and which ones are not kept at all."""

from collections.abc import Mapping

import pandas as pd

from cxanalytics.ingest import headers

# Names that a tool writes for people it does not name.
_NOBODY = (
    "a google user",
    "anonymous",
    "anonym",
    "anonyme",
    "anonimo",
    "guest",
    "unknown",
    "[deleted]",
    "n/a",
)
ROLES = ("customer", "author")


def nobody(column: pd.Series) -> pd.Series:
    """Which cells name no person: blank, stars and dots, or a tool's word for everybody."""
    return (column == "") | column.str.lower().isin(_NOBODY) | column.str.fullmatch(r"[*.\-_\s]+")


def tells_apart(column: pd.Series) -> bool:
    """The names differ: not the one word a tool writes for everybody."""
    return column[~nobody(column)].nunique() > 1


def key(table: pd.DataFrame, roles: Mapping[str, str]) -> str | None:
    """The column that tells people apart: the customer's id, else the author; None where neither does."""
    named = [name for role in ROLES for name, given in roles.items() if given == role]
    return next((name for name in named if tells_apart(table[name])), None)


def unused(table: pd.DataFrame, roles: Mapping[str, str]) -> tuple[str, ...]:
    """The columns of people beside the key: nothing of them is kept, so no role is theirs."""
    kept = key(table, roles)
    return tuple(name for name, given in roles.items() if given in ROLES and name != kept)


def named(roles: Mapping[str, str]) -> tuple[str, ...]:
    """The unused columns whose header says that they name people ("userName", "review.user.name")."""
    return tuple(name for name, role in roles.items() if role == "ignore" and _names_people(headers.clean(name)))


def _names_people(header: str) -> bool:
    words = header.split()
    # A nested field is known by its last words; a lone "name" at the end of others may be a product's.
    endings = [header, *(" ".join(words[start:]) for start in range(1, len(words) - 1))]
    return any(headers.is_personal(end) or any(headers.exact(r, end) is not None for r in ROLES) for end in endings)
