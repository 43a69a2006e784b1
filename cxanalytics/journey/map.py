"""The journey map's content: what is drawn, not how. The screen and every export show the same of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from cxanalytics import ratios
from cxanalytics.journey import voices
from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey
from cxanalytics.journey.voices import Voices
from cxanalytics.ratios import groups
from cxanalytics.selection import Selection


@dataclass(frozen=True)
class JourneyMap:
    """One journey as customers feel it, under one selection.

    points has one row per touchpoint: those of the journey in its order, with data or not; then those that
    exports name but the journey does not have (stage OFF_MAP), most experiences first; UNASSIGNED last.
    Columns: stage, touchpoint, what the journey says of it (channel, owner, description, moment, goal, front, back,
    state, bridge), positive, negative, neutral, mixed, n, ratio, low, high,
    method, labels, evidence, label (the ratio in words), rests_on (the labels that correct it, or "uncorrected"),
    counted_ratio, counted_low, counted_high, counted_label (as the machine alone counted), needed (labels still
    missing: `ratios.correct`), pain (a phrase; missing where none), pain_n (feedback with it), patterns (the
    commonest there: tuples of pattern, name and n), recurs and recurs_n (the name of the commonest pattern, or the
    phrase where there is no pattern: what stands on the map), quote, quote_source, quote_date (the worst that is
    said there), praise (the best), last_evidence.

    sources is the mix the numbers are pooled from (source, n, share), mix the same in words. `overall` is the
    ratio of everything in words, `level` that of the intervals, `thin` the number of experiences below which
    evidence is thin, `account` what became of the imported records, in sentences.
    """

    name: str
    description: str
    stages: tuple[str, ...]
    points: pd.DataFrame
    sources: pd.DataFrame
    mix: str
    selection: str
    overall: str
    experiences: int
    first: date | None
    last: date | None
    thin: int
    level: float
    scorer: str
    account: tuple[str, ...]

    @property
    def unassigned(self) -> int:
        """How many experiences speak of no touchpoint that the machine could tell."""
        return int(self.points["n"].iloc[-1])

    @property
    def extremes(self) -> tuple[str, str] | None:
        """The touchpoints that are surely best and surely worst; None where fewer than two are measured.

        Best is the highest low end of an interval, worst the lowest high end, so that luck does not decide.
        """
        points = self.points.set_index("touchpoint")
        measured = points[(points["evidence"] == "measured") & (points["stage"] != UNASSIGNED)]
        if len(measured) < 2:
            return None
        return str(measured["low"].idxmax()), str(measured["high"].idxmin())

    @property
    def headline(self) -> str:
        """What the map says, in one line: best and worst touchpoint, each with interval and n.

        "Surely" is said where the interval of the best lies wholly above that of the worst, and both are corrected
        by people's labels: an interval around what a machine counted does not hold the machine's own error.
        """
        if not self.experiences:
            return "No feedback in this selection" if self.narrowed else "No feedback yet"
        if self.extremes is None:
            return f"Too little evidence to compare touchpoints yet: {self.overall}"
        points = self.points.set_index("touchpoint")
        best, worst = self.extremes
        first, last = (f"{name}, {points['label'][name]}" for name in self.extremes)
        if best == worst:
            return f"No touchpoint is surely better or worse than the others: {self.overall}"
        if points["low"][best] <= points["high"][worst]:
            return f"Best so far: {first}. Worst so far: {last}. Their intervals overlap."
        if (points.loc[[best, worst], "method"] == ratios.CORRECTED).all():
            return f"Surely best: {first}. Surely worst: {last}."
        return (
            f"As the machine reads it, best: {first}. Worst: {last}. Touchpoints not yet corrected by people’s labels."
        )

    @property
    def trust(self) -> str:
        """How many of the measured touchpoints rest on labels of people, in a sentence."""
        with_ratio = self.points[(self.points["evidence"] != "none") & (self.points["stage"] != UNASSIGNED)]
        corrected = int((with_ratio["method"] == ratios.CORRECTED).sum())
        if not corrected:
            return "Counted by the machine, uncorrected."
        return f"Corrected by people’s labels at {corrected} of {len(with_ratio)} touchpoints."

    @property
    def narrowed(self) -> bool:
        """Whether a selection leaves only a part of the feedback."""
        return self.selection != Selection().words()

    @property
    def alt(self) -> str:
        """The map in words, for those who cannot see it."""
        label = self.points.set_index("touchpoint")[["label", "rests_on"]].agg(", ".join, axis=1)
        on_map = self.points[self.points["stage"] != UNASSIGNED]
        evidence = on_map["evidence"].value_counts()
        return " ".join(
            (
                f"Journey map of {self.name}, {self.selection}: positive experiences for each negative one",
                f"at {len(on_map)} touchpoints in {len(self.stages)} stages. All together {self.overall}.",
                *(
                    f"{word}: {name}, {label[name]}."
                    for word, name in zip(("Best", "Worst"), self.extremes or (), strict=False)
                ),
                f"Measured: {evidence.get('measured', 0)} touchpoints; thin evidence, fewer than {self.thin}",
                f"experiences: {evidence.get('thin', 0)}; nothing felt yet: {evidence.get('none', 0)}.",
                f"Assigned to no touchpoint: {self.unassigned:,} of {experiences_in(self.experiences)}.",
                self.mix,
            )
        )


def experiences_in(count: int) -> str:
    """The number with its noun: "1 experience", "1,204 experiences"."""
    return f"{count:,} experience{'' if count == 1 else 's'}"


def build(
    journey: Journey,
    experiences: pd.DataFrame,
    pains: pd.DataFrame | Voices,
    *,
    selection: Selection | None = None,
    thin: int = ratios.THIN,
    scorer: str = "",
    account: Sequence[str] = (),
) -> JourneyMap:
    """The map of `journey` from the selected part of the experiences.

    `pains` are the mentions as `patterns.phrases.pains` returns them, with source and occurred_at and
    whatever the selection chooses by; neutral mentions may be left out; or they are `Voices`, with the patterns they
    are in. All tables may be empty. `scorer` is the version that made the polarities.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere in experiences.
    """
    selection = selection or Selection()
    chosen = selection.apply(experiences) if len(experiences) else _NOTHING
    elsewhere = labelled_elsewhere(experiences, selection)
    points = _points(journey, chosen, elsewhere, thin)
    points = points.join(_last_evidence(chosen), on="touchpoint")
    said = pains if isinstance(pains, Voices) else Voices(pains)
    negative = _felt("negative", said.felt if said.grouped is None else said.grouped, selection, points)
    points = points.join(voices.hurting(negative, said.names), on="touchpoint")
    points = points.join(voices.praise(_felt("positive", said.felt, selection, points)), on="touchpoint")
    points = points.assign(**{name: points[name].fillna(0).astype("int64") for name in ("pain_n", "recurs_n")})
    there = [found if isinstance(found, tuple) else () for found in points["patterns"]]
    points["patterns"] = pd.Series(there, index=points.index, dtype="object")
    mix = ratios.mix(chosen)
    days = chosen["occurred_at"]
    return JourneyMap(
        name=journey.name,
        description=journey.description,
        stages=tuple(stage.name for stage in journey.stages),
        points=points.reindex(columns=list(_COLUMNS)),
        sources=mix.shares,
        mix=mix.words,
        selection=selection.words(),
        overall=ratios.text(ratios.table(chosen, (), thin=thin, others=elsewhere), method=True).iloc[0],
        experiences=len(chosen),
        first=None if days.isna().all() else days.min().date(),
        last=None if days.isna().all() else days.max().date(),
        thin=thin,
        level=ratios.LEVEL,
        scorer=scorer,
        account=tuple(account),
    )


_COLUMNS = (
    "stage", "touchpoint", "channel", "owner", "positive", "negative", "neutral", "mixed", "n",
    "ratio", "low", "high", "method", "labels", "evidence", "label", "rests_on",
    "counted_ratio", "counted_low", "counted_high", "counted_label", "needed",
    "pain", "pain_n", "patterns", "recurs", "recurs_n", "quote", "quote_source", "quote_date",
    "praise", "last_evidence", "description", "moment", "goal", "front", "back", "state", "bridge",
)  # fmt: skip

# What people wrote of a touchpoint.
_DESCRIBED = ("channel", "owner", "description", "goal", "front", "back", "state", "bridge")

_NOTHING = pd.DataFrame(
    {
        **{name: pd.Series(dtype="str") for name in ("touchpoint", "source")},
        **{name: pd.Series(dtype="bool") for name in ("positive", "negative")},
        "occurred_at": pd.Series(dtype="datetime64[us]"),
    }
)


def labelled_elsewhere(experiences: pd.DataFrame, selection: Selection) -> pd.DataFrame | None:
    """What people labelled outside of a selection: it tells how the machine errs. None where there is nothing."""
    if not selection or "label" not in experiences:
        return None
    labelled = experiences[(experiences["label"] >= 0).to_numpy(bool)]
    elsewhere = labelled[~selection.mask(labelled)]
    return elsewhere if len(elsewhere) else None


def _points(journey: Journey, chosen: pd.DataFrame, elsewhere: pd.DataFrame | None, thin: int) -> pd.DataFrame:
    """Counts and ratios of every touchpoint, in the order of the map."""
    counted = ratios.counts(chosen).set_index("touchpoint")
    on_map = [item.name for item in journey.touchpoints]
    others = counted.drop(index=[*on_map, UNASSIGNED], errors="ignore")
    off_map = others.sort_values("n", ascending=False, kind="stable").index.tolist()
    stage_of = {item.name: stage.name for stage in journey.stages for item in stage.touchpoints}
    about = {item.name: item for item in journey.touchpoints}
    names = pd.Index([*on_map, *off_map, UNASSIGNED], name="touchpoint", dtype="str")
    as_counted = ratios.estimate(counted.reindex(names, fill_value=0), thin=thin).reset_index()
    points = ratios.correct(as_counted, chosen, thin=thin, others=elsewhere)
    stages = {UNASSIGNED: UNASSIGNED} | dict.fromkeys(off_map, OFF_MAP) | stage_of
    return points.assign(
        stage=points["touchpoint"].map(stages),
        **{key: [getattr(about[name], key) if name in about else "" for name in names] for key in _DESCRIBED},
        moment=[name in about and about[name].moment for name in names],
        label=ratios.text(points),
        rests_on=ratios.rests_on(points),
        counted_label=ratios.text(as_counted),
    )


def _last_evidence(chosen: pd.DataFrame) -> pd.Series:
    """When each touchpoint was last heard of."""
    grouping = groups.grouping(chosen, "touchpoint")
    last = chosen["occurred_at"].groupby(grouping.codes).max()
    last.index = pd.Index([grouping.labels[code] for code in last.index], dtype="str")
    return last.rename("last_evidence")


def _felt(polarity: str, pains: pd.DataFrame, selection: Selection, points: pd.DataFrame) -> pd.DataFrame:
    """The mentions of a polarity at the touchpoints that have such experiences under this selection."""
    if pains.empty:
        return pains
    # What is chosen by touchpoint or stage is left already; only feedback is chosen by here.
    of_feedback = replace(selection, touchpoint=(), stage=())
    shown = points["touchpoint"][points[polarity] > 0]
    keep = (pains["polarity"] == polarity).to_numpy(bool) & pains["touchpoint"].isin(shown).to_numpy(bool)
    return pains[keep & of_feedback.mask(pains)] if of_feedback else pains[keep]
