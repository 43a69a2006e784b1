"""An effect in plain words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxanalytics.tracking.effects import Effect


def points(share: float) -> str:
    """The size of a difference of shares in points: "0.4", "6.1", "12"."""
    size = abs(100 * share)
    return f"{size:.0f}" if size >= 9.95 else f"{size:.1f}"


def lower(share: float) -> str:
    """A difference in words: "6.1 points lower", "0.4 points higher"."""
    return f"{points(share)} points {'lower' if share < 0 else 'higher'}"


def between(low: float, high: float) -> str:
    """An interval of differences: "1.2 to 11 points lower", "3.0 points lower to 2.1 higher"."""
    if (low < 0) == (high < 0):
        near, far = sorted((low, high), key=abs)
        return f"{points(near)} to {lower(far)}"
    return f"{lower(low)} to {points(high)} higher"


def verdict(effect: "Effect", said: str) -> str:
    """The verdict in a sentence, with the interval."""
    if effect.lacking:
        found = "" if effect.effect != effect.effect else f" So far {_measured(effect)}, but that is too little."
        return f"Cannot tell yet: {effect.lacking}.{found}"
    told = _measured(effect)
    if effect.already:
        return f"Cannot tell: {told}, but it had {effect.already} already before the action began."
    if said == "worked":
        less = effect.stated and effect.low > -effect.wanted
        more = f"; the {_plain(effect.wanted)} points that were expected are ruled out" if less else ""
        return f"Worked: {told}{more}."
    if said == "made it worse":
        return f"Made it worse: {told}."
    looked = f"the {_plain(effect.wanted)} points that were expected"
    if not effect.stated:
        looked = f"a fall of {_plain(effect.wanted)} points or more"
    if said == "did not":
        return f"Did not work: {told}; {looked} can be ruled out."
    start = "Cannot be told at this volume" if effect.never else "Cannot tell yet"
    return f"{start}: {told}; that may be chance, and {looked} cannot be ruled out."


def when(effect: "Effect", said: str) -> str:
    """When one could tell; "" where one can."""
    what = f"{_plain(effect.wanted)} points"
    if said != "cannot tell yet":
        return ""
    if effect.already:
        return "Never from these months: what changed before it began cannot be told from what it did."
    if effect.untouched < 1:
        return f"Never in this way, without another of the {effect.subject.against} that nothing was done about."
    if effect.smallest != effect.smallest:
        return "It cannot be said yet when: there is too little before it began."
    return _after_months(effect, what)


def _after_months(effect: "Effect", what: str) -> str:
    more = effect.more
    if more is None:
        return (
            f"Never at this volume: not even three years would tell {what} from chance. More answers a month would, or "
            "an action that is to bring more."
        )
    if more == 0:
        return f"Now, had it been {what} or more: in 4 of 5 cases that would have been seen."
    months = "1 month" if more == 1 else f"{more} months"
    return f"After {months} more at the present volume an effect of {what} would be seen in 4 of 5 cases."


def regression(effect: "Effect") -> str:
    """Why its worst months are not what it is held against."""
    peak = " before it began, beside the others"
    if effect.recent - effect.earlier >= 0.005:
        peak = (
            f" in the last 3 months before it began ({_percent(effect.recent)} negative, "
            f"{_percent(effect.earlier)} in the months before them)"
        )
    told = (
        f"{effect.subject.name} looked bad{peak}. Whatever looks worst has bad luck in it, which passes by itself; "
        "held against its worst months, that would pass for an effect (regression to the mean). So it is held against "
        f"the {effect.months_before} months before it together"
    )
    taken = effect.before - effect.baseline
    if taken == taken and taken >= 0.0005:
        told += f", and {points(taken)} points are taken off their {_percent(effect.before)} as what it owes to chance"
    return f"{told}."


def smallest(effect: "Effect") -> str:
    """The smallest effect that could have been seen."""
    if effect.smallest != effect.smallest:
        return ""
    when = "could have been seen by now" if effect.n_after else "could be seen 3 months after it began"
    return f"The smallest fall that {when} in 4 of 5 cases is {points(effect.smallest)} points."


def _measured(effect: "Effect") -> str:
    ends = between(effect.low, effect.high)
    of = effect.subject
    return (
        f"{of.measure} {of.name} is {lower(effect.effect)} than it would be had it moved like the "
        f"{effect.untouched} untouched {of.against} (95 % interval {ends})"
    )


def _plain(share: float) -> str:
    return f"{100 * share:.2g}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
