"""Which alerts stand now: those of the rules that people wrote, and those that nobody has to ask for."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import ratios, tracked
from cxanalytics.alerts.rules import NEGATIVE, PATTERN, PUBLIC, RATIO, Rule
from cxanalytics.engine import Analysis
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.patterns import emerging, surprise
from cxanalytics.selection import Selection
from cxanalytics.tracking import comings
from cxanalytics.tracking.periods import Calendar
from cxanalytics.tracking.signals import Signals, identity
from cxanalytics.tracking.watching import PATTERN as PATTERN_KIND
from cxanalytics.tracking.watching import TOUCHPOINT

ACT, LOOK, KNOW = SEVERITIES = ("act", "look", "know")
CERTAINTY = 0.95
# Feedback that anybody can read.
PUBLIC_KINDS = ("social", "review")
# A touchpoint that had so many experiences a month, and none for so many days, has gone silent.
_USUAL_A_MONTH, _SILENT_DAYS = 3.0, 60
# An import with more than this part set aside, or undated, is worth a look.
_ASIDE, _UNDATED = 0.2, 0.2
# Public complaints are unusual where chance gives as many less than once in so many times.
_UNUSUAL = 0.01
_WEEKS = 26
# A change asks for attention for so many months.
_RECENT = 3


@dataclass(frozen=True)
class Alert:
    """One thing that asks for attention.

    key: what it is, the same as long as it stands. severity: of SEVERITIES. title and text: a few words and one or two
    sentences. touchpoint, pattern: where to look, "" where nowhere in particular. rule: the number of the rule that
    raised it, 0 where none did.
    """

    key: str
    severity: str
    title: str
    text: str
    touchpoint: str = ""
    pattern: str = ""
    rule: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The alert as it is kept."""
        return asdict(self)


def standing(
    analysis: Analysis, rules: pd.DataFrame, calendar: Calendar, signals: Signals | None = None
) -> list[Alert]:
    """Every alert that stands now. rules: as `alerts.rules.all`; signals: of all feedback by month, where at hand."""
    if analysis.experiences.empty or analysis.experiences["occurred_at"].isna().all():
        return _imports(analysis)
    changes = tracked.signals(analysis, Selection(), "month", calendar) if signals is None else signals
    found = [*_changes(changes), *_comings(analysis, changes, calendar), *_emerging(analysis), *_silent(analysis)]
    for number, made in zip(rules["rule"].tolist(), rules["made"].tolist(), strict=True):
        found += _of_rule(analysis, int(number), made)
    return [*found, *_imports(analysis)]


def _changes(signals: Signals) -> list[Alert]:
    """The real changes of the last whole months: of some it is sure only later when they were."""
    if signals.table.empty:
        return []
    recent = signals.watched.starts[-_RECENT:][0]
    now = signals.table["current"].to_numpy(bool) & (signals.table["at"] >= recent).to_numpy(bool)
    made = []
    for row in signals.table[now].to_dict("records"):
        touchpoint, pattern = (
            str(row["subject"]) if row["kind"] == kind else "" for kind in (TOUCHPOINT, PATTERN_KIND)
        )
        carried = f" Behind it: {'; '.join(row['carriers'])}." if len(row["carriers"]) else ""
        head, _, rest = str(row["words"]).partition(" (by ")
        title, _, more = (head, "", f"By {rest.replace(')', '', 1)}") if rest else str(row["words"]).partition(". ")
        severity = ACT if row["better"] is False else KNOW
        made.append(Alert(f"change|{identity(row)}", severity, title, f"{more}{carried}", touchpoint, pattern))
    return made


def _comings(analysis: Analysis, signals: Signals, calendar: Calendar) -> list[Alert]:
    """Patterns that are back, in the last whole month."""
    if not len(signals.watched.starts):
        return []
    at = signals.watched.starts[-1]
    found = comings.comings(tracked.counted_mentions(analysis), tracked.names(analysis), at, "month", calendar)
    back = found[(found["what"] == comings.BACK).to_numpy(bool)]
    return [
        Alert(
            f"back|{row['pattern']}|{at:%Y-%m}", LOOK, f"“{row['name']}” is back",
            f"It was not heard of for {comings.GAP} months or more, and is in {row['n']} answers of {at:%B %Y}.",
            pattern=str(row["pattern"]),
        )
        for row in back.to_dict("records")
    ]  # fmt: skip


