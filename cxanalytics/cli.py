"""The command line. Every command prints words, or one JSON document with --json.

Exit 0: done. 1: the input is at fault, one line on standard error says what, where and what to do.
2: the command was used wrongly.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cxanalytics import __version__, documents
from cxanalytics.errors import CXError, MappingError, SelectionError
from cxanalytics.feedback import ROLES
from cxanalytics.resources import data_path
from cxanalytics.store import Workspace, default_root

# The stages import pandas and more; each command imports what it needs, so that --help answers at once.

LABELS = ("negative", "neutral", "positive", "mixed", "elsewhere")
PERIODS = ("day", "week", "month", "quarter", "year")
GROUPS = ("touchpoint", "stage", "channel", "segment", "source", "kind", "basis", *PERIODS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except CXError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Somebody read only the first lines (`| head`); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped; nothing half done was kept.", file=sys.stderr)
        return 130


def _shared_options() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser, argparse.ArgumentParser]:
    """What several commands understand: where to work, how to print, what to choose."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--workspace",
        type=_folder,
        default=default_root(),
        help="folder of the analysis (default: CXANALYTICS_WORKSPACE, else workspace/)",
    )
    printing = argparse.ArgumentParser(add_help=False)
    printing.add_argument("--json", action="store_true", help="print one JSON document")
    chosen = argparse.ArgumentParser(add_help=False)
    chosen.add_argument(
        "--where", action="append", default=[], metavar="K=V", help="keep only these, e.g. source=Trustpilot"
    )
    chosen.add_argument("--from", dest="since", metavar="DATE", help="first day, as 2026-01-31")
    chosen.add_argument("--to", dest="until", metavar="DATE", help="last day, as 2026-01-31")
    chosen.add_argument(
        "--journey",
        metavar="NAME",
        help="a journey template or a journey file (default: the workspace's own)",
    )
    return common, printing, chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cxanalytics", description="Turns survey and social exports into journey emotion maps."
    )
    parser.add_argument("--version", action="version", version=f"cxanalytics {__version__}")
    common, printing, chosen = _shared_options()
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, parents=list(parents))
        made.set_defaults(run=run)
        return made

    command("demo", _demo, "fill a workspace with the sample exports", common, printing)

    imp = command("import", _import, "read exports into the workspace", common, printing)
    imp.add_argument("files", nargs="+", type=Path, metavar="FILE")
    imp.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=ROLE",
        help=f"say what a column is: {', '.join(ROLES)}",
    )
    imp.add_argument("--touchpoint", metavar="NAME", help="where all of this feedback comes from")
    imp.add_argument("--dry-run", action="store_true", help="show the ledger, write nothing")
    imp.add_argument("--engine", choices=["pandas"], default="pandas", help="what does the work")

    feedback = command("feedback", _feedback, "write the feedback with what the machine made of it", common, printing)
    feedback.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx, .parquet or .json")

    score = command("score", _score, "add polarity, emotions, effort and unresolved to any table", common, printing)
    score.add_argument("file", type=Path, metavar="FILE")
    score.add_argument("--text", required=True, metavar="COLUMN", help="the column customers wrote")
    score.add_argument("--question", metavar="COLUMN", help="the column of the questions that were answered")
    score.add_argument("--rating", metavar="COLUMN", help="the column of what the customer gave beside the text")
    score.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx, .parquet or .json")

    train = command("train", _train, "train the polarity model from public labelled texts", printing)
    train.add_argument("folder", type=Path, metavar="FOLDER", help="holds the sets that data/models/README.md names")
    train.add_argument(
        "--out", type=Path, default=data_path("models"), metavar="DIR", help="default: the shipped one's"
    )
    train.add_argument(
        "--leave-out", action="append", default=[], metavar="NAME", help="train without this set and its texts"
    )

    ratios = command("ratios", _ratios, "positive experiences for each negative one", common, printing, chosen)
    ratios.add_argument("--by", nargs="+", action="extend", default=[], choices=GROUPS, help="one or more groupings")

    journey_map = command("map", _map, "write the journey map", common, printing, chosen)
    journey_map.add_argument("--out", type=Path, required=True, metavar="FILE", help=".html, .json or .csv")

    _audit_options(
        command("audit", _audit_status, "let people label a random sample, and see how far that is"),
        common,
        printing,
        chosen,
    )

    correct = command("correct", _correct, "set right what the machine read of one answer", common, printing)
    correct.add_argument("feedback_id", metavar="FEEDBACK_ID")
    correct.add_argument("--touchpoint", required=True, metavar="NAME", help="the touchpoint it was counted at")
    correct.add_argument("--label", required=True, choices=LABELS, help="what the customer really says there")
    correct.add_argument("--moved-to", default="", metavar="NAME", help="the touchpoint it really speaks of")
    correct.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")

    about = "let the scorer and the touchpoints learn from the labels, where that is better"
    learn = command("learn", _learn, about, common, printing)
    learn.add_argument("--journey", metavar="NAME", help="whose touchpoints learn (default: the workspace's own)")

    command("rescore", _rescore, "read everything anew with this program's scorer", common, printing)

    command("doctor", _doctor, "check the installation and the workspace", common, printing)
    return parser


