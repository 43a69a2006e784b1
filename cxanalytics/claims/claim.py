"""A claim: the sentence, what it speaks of, and what would make it true."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from cxanalytics.errors import ClaimError
from cxanalytics.selection import Selection

SHARE, RATIO, WORSE, BETTER, RISING, FALLING = (
    "negative share", "ratio", "worse than others", "better than others", "rising", "falling",
)  # fmt: skip
WITHOUT_NUMBER = (WORSE, BETTER, RISING, FALLING)
KINDS = (SHARE, RATIO, *WITHOUT_NUMBER)


@dataclass(frozen=True)
class Measure:
    """What would make a claim true.

    kind is one of KINDS. above says whether more than `value` makes it true or less, where there is a number: a share
    of 0..1, a ratio in positive for each negative.
    """

    kind: str
    above: bool = True
    value: float = 0.0

    @property
    def words(self) -> str:
        """The measure as a person writes it: "negative share > 50 %"."""
        if self.kind in WITHOUT_NUMBER:
            return self.kind
        sign = ">" if self.above else "<"
        return (
            f"{self.kind} {sign} {100 * self.value:g} %" if self.kind == SHARE else f"{self.kind} {sign} {self.value:g}"
        )


@dataclass(frozen=True)
class Scope:
    """What a claim speaks of: a part of the feedback, in it a pattern or words that the text holds."""

    selection: Selection = field(default_factory=Selection)
    pattern: str = ""
    words: tuple[str, ...] = ()

    def told(self, names: Mapping[str, str]) -> str:
        """The scope in words; names are those of the patterns."""
        parts = [self.selection.words()]
        if self.pattern:
            parts.append(f"pattern “{names.get(self.pattern, self.pattern)}”")
        if self.words:
            parts.append("texts with " + " or ".join(f"“{word}”" for word in self.words))
        return ", ".join(parts)

    def plain(self) -> dict[str, Any]:
        """The scope as values that JSON knows."""
        chosen = {name: value for name, value in asdict(self.selection).items() if value}
        chosen = {k: v.isoformat() if isinstance(v, date) else list(v) for k, v in chosen.items()}
        return {"selection": chosen, "pattern": self.pattern, "words": list(self.words)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Scope":
        """The scope that `plain` gave."""
        chosen: dict[str, Any] = {
            name: date.fromisoformat(value) if isinstance(value, str) else tuple(value)
            for name, value in plain.get("selection", {}).items()
        }
        return cls(Selection(**chosen), plain.get("pattern", ""), tuple(plain.get("words", ())))


def words_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """The words that texts should hold, of "late, delay" or of several; punctuation at their ends does not count.

    Raises
    ------
    ClaimError
        One of them holds no letter or digit, so that every text or none would hold it.
    """
    if given == "":
        return ()
    parts = [part.strip() for part in (given.split(",") if isinstance(given, str) else given)]
    found = [(part, re.sub(r"^[\W_]+|[\W_]+$", "", part)) for part in parts if part]
    empty = next((part for part, word in found if not word), None)
    if empty is not None or (parts and not found):
        raise ClaimError(f"“{empty or ', '.join(parts)}” holds no letter or digit; write words, as in “late, delay”.")
    return tuple(dict.fromkeys(word for _, word in found))


@dataclass(frozen=True)
class Step:
    """What was done to a claim: kind ("stated", "changed", "retired", "reopened"), and how it stood after that."""

    kind: str
    at: datetime
    who: str
    sentence: str
    owner: str
    scope: Scope
    measure: Measure

    @property
    def test(self) -> tuple[Scope, Measure]:
        """What it is tested by; answers compare only where this is the same."""
        return self.scope, self.measure


@dataclass(frozen=True)
class Claim:
    """One claim of the register.

    first is what the answer was at first_at, when this test of it was stated or the test was changed to it: verdict,
    value, low, high, n, scorer; empty where that was not noted. steps: all that was done to it, the oldest first.
    """

    number: int
    sentence: str
    owner: str
    scope: Scope
    measure: Measure
    stated_at: datetime
    stated_by: str
    retired: bool = False
    first: Mapping[str, Any] = field(default_factory=dict)
    first_at: datetime | None = None
    steps: tuple[Step, ...] = ()

    @property
    def measured(self) -> str:
        """What would make it true, in words: "negative share > 50 %", of a pattern "share > 30 %"."""
        return self.measure.words.removeprefix("negative ") if self.scope.pattern else self.measure.words


_WITH_NUMBER = re.compile(
    r"(?P<kind>(?:negative )?share(?: negative)?|ratio)\s*(?P<sign>>|<|above|below|over|under)\s*"
    r"(?P<value>\d+(?:[.,]\d+)?)\s*(?P<unit>%|percent|: ?1)?",
    re.IGNORECASE,
)
_FORMS = 'as in "negative share > 50%", "ratio < 2", "worse than others", "better than others", "rising" or "falling"'


def measure(text: str) -> Measure:
    """The measure that a person wrote.

    Raises
    ------
    ClaimError
        It is none; the message shows the forms there are.
    """
    plain = " ".join(text.lower().split()).removeprefix("the ")
    for kind in WITHOUT_NUMBER:
        if plain in (kind, kind.replace("than others", "than the others"), kind.split(maxsplit=1)[0]):
            return Measure(kind, kind in (WORSE, RISING))
    found = _WITH_NUMBER.fullmatch(plain)
    if found is None:
        raise ClaimError(f"'{text}' says nothing that can be measured; write it {_FORMS}.")
    value = float(found["value"].replace(",", "."))
    kind = RATIO if found["kind"] == "ratio" else SHARE
    if kind == SHARE and (found["unit"] or value > 1):
        value /= 100
    if kind == SHARE and not 0 < value < 1:
        raise ClaimError(f"A share lies between 0 % and 100 %; '{text}' does not.")
    if kind == RATIO and (value <= 0 or found["unit"] in ("%", "percent")):
        raise ClaimError(f"A ratio is a number above 0, as in \"ratio < 2\"; '{text}' is not.")
    return Measure(kind, found["sign"] in (">", "above", "over"), value)