def _emerging(analysis: Analysis, rule: int = 0) -> list[Alert]:
    """What is said this month that was not said before."""
    mentions = tracked.counted_mentions(analysis)
    if mentions.empty:
        return []
    found = emerging.alerts(mentions, "month")
    made = []
    for row in found.table[(found.table["state"] == "sure").to_numpy(bool)].to_dict("records"):
        terms = ", ".join(f"“{term}”" for term in list(row["terms"])[:3])
        quote = f" A customer says: “{row['quotes'][0]}”" if len(row["quotes"]) else ""
        text = (
            f"{row['n']:,} answers of {found.period} speak of {terms}, where {row['expected']:.1f} were to be expected."
        )
        pattern = str(row["patterns"][0]) if len(row["patterns"]) else ""
        key = f"new|{found.period}|{'+'.join(sorted(str(term) for term in list(row['terms'])[:2]))}"
        made.append(Alert(key, LOOK, f"New in {found.period}: {terms}", f"{text}{quote}", pattern=pattern, rule=rule))
    return made


def _silent(analysis: Analysis) -> list[Alert]:
    """Touchpoints that were heard of regularly, and are no more."""
    table = _heard(analysis)
    gone = table[(table["a_month"] >= _USUAL_A_MONTH) & (table["silent"] >= _SILENT_DAYS)]
    return [
        Alert(
            f"silent|{row['touchpoint']}", LOOK, f"{row['touchpoint']} has gone silent",
            f"Nothing was heard of it for {row['silent']:.0f} days, where {row['a_month']:.0f} experiences a month "
            "were usual. Is a source missing, or does nobody speak of it any more?", touchpoint=str(row["touchpoint"]),
        )
        for row in gone.to_dict("records")
    ]  # fmt: skip


def _heard(analysis: Analysis) -> pd.DataFrame:
    """Each touchpoint of the journey: touchpoint, silent (days before the last feedback), a_month (usual number)."""
    dated = analysis.experiences[analysis.experiences["occurred_at"].notna().to_numpy(bool)]
    last, first = dated["occurred_at"].max(), dated["occurred_at"].min()
    own = dated.groupby(dated["touchpoint"].astype("str"))["occurred_at"].agg(["max", "size"])
    own = own.reindex([item.name for item in analysis.journey.touchpoints])
    months = max((last - first).days / 30.44, 1.0)
    silent = (last - own["max"]).dt.days
    return pd.DataFrame(
        {
            "touchpoint": own.index, "silent": silent.fillna(np.inf).to_numpy(),
            "a_month": (own["size"] / months).fillna(0.0).to_numpy(),
        }
    )  # fmt: skip


def _imports(analysis: Analysis) -> list[Alert]:
    """Imports that lost much, or have no dates."""
    made = []
    for record in analysis.imports:
        ledger = record.ledger
        aside = sum(ledger["set_aside"].values())
        if ledger["read"] and aside / ledger["read"] > _ASIDE:
            reasons = "; ".join(f"{reason}: {n:,}" for reason, n in ledger["set_aside"].items())
            text = f"{aside:,} of its {ledger['read']:,} rows were set aside ({reasons})."
            made.append(Alert(f"aside|{record.import_id}", KNOW, f"{record.file} lost many rows", text))
        if ledger["feedback"] and not ledger["dates"]:
            text = "Its answers take no part in trends, signals and digests. Name its date column on the Import page."
            made.append(Alert(f"undated|{record.import_id}", KNOW, f"{record.file} has no dates", text))
    return made


def _of_rule(analysis: Analysis, number: int, rule: Rule) -> list[Alert]:
    """What a rule raises."""
    if rule.kind == PATTERN:
        return [replace(item, key=f"rule {number}|{item.key}", rule=number) for item in _emerging(analysis, number)]
    if rule.kind == PUBLIC:
        return _public(analysis, number, rule)
    if rule.kind in (RATIO, NEGATIVE):
        return _limit(analysis, number, rule)
    table = _heard(analysis)
    silent = table[table["silent"] >= rule.days]
    if rule.touchpoint:
        silent = silent[silent["touchpoint"] == rule.touchpoint]
    return [
        Alert(
            f"rule {number}|{row['touchpoint']}", LOOK, f"No evidence of {row['touchpoint']} for {rule.days} days",
            "Nobody spoke of it at all so far." if np.isinf(row["silent"])
            else f"It was last heard of {row['silent']:.0f} days before the last feedback.",
            touchpoint=str(row["touchpoint"]), rule=number,
        )
        for row in silent.to_dict("records")
    ]  # fmt: skip


