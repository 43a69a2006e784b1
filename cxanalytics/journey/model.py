"""A journey: its stages, the touchpoints along them, and the words customers use for each.

Journeys are written by people as TOML files; `data/journeys/README.md` explains the syntax.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxanalytics.errors import JourneyError

UNASSIGNED = "Unassigned"
OFF_MAP = "Not on the map yet"

_RESERVED = (UNASSIGNED, OFF_MAP)
# What is to become of a touchpoint; "" where nobody has decided.
STATES = ("keep", "improve", "change", "remove")

_JOURNEY_KEYS = ("name", "description", "ignore", "stage")
_STAGE_KEYS = ("name", "description", "formerly", "touchpoint")
_TOUCHPOINT_TEXTS = ("owner", "description", "goal", "front", "back", "bridge")
_TOUCHPOINT_LISTS = ("aliases", "phrases", "formerly")
_TOUCHPOINT_KEYS = ("name", *_TOUCHPOINT_LISTS, "channel", "channels", "moment", "state", "ideal", *_TOUCHPOINT_TEXTS)


@dataclass(frozen=True)
class Touchpoint:
    """Where customer and company meet.

    aliases are other names an export may use for it; phrases are what customers write when they speak of it;
    formerly are the names it had in earlier versions of the journey, and those of touchpoints that became part of it:
    what people said under them belongs to it. moment marks a moment of truth; goal is what the customer wants to get
    done there; front and back are notes on what customers see and what they do not; state is one of STATES or "";
    bridge tells how it leads on to the next touchpoint; ideal is the ratio that it should have.
    """

    name: str
    aliases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    owner: str = ""
    description: str = ""
    formerly: tuple[str, ...] = ()
    moment: bool = False
    goal: str = ""
    front: str = ""
    back: str = ""
    state: str = ""
    bridge: str = ""
    ideal: float | None = None

    @property
    def channel(self) -> str:
        """The channels in words: "web, phone"."""
        return ", ".join(self.channels)


@dataclass(frozen=True)
class Stage:
    """A part of the journey, with its touchpoints in the order customers meet them; formerly as of touchpoints."""

    name: str
    touchpoints: tuple[Touchpoint, ...]
    description: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Journey:
    """Stages in order. `ignore` holds phrases that look like a touchpoint's but are not ("return flight")."""

    name: str
    description: str
    stages: tuple[Stage, ...]
    ignore: tuple[str, ...] = ()

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints, in the order of the journey."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)

    def stage_of(self, touchpoint: str) -> str:
        """The stage a touchpoint belongs to; OFF_MAP for one the journey does not have."""
        if touchpoint == UNASSIGNED:
            return UNASSIGNED
        for stage in self.stages:
            if any(item.name == touchpoint for item in stage.touchpoints):
                return stage.name
        return OFF_MAP

    @property
    def key(self) -> str:
        """16 hex digits that change whenever something changes that decides where feedback belongs.

        Names, their order, phrases: not an owner, a note or a goal, which cost no reading anew.
        """
        placing = [
            (stage.name, [(item.name, item.aliases, item.phrases, item.formerly) for item in stage.touchpoints])
            for stage in self.stages
        ]
        return _digest((self.name, placing, self.ignore))

    @property
    def edition(self) -> str:
        """16 hex digits that change whenever anything in the journey changes."""
        return _digest(self)


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def load(path: Path) -> Journey:
    """The journey in a TOML file.

    Raises
    ------
    JourneyError
        The file cannot be read, is not TOML, or does not describe a journey.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise JourneyError(f"The journey file {path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise JourneyError(f"{path.name} is not UTF-8 text. Save it as UTF-8 and try again.") from error
    return parse(text, path.name)


def parse(text: str, file: str) -> Journey:
    """The journey written in `text`; `file` is the name to show when something is wrong.

    Raises
    ------
    JourneyError
        The text is not TOML, or does not describe a journey.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise JourneyError(f"{file} is not well-formed TOML: {error}.") from error
    _check_keys(document, _JOURNEY_KEYS, f"{file}: the journey")
    stages = tuple(_stage(table, file) for table in _tables(document, "stage", f"{file}: the journey"))
    journey = Journey(
        name=_name(document, f"{file}: the journey"),
        description=_text(document, "description", f"{file}: the journey"),
        stages=stages,
        ignore=_texts(document, "ignore", f"{file}: the journey"),
    )
    _check_names(journey, file)
    _check_phrases(journey, file)
    return journey


