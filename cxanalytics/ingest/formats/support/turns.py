"""Conversations as a table: one record per turn, and whose turns are no customer's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
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
_FIRST = 40  # documents, and items of a list, looked at to tell what a file is
SPEAKERS = ("names of the speakers",)
_ALWAYS = ("id", "text", "by")
_STAFF = re.compile(
    r"(?i).*\b(agents?|advis[eo]rs?|support|service|representative|rep|operator|assistant|system|help ?desk|hotline|"
    r"csr|customer (?:care|success)|staff|team|moderators?|admins?|bot|ivr|mitarbeiter(?:in)?|berater(?:in)?|"
    r"kundenservice|kundendienst|conseill(?:er|ère)|asesora?|operatore)\b.*"
)
_CUSTOMER = re.compile(
    r"(?i).*\b(callers?|customers?|clients?|users?|guests?|patients?|end[ -]?users?|visitors?|kund(?:e|in)|"
    r"anrufer(?:in)?|cliente?s?|clienta|appelante?)\b(?!.*\b(?:service|support|care|success)\b).*"
)
_NUMBERED = r"(?i)(?:(?:speaker|spk|channel|participant|unknown)[ _-]?\d*|[A-Z]|\d+)"


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


def lay_out(table: pd.DataFrame, source: str, warnings: tuple[str, ...] = (), personal: tuple[str, ...] = ()) -> Layout:
    """A record per turn; those that no customer spoke are set aside, each with its reason.

    `table` has the fields of `Turn` as columns; those without a single cell are left out, and so is `person`.
    `personal` are fields of the file that hold names and addresses, none of which is in the table.
    """
    filled = [name for name in table if name in _ALWAYS or (name != "person" and bool((table[name] != "").any()))]
    kept = table[filled]
    known = {name: role for name, role in _ROLES.items() if name in kept}
    return Layout(
        kept, source, "support", known, ROLES, set_aside=not_customers(kept["by"]), warnings=warnings, personal=personal
    )


def not_customers(by: pd.Series) -> pd.DataFrame:
    """The records that no customer spoke, or that are joined to the one before, with the reason."""
    pieces = [aside(by == each, reason) for each, reason in _REASONS.items()]
    filled = [piece for piece in pieces if len(piece)]
    return pd.concat(filled, ignore_index=True) if filled else no_records()


def tabulate(turns: Sequence[Turn]) -> pd.DataFrame:
    """The turns as text cells, a column per field."""
    names = [field.name for field in fields(Turn)]
    return trim(pd.DataFrame({name: pd.Series([getattr(turn, name) for turn in turns], dtype="str") for name in names}))


def merge(table: pd.DataFrame) -> pd.DataFrame:
    """The turns with what a customer says in a row under the first of them; the others are "joined" to it."""
    same = [table[name] == table[name].shift() for name in ("conversation", "person", "by")]
    follows = same[0] & same[1] & same[2]
    words = table["text"].groupby((~follows).cumsum()).transform(" ".join)
    words = words.astype("str").str.replace(r" {2,}", " ", regex=True)
    spoken = table["by"] == "customer"
    joined = spoken & follows
    return table.assign(
        text=table["text"].mask(spoken & ~joined, words.str.strip()), by=table["by"].mask(joined, "joined")
    )


def attribute(table: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The turns with `by` told from what the speakers are called, and a sentence where nothing tells."""
    speakers = table.loc[table["by"] == "customer", "person"]
    told = by_names(speakers[speakers != ""])
    if told:
        sides = table["person"].map(told).fillna("customer")
        return table.assign(by=table["by"].mask(table["by"] == "customer", sides).astype("str")), ()
    people = speakers[speakers != ""].nunique()
    if people < 2:
        return table, () if people else ("The speakers are not named, so all words count as customers'.",)
    said = (
        f"Nothing tells which of the {people:,} people speak for the company, so all words count as customers'; "
        "write 'Agent' before the names of the company's people in the file to keep them out."
    )
    return table, (said,)


def keys(table: pd.DataFrame) -> pd.Series:
    """The names of the customers; "" where a speaker is called by a part ("Caller", "Speaker 1"), not by a name."""
    part = table["person"].str.fullmatch(_CUSTOMER.pattern) | table["person"].str.fullmatch(_NUMBERED)
    return table["person"].mask(part | (table["by"] != "customer"), "")


def by_names(speakers: Iterable[str]) -> dict[str, By]:
    """Who of the speakers is the customer and who the company, by the words they are called; {} if nothing tells.

    Where customers are called so, all others are the company's; where only agents are, all others are customers.
    """
    different = list(dict.fromkeys(speakers))
    customers = {name for name in different if _CUSTOMER.fullmatch(name)}
    staff = {name for name in different if _STAFF.fullmatch(name)} - customers
    if customers:
        return {name: "customer" if name in customers else "company" for name in different}
    if staff:
        return {name: "company" if name in staff else "customer" for name in different}
    return {}


def is_staff(word: str) -> bool:
    """The word (a role, a badge) says that somebody speaks for the company."""
    return _STAFF.fullmatch(word) is not None and _CUSTOMER.fullmatch(word) is None


def plain(body: str) -> str:
    """An HTML body as text: a line per paragraph, tags removed. Entities stay; they are read with all texts."""
    if "<" not in body:
        return body
    lines = re.sub(r"(?i)<br\s*/?>|</(?:p|div|li|h\d|tr)>", "\n", body)
    bare = re.sub(r"<!--(?:(?!-->).)*-->|</?[a-zA-Z][^<>]*>", "", lines, flags=re.DOTALL)
    return "\n".join(line for piece in bare.split("\n") if (line := " ".join(piece.split())))


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


def opening(documents: Sequence[Any]) -> tuple[Any, ...]:
    """The beginning of the documents, and of the lists in them: enough to tell what a file is."""
    return tuple(_cut(document, 3) for document in documents[:_FIRST])


def _cut(value: Any, levels: int) -> Any:
    if isinstance(value, list):
        return [_cut(item, levels - 1) for item in value[:_FIRST]] if levels else value[:_FIRST]
    if isinstance(value, dict) and levels:
        return {name: _cut(inner, levels - 1) for name, inner in value.items()}
    return value
