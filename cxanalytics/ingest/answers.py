"""Answers that are none: "n/a", "-", "k.A."; and "none", "rien", "nada" where a question only asks for comments."""

import re

import pandas as pd

from cxanalytics.ingest.reading import Reading
from cxanalytics.ingest.wordings import folded

_EMPTY = frozenset(
    [
        "n/a",
        "n.a",
        "na",
        "n.a.",
        "not-applicable",
        "no-answer",
        "no-comment",
        "no-comments",
        "no-response",
        "not-answered",
        "prefer-not-to-say",
        "k.a",
        "ka",
        "k.a.",
        "keine-angabe",
        "keine-angaben",
        "kein-kommentar",
        "keine-antwort",
        "sans-reponse",
        "sans-commentaire",
        "sans-commentaires",
        "pas-de-commentaire",
        "pas-de-commentaires",
        "aucun-commentaire",
        "sans-objet",
        "s/o",
        "nsp",
        "n.s.p",
        "sin-respuesta",
        "sin-comentarios",
        "sin-comentario",
        "ningun-comentario",
        "no-aplica",
    ]
)
# These answer a question for something in particular: nothing is to be improved, nothing was liked.
_NOTHING = frozenset(
    [
        "none",
        "nothing",
        "nil",
        "null",
        "nope",
        "nothing-else",
        "none-really",
        "nothing-really",
        "nichts",
        "keine",
        "keiner",
        "keins",
        "nix",
        "rien",
        "aucun",
        "aucune",
        "neant",
        "ras",
        "r.a.s",
        "nada",
        "ninguno",
        "ninguna",
        "niente",
    ]
)
_ANY = re.compile(
    r"\b(anything|any|else|further|other|additional|comments?|remarks?|feedback|sonst\w*|noch etwas|weitere\w*"
    r"|anmerkung\w*|kommentar\w*|bemerkung\w*|autres?|commentaires?|remarques?|ajouter|otr[oa]s?|comentarios?|algo mas"
    r"|anadir)\b"
)


def are_none(reading: Reading, stacked: pd.DataFrame) -> pd.Series:
    """Which of the stacked texts of a survey answer nothing; those of reviews and posts are all somebody's words."""
    if reading.kind != "survey" or stacked.empty:
        return pd.Series(False, index=stacked.index)
    short = stacked["text"].str.len() <= 30
    bare = stacked["text"].where(short, "").map(_bare)
    empty = short & (bare.isin(_EMPTY) | (bare == ""))
    return empty | (short & bare.isin(_NOTHING) & _asks_for_comments(reading, stacked))


def _bare(text: str) -> str:
    """The words in small letters with hyphens between; "" where there is no letter, digit or picture."""
    if not any(sign.isalnum() or ord(sign) > 0x2100 for sign in text):
        return "" if set(text) <= set("-–—._/*\\ ") else text
    return "-".join(folded(text).strip(" .,!;:-–\"'()").split())


def _asks_for_comments(reading: Reading, stacked: pd.DataFrame) -> pd.Series:
    """Which texts answer a question for anything at all, that invites no side."""
    invites = {each.column: each.invites for each in reading.asked}
    held = reading.column("question")
    if held is not None:
        cells = reading.table[held].take(stacked["record"].to_numpy(dtype="int64"))
        asked = pd.Series(cells.to_numpy(), index=stacked.index, dtype="str")
    else:
        asked = stacked["column"]
    words = {str(name): reading.questions.get(str(name), str(name)) for name in asked.unique()}
    open_ = {name: not invites.get(name) and _ANY.search(folded(text)) is not None for name, text in words.items()}
    return asked.map(open_).astype("bool")
