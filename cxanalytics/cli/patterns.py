"""`patterns`, `priorities` and `drivers`: what recurs, what to work on first, and what goes with bad experiences."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import CHOSEN, COMMON, POLARITIES, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show
from cxanalytics.errors import CXError

if TYPE_CHECKING:
    import pandas as pd

    from cxanalytics.engine import Analysis
    from cxanalytics.recurring import Recurring
    from cxanalytics.selection import Selection
    from cxanalytics.store import Workspace

_FORMATS = (".csv", ".xlsx", ".parquet")
# As in CSV files of assignments: what a mention is in.
_INSIDE, _NO_PAIN, _NONE = "in a pattern", "no pain", "unclustered"
_TOP = 3


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    patterns = commands.add("patterns", _patterns, "what recurs, and how much of it", COMMON, PRINTING, CHOSEN)
    patterns.add_argument(
        "--polarity", choices=POLARITIES, default=POLARITIES[0], help="what hurts (default), or what people love"
    )
    patterns.add_argument(
        "--assignments", type=Path, metavar="FILE", help="also write which mention is in which: .csv, .xlsx or .parquet"
    )
    commands.add("priorities", _priorities, "which pattern to work on first", COMMON, PRINTING, CHOSEN)
    commands.add("drivers", _drivers, "which patterns go with bad experiences", COMMON, PRINTING, CHOSEN)


# --- patterns ----------------------------------------------------------------------------------------------


def _patterns(options: argparse.Namespace) -> int:
    from cxanalytics import engine, recurring
    from cxanalytics.patterns import evidence

    if options.assignments and options.assignments.suffix.lower() not in _FORMATS:
        raise CXError(f"Cannot write {options.assignments.name}: its name must end in {', '.join(_FORMATS)}.")
    workspace, chosen = existing(options), selection(options)
    analysis = engine.analyse(workspace, journey(options))
    chosen.check(analysis.experiences)
    positive = options.polarity == recurring.POSITIVE
    standing = engine.loved(workspace, analysis) if positive else analysis.recurring
    table = evidence.table(standing, analysis.experiences, chosen)
    table = table[(table["n"] > 0).to_numpy(bool)].reset_index(drop=True)
    mentions = evidence.chosen(standing, chosen)
    unclustered = float(mentions["pattern"].isna().mean()) if len(mentions) else None
    document = {
        "patterns": _rows(table, mentions, evidence.terms(standing, chosen)),
        "polarity": options.polarity,
        "selection": chosen.words(),
        "mentions": len(mentions),
        "unclustered": unclustered,
        "alternatives": standing.alternatives.to_dict("records"),
        "proposals": standing.proposals.to_dict("records"),
        "journey": analysis.journey.name,
        "scorer": analysis.scorer.version,
    }
    said = [_listed(table), _account(standing, chosen, len(mentions), unclustered), _proposed(standing)]
    if options.assignments:
        said.append(_write(workspace, standing, chosen, options.assignments))
        document["assignments"] = str(options.assignments)
    return show(document, "\n\n".join(part for part in said if part), options.json)


def _rows(table: "pd.DataFrame", mentions: "pd.DataFrame", terms: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """A row per pattern, as `evidence.table` has it, with quotes that differ, the typical one first."""
    from cxanalytics.patterns import examples

    rows = _records(table)
    for row in rows:
        row["terms"] = terms.get(row["id"], [])
        own = mentions[mentions["pattern"].eq(row["id"]).to_numpy(bool)]
        varied = examples.varied(own)["clause_text"].astype("str").tolist() if len(own) else []
        typical = row.pop("quote")
        row["quotes"] = list(dict.fromkeys([typical, *varied]))[:_TOP] if isinstance(typical, str) else varied
    return rows


def _records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of a table, the id of a pattern under "id"."""
    rows = table.rename(columns={"pattern": "id"}).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _listed(table: "pd.DataFrame") -> str:
    """A line or three per pattern: how much, where and since when, and a quote."""
    lines = []
    row: Any
    for row in table.itertuples():
        theme = f" ({row.theme})" if row.theme else ""
        off = " [no pain]" if row.state != "live" else ""
        share = f"{100 * row.share:.1f} % ({100 * row.share_low:.1f} to {100 * row.share_high:.1f})"
        lines.append(f"{row.pattern:>4}  {row.name}{theme}{off}")
        where = f"; {', '.join(row.touchpoints[:_TOP])}" if row.touchpoints else ""
        lines.append(f"      {row.n:,} answers, {share}, {row.trend}{_when(row)}{where}")
        if isinstance(row.quote, str):
            lines.append(f"      “{' '.join(row.quote.split())}”")
    return "\n".join(lines)


def _when(row: Any) -> str:
    """Since when and until when, "" where no mention has a date."""
    # A missing day differs from itself.
    if row.first_seen != row.first_seen:
        return ""
    return f"; {row.first_seen:%B %Y} to {row.last_seen:%B %Y}, {row.periods} of {row.months} months"


def _account(standing: "Recurring", chosen: "Selection", mentions: int, unclustered: float | None) -> str:
    """How much is in no pattern, and how else it could be grouped."""
    feel = "negative" if standing.polarity == POLARITIES[0] else "positive"
    if not mentions:
        where = f"this selection: {chosen.words()}" if chosen else "this workspace"
        return f"No {feel} mention in {where}."
    words = f"{100 * (unclustered or 0):.0f} % of {mentions:,} {feel} mentions are unclustered (in no pattern)."
    if standing.patterns.empty:
        return f"{words} Nothing recurs often enough to be a pattern, or the workspace cannot be written to keep any."
    if standing.outgrown:
        words += (
            f" There are {standing.outgrown:.1f} times as many as when patterns were found; "
            "`cxanalytics pattern regroup` may find finer ones."
        )
    tried = standing.alternatives
    if len(tried) > 1:
        numbers = ", ".join(f"{k}" for k in tried["k"].tolist())
        words += f" Numbers of patterns tried: {numbers}; `cxanalytics pattern regroup --patterns K` takes another."
    return words