def _audit_options(
    audit: argparse.ArgumentParser,
    common: argparse.ArgumentParser,
    printing: argparse.ArgumentParser,
    chosen: argparse.ArgumentParser,
) -> None:
    """The three steps of the audit: draw, take labels in, see how far it is."""
    steps = audit.add_subparsers(title="steps", metavar="STEP", required=True)

    about = "draw experiences at random and write them to a sheet that people label"
    sample = steps.add_parser("sample", help=about, description=about, parents=[common, printing, chosen])
    sample.add_argument("--labels", type=int, required=True, metavar="N", help="how many more to draw")
    sample.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv or .xlsx")
    sample.add_argument(
        "--per",
        choices=("month", "quarter", "year", "all"),
        help="draw in each of these (default: the shortest that leaves enough labels for each)",
    )
    sample.set_defaults(run=_audit_sample)

    about = "take in the labels of a sheet that was filled in"
    load = steps.add_parser("load", help=about, description=about, parents=[common, printing])
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--who", default="", metavar="NAME", help="who labelled, where the file's column who is empty")
    load.set_defaults(run=_audit_load)

    about = "write the whole sample, with the labels so far"
    sheet = steps.add_parser("sheet", help=about, description=about, parents=[common, printing])
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv or .xlsx")
    sheet.set_defaults(run=_audit_sheet)

    about = "how many are labelled, by whom, and how much people agree"
    status = steps.add_parser("status", help=about, description=about, parents=[common, printing])
    status.set_defaults(run=_audit_status)

    about = "how many experiences and labels it takes to see a change"
    plan = steps.add_parser("plan", help=about, description=about, parents=[common, printing, chosen])
    plan.add_argument("--change", type=float, default=30, metavar="PERCENT", help="the change to see (default 30)")
    plan.add_argument("--measure", choices=("ratio", "negative share"), default="ratio", help="of what")
    plan.set_defaults(run=_audit_plan)


# --- commands ----------------------------------------------------------------------------------------------


def _demo(options: argparse.Namespace) -> int:
    from cxanalytics import demo

    ledgers = demo.fill(Workspace(options.workspace))
    return _show_ledgers(ledgers, options.json)


def _import(options: argparse.Namespace) -> int:
    from cxanalytics import engine

    mapping = dict(_pair(item, "--map", "COLUMN=ROLE") for item in options.map)
    files = [engine.ExportFile(path, path.name, mapping, options.touchpoint) for path in options.files]
    ledgers = engine.import_exports(Workspace(options.workspace), files, dry_run=options.dry_run)
    return _show_ledgers(ledgers, options.json)


