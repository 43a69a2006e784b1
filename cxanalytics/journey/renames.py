"""Changes of a journey that keep what people said: a renamed touchpoint remembers its former names."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from cxanalytics.errors import JourneyError
from cxanalytics.journey.model import Journey, Stage, Touchpoint


def rename(journey: Journey, touchpoint: str, name: str) -> Journey:
    """The touchpoint under a new name; what was said under the old one stays with it.

    Raises
    ------
    JourneyError
        There is no such touchpoint, or the new name is taken.
    """
    name = name.strip()
    found = _found(journey, touchpoint)
    taken = {item.name.casefold() for item in journey.touchpoints if item is not found}
    if not name or name.casefold() in taken:
        raise JourneyError(f"'{name}' is taken by another touchpoint." if name else "A touchpoint needs a name.")
    formerly = tuple(dict.fromkeys(old for old in (*found.formerly, found.name) if old != name))
    return _mapped(journey, found, replace(found, name=name, formerly=formerly))


def merge(journey: Journey, touchpoint: str, into: str) -> Journey:
    """One touchpoint as a part of another: its names, phrases and all that was said of it go there.

    Raises
    ------
    JourneyError
        One of them is not there, or both are the same.
    """
    gone, kept = _found(journey, touchpoint), _found(journey, into)
    if gone is kept:
        raise JourneyError("A touchpoint cannot become a part of itself; choose another one.")
    whole = replace(
        kept,
        aliases=_united(kept.aliases, gone.aliases),
        phrases=_united(kept.phrases, gone.phrases),
        channels=_united(kept.channels, gone.channels),
        formerly=_united(kept.formerly, (gone.name, *gone.formerly)),
    )
    return remove(_mapped(journey, kept, whole), gone.name)


def remove(journey: Journey, touchpoint: str) -> Journey:
    """The journey without a touchpoint, and without its stage where that is empty then. Its feedback is not lost.

    Raises
    ------
    JourneyError
        There is no such touchpoint, or it is the last.
    """
    found = _found(journey, touchpoint)
    if len(journey.touchpoints) == 1:
        raise JourneyError("A journey needs one touchpoint at least.")
    stages = [replace(s, touchpoints=tuple(t for t in s.touchpoints if t is not found)) for s in journey.stages]
    return replace(journey, stages=tuple(stage for stage in stages if stage.touchpoints))


def move(journey: Journey, touchpoint: str, stage: str, place: int) -> Journey:
    """The touchpoint at another place (0 is the first) of a stage.

    Raises
    ------
    JourneyError
        There is no such touchpoint or stage.
    """
    found = _found(journey, touchpoint)
    if stage not in [item.name for item in journey.stages]:
        raise JourneyError(f"There is no stage '{stage}' in this journey.")
    stages = []
    for item in journey.stages:
        rest = [t for t in item.touchpoints if t is not found]
        if item.name == stage:
            rest.insert(max(min(place, len(rest)), 0), found)
        stages.append(replace(item, touchpoints=tuple(rest)))
    return replace(journey, stages=tuple(item for item in stages if item.touchpoints))


def add(journey: Journey, touchpoint: Touchpoint, stage: str) -> Journey:
    """The journey with one more touchpoint, the last of its stage; a stage that is not there yet comes last."""
    if any(item.name.casefold() == touchpoint.name.casefold() for item in journey.touchpoints):
        raise JourneyError(f"There is a touchpoint '{touchpoint.name}' already.")
    if stage not in [item.name for item in journey.stages]:
        return replace(journey, stages=(*journey.stages, Stage(stage, (touchpoint,))))
    stages = [
        replace(item, touchpoints=(*item.touchpoints, touchpoint)) if item.name == stage else item
        for item in journey.stages
    ]
    return replace(journey, stages=tuple(stages))


def current(journey: Journey) -> dict[str, str]:
    """Former names of touchpoints → the names they have now. A name that is in use again means what it says."""
    names = {item.name for item in journey.touchpoints}
    return {old: item.name for item in journey.touchpoints for old in item.formerly if old not in names}


def carried(frame: pd.DataFrame, journey: Journey, columns: Sequence[str] = ("touchpoint",)) -> pd.DataFrame:
    """The same rows with former names of touchpoints as they are now."""
    now = current(journey)
    if not now or frame.empty:
        return frame
    return frame.assign(**{name: frame[name].replace(now) for name in columns if name in frame})


def _found(journey: Journey, name: str) -> Touchpoint:
    for item in journey.touchpoints:
        if item.name == name:
            return item
    raise JourneyError(f"There is no touchpoint '{name}' in this journey.")


def _mapped(journey: Journey, old: Touchpoint, new: Touchpoint) -> Journey:
    stages = [replace(s, touchpoints=tuple(new if t is old else t for t in s.touchpoints)) for s in journey.stages]
    return replace(journey, stages=tuple(stages))


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
