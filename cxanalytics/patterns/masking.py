"""Masking: words that would fool the search for patterns, taken out before anything is learnt.

The name of a company, a product or a place stands in texts of every kind. Texts that share nothing else would look
alike by it.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

# A handle that so many texts hold is a company's own, not a friend's.
_HANDLE_TEXTS = 3
# A suggested word stands in so many texts at least, and with a capital inside the sentence in so great a share of them.
_SUGGESTED_TEXTS = 5
_CAPITAL_SHARE = 0.8
# So many texts are read for suggestions.
_READ = 15_000
_INSIDE = re.compile(r"(?<=[^\W_] )([A-Z][a-z]{2,}|[A-Z]{3,})\b")
_NOT_NAMES = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "english",
    }
)


def masked_words(names: Iterable[str], listed: Iterable[str], texts: pd.Series | None = None) -> frozenset[str]:
    """What tells nothing, in lower case: names of company, products and places, and what people listed.

    `names` and `listed` are whole names, of several words where they are. The handles that recur in `texts` (@shop)
    are names too.
    """
    found = {str(name).strip().lstrip("@#").casefold() for name in [*names, *listed]}
    return frozenset(found | _handles(texts)) - {""}


def _handles(texts: pd.Series | None) -> set[str]:
    """The handles that stand in enough different texts."""
    if texts is None or texts.empty:
        return set()
    said = texts.dropna().astype("str").drop_duplicates().str.findall(r"(?<!\w)@(\w{2,})").explode().dropna()
    said = said.str.casefold()
    often = said.groupby([said.index, said]).size().groupby(level=1).size()
    return set(often.index[often >= _HANDLE_TEXTS])


def without(texts: pd.Series, masked: frozenset[str]) -> pd.Series:
    """The texts without the masked words: whole words, in any case, also as #tag or @handle and with 's or s."""
    if not masked or texts.empty:
        return texts
    # The longest first, or "Green" would leave "Park" of "Green Park" behind.
    names = sorted(masked, key=lambda name: (-len(name), name))
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    pattern = re.compile(rf"(?<!\w)[@#]?(?:{either})(?:['’]?s)?(?!\w)", re.IGNORECASE)
    return texts.str.replace(pattern, " ", regex=True)


def holds(text: str, masked: frozenset[str]) -> bool:
    """Whether a masked word stands in a text."""
    return bool(masked) and str(without(pd.Series([text], dtype="str"), masked).iloc[0]) != text


def suggestions(
    texts: pd.Series, polarity: pd.Series, masked: frozenset[str] = frozenset(), most: int = 20
) -> pd.DataFrame:
    """Words that may be names, for a person to choose from: word, texts, positive, negative; most frequent first.

    A word that customers write with a capital inside their sentences, in praise and complaint alike. It is never
    masked of its own accord. positive and negative are the numbers of texts of that polarity.
    """
    said = pd.DataFrame({"text": texts.astype("str").array, "polarity": polarity.astype("str").array}).drop_duplicates()
    said = said.iloc[_sampled(said["text"])].reset_index(drop=True)
    found = said["text"].str.findall(_INSIDE).explode().dropna()
    words = pd.DataFrame({"row": found.index, "word": found.array}).drop_duplicates()
    # In a text that shouts, capitals say nothing.
    words = words[~said.loc[words["row"], "text"].str.isupper().to_numpy(bool)]
    words["key"] = words["word"].str.casefold()
    words = words[~words["key"].isin(masked | _NOT_NAMES)].drop_duplicates(["row", "key"])
    words["polarity"] = said.loc[words["row"], "polarity"].array
    table = words.groupby("key").agg(
        word=("word", lambda w: w.value_counts(sort=False).sort_index().idxmax()),
        texts=("row", "size"),
        positive=("polarity", lambda p: int((p == "positive").sum())),
        negative=("polarity", lambda p: int((p == "negative").sum())),
    )
    table = table[(table["texts"] >= _SUGGESTED_TEXTS) & (table["positive"] > 0) & (table["negative"] > 0)]
    tokens = said["text"].str.casefold().str.findall(r"[^\W_]+").explode()
    tokens = tokens[tokens.isin(table.index)]
    held = tokens.groupby([tokens.index, tokens]).size().groupby(level=1).size().reindex(table.index)
    table = table[table["texts"].to_numpy() >= _CAPITAL_SHARE * held.to_numpy("float64")]
    best: pd.DataFrame = table.sort_values(["texts", "word"], ascending=[False, True]).head(most)
    return best.reset_index(drop=True)


def _sampled(texts: pd.Series) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """At most _READ of the texts, by the hash of each."""
    order = np.argsort(pd.util.hash_array(texts.to_numpy("object")), kind="stable")
    return np.sort(order[:_READ])
