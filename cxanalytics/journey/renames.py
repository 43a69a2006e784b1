"""Changes of a journey that keep what people said: a renamed touchpoint remembers its former names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from cxanalytics.errors import JourneyError
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.selection import Selection

Named = TypeVar("Named", Touchpoint, Stage)


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
    formerly = tuple(old for old in _united(found.formerly, (found.name,)) if old != name)
    return _last_known(_mapped(journey, found, replace(found, name=name, formerly=formerly)), name, (found.name,))


def rename_stage(journey: Journey, stage: str, name: str) -> Journey:
    """The stage under a new name; claims and samples that speak of the old one follow it.

    Raises
    ------
    JourneyError
        There is no such stage, or the new name is taken.
    """
    name = name.strip()
    found = next((item for item in journey.stages if item.name == stage), None)
    if found is None:
        raise JourneyError(f"There is no stage '{stage}' in this journey.")
    if not name or name.casefold() in {item.name.casefold() for item in journey.stages if item is not found}:
        raise JourneyError(f"'{name}' is taken by another stage." if name else "A stage needs a name.")
    formerly = tuple(old for old in _united(found.formerly, (found.name,)) if old != name)
    renamed = replace(found, name=name, formerly=formerly)
    return replace(journey, stages=tuple(renamed if item is found else item for item in journey.stages))


def merge(journey: Journey, touchpoint: str, into: str) -> Journey:
    """One touchpoint as a part of another: its names, phrases and all that was said of it go there.

    The words that found either of them find the whole.

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
        phrases=_united(_finding(kept), _finding(gone)) if kept.phrases or gone.phrases else (),
        channels=_united(kept.channels, gone.channels),
        formerly=_united(kept.formerly, (gone.name, *gone.formerly)),
    )
    return _last_known(remove(_mapped(journey, kept, whole), gone.name), kept.name, (gone.name, *gone.formerly))


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


def inherited(before: Journey, made: Journey, was: Mapping[str, str]) -> Journey:
    """`made` with the names it takes over from the journey before; was: its touchpoints' names → those they had.

    A stage whose touchpoints all stood in one that is gone is that stage under another name.
    """
    touchpoints = {item.name: item for item in before.touchpoints}
    stages = {item.name: item for item in before.stages}
    gone = {name: stage for name, stage in stages.items() if name not in {item.name for item in made.stages}}
    whole = []
    for stage in made.stages:
        items = tuple(_heir(item, touchpoints.get(was.get(item.name, ""))) for item in stage.touchpoints)
        homes = {before.stage_of(old) for item in items if (old := was.get(item.name, "")) in touchpoints}
        left = gone.pop(homes.pop(), None) if stage.name not in stages and len(homes) == 1 else None
        whole.append(_heir(replace(stage, touchpoints=items), stages.get(stage.name, left)))
    found = replace(made, stages=tuple(whole))
    for new, old in was.items():
        if new != old and old in touchpoints:
            found = _last_known(found, new, (old,))
    return found


def _heir(item: Named, old: Named | None) -> Named:
    if old is None:
        return item
    names = _united(old.formerly, (old.name,))
    return replace(item, formerly=tuple(name for name in _united(item.formerly, names) if name != item.name))


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
    return _current(journey.touchpoints)


def _current(named: Sequence[Touchpoint] | Sequence[Stage]) -> dict[str, str]:
    # Exports and people write a name in any case.
    in_use = {item.name.casefold(): item.name for item in named}
    return {
        old: item.name
        for item in named
        for old in item.formerly
        if old != item.name and in_use.get(old.casefold(), item.name) == item.name
    }


def selected(selection: Selection, journey: Journey) -> Selection:
    """The same choice with former names of touchpoints and stages as they are now."""
    touchpoints, stages = current(journey), _current(journey.stages)
    return replace(
        selection,
        touchpoint=tuple(dict.fromkeys(touchpoints.get(name, name) for name in selection.touchpoint)),
        stage=tuple(dict.fromkeys(stages.get(name, name) for name in selection.stage)),
    )


def since(journey: Journey, later: Journey) -> Journey:
    """An earlier version that knows the names which its touchpoints and stages got later, as further former names.

    So what people said under a later name is found at the touchpoint that it was said of. Where several became one, the
    later names belong to the first of them.
    """
    touchpoints, stages = _later(journey.touchpoints, later.touchpoints), _later(journey.stages, later.stages)
    return replace(
        journey,
        stages=tuple(
            replace(
                stage,
                formerly=_united(stage.formerly, stages.get(stage.name, ())),
                touchpoints=tuple(
                    replace(item, formerly=_united(item.formerly, touchpoints.get(item.name, ())))
                    for item in stage.touchpoints
                ),
            )
            for stage in journey.stages
        ),
    )


def _later(
    named: Sequence[Touchpoint] | Sequence[Stage], later: Sequence[Touchpoint] | Sequence[Stage]
) -> dict[str, tuple[str, ...]]:
    """Per name of `named` the names, unknown then, of what came of it."""
    own = [item.name for item in named]
    found: dict[str, tuple[str, ...]] = {}
    for heir in later:
        names = (*heir.formerly, heir.name)
        first = next((name for name in own if name in names), None)
        if first is not None:
            found[first] = _united(found.get(first, ()), tuple(name for name in names if name not in own))
    return found


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


def _last_known(journey: Journey, heir: str, names: tuple[str, ...]) -> Journey:
    """The journey in which only the heir had these names: who bore a name last is meant by it."""
    stages = [
        replace(
            stage,
            touchpoints=tuple(
                item
                if item.name == heir
                else replace(item, formerly=tuple(old for old in item.formerly if old not in names))
                for item in stage.touchpoints
            ),
        )
        for stage in journey.stages
    ]
    return replace(journey, stages=tuple(stages))


def _finding(touchpoint: Touchpoint) -> tuple[str, ...]:
    """The words that customers' texts are searched for."""
    return touchpoint.phrases or (touchpoint.name, *touchpoint.aliases, *touchpoint.formerly)


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
