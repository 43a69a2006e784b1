"""Feedback in and out: `demo`, `import`, `feedback`."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cxanalytics.cli import deciding
from cxanalytics.cli.options import COMMON, PRINTING, Commands, existing, workspace
from cxanalytics.cli.printing import show


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    commands.add("demo", _demo, "fill a workspace with the sample exports", COMMON, PRINTING)

    imp = commands.add("import", _import, "read exports into the workspace", COMMON, PRINTING)
    imp.add_argument("files", nargs="+", metavar="FILE", help=(
        "an export, an archive (.zip, .gz, .zst), a folder, or an address such as s3://bucket/reviews.zip"
    ))  # fmt: skip
    imp.add_argument("--touchpoint", metavar="NAME", help="where all of this feedback comes from")
    deciding.add_options(imp)
    imp.add_argument("--keep-customer-key", action="store_true", help=(
        "keep the tool's own customer keys, for the worklist's file; otherwise only hashes are kept"
    ))  # fmt: skip
    imp.add_argument("--names", type=Path, metavar="FILE", help=(
        "names to mask in texts, one on a line; read for this import, kept nowhere"
    ))  # fmt: skip
    imp.add_argument("--dry-run", action="store_true", help="show the ledger, write nothing")
    imp.add_argument("--engine", choices=["pandas"], default="pandas", help="what does the work")

    about = "write the feedback with what the machine made of it"
    feedback = commands.add("feedback", _feedback, about, COMMON, PRINTING)
    feedback.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx, .parquet or .json")


def _demo(options: argparse.Namespace) -> int:
    from cxanalytics import demo

    ledgers = demo.fill(workspace(options))
    return _show_ledgers(ledgers, options.json)


def _import(options: argparse.Namespace) -> int:
    from cxanalytics import alerts, importing, privacy
    from cxanalytics.errors import ExportError
    from cxanalytics.ingest import namelists, remote

    if not all(name.strip() for name in options.files):
        # An empty name would be the folder that the command runs in.
        raise ExportError("A file without a name was given; name a file, an archive, a folder or an address.")
    decided, profile = deciding.said(options), deciding.profile(options)
    said = importing.ExportFile(
        Path(), "", keep_keys=options.keep_customer_key, decisions=decided, profile=profile,
        names=namelists.read(options.names) if options.names else privacy.NOBODY,
    )  # fmt: skip
    files = [replace(said, path=path, name=remote.name_of(path)) for path in map(remote.location, options.files)]
    ledgers = importing.import_exports(workspace(options), files, dry_run=options.dry_run)
    asking = [] if options.dry_run else alerts.after_import(workspace(options))
    return _show_ledgers(ledgers, options.json, asking)


def _feedback(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.audit import judging
    from cxanalytics.export import tables
    from cxanalytics.store import queries

    analysis = engine.analyse(existing(options))
    table = queries.everything(analysis.files).assign(scorer=analysis.scorer.version)
    said = judging.words(engine.said_of(workspace(options)))
    table = table.merge(said, how="left", on="feedback_id")
    tables.write(table, options.out, noun="feedback")
    document = {"file": str(options.out), "rows": len(table), "columns": list(table.columns)}
    return show({"feedback": [document]}, f"{len(table):,} answers written to {options.out}.", options.json)


def _show_ledgers(ledgers: Sequence[Mapping[str, Any]], as_json: bool, alerts: Sequence[str] = ()) -> int:
    from cxanalytics.ingest import ledger

    words = "\n\n".join(ledger.words(item) for item in ledgers)
    if alerts:
        words += "\n\nAsks for attention:\n" + "\n".join(f"- {text}" for text in alerts)
    return show({"files": list(ledgers), "alerts": list(alerts)}, words, as_json)
