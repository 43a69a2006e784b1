"""The account of an import: records read = kept + set aside, each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd


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
    masked = ", ".join(f"{number:,} {kind}" for kind, number in ledger["masked"].items())
    lines += [f"  masked in texts: {masked}"] if masked else []
    mended = ", ".join(f"{number:,} {kind}" for kind, number in ledger.get("cleaned", {}).items())
    lines += [f"  cleaned in texts: {mended}"] if mended else []
    for name, title in (("dropped", "not kept"), ("hashed", "kept as hashes"), ("public_handles", "public")):
        lines += [f"  {title}: {_listed(ledger[name])}"] if ledger.get(name) else []
    lines += [f"  {sentence}" for sentence in decided_words(ledger)]
    return "\n".join([*lines, *(f"  note: {sentence}" for sentence in ledger["warnings"])])


def decided_words(ledger: Mapping[str, Any]) -> list[str]:
    """What people decided about the file, and where that comes from and goes to, as lines; none where nothing was."""
    lines = []
    if ledger.get("profile"):
        lines.append(f"read as the profile '{ledger['profile']}' says")
    lines += [f"decided: {sentence}" for sentence in ledger.get("decided", ())]
    if ledger.get("remembered"):
        lines.append(f"remembered for the next file of this shape: profile '{ledger['remembered']}'")
    return lines


def _listed(names: str | Sequence[str]) -> str:
    return names if isinstance(names, str) else ", ".join(names)
