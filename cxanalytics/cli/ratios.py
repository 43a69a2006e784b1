"""`ratios`: positive experiences for each negative one."""

import argparse

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show

PERIODS = ("day", "week", "month", "quarter", "year")
GROUPS = ("touchpoint", "stage", "channel", "segment", "source", "kind", "basis", *PERIODS)


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    about = "positive experiences for each negative one"
    ratios = commands.add("ratios", _ratios, about, COMMON, PRINTING, CHOSEN)
    ratios.add_argument("--by", nargs="+", action="extend", default=[], choices=GROUPS, help="one or more groupings")


def _ratios(options: argparse.Namespace) -> int:
    from cxanalytics import engine, ratios, scoring

    workspace = existing(options)
    analysis = engine.analyse(workspace, journey(options))
    chosen = selection(options)
    experiences = chosen.apply(analysis.experiences)
    by = list(dict.fromkeys(options.by)) or ["touchpoint"]
    table = engine.ratio_table(analysis, chosen, by)
    about = {
        "selection": chosen.words(),
        "mix": ratios.mix(experiences).words,
        "journey": analysis.journey.name,
        "scorer": analysis.scorer.version,
    }
    if table.empty:
        words = (
            f"No feedback in this selection: {about['selection']}."
            if chosen
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
    return show({"ratios": table.to_dict("records"), **about}, words, options.json)
