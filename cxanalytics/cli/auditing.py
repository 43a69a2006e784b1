"""People check the machine: the steps of `audit`, and `correct`."""

import argparse
from pathlib import Path

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show
from cxanalytics.errors import CXError, SelectionError

LABELS = ("negative", "neutral", "positive", "mixed", "elsewhere")


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    _add_audit(commands.steps("audit", "let people label a random sample, and see how far that is"))

    correct = commands.add("correct", _correct, "set right what the machine read of one answer", COMMON, PRINTING)
    correct.add_argument("feedback_id", metavar="FEEDBACK_ID")
    correct.add_argument("--touchpoint", required=True, metavar="NAME", help="the touchpoint it was counted at")
    correct.add_argument("--label", required=True, choices=LABELS, help="what the customer really says there")
    correct.add_argument("--moved-to", default="", metavar="NAME", help="the touchpoint it really speaks of")
    correct.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")


def _add_audit(steps: Commands) -> None:
    """The steps of the audit: draw, take labels in, write them out, see how far it is, plan."""
    about = "draw experiences at random and write them to a sheet that people label"
    sample = steps.add("sample", _audit_sample, about, COMMON, PRINTING, CHOSEN)
    sample.add_argument("--labels", type=int, required=True, metavar="N", help="how many more to draw")
    sample.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv or .xlsx")
    sample.add_argument(
        "--per",
        choices=("month", "quarter", "year", "all"),
        help="draw in each of these (default: the shortest that leaves enough labels for each)",
    )

    about = "take in the labels of a sheet that was filled in"
    load = steps.add("load", _audit_load, about, COMMON, PRINTING)
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--who", default="", metavar="NAME", help="who labelled, where the file's column who is empty")

    about = "write the whole sample, with the labels so far"
    sheet = steps.add("sheet", _audit_sheet, about, COMMON, PRINTING)
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv or .xlsx")

    about = "how many are labelled, by whom, and how much people agree"
    steps.add("status", _audit_status, about, COMMON, PRINTING)

    about = "how many experiences and labels it takes to see a change"
    plan = steps.add("plan", _audit_plan, about, COMMON, PRINTING, CHOSEN)
    plan.add_argument("--change", type=float, default=30, metavar="PERCENT", help="the change to see (default 30)")
    plan.add_argument("--measure", choices=("ratio", "negative share"), default="ratio", help="of what")


def _audit_sample(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples, sheets
    from cxanalytics.journey import renames

    sheets.check_name(options.out)
    workspace = existing(options)
    analysis = engine.analyse(workspace, journey(options))
    wish = samples.Wish(options.labels, selection(options), options.per)
    drawn = samples.draw(
        workspace,
        analysis.experiences,
        wish,
        scorer=analysis.scorer.version,
        journey=analysis.journey.name,
        names=renames.current(analysis.journey),
    )
    try:
        sheets.write(samples.sheet(drawn, analysis.files), options.out)
    except CXError as error:
        raise CXError(f"{error} The sample is drawn: write it elsewhere with `cxanalytics audit sheet`.") from error
    strata = drawn["stratum"].nunique()
    document = {"file": str(options.out), "drawn": len(drawn), "strata": strata, "selection": wish.selection.words()}
    fewer = "" if len(drawn) == options.labels else f" There are no more to draw: you asked for {options.labels:,}."
    words = (
        f"{len(drawn):,} experiences of {wish.selection.words()}, from {strata:,} groups (touchpoint, period, what the "
        f"machine read), are in {options.out}.{fewer} Fill in its column label, then run "
        f"`cxanalytics audit load {options.out}`."
    )
    return show({"audit": [document]}, words, options.json)


def _audit_load(options: argparse.Namespace) -> int:
    from cxanalytics import journeys
    from cxanalytics.audit import samples
    from cxanalytics.journey import renames

    workspace = existing(options)
    now = journeys.journey_of(workspace)
    names = [item.name for item in now.touchpoints]
    taken = samples.load(workspace, options.file, names, who=options.who, names=renames.current(now))
    document = {"file": str(options.file), **taken}
    words = f"{taken['read']:,} labels read from {options.file}, {taken['added']:,} of them new or changed."
    return show({"audit": [document]}, words, options.json)


def _audit_sheet(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples, sheets

    sheets.check_name(options.out)
    workspace = existing(options)
    said = engine.said_of(workspace)
    rows = samples.sheet(said.drawn, engine.analyse(workspace).files, said.labels)
    sheets.write(rows, options.out)
    document = {"file": str(options.out), "rows": len(rows), "labelled": int((rows["label"] != "").sum())}
    words = f"{len(rows):,} rows, {document['labelled']:,} of them labelled, are in {options.out}."
    return show({"audit": [document]}, words, options.json)


def _audit_status(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples

    far = samples.progress(engine.said_of(existing(options)))
    document = {**vars(far), "agreement": vars(far.agreement)}
    return show({"audit": [document]}, far.words, options.json)


def _audit_plan(options: argparse.Namespace) -> int:
    from cxanalytics import engine, planned

    if not 1 <= options.change < 1000:
        raise SelectionError(f"A change of {options.change:g} % cannot be planned for; name one from 1 to 999.")
    analysis = engine.analyse(existing(options), journey(options))
    chosen = selection(options)
    said = planned.sentences(
        engine.ratio_table(analysis, chosen, ()),
        chosen.apply(analysis.experiences),
        change=options.change / 100,
        measure=options.measure,
    )
    document = {"selection": chosen.words(), "change": options.change, "measure": options.measure, "words": said}
    return show({"audit": [document]}, "\n".join(said), options.json)


def _correct(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples

    workspace = existing(options)
    analysis = engine.analyse(workspace)
    wish = samples.Right(options.feedback_id, options.touchpoint, options.label, options.moved_to, options.who)
    before = samples.correct(workspace, analysis.experiences, wish, [t.name for t in analysis.journey.touchpoints])
    document = {
        "feedback_id": options.feedback_id,
        "touchpoint": options.touchpoint,
        "label": options.label,
        "moved_to": options.moved_to,
        "machine": before,
    }
    words = f"{options.feedback_id} at {options.touchpoint} counts as {options.label}; the machine had read {before}."
    return show({"correct": [document]}, words, options.json)
