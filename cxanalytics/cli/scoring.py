"""The scorer: `score`, `train`, `learn`, `rescore`."""

import argparse
from pathlib import Path
from typing import Any

from cxanalytics.cli.options import COMMON, PRINTING, Commands, existing, journey
from cxanalytics.cli.printing import show
from cxanalytics.errors import MappingError


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    score = commands.add("score", _score, "add polarity, emotions, effort and unresolved to any table", PRINTING)
    score.add_argument("file", type=Path, metavar="FILE")
    score.add_argument("--text", required=True, metavar="COLUMN", help="the column customers wrote")
    score.add_argument("--question", metavar="COLUMN", help="the column of the questions that were answered")
    score.add_argument("--rating", metavar="COLUMN", help="the column of what the customer gave beside the text")
    score.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx, .parquet or .json")

    train = commands.add("train", _train, "train the polarity model from public labelled texts", PRINTING)
    train.add_argument("folder", type=Path, metavar="FOLDER", help="holds the sets that data/models/README.md names")
    # No default: the shipped model must never be replaced by a forgotten option.
    train.add_argument("--out", type=Path, required=True, metavar="DIR", help="data/models replaces the shipped one")
    train.add_argument(
        "--leave-out", action="append", default=[], metavar="NAME", help="train without this set and its texts"
    )

    about = "let the scorer and the touchpoints learn from the labels, where that is better"
    learn = commands.add("learn", _learn, about, COMMON, PRINTING)
    learn.add_argument("--journey", metavar="NAME", help="whose touchpoints learn (default: the workspace's own)")

    commands.add("rescore", _rescore, "read everything anew with this program's scorer", COMMON, PRINTING)


def _score(options: argparse.Namespace) -> int:
    from cxanalytics import emotion, ingest
    from cxanalytics.emotion.language import name_of
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
    spoken = texts["language"][texts["state"].isin(["scored", "other language"])].value_counts().to_dict()
    document = {
        "file": str(options.out),
        "rows": len(table),
        "states": states,
        "languages": spoken,
        "scorer": emotion.VERSION,
    }
    words = f"{len(table):,} rows written to {options.out}: " + ", ".join(f"{n:,} {s}" for s, n in states.items())
    unread = [f"{name_of(str(code))} {n:,}" for code, n in spoken.items() if code not in emotion.READ]
    words += f" ({', '.join(unread)})" if unread else ""
    return show({"score": [document]}, words + ".", options.json)


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
    return show({"train": [document]}, words, options.json)


def _learn(options: argparse.Namespace) -> int:
    from cxanalytics import engine, learning

    workspace = existing(options)
    analysis = engine.analyse(workspace, journey(options))
    lesson = learning.learn(workspace, analysis)
    document = {
        "scorer": lesson.polarity.version,
        "labels": lesson.polarity.labels,
        "polarity": lesson.polarity.reason,
        "measured": lesson.polarity.measured.to_dict("records"),
        "touchpoints": lesson.touchpoints.reason,
    }
    return show({"learn": [document]}, lesson.words, options.json)


def _rescore(options: argparse.Namespace) -> int:
    from cxanalytics import engine, scoring

    workspace = existing(options)
    scoring.renew(workspace)
    version = engine.analyse(workspace).scorer.version
    return show({"rescore": [{"scorer": version}]}, f"Everything is read by scorer {version}.", options.json)
