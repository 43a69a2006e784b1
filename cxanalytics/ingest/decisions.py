"""What a person decided about a file, once and for all files of its shape."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Decisions:
    """Everything about the reading of a file that a person may say; what is not said is inferred.

    mapping: column -> role. touchpoint: of the whole file. touchpoints: question (column) -> touchpoint its wording
    speaks of, "" for none. invites: question -> "negative", "positive" or "" where it asks for one side alone.
    day_first: the order of day and month. scale: (low, high) of the ratings. keep: names of `hygiene.SWITCHES` whose
    records are kept although they would be set aside.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    touchpoint: str | None = None
    touchpoints: Mapping[str, str] = field(default_factory=dict)
    invites: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    scale: tuple[float, float] | None = None
    keep: Collection[str] = ()


NONE = Decisions()
