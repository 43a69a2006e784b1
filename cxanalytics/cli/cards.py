"""`card`: one customer's words as a picture to share in the company."""

import argparse
from pathlib import Path

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show
from cxanalytics.errors import CXError

# In a picture of 1200 pixels a card is shared as it is; on a wall it needs more.
_WIDE = 2400


def add(commands: Commands) -> None:
    """Add the command of this family."""
    card = commands.add(
        "card", _card, "one customer's words with touchpoint and ratio, as a picture", COMMON, PRINTING, CHOSEN
    )
    card.add_argument("--touchpoint", required=True, metavar="NAME", help="whose words")
    card.add_argument("--quote", type=int, default=1, metavar="N", help="which of its quotes, 1 is the most telling")
    card.add_argument("--praise", action="store_true", help="words of praise, not of pain")
    card.add_argument(
        "--share", choices=("quotes", "masked"), default="quotes", help="masked: names and numbers hidden"
    )
    card.add_argument("--dark", action="store_true", help="on a dark ground")
    card.add_argument("--out", type=Path, required=True, metavar="FILE", help=".png or .svg")


def _card(options: argparse.Namespace) -> int:
    from cxanalytics import boards, engine
    from cxanalytics.drawing import quote_card
    from cxanalytics.drawing.png import png
    from cxanalytics.drawing.svg import svg
    from cxanalytics.files import given_away

    suffix = options.out.suffix.lower()
    if suffix not in (".png", ".svg"):
        raise CXError(f"Cannot write {options.out.name}: the name of a card must end in .png or .svg.")
    workspace = existing(options)
    analysis = engine.analyse(workspace, journey(options))
    board = boards.board(workspace, analysis, selection(options), boards.Wanted(sharing=options.share))
    wanted = "positive" if options.praise else "negative"
    names = board.shown.points["touchpoint"].tolist()
    name = next((known for known in names if known.casefold() == options.touchpoint.strip().casefold()), None)
    if name is None:
        raise CXError(f"The map has no touchpoint '{options.touchpoint}'; it has {', '.join(names)}.")
    found = board.quotes[(board.quotes["touchpoint"] == name) & (board.quotes["polarity"] == wanted)]
    if not 1 <= options.quote <= len(found):
        raise CXError(
            f"There are {len(found)} {wanted} quotes of '{name}' to choose from; --quote {options.quote} is none."
        )
    quote = found.iloc[options.quote - 1].to_dict()
    scene = quote_card.scene(board, quote, dark=options.dark)
    with given_away(options.out) as temporary:
        temporary.write_bytes(png(scene, wide=_WIDE) if suffix == ".png" else svg(scene).encode())
    document = {"file": str(options.out), "touchpoint": name, "quote": quote["quote"], "source": quote["source"]}
    return show({"card": [document]}, f"The card is in {options.out}: “{quote['quote']}”", options.json)
