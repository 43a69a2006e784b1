"""Ratings that stand alone: no words beside them that could be read, so the rating itself gives the polarity.

The rule is `emotion.rated`, the same for everybody and visible. One response counts once: where any of its answers
was read, its rating does not speak again, and of several answers without readable words only the first does.
"""

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
    response = feedback["response_id"].reset_index(drop=True)
    speaks = ~response.isin(response[read]).to_numpy(bool) & rated.notna().to_numpy(bool)
    first = ~response.where(speaks).duplicated().to_numpy(bool)
    bare = speaks & first
    basis = pd.Series(pd.NA, texts.index, dtype="str").mask(read, WORDS).mask(bare, RATING)
    polarity = texts["polarity"].mask(bare, pd.Series(rated.to_numpy(), texts.index))
    return texts.assign(polarity=polarity, basis=basis)


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
