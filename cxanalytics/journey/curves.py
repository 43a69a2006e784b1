"""The curves laid over the measured one: of some customers, of a time, of the worst off, ideal and believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.journey.board import BELIEVED, IDEAL, PERIOD, WORST, Curve
from cxanalytics.journey.model import Journey
from cxanalytics.patterns.surprise import discoveries

Mask = npt.NDArray[np.bool_]

# The share of differences called real that chance alone would bring about, over all touchpoints of a curve.
FALSE_DISCOVERIES = 0.05

_PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}
# A period is whole where the last feedback came no earlier than so many days before its end.
_NEARLY = pd.Timedelta(days=7)
_WORST_SHARE = 0.1
_COLUMNS = ["touchpoint", "ratio", "low", "high", "n", "label", "differs", "difference"]


@dataclass(frozen=True)
class Part:
    """Some of the experiences, and those that they are held against: masks over all of them."""

    mask: Mask
    against: Mask
    other: str


def of_part(
    kind: str, name: str, words: str, experiences: pd.DataFrame, part: Part, touchpoints: Sequence[str]
) -> Curve:
    """The curve of a part, and at which touchpoints it surely differs from what it is held against."""
    made = _estimated(experiences, part.mask).set_index("touchpoint").reindex(list(touchpoints))
    times = _times(experiences, part, touchpoints)
    n = made["n"].fillna(0).astype("int64")
    points = pd.DataFrame(
        {
            "touchpoint": pd.Series(list(touchpoints), dtype="str"),
            **{key: made[key].to_numpy("float64") for key in ("ratio", "low", "high")},
            "n": n.to_numpy(),
            "label": ratios.text(made.assign(n=n)).to_numpy(),
            "differs": times["differs"].to_numpy(),
            "difference": [_said(row, part.other) for row in times.to_dict("records")],
        }
    )
    return Curve(kind, name, words, _shown(points))


def _shown(points: pd.DataFrame) -> pd.DataFrame:
    """What is drawn of an unbounded ratio is the end that is known."""
    at_least = np.isinf(points["high"]) & points["ratio"].isna()
    return points.assign(ratio=points["ratio"].where(~at_least, points["low"]))[_COLUMNS]


def _estimated(experiences: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    return ratios.table(experiences[mask], ("touchpoint",), others=_labelled(experiences, ~mask))


def _labelled(experiences: pd.DataFrame, mask: Mask) -> pd.DataFrame | None:
    """What people labelled among these: it tells how the machine errs."""
    if "label" not in experiences:
        return None
    found = experiences[mask & (experiences["label"] >= 0).to_numpy(bool)]
    return found if len(found) else None


def _times(experiences: pd.DataFrame, part: Part, touchpoints: Sequence[str]) -> pd.DataFrame:
    """How many times as high the ratio of the part is as that of the others, with interval; whether it is real.

    From draws of both, machine errors and chance in who wrote included. What is real is chosen over all touchpoints
    together (Benjamini and Hochberg 1995), where both sides have THIN experiences.
    """
    result = pd.DataFrame(
        {"low": np.nan, "middle": np.nan, "high": np.nan, "p": np.nan}, index=pd.Index(list(touchpoints), dtype="str")
    )
    drawn = {}
    for side, mask in (("part", part.mask), ("against", part.against)):
        made = ratios.draws(experiences[mask], ("touchpoint",), counted=True, others=_labelled(experiences, ~mask))
        enough = made.n >= ratios.THIN
        drawn[side] = {
            str(name): ratio
            for name, ratio, many in zip(made.groups["touchpoint"].tolist(), made.ratio(), enough.tolist(), strict=True)
            if many
        }
    for name in (name for name in touchpoints if name in drawn["part"] and name in drawn["against"]):
        with np.errstate(divide="ignore", invalid="ignore"):
            times = drawn["part"][name] / drawn["against"][name]
        known = times[~np.isnan(times)]
        if len(known) < len(times) / 2:
            continue
        middle = ratios.summary(known)
        below, above = float((known < 1).mean()), float((known > 1).mean())
        # A probability read from draws is not surer than their number allows.
        p = max(2 * min(below, above), 2 / len(known))
        result.loc[name, ["low", "middle", "high", "p"]] = [middle.low, middle.middle, middle.high, p]
    return result.assign(differs=discoveries(result["p"].to_numpy("float64"), FALSE_DISCOVERIES))


def _said(row: Mapping[object, object], other: str) -> str:
    """A real difference in words."""
    if not row["differs"]:
        return ""
    low, middle, high = (float(str(row[name])) for name in ("low", "middle", "high"))
    ends = f"{ratios.number(low)}–{ratios.number(high)}" if np.isfinite(high) else f"at least {ratios.number(low)}"
    size = f"{ratios.number(middle)} times " if np.isfinite(middle) else ""
    return f"surely {'higher' if low > 1 or middle > 1 else 'lower'} than {other}: {size}({ends})"


def periods(experiences: pd.DataFrame, asked: str, touchpoints: Sequence[str]) -> list[Curve]:
    """The last whole month, quarter or year, and the one before it, or the same quarter of the year before."""
    year_ago = asked.startswith("same")
    code = "Q" if year_ago else _PERIODS[asked]
    days = experiences["occurred_at"]
    if days.isna().all():
        return []
    held = days.dt.to_period(code)
    last = days.max().to_period(code)
    if days.max() < last.end_time - _NEARLY:
        last -= 1
    before = last - (4 if year_ago else 1)
    now, then = ((held == one).to_numpy(bool) for one in (last, before))
    if not now.any() or not then.any():
        return []
    told = f"The last whole {'quarter' if year_ago else asked} in the data, held against {_called(before)}."
    return [
        of_part(PERIOD, _called(last), told, experiences, Part(now, then, _called(before)), touchpoints),
        of_part(
            PERIOD, _called(before), f"What {_called(last)} is held against.", experiences,
            Part(then, np.zeros_like(then), ""), touchpoints,
        ),
    ]  # fmt: skip


def _called(period: pd.Period) -> str:
    """A period by name: "May 2026", "July – September 2026", "2026"."""
    if period.freqstr.startswith("M"):
        return f"{period.start_time:%B %Y}"
    if period.freqstr.startswith("Q"):
        return f"{period.start_time:%B} – {period.end_time:%B %Y}"
    return str(period.year)


def worst(experiences: pd.DataFrame, touchpoints: Sequence[str]) -> list[Curve]:
    """The tenth of the customers (of the answers, where customers are not known) with the worst balance of all."""
    if experiences.empty:
        return []
    who = experiences["person" if "person" in experiences else "feedback_id"]
    balance = experiences["negative"].astype("int64") - experiences["positive"].astype("int64")
    each = pd.DataFrame({"who": who.to_numpy(), "balance": balance.to_numpy()}).groupby("who")["balance"].sum()
    unhappy = each[each > 0].sort_values(ascending=False, kind="stable")
    chosen = unhappy.head(max(round(_WORST_SHARE * len(each)), 1)).index
    if not len(chosen):
        return []
    mask = who.isin(chosen).to_numpy(bool)
    words = (
        f"The {len(chosen):,} of {len(each):,} customers whose negative experiences outnumber the positive most. "
        "They are chosen for being unhappy: that they are is no finding, where they are is one."
    )
    none = np.zeros_like(mask)
    return [of_part(WORST, "Worst customers", words, experiences, Part(mask, none, ""), touchpoints)]


def ideal(journey: Journey, touchpoints: Sequence[str]) -> list[Curve]:
    """The ratio that each touchpoint should have, as people set it."""
    set_to = {item.name: item.ideal for item in journey.touchpoints if item.ideal is not None}
    if not set_to:
        return []
    ratio = pd.Series([set_to.get(name, np.nan) for name in touchpoints], dtype="float64")
    words = "The ratio each touchpoint should have, as it is set in the journey."
    return [Curve(IDEAL, "Ideal", words, _stated(touchpoints, ratio, ratio, ratio))]


def believed(found: pd.DataFrame, touchpoints: Sequence[str]) -> list[Curve]:
    """What the room believes, from `workshop.believed`: touchpoint, ratio, low, high, n."""
    if found.empty:
        return []
    held = found.set_index("touchpoint").reindex(list(touchpoints))
    voices = int(found["n"].max())
    words = f"What people in a workshop believed before they saw the measured curve; {voices} voices at most."
    ratio, low, high = (held[name].reset_index(drop=True) for name in ("ratio", "low", "high"))
    n = held["n"].fillna(0).astype("int64").to_numpy()
    points = _stated(touchpoints, ratio, low, high).assign(n=n)
    return [Curve(BELIEVED, "What the room believes", words, points)]


def _stated(touchpoints: Sequence[str], ratio: pd.Series, low: pd.Series, high: pd.Series) -> pd.DataFrame:
    """The points of a curve that people stated; it differs from nothing by chance."""
    said = [f"{ratios.number(value)} : 1" if pd.notna(value) else "nothing said" for value in ratio]
    return pd.DataFrame(
        {
            "touchpoint": pd.Series(list(touchpoints), dtype="str"), "ratio": ratio, "low": low, "high": high, "n": 0,
            "label": said, "differs": False, "difference": "",
        }
    )[_COLUMNS]  # fmt: skip