def _proposed(standing: "Recurring") -> str:
    """The proposals, a line each."""
    lines = []
    row: Any
    for row in standing.proposals.itertuples():
        like = f", like {row.like} “{standing.names.get(row.like, '')}”" if row.like else ""
        lines.append(f"  {row.proposal}  {row.name} ({row.n:,} answers{like})")
    if not lines:
        return ""
    return "\n".join(["Proposed as new (`cxanalytics pattern accept NUMBER`, or `dismiss`):", *lines])


def _write(workspace: "Workspace", standing: "Recurring", chosen: "Selection", path: Path) -> str:
    """Write which mention is in which pattern; a sentence on it."""
    from cxanalytics.export import tables

    frame = assignments(workspace, standing, chosen)
    tables.write(frame, path)
    return f"{len(frame):,} mentions with their patterns written to {path}."


def assignments(workspace: "Workspace", standing: "Recurring", chosen: "Selection") -> "pd.DataFrame":
    """A row per selected mention: mention_id, feedback_id, source_id, touchpoint, text, pattern_id, strength, state.

    pattern_id is "" where the mention is in no pattern. state tells mentions that people said to be no pain: they are
    counted nowhere, in a pattern or not.
    """
    import numpy as np

    from cxanalytics import recurring

    mentions = chosen.apply(standing.mentions) if len(standing.mentions) else standing.mentions
    pattern = mentions["pattern"].astype("object").fillna("").astype("str")
    given = _of_feedback(workspace, ["feedback_id", "source_id"]).drop_duplicates("feedback_id")
    source = given.set_index("feedback_id")["source_id"].astype("str")
    found = mentions[["feedback_id", "touchpoint"]].assign(
        mention_id=recurring.mention_id(mentions),
        source_id=mentions["feedback_id"].astype("str").map(source),
        text=mentions["clause_text"].astype("str"),
        pattern_id=pattern,
        strength=mentions["strength"],
        state=np.select([mentions["aside"].to_numpy(bool), (pattern == "").to_numpy(bool)], [_NO_PAIN, _NONE], _INSIDE),
    )
    return found[
        ["mention_id", "feedback_id", "source_id", "touchpoint", "text", "pattern_id", "strength", "state"]
    ].reset_index(drop=True)


def _of_feedback(workspace: "Workspace", columns: list[str]) -> "pd.DataFrame":
    """These columns of all feedback."""
    import pandas as pd

    return pd.concat([workspace.feedback(r.import_id, columns) for r in workspace.imports()], ignore_index=True)


# --- priorities and drivers --------------------------------------------------------------------------------


def _priorities(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.patterns import evidence, priorities

    analysis, chosen = engine.analyse(existing(options), journey(options)), selection(options)
    standing = analysis.recurring
    chosen.check(analysis.experiences)
    table = evidence.table(standing, analysis.experiences, chosen)
    experiences = chosen.apply(analysis.experiences) if chosen else analysis.experiences
    ranked = priorities.rank(table, experiences, evidence.chosen(standing, chosen), standing.patterns)
    rows = _records(ranked)
    lines = [
        f"{place:>3}. {row['id']} {row['name']}\n     {priorities.words(row)}" for place, row in enumerate(rows, 1)
    ]
    words = "\n".join(lines) or f"No pattern in this selection: {chosen.words()}."
    document = {"priorities": rows, "selection": chosen.words(), "scorer": analysis.scorer.version}
    return show(document, words, options.json)


def _drivers(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.patterns import drivers

    workspace = existing(options)
    analysis, chosen = engine.analyse(workspace, journey(options)), selection(options)
    found = drivers.of(analysis.recurring, analysis.experiences, chosen, _ratings(workspace, analysis))
    rows = _records(found.table)
    lines = [_driver(row) for row in rows]
    document = {
        "drivers": rows,
        "outcome": found.outcome,
        "n": found.n,
        "r2": found.r2,
        "words": found.words,
        "selection": chosen.words(),
    }
    return show(document, "\n".join([*lines, *([""] if lines else []), found.words]), options.json)


def _driver(row: Mapping[str, Any]) -> str:
    part = (
        f"{100 * row['share']:.0f} % ({100 * row['low']:.0f} to {100 * row['high']:.0f}) of what the patterns explain"
    )
    odds = f"odds × {row['odds_ratio']:.1f} ({row['odds_low']:.1f} to {row['odds_high']:.1f})"
    return f"{row['id']:>4}  {row['name']}: {part}; {odds}; in {row['n']:,} answers"


def _ratings(workspace: "Workspace", analysis: "Analysis") -> "pd.Series | None":
    """Where each rated answer lies on its scale, 0..1, by feedback_id; None without any feedback."""
    from cxanalytics.emotion.ratings import share

    if not analysis.imports:
        return None
    given = _of_feedback(workspace, ["feedback_id", "rating", "rating_low", "rating_high"])
    given = given.drop_duplicates("feedback_id", ignore_index=True)
    place = share(given["rating"], given["rating_low"], given["rating_high"])
    return place.set_axis(given["feedback_id"].astype("str")).dropna()
