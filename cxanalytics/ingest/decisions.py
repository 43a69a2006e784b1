"""What a person decided about a file, once and for all files of its shape."""

import dataclasses
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from cxanalytics import privacy
from cxanalytics.errors import MappingError

INVITES = {"negative": "what was bad", "positive": "what was good", "": "both sides"}
_ENDS = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(?:-|–|to|\.\.)\s*(-?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Decisions:
    """Everything about the reading of a file that a person may say; what is not said is inferred.

    mapping: column -> role. touchpoint: of the whole file. touchpoints: question (column) -> touchpoint its wording
    speaks of, "" for none. invites: question -> "negative", "positive" or "" where it asks for one side alone.
    day_first: the order of day and month. scale: (worst, best) of the ratings. keep: names of `hygiene.SWITCHES` whose
    records are kept although they would be set aside. as_of: the day the file was made, from which "4 months ago" is
    counted back; it is of this one file, and never of the next.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    touchpoint: str | None = None
    touchpoints: Mapping[str, str] = field(default_factory=dict)
    invites: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    scale: tuple[float, float] | None = None
    keep: Collection[str] = ()
    as_of: date | None = None

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """What was decided, and nothing else, in JSON-ready values; equal decisions give equal dictionaries."""
        written: dict[str, Any] = {
            "mapping": dict(sorted(self.mapping.items())),
            "touchpoint": self.touchpoint or None,
            "touchpoints": dict(sorted(self.touchpoints.items())),
            "invites": dict(sorted(self.invites.items())),
            "day_first": self.day_first,
            "scale": list(self.scale) if self.scale else None,
            "keep": sorted(self.keep),
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }
        return {name: value for name, value in written.items() if value not in (None, {}, [])}

    def over(self, earlier: "Decisions") -> "Decisions":
        """These decisions, and of the earlier ones what these say nothing of."""
        return Decisions(
            _laid(self.mapping, earlier.mapping),
            self.touchpoint or earlier.touchpoint,
            _laid(self.touchpoints, earlier.touchpoints),
            _laid(self.invites, earlier.invites),
            earlier.day_first if self.day_first is None else self.day_first,
            self.scale or earlier.scale,
            tuple(sorted({*earlier.keep, *self.keep})),
            self.as_of or earlier.as_of,
        )

    def lasting(self) -> "Decisions":
        """What holds for the next file of the shape as well."""
        return dataclasses.replace(self, as_of=None)

    def among(self, columns: Collection[str]) -> "Decisions":
        """The same without what is said of columns that are not there; blanks and case do not matter."""
        present = {plain(name) for name in columns}
        return dataclasses.replace(
            self,
            mapping={name: said for name, said in self.mapping.items() if plain(name) in present},
            touchpoints={name: said for name, said in self.touchpoints.items() if plain(name) in present},
            invites={name: said for name, said in self.invites.items() if plain(name) in present},
        )

    def columns(self) -> tuple[str, ...]:
        """The columns that something is said of, each once."""
        return tuple(dict.fromkeys((*self.mapping, *self.touchpoints, *self.invites)))

    def words(self) -> list[str]:
        """Each decision as a line for a person."""
        lines = [
            f"'{column}' is not used" if role == "ignore" else f"'{column}' is read as {role}"
            for column, role in sorted(self.mapping.items())
        ]
        lines += [f"the touchpoint of the whole file is {self.touchpoint}"] if self.touchpoint else []
        lines += [
            f"'{column}' is about {name}" if name else f"'{column}' is about no touchpoint of its own"
            for column, name in sorted(self.touchpoints.items())
        ]
        lines += [f"'{column}' asks for {INVITES.get(side, side)}" for column, side in sorted(self.invites.items())]
        if self.day_first is not None:
            lines.append("the day stands before the month" if self.day_first else "the month stands before the day")
        lines += [f"ratings go from {self.scale[0]:g} to {self.scale[1]:g}"] if self.scale else []
        lines += [f"the file was made on {self.as_of:%-d %B %Y}"] if self.as_of else []
        lines += [f"switched off: {name}" for name in sorted(self.keep)]
        return lines


def from_dict(written: Mapping[str, Any]) -> Decisions:
    """Decisions from what `as_dict` wrote; what a later version added is passed over."""
    names = {field.name for field in dataclasses.fields(Decisions)}
    given = {name: value for name, value in written.items() if name in names}
    if "scale" in given:
        given["scale"] = (float(given["scale"][0]), float(given["scale"][1]))
    if "keep" in given:
        given["keep"] = tuple(given["keep"])
    if given.get("as_of"):
        given["as_of"] = date.fromisoformat(given["as_of"])
    return Decisions(**given)


def scale_of(words: str) -> tuple[float, float]:
    """The ends of a scale as people write it, the worst first: "0-10", "1 to 5", "-2 to 2", or "6-1" where 1 is best.

    Raises
    ------
    MappingError
        It is none.
    """
    found = _ENDS.fullmatch(words)
    if found is None or float(found[1]) == float(found[2]):
        raise MappingError(
            f"'{words}' is no scale of ratings; write its worst and its best value, as 0-10, 1-5 or 6-1."
        )
    return float(found[1]), float(found[2])


def _laid(later: Mapping[str, str], earlier: Mapping[str, str]) -> dict[str, str]:
    """What is said later of a column takes the place of what was said earlier, however its name is written."""
    again = {plain(column) for column in later}
    return {column: said for column, said in earlier.items() if plain(column) not in again} | dict(later)


@lru_cache(maxsize=20_000)  # the columns of a wide file are compared again and again
def plain(column: str) -> str:
    """A column's name as it is compared: as it is shown, where blanks and case do not matter."""
    return " ".join(privacy.mask_headings([column])[0].split()).casefold()


NONE = Decisions()
