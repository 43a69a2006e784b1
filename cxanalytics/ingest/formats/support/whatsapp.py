"""WhatsApp chats: "Export chat" on a telephone, with or without the media."""

import re
from pathlib import PurePath

import pandas as pd

from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.grid import Grid

NAME = "whatsapp chat"

# What the app writes in place of a picture, a deleted message or a call, in seven languages.
_GENERATED = (
    r"(?i)^(?:<[^<>\n]{4,80}>|(?:this message was deleted|you deleted this message|null|missed (?:voice|video) call.*|"
    r"diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|ce message a été supprimé|"
    r"vous avez supprimé ce message|se eliminó este mensaje|eliminaste este mensaje|esta mensagem foi apagada|"
    r"questo messaggio è stato eliminato|dit bericht is verwijderd|(?:image|video|audio|sticker|gif|document|"
    r"contact card) (?:omitted|weggelassen|absente?|omitid[oa])|(?:bild|video|audio|sticker) weggelassen)\.?)$"
)
_ATTACHED = (
    r"(?i)^[^\n]+\.\w{2,5} "
    r"\((?:file attached|datei angehängt|fichier joint|archivo adjunto|file allegato|arquivo anexado)\)"
)
_EDITED = r"(?i)<[^<>\n]*(?:edited|bearbeitet|modifié|editad[oa]|modificato|bewerkt)[^<>\n]*>$"


def recognise(grid: Grid) -> float:
    """Sure where the lines were read as those of a chat."""
    return 0.97 if grid.facts.get("layout") == "whatsapp" else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per message. What the app writes itself (who joined, media left out) is no customer's.

    A chat of two that is named after one of them was exported by the other, who is taken for the company.
    """
    read = grid.table()
    text = read["text"].str.replace(_ATTACHED, "", regex=True).str.replace(_EDITED, "", regex=True).str.strip()
    left = text.str.contains(_GENERATED, regex=True) | (text == "")
    system = (read["generated"] == "yes") | left
    blank = pd.Series("", index=read.index, dtype="str")
    table = pd.DataFrame({
        "id": blank, "conversation": blank, "time": read["time"], "person": read["author"],
        "customer": read["author"].mask(system, ""), "text": text.mask(text == "", read["text"]),
        "by": blank.mask(~system, "customer").mask(system, "system"),
    })  # fmt: skip
    other = _named_after(grid, table.loc[~system, "person"])
    if other:
        own = ~system & (table["person"] != other)
        return turns.lay_out(table.assign(by=table["by"].mask(own, "company")), "WhatsApp", personal=turns.SPEAKERS)
    table, said = turns.attribute(table)
    return turns.lay_out(table, "WhatsApp", said, personal=turns.SPEAKERS)


def _named_after(grid: Grid, people: pd.Series) -> str:
    """The one of two people whose name the file carries ("WhatsApp Chat with Ana"); "" where that is not so."""
    different = list(people.unique())
    place = PurePath(grid.facts.get("path", grid.name))
    for name in (place.name, place.parent.name):
        if "whatsapp" in name.lower() and len(different) == 2:
            stem = re.sub(r"(?i)(?:\.(?:txt|zip))+$", "", name).strip().casefold()
            found = [
                person for person in different if stem.endswith((f" {person.casefold()}", f"-{person.casefold()}"))
            ]
            if len(found) == 1:
                return str(found[0])
    return ""