def _recent(frame: pd.DataFrame, days: int, last: pd.Timestamp) -> pd.DataFrame:
    kept: pd.DataFrame = frame[(frame["occurred_at"] > last - pd.Timedelta(days=days)).to_numpy(bool)]
    return kept


def _limit(analysis: Analysis, number: int, rule: Rule) -> list[Alert]:
    """A ratio that is surely below, or a negative share that is surely above."""
    everything = analysis.experiences
    last = everything["occurred_at"].max()
    selection = Selection(
        touchpoint=(rule.touchpoint,) if rule.touchpoint else (),
        since=(last - pd.Timedelta(days=rule.days - 1)).date(),
    )
    chosen = everything[selection.mask(everything)]
    if len(chosen) < ratios.THIN:
        return []
    drawn = ratios.draws(chosen, (), counted=True, others=labelled_elsewhere(everything, selection))
    if rule.kind == RATIO:
        values = drawn.ratio()[0]
        beyond = float((values < rule.value).mean())
        middle = f"{ratios.number(ratios.summary(values).middle)} : 1"
        title = f"The ratio is below {ratios.number(rule.value)} : 1"
    else:
        values = drawn.negative_share()[0]
        beyond = float((values > rule.value).mean())
        middle = f"{100 * ratios.summary(values).middle:.0f} %"
        title = f"More than {100 * rule.value:g} % are negative"
    if beyond < CERTAINTY:
        return []
    where = rule.touchpoint or "Overall"
    corrected = f"corrected by {int(drawn.labels[0])} labels" if drawn.labels[0] else "uncorrected"
    text = (
        f"{where}: {middle} in the last {rule.days} days, {len(chosen):,} experiences, {corrected}; "
        f"{100 * min(beyond, 0.999):.1f} % certain."
    )
    return [Alert(f"rule {number}", ACT, f"{title}: {where}", text, touchpoint=rule.touchpoint, rule=number)]


def _public(analysis: Analysis, number: int, rule: Rule) -> list[Alert]:
    """More public complaints than usual, or one with the reach."""
    said = tracked.counted_mentions(analysis)
    said = said[said["kind"].isin(PUBLIC_KINDS).to_numpy(bool)] if len(said) else said
    if rule.touchpoint and len(said):
        said = said[(said["touchpoint"] == rule.touchpoint).to_numpy(bool)]
    said = said[said["occurred_at"].notna().to_numpy(bool)].drop_duplicates("feedback_id") if len(said) else said
    if said.empty:
        return []
    last = analysis.experiences["occurred_at"].max()
    recent = _recent(said, rule.days, last)
    where = f" at {rule.touchpoint}" if rule.touchpoint else ""
    made = []
    if rule.value and (far := recent[(recent["reach"] >= rule.value).to_numpy(bool)]).shape[0]:
        most = far.sort_values("reach", ascending=False, kind="stable").to_dict("records")[0]
        text = f"{len(far)} in {rule.days} days; the furthest reaches {most['reach']:,.0f}: “{most['clause_text']}”"
        key = f"rule {number}|{most['feedback_id']}"
        made.append(Alert(key, ACT, f"A public complaint with wide reach{where}", text, rule.touchpoint, rule=number))
    usual = _usual(said, last, rule.days)
    if usual is not None and len(recent) > 2 and usual[1](len(recent)) < _UNUSUAL:
        text = f"{len(recent)} in {rule.days} days, where {usual[0]:.1f} are usual."
        title = f"More public complaints than usual{where}"
        made.append(Alert(f"rule {number}|spike", ACT, title, text, rule.touchpoint, rule=number))
    return made


def _usual(said: pd.DataFrame, last: pd.Timestamp, days: int) -> tuple[float, Any] | None:
    """The mean of the spans before, and the chance of so many or more after them; None where there are too few."""
    ago = ((last - said["occurred_at"]).dt.total_seconds() // (86_400 * days)).astype("int64").to_numpy()
    spans = int(min(ago.max(), _WEEKS))
    if spans < emerging.ENOUGH:
        return None
    before = np.bincount(ago[(ago >= 1) & (ago <= spans)], minlength=spans + 1)[1:].astype("float64")
    sizes = np.ones(spans)

    def chance(here: int) -> float:
        return float(surprise.tail(np.array([float(here)]), before[:, None], 1.0, sizes)[0])

    return float(before.mean()), chance


def texts(alerts: Sequence[Alert]) -> str:
    """The alerts as plain text, one paragraph each."""
    return "\n\n".join(f"{item.title}\n{item.text}" for item in alerts)
