"""Conversations as a table: one record per turn, and whose turns are no customer's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any, Literal

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, aside, no_records
from cxanalytics.ingest.grid import trim
from cxanalytics.roles import ROLES

By = Literal["customer", "company", "system", "note", "joined"]

COMPANY = "written by the company"
SYSTEM = "written by the system"
_REASONS: Mapping[By, str] = {
    "company": COMPANY,
    "system": SYSTEM,
    "note": "internal note",
    "joined": "joined to the same person's turn before",
}
_ROLES = {
    "id": "source_id", "time": "occurred_at", "customer": "customer", "subject": "title", "text": "text",
    "rating": "rating", "channel": "channel", "status": "status", "link": "url", "segment": "segment",
    "language": "language",
}  # fmt: skip
_ALWAYS = ("id", "text", "by")
_STAFF = re.compile(
    r"(?i).*\b(agents?|advis[eo]rs?|support|service|representative|rep|operator|assistant|help ?desk|hotline|csr|"
    r"customer (?:care|success)|staff|team|moderators?|admins?|bot|ivr|mitarbeiter(?:in)?|berater(?:in)?|"
    r"kundenservice|kundendienst|conseill(?:er|ère)|asesora?|operatore)\b.*"
)
_CUSTOMER = re.compile(
    r"(?i).*\b(callers?|customers?|clients?|guests?|patients?|end[ -]?users?|visitors?|kund(?:e|in)|anrufer(?:in)?|"
    r"cliente?s?|clienta|appelante?)\b(?!.*\b(?:service|support|care|success)\b).*"
)


@dataclass(frozen=True)
class Turn:
    """What one side said at one time. `by` is who spoke; all else as the tool writes it, "" where it does not.

    `person` tells the speakers of a conversation apart and is not kept; `customer` is the key of a customer.
    """

    text: str
    by: By = "customer"
    id: str = ""
    conversation: str = ""
    time: str = ""
    person: str = ""
    customer: str = ""
    subject: str = ""
    rating: str = ""
    channel: str = ""
    status: str = ""
    link: str = ""
    segment: str = ""
    language: str = ""


def lay_out(turns: Sequence[Turn], source: str, warnings: tuple[str, ...] = (), kind: str = "support") -> Layout:
    """A record per turn; those that no customer spoke are set aside, each with its reason."""
    table = tabulate(turns)
    pieces = [aside(table["by"] == by, reason) for by, reason in _REASONS.items()]
    pieces = [piece for piece in pieces if len(piece)]
    set_aside = pd.concat(pieces, ignore_index=True) if pieces else no_records()
    known = {name: role for name, role in _ROLES.items() if name in table}
    return Layout(table, source, kind, known, ROLES, set_aside=set_aside, warnings=warnings)


def tabulate(turns: Sequence[Turn]) -> pd.DataFrame:
    """The turns as text cells, a column per field that any of them fills; names of speakers are left out."""
    names = [field.name for field in fields(Turn) if field.name != "person"]
    columns = {name: pd.Series([getattr(turn, name) for turn in turns], dtype="str") for name in names}
    filled = [name for name, cells in columns.items() if name in _ALWAYS or bool((cells != "").any())]
    return trim(pd.DataFrame({name: columns[name] for name in filled}, columns=filled))


def merge(turns: Sequence[Turn]) -> list[Turn]:
    """The turns with what a person says in a row under the first of them; the others are "joined" to it."""
    result = list(turns)
    first = 0
    for position, (before, turn) in enumerate(pairwise(turns), start=1):
        same = (before.conversation, before.person, before.by) == (turn.conversation, turn.person, turn.by)
        if not same:
            first = position
        elif turn.by == "customer":
            words = " ".join(part for part in (result[first].text, turn.text) if part)
            result[first] = replace(result[first], text=words)
            result[position] = replace(turn, by="joined")
    return result


def by_names(speakers: Iterable[str]) -> dict[str, By]:
    """Who of the speakers is the customer and who the company, by the words they are called; {} if nothing tells.

    Where customers are called so, all others are the company's; where only agents are, all others are customers.
    """
    different = list(dict.fromkeys(speakers))
    customers = {name for name in different if _CUSTOMER.fullmatch(name)}
    staff = {name for name in different if _STAFF.fullmatch(name)} - customers
    if customers:
        return {name: "customer" if name in customers else "company" for name in different}
    if staff and len(staff) < len(different):
        return {name: "company" if name in staff else "customer" for name in different}
    return {}


def is_staff(word: str) -> bool:
    """The word (a role, a badge) says that somebody speaks for the company."""
    return _STAFF.fullmatch(word) is not None and _CUSTOMER.fullmatch(word) is None


def plain(body: str) -> str:
    """An HTML body as text: a line per paragraph, tags removed. Entities stay; they are read with all texts."""
    if "<" not in body:
        return body
    lines = re.sub(r"(?i)\s*<br\s*/?>\s*|\s*</(?:p|div|li|h\d|tr)>\s*", "\n", body)
    return re.sub(r"(?s)<!--.*?-->|</?[a-zA-Z][^<>]*>", "", lines).strip()


def text_of(value: Any) -> str:
    """A field of a JSON document as text; "" where it is missing or holds more than one value."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return str(value)


def part(document: Any, *names: str) -> dict[str, Any]:
    """An object inside a document, by its path; {} where there is none."""
    for name in names:
        document = document.get(name) if isinstance(document, dict) else None
    return document if isinstance(document, dict) else {}


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; [] where it is none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
