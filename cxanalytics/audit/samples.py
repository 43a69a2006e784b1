"""The audit of a workspace: draw, write the sheet, take labels in, see how far it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from cxanalytics.audit import agreement, codes, drawing, judging, scope, sheets
from cxanalytics.errors import LabelError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, labels, queries
from cxanalytics.who import name as name_of


@dataclass(frozen=True)
class Wish:
    """What is to be drawn: how many more labels, of which part, per which period (None: the finest that serves).

    The part is a choice by columns and days; there is no search, as what is found by words is no random sample.
    """

    labels: int
    selection: Selection = field(default_factory=Selection)
    per: str | None = None


@dataclass(frozen=True)
class Progress:
    """How far the audit is.

    drawn: experiences in the sample. labelled: those with a standing label of somebody. unsure: those of which
    all that is said is "unsure". twice: those meant for two people, twice_done: those that have two. by: labels per
    person. corrections: those that stand.
    """

    drawn: int
    labelled: int
    unsure: int
    twice: int
    twice_done: int
    by: dict[str, int]
    corrections: int
    agreement: agreement.Agreement

    @property
    def words(self) -> str:
        """How far it is, in a few sentences."""
        if not self.drawn:
            return "Nothing is drawn yet; draw on the Review page or with `cxanalytics audit sample`."
        people = ", ".join(f"{name} {n:,}" for name, n in self.by.items()) or "nobody yet"
        unsure = f", {self.unsure:,} could not be told" if self.unsure else ""
        lines = [
            f"{self.labelled:,} of {self.drawn:,} drawn experiences are labelled{unsure} ({people}).",
            f"{self.twice:,} are meant for two people; {self.twice_done:,} of them have two labels.",
            self.agreement.words,
        ]
        if self.corrections:
            lines.append(f"Corrections made elsewhere: {self.corrections:,}.")
        return "\n".join(lines)


@dataclass(frozen=True)
class Right:
    """What a person sets right: the experience, its label, where it really belongs ("" = where it is), who."""

    feedback_id: str
    touchpoint: str
    label: str
    moved_to: str = ""
    who: str = ""


def draw(
    workspace: Workspace,
    experiences: pd.DataFrame,
    wish: Wish,
    *,
    scorer: str = "",
    journey: str = "",
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Draw more experiences to label and keep the draw; the new ones, in the order they are to be shown.

    names: former names of touchpoints and what they are now (`journey.renames.current`).

    Raises
    ------
    SelectionError
        The wish names something that does not exist.
    LabelError
        There is nothing (more) to draw in that part.
    """
    wish.selection.check(experiences)
    before = labels.draws(workspace)
    stored = labels.drawn(workspace)
    known = _of_now(stored, names or {})
    chosen = wish.selection.mask(experiences) if len(experiences) else pd.Series(dtype=bool).to_numpy(bool)
    sample = drawing.draw(experiences, wish.labels, chosen=chosen, drawn=known, per=wish.per)
    new = sample[sample["new"].astype("bool")]
    if new.empty:
        already = f"; {len(known):,} are drawn already" if len(known) else ""
        raise LabelError(f"There is no comment left to draw in {wish.selection.words()}{already}.")
    made = labels.Draw(
        wish.labels,
        wish.selection.words(),
        wish.per or "auto",
        scorer,
        journey,
        scope.written(wish.selection),
        json.dumps(scope.imports_in(experiences)),
    )
    labels.keep_draw(workspace, made, _as_stored(sample, stored, known), after=len(before))
    return new.drop(columns="new").reset_index(drop=True)