def _stage(table: Mapping[str, Any], file: str) -> Stage:
    name = _name(table, f"{file}: a stage")
    where = f"{file}: stage '{name}'"
    _check_keys(table, _STAGE_KEYS, where)
    touchpoints = tuple(_touchpoint(item, where) for item in _tables(table, "touchpoint", where))
    return Stage(name, touchpoints, _text(table, "description", where), _texts(table, "formerly", where))


def _touchpoint(table: Mapping[str, Any], where: str) -> Touchpoint:
    name = _name(table, f"{where}: a touchpoint")
    where = f"{where}, touchpoint '{name}'"
    _check_keys(table, _TOUCHPOINT_KEYS, where)
    return Touchpoint(
        name=name,
        channels=_channels(table, where),
        moment=_yes(table, "moment", where),
        ideal=_ratio(table, "ideal", where),
        state=_state(table, where),
        **_all(_texts, _TOUCHPOINT_LISTS, table, where),
        **_all(_text, _TOUCHPOINT_TEXTS, table, where),
    )


def _all(read: Callable[[Mapping[str, Any], str, str], Any], keys: Sequence[str], table: Any, where: str) -> Any:
    return {key: read(table, key, where) for key in keys}


def _channels(table: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """The channels, written as one text (channel) or as a list (channels)."""
    one = _text(table, "channel", where)
    return tuple(dict.fromkeys([*filter(None, [one]), *_texts(table, "channels", where)]))


def _yes(table: Mapping[str, Any], key: str, where: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise JourneyError(f"{where}: '{key}' must be true or false, without quotes.")
    return value


def _ratio(table: Mapping[str, Any], key: str, where: str) -> float | None:
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
        raise JourneyError(f"{where}: '{key}' must be a number above 0, as in ideal = 5 for 5 : 1.")
    return float(value)


def _state(table: Mapping[str, Any], where: str) -> str:
    state = _text(table, "state", where).lower()
    if state and state not in STATES:
        raise JourneyError(f"{where}: '{state}' is no state. Known are {', '.join(STATES)}.")
    return state


def _tables(table: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise JourneyError(f"{where}: write each {key} under a heading in double brackets.")
    if not found:
        raise JourneyError(f"{where} has no {key}. Add at least one.")
    return found


def _name(table: Mapping[str, Any], where: str) -> str:
    name = _text(table, "name", where)
    if not name:
        raise JourneyError(f'{where} has no name. Add a line such as name = "Invoice".')
    return name


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise JourneyError(f"{where}: '{key}' must be text in quotes.")
    return value.strip()


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise JourneyError(f"{where}: '{key}' must be a list of texts in quotes, none of them empty.")
    return tuple(value.strip() for value in values)


def _check_keys(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = [key for key in table if key not in known]
    if unknown:
        raise JourneyError(f"{where} has an unknown entry '{unknown[0]}'. Known are {', '.join(known)}.")


def _check_names(journey: Journey, file: str) -> None:
    for kind, named in (("stage", journey.stages), ("touchpoint", journey.touchpoints)):
        seen: set[str] = set()
        for name in (item.name for item in named):
            if name in _RESERVED:
                raise JourneyError(f"{file}: '{name}' is a word of the product's own. Choose another name.")
            if name.casefold() in seen:
                raise JourneyError(f"{file} has two {kind}s named '{name}'. Rename one of them.")
            seen.add(name.casefold())
    _check_apart([(item.name, (item.name, *item.aliases)) for item in journey.touchpoints], f"{file}: the name")


def _check_phrases(journey: Journey, file: str) -> None:
    phrases = [(item.name, item.phrases) for item in journey.touchpoints]
    _check_apart([*phrases, ("ignore", journey.ignore)], f"{file}: the phrase")


def _check_apart(groups: Iterable[tuple[str, tuple[str, ...]]], what: str) -> None:
    """No value may stand in two groups: nobody could say which of the two it means."""
    home: dict[str, str] = {}
    for group, values in groups:
        for value in values:
            words = " ".join(re.findall(r"\w+", value.casefold()))
            if not words:
                raise JourneyError(f"{what} '{value}' under '{group}' holds no word. Remove it.")
            if home.setdefault(words, group) != group:
                both = f"both '{home[words]}' and '{group}'"
                raise JourneyError(f"{what} '{value}' stands under {both}. Keep it in one place only.")
