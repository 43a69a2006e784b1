"""The account of an import: records read = kept + set aside, each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

_MASKED = {
    "email": ("e-mail address", "e-mail addresses"),
    "phone": ("telephone number", "telephone numbers"),
    "card": ("card number", "card numbers"),
    "iban": ("IBAN", "IBANs"),
    "ip": ("IP address", "IP addresses"),
    "handle": ("@handle of a private person", "@handles of private people"),
    "link": ("link with a personal part", "links with personal parts"),
    "name": ("name", "names"),
}


_CLEANED = {
    "entities": "with HTML entities",
    "html": "with HTML tags",
    "spreadsheet": "with marks of a spreadsheet",
    "encoding": "with letters in a wrong encoding",
    "quotes": "with quoted lines of others",
    "spaces": "with hard spaces or line ends of other systems",
    "prefixes": "with a mark of the tool before them",
    "titles": "that begin with their title",
    "title dates": "whose title a spreadsheet turned into a date",
    "non-answers": "that answer nothing (n/a, none, -)",
    "canned texts": "that many sent word for word",
}


@dataclass(frozen=True)
class Ledger:
    """What became of a file, in words and numbers a person can check.

    read, kept and set_aside count records of the file; feedback counts the rows written (several where a
    response holds several answers), with_text those of them that hold words. masked counts what was masked in
    texts, by kind; cleaned counts the texts that were mended or noticed, by kind; dropped names columns that are not
    kept at all, hashed those kept only as salted hashes. clock says what the times are: "UTC", "as written" (no
    zone is stated), or "" (days without a time, or no dates).
    precision is how exact dates are that were counted back ("day", "week", "month"), "" where they are exact.
    """

    file: str
    import_id: str
    format: str
    confidence: float
    source: str
    kind: str
    encoding: str
    delimiter: str
    sheet: str
    date_order: str
    dates: tuple[str, str] | None
    clock: str
    scale: str
    read: int
    kept: int
    set_aside: Mapping[str, int]
    feedback: int
    with_text: int
    roles: Mapping[str, str | list[str]]
    masked: Mapping[str, int]
    dropped: tuple[str, ...]
    hashed: tuple[str, ...]
    public_handles: tuple[str, ...]
    warnings: tuple[str, ...]
    precision: str = ""
    cleaned: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.read != self.kept + sum(self.set_aside.values()):
            raise ValueError("a ledger must balance: read = kept + set aside")

    def as_dict(self) -> dict[str, Any]:
        """The ledger as a JSON-ready dictionary."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Import:
    """feedback: the conformed table. set_aside: record (position among the file's records) and reason.

    records: the record that each row of feedback comes from.
    """

    feedback: pd.DataFrame
    ledger: Ledger
    set_aside: pd.DataFrame
    records: pd.Series


def words(ledger: Mapping[str, Any]) -> str:
    """A ledger, as `Ledger.as_dict` writes it, in lines for a terminal."""
    aside = sum(ledger["set_aside"].values())
    lines = [
        f"{ledger['file']}: {ledger['source']}, read as {ledger['format']}",
        f"  {ledger['read']:,} rows read = {ledger['kept']:,} kept + {aside:,} set aside",
        *(f"    {number:,} {reason}" for reason, number in ledger["set_aside"].items()),
        f"  {ledger['feedback']:,} answers, {ledger['with_text']:,} of them with text",
        *(f"  {role}: {_listed(columns)}" for role, columns in ledger["roles"].items()),
    ]
    if ledger["dates"]:
        lines.append(f"  dates from {ledger['dates'][0][:10]} to {ledger['dates'][1][:10]}")
    if ledger["scale"]:
        lines.append(f"  ratings from {ledger['scale']}")
    lines += [f"  {masked_words(ledger)}"] if ledger["feedback"] else []
    lines += [f"  {cleaned_words(ledger)}"] if ledger.get("cleaned") else []
    for name, title in (("dropped", "not kept"), ("hashed", "kept as hashes"), ("public_handles", "public")):
        lines += [f"  {title}: {_listed(ledger[name])}"] if ledger.get(name) else []
    lines += [f"  {sentence}" for sentence in decided_words(ledger)]
    return "\n".join([*lines, *(f"  note: {sentence}" for sentence in ledger["warnings"])])


def masked_words(ledger: Mapping[str, Any]) -> str:
    """What was masked in the texts, as a sentence."""
    found = [
        f"{number:,} {_MASKED.get(kind, (kind, kind))[number != 1]}"
        for kind, number in ledger["masked"].items()
        if number
    ]
    if not found:
        return "Nothing personal was found in the texts to mask."
    listed = " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
    return f"Masked in the texts: {listed}."


def decided_words(ledger: Mapping[str, Any]) -> list[str]:
    """What people decided about the file, and where that comes from and goes to, as lines; none where nothing was."""
    lines = []
    if ledger.get("profile"):
        lines.append(f"read as the profile '{ledger['profile']}' says")
    lines += [f"decided: {sentence}" for sentence in ledger.get("decided", ())]
    if ledger.get("remembered"):
        lines.append(f"once imported, remembered for the next file of this shape: profile '{ledger['remembered']}'")
    return lines


def cleaned_words(ledger: Mapping[str, Any]) -> str:
    """What was cleaned or noticed in the texts, in one line."""
    kinds = ", ".join(f"{number:,} {_CLEANED.get(kind, kind)}" for kind, number in ledger["cleaned"].items())
    return f"Cleaned or noticed, of the texts: {kinds}"


def _listed(names: str | Sequence[str]) -> str:
    return names if isinstance(names, str) else ", ".join(names)