def _of_now(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Rows of drawn or labelled experiences with touchpoints as they are called now."""
    if not names or frame.empty:
        return frame
    now = {column: frame[column].replace(dict(names)) for column in ("touchpoint", "moved_to") if column in frame}
    return frame.assign(**now)


def _as_stored(sample: pd.DataFrame, stored: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The sample with what was drawn before under the names it was kept under; two names that became one, twice."""
    if known is stored:
        return sample
    then = known[judging.KEY].assign(then=stored["touchpoint"])
    old = sample[~sample["new"].astype("bool")].merge(then, on=judging.KEY)
    new = sample[sample["new"].astype("bool")]
    return pd.concat([new, old.assign(touchpoint=old["then"]).drop(columns="then")], ignore_index=True)


def sheet(sample: pd.DataFrame, files: queries.Files, said: pd.DataFrame | None = None) -> pd.DataFrame:
    """The sample as a table to label (audit.sheets), the texts taken from the workspace's files."""
    return sheets.sheet(sample, queries.feedback(files, sample["feedback_id"].unique().tolist()), said)


def load(
    workspace: Workspace,
    path: Path,
    touchpoints: Sequence[str] = (),
    *,
    who: str = "",
    name: str | None = None,
    names: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Take in the labels of a file, all or none: how many rows were labelled (`read`) and how many are new (`added`).

    touchpoints are the names that a comment may really speak of; names as for `draw`: the file may have either.

    Raises
    ------
    LabelError, ExportError
        Something in the file is wrong; nothing of it was taken in.
    """
    drawn = labels.drawn(workspace)
    if drawn.empty:
        raise LabelError("Nothing is drawn in this workspace yet; draw with `cxanalytics audit sample` first.")
    now = names or {}
    log = _of_now(labels.labels(workspace), now)
    either = pd.concat([drawn, _of_now(drawn, now)]).drop_duplicates(judging.KEY) if now else drawn
    known = sheets.Known(either, [*touchpoints, *now], log["who"].unique().tolist())
    read = [
        replace(
            item, touchpoint=now.get(item.touchpoint, item.touchpoint), moved_to=now.get(item.moved_to, item.moved_to)
        )
        for item in sheets.read(path, known, name=name, who=name_of(who))
    ]
    new = sheets.new_only(read, log)
    labels.add_labels(workspace, new)
    return {"read": len(read), "added": len(new)}


def correct(workspace: Workspace, experiences: pd.DataFrame, right: Right, touchpoints: Sequence[str]) -> str:
    """Keep a correction; what the machine had read, in a word.

    touchpoints are the names that something can be moved to.

    Raises
    ------
    LabelError
        There is no such experience, or no such touchpoint to move it to.
    """
    mine = experiences[(experiences["feedback_id"] == right.feedback_id).to_numpy(bool)]
    here = mine[(mine["touchpoint"] == right.touchpoint).to_numpy(bool)]
    if here.empty:
        known = ", ".join(mine["touchpoint"].astype("str")) or "nowhere"
        raise LabelError(
            f"{right.feedback_id} is not counted at '{right.touchpoint}'; it is counted at {known}. "
            "`cxanalytics feedback --out FILE` lists ids and touchpoints."
        )
    if right.moved_to and right.moved_to not in touchpoints:
        raise LabelError(f"The journey has no touchpoint '{right.moved_to}'; it has {', '.join(touchpoints)}.")
    before = codes.POLARITIES[int(codes.machine(here)[0])]
    labels.add_correction(
        workspace,
        labels.Correction(
            feedback_id=right.feedback_id,
            touchpoint=right.touchpoint,
            label=right.label,
            who=name_of(right.who),
            machine=before,
            moved_to=right.moved_to,
        ),
    )
    return before


def progress(said: judging.Said) -> Progress:
    """How far the audit is, from what is drawn and said."""
    key = judging.KEY
    standing = judging.standing(said.labels).merge(said.drawn[[*key, "twice"]], on=key)
    sure = standing[standing["label"] != codes.UNSURE]
    units = standing.groupby(key)["who"].nunique()
    done = sure.drop_duplicates(key)
    meant = said.drawn[said.drawn["twice"]]
    unit = standing["feedback_id"] + "\x1f" + standing["touchpoint"]
    # "unsure" is no value; another touchpoint is one of its own.
    value = pd.Series(judging.codes_of(standing), standing.index).astype("float64")
    value = value.where(standing["label"] != codes.UNSURE)
    return Progress(
        drawn=len(said.drawn),
        labelled=len(done),
        unsure=len(units) - len(done),
        twice=len(meant),
        twice_done=int((units[units >= 2].index.isin(pd.MultiIndex.from_frame(meant[key]))).sum()),
        by={str(name): int(n) for name, n in standing["who"].value_counts().items()},
        corrections=len(judging.corrected(said.corrections)),
        agreement=agreement.alpha(unit, value),
    )
