"""`pattern …`: what people change about patterns, the list of what was changed, and undoing any of it."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import COMMON, POLARITIES, PRINTING, Commands, existing
from cxanalytics.cli.printing import show
from cxanalytics.errors import PatternError

if TYPE_CHECKING:
    import pandas as pd

    from cxanalytics.recurring import Recurring
    from cxanalytics.store import Workspace

# As in patterns.registry, which brings tables with it; a test holds the two together.
ESTIMATES = {
    "effort": "what it takes, in any unit that is the same for all",
    "gain": "how much the ratio rises, in place of the machine's",
    "reach": "how many customers it concerns, in place of those counted",
    "confidence": "how sure you are, from 0 to 1",
    "resolved": "the share of its mentions that you can resolve, from 0 to 1",
    "turned": "the share of the resolved ones that turn into praise, from 0 to 1",
}
_BACK = "none"


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    steps = commands.steps("pattern", "name, merge, split and move patterns, and undo it")
    _add_words(steps)
    _add_members(steps)
    _add_proposals(steps)
    _add_log(steps)


def _who() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")
    return parser


def _side() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--polarity", choices=POLARITIES, help="of what hurts, or of what people love (default: as the pattern says)"
    )
    return parser


def _add_words(steps: Commands) -> None:
    """What is said of a pattern as a whole."""
    who = _who()
    rename = steps.add("rename", _rename, "name a pattern, or confirm the name it has", COMMON, PRINTING, who)
    rename.add_argument("pattern", metavar="PATTERN", help="as `cxanalytics patterns` lists it, e.g. P3")
    rename.add_argument("name", metavar="NAME")

    theme = steps.add("theme", _theme, "put a pattern under a theme", COMMON, PRINTING, who)
    theme.add_argument("pattern", metavar="PATTERN")
    theme.add_argument("name", metavar="THEME", help='"" takes it out of its theme')

    merge = steps.add("merge", _merge, "make patterns part of another one", COMMON, PRINTING, who)
    merge.add_argument("patterns", nargs="+", metavar="PATTERN", help="those that end")
    merge.add_argument("--into", required=True, metavar="PATTERN", help="the one that stays")

    restore = steps.add("restore", _restore, "say that a pattern is a pain after all", COMMON, PRINTING, who)
    restore.add_argument("pattern", metavar="PATTERN")

    about = "give your own numbers for a pattern's priority"
    estimate = steps.add("estimate", _estimate, about, COMMON, PRINTING, who)
    estimate.add_argument("pattern", metavar="PATTERN")
    for name, meaning in ESTIMATES.items():
        estimate.add_argument(f"--{name}", metavar="N", help=f"{meaning}; '{_BACK}' takes yours back")


def _add_members(steps: Commands) -> None:
    """What is said of some of the mentions."""
    who, side = _who(), _side()
    split = steps.add("split", _split, "make a pattern of its own of some of its mentions", COMMON, PRINTING, who)
    split.add_argument("pattern", metavar="PATTERN")
    split.add_argument("--name", default="", metavar="NAME", help="of the new pattern; without it nothing is changed")
    split.add_argument(
        "--mentions", nargs="+", default=[], metavar="MENTION", help="those that go (default: the smaller half)"
    )

    about = "put mentions into a pattern, or into none"
    move = steps.add("move", _move, about, COMMON, PRINTING, who, side)
    move.add_argument("mentions", nargs="+", metavar="MENTION", help="as `cxanalytics patterns --assignments` lists it")
    move.add_argument("--to", required=True, metavar="PATTERN", help=f"'{_BACK}' leaves them unclustered")

    about = "say that a pattern, or single mentions, are no pain"
    wrong = steps.add("not-a-pain", _not_a_pain, about, COMMON, PRINTING, who, side)
    wrong.add_argument("names", nargs="+", metavar="PATTERN|MENTION", help="one pattern, or one or more mentions")


def _add_proposals(steps: Commands) -> None:
    """What is said of what the machine proposes."""
    who, side = _who(), _side()
    accept = steps.add("accept", _accept, "make a proposal a pattern", COMMON, PRINTING, who, side)
    accept.add_argument("proposal", type=int, metavar="NUMBER", help="as `cxanalytics patterns` lists it")
    goal = accept.add_mutually_exclusive_group()
    goal.add_argument("--name", default="", metavar="NAME", help="a better name than the one proposed")
    goal.add_argument("--join", default="", metavar="PATTERN", help="make it part of this pattern")

    dismiss = steps.add("dismiss", _dismiss, "turn a proposal down", COMMON, PRINTING, who, side)
    dismiss.add_argument("proposal", type=int, metavar="NUMBER")

    about = "find patterns anew in everything; what people had a hand in stays"
    regroup = steps.add("regroup", _regroup, about, COMMON, PRINTING, who, side)
    regroup.add_argument("--patterns", type=int, metavar="K", help="how many (default: as many as are stable)")


def _add_log(steps: Commands) -> None:
    undo = steps.add("undo", _undo, "take a change back", COMMON, PRINTING)
    undo.add_argument("change", type=int, metavar="NUMBER", help="as `cxanalytics pattern history` lists it")

    history = steps.add("history", _history, "what was changed, or what became of one pattern", COMMON, PRINTING)
    history.add_argument("pattern", nargs="?", default="", metavar="PATTERN")


# --- changes -----------------------------------------------------------------------------------------------


def _rename(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    return _change(options, lambda w: recurring.rename(w, options.pattern, options.name, who=options.who))


def _theme(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    return _change(options, lambda w: recurring.theme(w, options.pattern, options.name, who=options.who))


def _merge(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    return _change(options, lambda w: recurring.merge(w, options.patterns, options.into, who=options.who))


def _restore(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    return _change(options, lambda w: recurring.restore(w, options.pattern, who=options.who))


def _estimate(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    given = {name: _number(name, text) for name in ESTIMATES if (text := getattr(options, name)) is not None}
    return _change(options, lambda w: recurring.estimate(w, options.pattern, who=options.who, **given))


def _number(name: str, text: str) -> float | None:
    if text.strip().casefold() == _BACK:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise PatternError(f"'{text}' after --{name} is not a number; write it as 2 or 0.5.") from error


def _split(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    standing = _standing(existing(options), _polarity(options, options.pattern))
    own = standing.mentions[standing.mentions["pattern"].eq(options.pattern).to_numpy(bool)]
    _check(standing, own, options)
    chosen = options.mentions or _smaller_half(existing(options), own)
    if options.name:
        return _change(
            options, lambda w: recurring.split(w, standing, options.pattern, chosen, options.name, who=options.who)
        )
    if not chosen:
        raise PatternError(
            f"The mentions of {options.pattern} do not fall into two parts; choose those that go with --mentions."
        )
    parted = own[recurring.mention_id(own).isin(chosen).to_numpy(bool)]
    document = {"id": options.pattern, "mentions": chosen, "changed": False}
    texts = "\n".join(f"  {text}" for text in parted["clause_text"].head(5))
    words = (
        f"{len(parted):,} mentions would become a pattern of their own, among them:\n{texts}\n"
        f"Nothing is changed; give it a --name to split them off."
    )
    return show({"pattern": [document]}, words, options.json)


def _check(standing: "Recurring", own: "pd.DataFrame", options: argparse.Namespace) -> None:
    """Raise PatternError where the pattern that is to be split, or a mention named, is not there."""
    from cxanalytics import recurring

    if options.pattern not in standing.names:
        raise PatternError(f"There is no pattern '{options.pattern}'; `cxanalytics patterns` lists them.")
    strange = sorted(set(options.mentions) - set(recurring.mention_id(own)))
    if strange:
        raise PatternError(
            f"There is no mention '{strange[0]}' in {options.pattern}; `cxanalytics patterns --assignments FILE` lists "
            "all mentions."
        )


def _smaller_half(workspace: "Workspace", own: "pd.DataFrame") -> list[str]:
    """The mentions of a pattern that the machine would split off."""
    from cxanalytics import recurring

    if len(own) < 2:
        return []
    part = recurring.halves(workspace, own["clause_text"].reset_index(drop=True))
    named: list[str] = recurring.mention_id(own)[part == 1].tolist()
    return named


def _move(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    to = "" if options.to.casefold() == _BACK else options.to
    standing = _standing(existing(options), _polarity(options, to))
    return _change(options, lambda w: recurring.move(w, standing, options.mentions, to, who=options.who))


def _not_a_pain(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    standing = _standing(existing(options), _polarity(options, options.names[0]))
    if len(options.names) == 1 and "-" not in options.names[0]:
        return _change(options, lambda w: recurring.not_a_pain(w, standing, pattern=options.names[0], who=options.who))
    return _change(options, lambda w: recurring.not_a_pain(w, standing, mention_ids=options.names, who=options.who))


def _accept(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    standing = _standing(existing(options), _polarity(options, options.join))
    wish = {"name": options.name, "join": options.join, "who": options.who}
    return _change(options, lambda w: recurring.accept(w, standing, options.proposal, **wish))


def _dismiss(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    standing = _standing(existing(options), _polarity(options))
    return _change(options, lambda w: recurring.dismiss(w, standing, options.proposal, who=options.who))


def _regroup(options: argparse.Namespace) -> int:
    from cxanalytics import engine, recurring

    workspace = existing(options)
    analysis = engine.analyse(workspace)
    standing = analysis.recurring
    if _polarity(options) == recurring.POSITIVE:
        standing = engine.loved(workspace, analysis)
    version, wanted = analysis.scorer.version, options.patterns
    return _change(options, lambda w: recurring.regroup(w, standing, version, wanted=wanted, who=options.who))


def _undo(options: argparse.Namespace) -> int:
    from cxanalytics import recurring

    workspace = existing(options)
    recurring.undo(workspace, options.change)
    told = _told(workspace, options.change)
    return show({"pattern": [told]}, f"Taken back: {told['words']}", options.json)


def _history(options: argparse.Namespace) -> int:
    from cxanalytics.patterns import history

    workspace = existing(options)
    if not options.pattern:
        rows = _changes(workspace).to_dict("records")
        lines = [
            f"{row['batch']:>4}  {row['at']:%Y-%m-%d %H:%M}  {row['who'] or 'the machine'}: {row['words']}"
            + (" (taken back)" if row["undone"] else "")
            for row in rows
        ]
        return show({"history": rows}, "\n".join(lines) or "Nothing has been changed yet.", options.json)
    standing = _standing(workspace, _polarity(options, options.pattern))
    if options.pattern not in standing.names:
        raise PatternError(f"There is no pattern '{options.pattern}'; `cxanalytics patterns` lists them.")
    name = standing.names[options.pattern]
    said = history.sentences(standing.mentions, standing.events, standing.names, options.pattern)
    months = history.periods(standing.mentions)
    own = months[(months["pattern"] == options.pattern).to_numpy(bool)].drop(columns="pattern")
    document = {"id": options.pattern, "name": name, "sentences": said, "months": own.to_dict("records")}
    words = "\n".join([f"{options.pattern} {name}", *(f"  {sentence}" for sentence in said)])
    return show({"history": [document]}, words, options.json)


# --- what they share ---------------------------------------------------------------------------------------


def _polarity(options: argparse.Namespace, pattern: str = "") -> str:
    """The side that is meant: the one named, else that of the pattern; what hurts where nothing tells."""
    named = getattr(options, "polarity", None)
    of_pattern = POLARITIES[1] if pattern[:1] == "L" and pattern[1:].isdigit() else POLARITIES[0]
    return str(named or of_pattern)


def _standing(workspace: "Workspace", polarity: str) -> "Recurring":
    from cxanalytics import engine

    analysis = engine.analyse(workspace)
    return analysis.recurring if polarity == POLARITIES[0] else engine.loved(workspace, analysis)


def _change(options: argparse.Namespace, make: "Callable[[Workspace], int]") -> int:
    """Make a change, then say what was changed and how to take it back."""
    workspace = existing(options)
    told = _told(workspace, make(workspace))
    words = f"{told['words']} To take it back: `cxanalytics pattern undo {told['batch']}`."
    return show({"pattern": [told]}, words, options.json)


def _changes(workspace: "Workspace") -> Any:
    from cxanalytics.patterns import history, registry
    from cxanalytics.store import patterns as log

    events = log.events(workspace)
    return history.changes(events, registry.fold(events, log.members(workspace)).names())


def _told(workspace: "Workspace", batch: int) -> dict[str, Any]:
    """What a batch of the log did: batch, words, and the patterns it is about."""
    from cxanalytics.store import patterns as log

    events = log.events(workspace)
    own = events[(events["batch"] == batch).to_numpy(bool)]
    changes = _changes(workspace)
    words: Sequence[str] = changes["words"][(changes["batch"] == batch).to_numpy(bool)].tolist()
    about = [name for name in dict.fromkeys(own["pattern"].tolist()) if name]
    return {"batch": batch, "words": " ".join(words), "patterns": about, "undone": bool(own["undone"].any())}
