"""Ratings that stand alone: no words beside them that could be read, so the rating itself gives the polarity.

The rule is `emotion.rated`, the same for everybody and visible. One response counts once: where any of its answers
was read, its rating does not speak again, and of several answers without readable words only the first does. A rating
of one touchpoint alone ("Rate: Check-in") speaks there, once, unless words of the same response were read there.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import emotion
from cxanalytics.emotion.model import POLARITIES

WORDS, RATING = "words", "rating"


def judged(texts: pd.DataFrame, feedback: pd.DataFrame) -> pd.DataFrame:
    """The scores of texts with `basis` added, and the polarity of bare ratings filled in.

    `texts` is that of `emotion.score`, in the row order of `feedback`. basis is "words" where the text was read,
    "rating" where the polarity is that of a rating alone, missing where there is neither.
    """
    read = (texts["state"] == "scored").to_numpy(bool)
    rated = emotion.rated(feedback["rating"], feedback["rating_low"], feedback["rating_high"])
    own = of_one_place(feedback)
    response = feedback["response_id"].reset_index(drop=True)
    there = response + "\x1f" + _column(feedback, "touchpoint")
    silenced = np.where(own, there.isin(there[read]), response.isin(response[read]))
    bare = rated.notna().to_numpy(bool) & ~silenced
    bare &= ~there.where(own, response).where(bare).duplicated().to_numpy(bool)
    basis = pd.Series(pd.NA, texts.index, dtype="str").mask(read, WORDS).mask(bare, RATING)
    polarity = texts["polarity"].mask(bare, pd.Series(rated.to_numpy(), texts.index))
    return texts.assign(polarity=polarity, basis=basis)


def of_one_place(feedback: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which rows are the rating of one touchpoint alone: without words, and asked about that touchpoint by name."""
    if not {"text", "question", "touchpoint"} <= set(feedback):
        return np.zeros(len(feedback), bool)
    place, asked = (_column(feedback, name).str.casefold() for name in ("touchpoint", "question"))
    silent = (_column(feedback, "text") == "") & (place != "") & (asked != "")
    pairs = pd.DataFrame({"place": place, "asked": asked})[silent].drop_duplicates()
    # Few different pairs: a question for each column of the export.
    named = {(p, a) for p, a in zip(pairs["place"], pairs["asked"], strict=True) if a.rstrip("?!.:] ").endswith(p)}
    about = pd.Series(list(zip(place, asked, strict=True)), dtype="object").isin(named)
    return (silent & about).to_numpy(bool)


def _column(feedback: pd.DataFrame, name: str) -> pd.Series:
    column = feedback[name] if name in feedback else pd.Series("", feedback.index)
    return column.fillna("").astype("str").reset_index(drop=True)


def mentions(texts: pd.DataFrame) -> pd.DataFrame:
    """One mention without words per bare rating, with the columns of `emotion.score`'s mentions.

    It lies at the start of its text and is empty, so no phrase can place it: its touchpoint is the export's own,
    or none.
    """
    row = (texts["basis"] == RATING).to_numpy(bool).nonzero()[0]
    polarity = texts["polarity"].iloc[row].reset_index(drop=True)
    chances = {f"p_{name}": (polarity == name).astype("float32") for name in POLARITIES}
    return pd.DataFrame({"row": row, "clause": 0, "start": 0, "end": 0, "polarity": polarity, **chances}).assign(
        emotions=pd.Series("", polarity.index, dtype="str"), effort=False, unresolved=False
    )