def _feedback(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import judging
    from cxanalytics.export import tables
    from cxanalytics.store import queries

    analysis = engine.analyse(_existing(options.workspace))
    table = queries.everything(analysis.files).assign(scorer=analysis.scorer.version)
    said = judging.words(engine.said_of(Workspace(options.workspace)))
    table = table.merge(said, how="left", on="feedback_id")
    tables.write(table, options.out, noun="feedback")
    document = {"file": str(options.out), "rows": len(table), "columns": list(table.columns)}
    return _show({"feedback": [document]}, f"{len(table):,} answers written to {options.out}.", options.json)


def _score(options: argparse.Namespace) -> int:
    from cxanalytics import emotion, ingest
    from cxanalytics.emotion.ratings import share
    from cxanalytics.export import tables

    table = ingest.read_table(options.file)
    for column in filter(None, (options.text, options.question, options.rating)):
        if column not in table:
            raise MappingError(f"{options.file.name} has no column '{column}'; it has {', '.join(table.columns)}.")
    questions = table[options.question] if options.question else None
    found = _ratings(table[options.rating], options) if options.rating else None
    shares = share(found.values, found.low, found.high) if found else None
    texts = emotion.score(table[options.text], questions=questions, ratings=shares).texts
    if found:
        alone = emotion.rated(found.values, found.low, found.high)
        texts = texts.assign(polarity=texts["polarity"].where(texts["state"] == "scored", alone))
    added = ["polarity", "p_positive", "p_neutral", "p_negative", "emotions", "effort", "unresolved", "language"]
    scored = table.assign(**{name: texts[name] for name in added}, scorer=emotion.VERSION)
    tables.write(scored, options.out)
    states = texts["state"].value_counts().to_dict()
    document = {"file": str(options.out), "rows": len(table), "states": states, "scorer": emotion.VERSION}
    words = f"{len(table):,} rows written to {options.out}: " + ", ".join(f"{n:,} {s}" for s, n in states.items())
    return _show({"score": [document]}, words + ".", options.json)


def _ratings(column: Any, options: argparse.Namespace) -> Any:
    """Ratings with the scale that their column shows."""
    from cxanalytics.ingest.ratings import parse

    found = parse(column, options.rating)
    if found is None:
        raise MappingError(f"Column '{options.rating}' of {options.file.name} holds no ratings; name another one.")
    return found


def _train(options: argparse.Namespace) -> int:
    from cxanalytics.emotion import training

    fitted = training.train(options.folder, options.leave_out)
    written = training.write(fitted, options.out)
    sets = fitted.counts.to_dict("records")
    document = {"out": [str(path) for path in written], "entries": len(fitted.model.entries), "sets": sets}
    words = (
        f"{len(fitted.model.entries):,} entries and the rules, trained on {len(sets)} sets, written to {options.out}."
    )
    return _show({"train": [document]}, words, options.json)


def _ratios(options: argparse.Namespace) -> int:
    from cxanalytics import engine, ratios, scoring

    workspace = _existing(options.workspace)
    analysis = engine.analyse(workspace, _journey(options.journey))
    selection = _selection(options)
    experiences = selection.apply(analysis.experiences)
    by = list(dict.fromkeys(options.by)) or ["touchpoint"]
    table = engine.ratio_table(analysis, selection, by)
    about = {
        "selection": selection.words(),
        "mix": ratios.mix(experiences).words,
        "journey": analysis.journey.name,
        "scorer": analysis.scorer.version,
    }
    if table.empty:
        words = (
            f"No feedback in this selection: {about['selection']}."
            if selection
            else "No comment in this workspace could be read for feelings, so there is no ratio."
        )
    else:
        said = table[by].astype("str").assign(ratio=ratios.text(table, method=True), beside=ratios.text_beside(table))
        lines = said.to_string(index=False, header=False)
        words = f"{lines}\n\nJourney '{about['journey']}', scorer {about['scorer']}. {about['mix']}"
        before = scoring.earlier(workspace)
        if before:
            words += f" Not to be compared with numbers noted from an earlier scorer ({', '.join(before)})."
        if analysis.scorer.outdated:
            words += " This program has a newer scorer; `cxanalytics rescore` reads everything anew."
        if (table["method"] != ratios.CORRECTED).any():
            words += (
                " Uncorrected: as the machine counts, its own errors not held by the interval. Labels by people (see "
                "`cxanalytics audit sample`) correct it; as many as are needed bring the interval to about ×/÷ 1.5."
            )
    return _show({"ratios": table.to_dict("records"), **about}, words, options.json)


def _map(options: argparse.Namespace) -> int:
    from cxanalytics import engine, export

    analysis = engine.analyse(_existing(options.workspace), _journey(options.journey))
    journey_map = engine.journey_map(analysis, _selection(options))
    export.write(journey_map, options.out)
    document = {"file": str(options.out), "journey": journey_map.name, "touchpoints": len(journey_map.points)}
    return _show({"map": [document]}, f"The map of '{journey_map.name}' is in {options.out}.", options.json)


def _audit_sample(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples, sheets

    sheets.check_name(options.out)
    workspace = _existing(options.workspace)
    analysis = engine.analyse(workspace, _journey(options.journey))
    wish = samples.Wish(options.labels, _selection(options), options.per)
    drawn = samples.draw(
        workspace, analysis.experiences, wish, scorer=analysis.scorer.version, journey=analysis.journey.name
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
    return _show({"audit": [document]}, words, options.json)


def _audit_sheet(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples, sheets

    sheets.check_name(options.out)
    workspace = _existing(options.workspace)
    said = engine.said_of(workspace)
    rows = samples.sheet(said.drawn, engine.analyse(workspace).files, said.labels)
    sheets.write(rows, options.out)
    document = {"file": str(options.out), "rows": len(rows), "labelled": int((rows["label"] != "").sum())}
    words = f"{len(rows):,} rows, {document['labelled']:,} of them labelled, are in {options.out}."
    return _show({"audit": [document]}, words, options.json)


def _audit_load(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples

    workspace = _existing(options.workspace)
    names = [item.name for item in engine.journey_of(workspace).touchpoints]
    taken = samples.load(workspace, options.file, names, who=options.who)
    document = {"file": str(options.file), **taken}
    words = f"{taken['read']:,} labels read from {options.file}, {taken['added']:,} of them new or changed."
    return _show({"audit": [document]}, words, options.json)


def _audit_plan(options: argparse.Namespace) -> int:
    from cxanalytics import engine, planned

    if not 1 <= options.change < 1000:
        raise SelectionError(f"A change of {options.change:g} % cannot be planned for; name one from 1 to 999.")
    analysis = engine.analyse(_existing(options.workspace), _journey(options.journey))
    selection = _selection(options)
    said = planned.sentences(
        engine.ratio_table(analysis, selection, ()),
        selection.apply(analysis.experiences),
        change=options.change / 100,
        measure=options.measure,
    )
    document = {"selection": selection.words(), "change": options.change, "measure": options.measure, "words": said}
    return _show({"audit": [document]}, "\n".join(said), options.json)


def _rescore(options: argparse.Namespace) -> int:
    from cxanalytics import engine, scoring

    workspace = _existing(options.workspace)
    scoring.renew(workspace)
    version = engine.analyse(workspace).scorer.version
    return _show({"rescore": [{"scorer": version}]}, f"Everything is read by scorer {version}.", options.json)


def _learn(options: argparse.Namespace) -> int:
    from cxanalytics import engine, learning

    workspace = _existing(options.workspace)
    analysis = engine.analyse(workspace, _journey(options.journey))
    lesson = learning.learn(workspace, analysis)
    document = {
        "scorer": lesson.polarity.version,
        "labels": lesson.polarity.labels,
        "polarity": lesson.polarity.reason,
        "measured": lesson.polarity.measured.to_dict("records"),
        "touchpoints": lesson.touchpoints.reason,
    }
    return _show({"learn": [document]}, lesson.words, options.json)


def _audit_status(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples

    far = samples.progress(engine.said_of(_existing(options.workspace)))
    document = {**vars(far), "agreement": vars(far.agreement)}
    return _show({"audit": [document]}, far.words, options.json)


def _correct(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import samples

    workspace = _existing(options.workspace)
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
    return _show({"correct": [document]}, words, options.json)


def _doctor(options: argparse.Namespace) -> int:
    from cxanalytics import doctor

    checks = doctor.examine(options.workspace)
    lines = [f"{'ok  ' if check.ok else 'FIX '} {check.what}: {check.says}" for check in checks]
    _show({"checks": [vars(check) for check in checks]}, "\n".join(lines), options.json)
    return 0 if all(check.ok for check in checks) else 1


# --- reading options and printing --------------------------------------------------------------------------


def _existing(root: Path) -> Workspace:
    """The workspace at `root`, which must hold something."""
    workspace = Workspace(root)
    if not workspace.imports():
        raise CXError(
            f"The workspace {root} holds no feedback yet; import an export with `cxanalytics import FILE`, "
            "or fill it with sample data with `cxanalytics demo`."
        )
    return workspace


def _journey(name: str | None) -> Any:
    from cxanalytics.journey import model, templates

    if name is None:
        return None
    path = Path(name)
    return model.load(path) if path.suffix.lower() == ".toml" else templates.template(name.lower())


def _selection(options: argparse.Namespace) -> Any:
    from cxanalytics.selection import Selection

    return Selection.from_pairs(options.where, since=options.since, until=options.until)


def _folder(text: str) -> Path:
    return Path(text) if text.strip() else default_root()


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    left, sign, right = text.rpartition("=")
    if not sign or not left.strip() or not right.strip():
        raise MappingError(f"'{text}' after {option} is not of the form {form}.")
    return left.strip(), right.strip()


def _show(document: Mapping[str, Any], words: str, as_json: bool) -> int:
    print(documents.document(document) if as_json else words)
    return 0


def _show_ledgers(ledgers: Sequence[Mapping[str, Any]], as_json: bool) -> int:
    from cxanalytics.ingest import ledger

    return _show({"files": list(ledgers)}, "\n\n".join(ledger.words(item) for item in ledgers), as_json)
