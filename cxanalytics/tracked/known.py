"""What of an analysis can be followed: measures, patterns by name, mentions, ratings."""

import pandas as pd

from cxanalytics import bare_ratings
from cxanalytics.engine import Analysis
from cxanalytics.files import read_parquet
from cxanalytics.tracking import ratings as scores

_RATED = ["feedback_id", "response_id", "source", "kind", "channel", "segment", "occurred_at", "import_id", "question",
          "rating", "rating_low", "rating_high"]  # fmt: skip
RATIO, VOLUME = "ratio", "volume"


def measures(analysis: Analysis) -> dict[str, str]:
    """What can be followed, each with its name: ratio, shares, effort, volume, emotions, ratings, patterns."""
    from cxanalytics.emotion.lexicon import emotions

    known = {
        RATIO: "Positive for each negative", "negative": "Negative share", "positive": "Positive share",
        "effort": "Speak of effort", VOLUME: "Number of experiences",
    }  # fmt: skip
    known |= {f"emotion:{item.name}": f"Feel {item.name}" for item in emotions()}
    kinds = set(scores.kinds(ratings(analysis)).dropna())
    known |= {kind: scores.NAMES[kind] for kind in scores.KINDS if kind in kinds}
    return known | {f"pattern:{pattern}": f"“{name}”" for pattern, name in names(analysis).items()}


def names(analysis: Analysis) -> dict[str, str]:
    """The living patterns by name, those heard most first."""
    from cxanalytics.patterns.registry import LIVE

    table, mentions = analysis.recurring.patterns, analysis.recurring.mentions
    if table.empty:
        return {}
    living = table[(table["state"] == LIVE).to_numpy(bool)]
    heard = mentions["pattern"].value_counts()
    order = living.assign(n=living["pattern"].map(heard).fillna(0)).sort_values("n", ascending=False, kind="stable")
    return dict(zip(order["pattern"].astype("str"), order["name"].astype("str"), strict=True))


def counted_mentions(analysis: Analysis) -> pd.DataFrame:
    """The negative mentions that nobody said are no pain, with the pattern each is in."""
    mentions = analysis.recurring.mentions
    return mentions[~mentions["aside"].to_numpy(bool)] if len(mentions) else mentions


def ratings(analysis: Analysis) -> pd.DataFrame:
    """The customers' own ratings, one row per rating of a response: _RATED and touchpoint-free.

    A response that answers several questions in words repeats its rating in each; it counts once. Ratings of one
    touchpoint alone, of which a response has many, are experiences there and not in here.
    """
    read = [_whole(read_parquet(path, [*_RATED, "touchpoint", "text"])) for path in analysis.files.feedback]
    if not read:
        return pd.DataFrame(columns=_RATED)
    table = pd.concat(read, ignore_index=True)
    table = table[table["rating"].notna().to_numpy(bool)]
    return table.drop_duplicates(["response_id", "rating", "rating_low", "rating_high"], ignore_index=True)


def _whole(feedback: pd.DataFrame) -> pd.DataFrame:
    return feedback.loc[~bare_ratings.of_one_place(feedback), _RATED]
