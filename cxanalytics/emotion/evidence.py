"""What the model weighs: for each clause and each whole text a few numbers from the rules, and its words and pairs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cxanalytics.emotion.characters import Flags, Numbers, Positions
from cxanalytics.emotion.lexicon import lexicon
from cxanalytics.emotion.model import Model, shipped
from cxanalytics.emotion.polarity import sums
from cxanalytics.emotion.reading import SCORED, Reading, read

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_SCALE = 15.0  # as in VADER: a doubled weight counts less
_PLAIN = 0.3  # weight from which a clause counts as praise or complaint
_STEADY = 4  # words added to the length, so that a text of one word does not count its word in full
_BATCH_TEXTS = 50_000
_BATCH_CHARACTERS = 800_000


def batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of texts that are read together, so that memory does not grow with the column."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)))
    begin = 0
    while begin < len(texts):
        limit = (ends[begin - 1] if begin else 0) + _BATCH_CHARACTERS
        end = min(max(int(np.searchsorted(ends, limit, "right")), begin + 1), begin + _BATCH_TEXTS)
        yield begin, min(end, len(texts))
        begin = end


@dataclass(frozen=True)
class Evidence:
    """One row per clause or per text. `rules` has the columns of model.RULES, `share` is what each word counts for."""

    rules: Numbers
    share: Numbers


def saturated(positive: Numbers, negative: Numbers, emphasis: Numbers) -> tuple[Numbers, Numbers]:
    """Positive and negative weight from 0 to 1, as s / sqrt(s * s + 15); ! and ? add to the greater of the two."""
    lift = np.sign(positive - negative) * emphasis
    high, low = positive + np.maximum(lift, 0), negative + np.maximum(-lift, 0)
    return high / np.sqrt(high * high + _SCALE), low / np.sqrt(low * low + _SCALE)


def of_clauses(reading: Reading) -> Evidence:
    """Every clause for itself."""
    weights = reading.weights
    high, low = saturated(weights.positive, weights.negative, weights.emphasis)
    praise, complaint = _plain(reading)
    rules = np.column_stack(
        (high, low, high * low, high, low, praise, complaint, weights.effort, weights.exclaims)
    ).astype(np.float64)
    return Evidence(rules, _share(reading.grams.words))


def of_texts(reading: Reading, clauses: Evidence) -> Evidence:
    """Every text as a whole: the sums over its clauses, and how it ends."""
    text, weights, size = reading.clauses.text, reading.weights, len(reading.state)

    def total(values: Any) -> Numbers:
        return sums(text, values, size)

    high, low = saturated(total(weights.positive), total(weights.negative), total(weights.emphasis))
    last = np.zeros((size, 2))
    last[text] = clauses.rules[:, :2]  # of several clauses the last one stays
    count = np.maximum(np.bincount(text, minlength=size), 1)
    praise, complaint = _plain(reading)
    rules = np.column_stack(
        (
            high,
            low,
            high * low,
            last,
            total(praise) / count,
            total(complaint) / count,
            total(weights.effort) > 0,
            total(weights.exclaims) > 0,
        )
    ).astype(np.float64)
    return Evidence(rules, _share(total(reading.grams.words)))


def _plain(reading: Reading) -> tuple[Flags, Flags]:
    pull = reading.weights.positive - reading.weights.negative
    return pull > _PLAIN, pull < -_PLAIN


def _share(words: Any) -> Numbers:
    share: Numbers = 1 / np.sqrt(_STEADY + words)
    return share


@dataclass(frozen=True)
class Table:
    """Evidence as matrices: `rules` (rows x len(model.RULES)) and `grams` (rows x the entries of the model)."""

    rules: Numbers
    grams: "csr_matrix"

    def logits(self, model: Model) -> Numbers:
        """Columns negative and positive against neutral, one row per row of the table."""
        found: Numbers = self.rules @ model.rules + self.grams @ model.weights + model.base
        return found


@dataclass(frozen=True)
class Features:
    """What the model sees of each text and of each clause (span), question and rating left aside.

    text: the place, in the input, of the text of each span; start and end: its offsets; scored: which texts are
    scored at all (not missing, no non-answer; the language is not looked at).
    """

    texts: Table
    spans: Table
    text: Positions
    start: Positions
    end: Positions
    scored: Flags


def features(texts: pd.Series, model: Model | None = None) -> Features:
    """The model's evidence on a column, for training on top of it. Repeats are not joined; missing texts are empty."""
    from scipy.sparse import vstack

    model = model or shipped()
    plain = texts.fillna("").astype("str").tolist() or [""]
    parts = [_tables(read(plain[a:b], lexicon()), a, model) for a, b in batches(plain)]
    rules = [np.vstack([part[place] for part in parts]) for place in (0, 1)]
    matrices = [vstack([part[place] for part in parts], format="csr") for place in (2, 3)]
    text, start, end, scored = (np.concatenate([part[place] for part in parts]) for place in (4, 5, 6, 7))
    size = len(texts)
    return Features(
        Table(rules[0][:size], matrices[0][:size]), Table(rules[1], matrices[1]), text, start, end, scored[:size]
    )


def _tables(reading: Reading, before: int, model: Model) -> tuple[Any, ...]:
    parts = reading.clauses
    spans = of_clauses(reading)
    whole = of_texts(reading, spans)
    entry = model.vocabulary.find_prints(reading.grams.prints) - 1
    known = np.flatnonzero(entry >= 0)
    clause, entry = reading.grams.clause.take(known), entry.take(known)
    first = reading.characters.first[parts.text]
    return (
        whole.rules,
        spans.rules,
        _matrix(parts.text.take(clause), entry, whole.share, len(model.entries)),
        _matrix(clause, entry, spans.share, len(model.entries)),
        parts.text + before,
        parts.start - first,
        parts.end - first,
        reading.state == SCORED,
    )


def _matrix(row: Positions, entry: Positions, share: Numbers, width: int) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    matrix = csr_matrix((share.take(row), (row, entry)), shape=(len(share), width))
    matrix.sum_duplicates()
    return matrix


def logits(reading: Reading, model: Model) -> tuple[Numbers, Numbers]:
    """Logits of the clauses and of the texts of a batch, without building matrices: what `score` uses."""
    spans = of_clauses(reading)
    whole = of_texts(reading, spans)
    learnt = _learnt(reading, model)
    by_text = np.column_stack([sums(reading.clauses.text, side, len(reading.state)) for side in learnt.T])
    return (
        spans.rules @ model.rules + learnt * spans.share[:, np.newaxis] + model.base,
        whole.rules @ model.rules + by_text * whole.share[:, np.newaxis] + model.base,
    )


def _learnt(reading: Reading, model: Model) -> Numbers:
    """The weights of the words and pairs of each clause, added up."""
    entry = model.vocabulary.find_prints(reading.grams.prints)
    known = np.flatnonzero(entry)
    clause, entry = reading.grams.clause.take(known), entry.take(known) - 1
    size = len(reading.clauses)
    return np.column_stack([sums(clause, side.take(entry), size) for side in model.sides])
